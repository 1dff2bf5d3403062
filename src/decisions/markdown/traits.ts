import { fieldLines } from './fields.ts';
import { fold } from './fold.ts';
import { fieldOfHeading, sectionOf } from './section-names.ts';
import { statedFields } from './stated-fields.ts';
import type { Outline } from './tree.ts';

/** What makes a file a record, as far as it says so itself. */
export interface Traits {
  /** The words of its first heading, without numbers and signs. */
  readonly heading: string;
  /** How many sections of a record it has. */
  readonly sections: number;
  /** How many headings of a proposal it has: "Motivation", "Summary". */
  readonly proposals: number;
  /** Whether fields say who decided it, or when. */
  readonly hasFields: boolean;
}

const ofRecord: ReadonlySet<string> = new Set(['context', 'decision', 'consequences', 'options', 'drivers']);

/** The sections of a record that a file has, by what stands in them. */
export function recordSections({ sections }: Outline): string[] {
  return sections
    .filter(({ level }) => level <= 3)
    .flatMap(({ title }) => {
      if (fieldOfHeading(title) === 'status') return ['status'];
      const section = sectionOf(title);
      return section !== undefined && ofRecord.has(section) ? [section] : [];
    });
}

const proposal =
  /^(?:summary|abstract|motivation|proposal|rationale|specification|(?:detailed )?design(?: details)?|drawbacks|prior art|unresolved questions|open questions|guide-level explanation|reference-level explanation|goals|non-goals|backwards? compatibility|security considerations|risks and mitigations|implementation plan|problem statement|tutorial|reference|how we teach this|basic example|adoption strategy)$/;

/** The traits of a file. */
export function traitsOf(outline: Outline): Traits {
  const stated = statedFields(outline, fieldLines(outline));
  const titles = outline.sections.map(({ title }) =>
    fold(title)
      .replace(/^[\d.)\s]+/, '')
      .trim(),
  );
  return {
    heading: fold(outline.heading ?? '')
      .replace(/[^\p{L}]+/gu, ' ')
      .trim(),
    sections: new Set(recordSections(outline)).size,
    proposals: new Set(titles.filter((title) => proposal.test(title))).size,
    hasFields: (['decided', 'date', 'created', 'deciders', 'supersedes', 'superseded-by'] as const).some(
      (name) => stated.has(name),
    ),
  };
}
