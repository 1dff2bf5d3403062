/** What a template has a place for below a heading of its own. */
export const sectionPlaces = [
  'context',
  'drivers',
  'options',
  'pros-and-cons',
  'decision',
  'consequences',
  'confirmation',
  'links',
  'amendments',
] as const;
export type SectionPlace = (typeof sectionPlaces)[number];

/** What a template has a place for in front matter, in a line of its own, or below a heading. */
export const fieldPlaces = [
  'status',
  'date',
  'deciders',
  'consulted',
  'informed',
  'tags',
  'affects',
  'review-by',
] as const;
export type FieldPlace = (typeof fieldPlaces)[number];

/** What may stand anywhere, as nothing is read back from it. */
export const loosePlaces = ['number', 'log'] as const;

/** A heading of a template, and what belongs below it. */
export interface PlacedHeading {
  readonly place: SectionPlace | FieldPlace;
  /** As it is read. */
  readonly title: string;
  /** As it is compared. */
  readonly heading: string;
}

/** How files of a template are read: by which headings and lines their fields are told. Plain data, for the process that reads. */
export interface TemplateForm {
  /** The title's heading: the words before and behind it, as patterns. */
  readonly title: { readonly before: string; readonly after: string };
  readonly sections: readonly PlacedHeading[];
  /** What stands in a line before and behind a value. */
  readonly lines: readonly {
    readonly place: FieldPlace;
    readonly before: string;
    readonly after: string /** The heading above it that is not the title's, as it is compared. */;
    readonly under: string;
  }[];
}

/** What a place is called in front matter, where that is another name. */
export const frontKeys: Readonly<Record<string, string>> = { deciders: 'decision-makers' };

/** What a heading of a template is called for whoever reads its files, whatever it is called there. */
export const standardHeadings: Readonly<Partial<Record<SectionPlace | FieldPlace, string>>> = {
  context: 'Context',
  drivers: 'Decision Drivers',
  options: 'Considered Options',
  'pros-and-cons': 'Pros and Cons of the Options',
  decision: 'Decision',
  consequences: 'Consequences',
  confirmation: 'Confirmation',
  links: 'Links',
  amendments: 'Amendments',
  status: 'Status',
  date: 'Date',
  deciders: 'Deciders',
};

/** A heading as it is compared. */
export function comparedHeading(title: string): string {
  return title.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** What a heading stands for in files of a template; undefined where that says nothing of it. */
export function placeOf(
  form: TemplateForm | undefined,
  title: string,
): SectionPlace | FieldPlace | undefined {
  return form?.sections.find(({ heading }) => heading === comparedHeading(title))?.place;
}

/** The title in a heading of a template's file; undefined where that is another one, or has nothing of its own around the title. */
export function titleIn({ title: { before, after } }: TemplateForm, heading: string): string | undefined {
  if (before === '' && after === '') return undefined;
  return new RegExp(`^${before}(.+)${after}$`, 'su').exec(heading.replace(/\s+/g, ' ').trim())?.[1]?.trim();
}
