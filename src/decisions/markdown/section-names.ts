import { fieldOf } from './field-names.ts';
import { fold } from './fold.ts';
import { languages, listed } from './languages/all.ts';
import { type SectionName, sectionNames } from './languages/language.ts';

export type { SectionName };

const byName = new Map(
  languages.flatMap(({ sections }) =>
    sectionNames.flatMap((section) =>
      listed(sections[section] ?? '').map((name) => [name, section] as const),
    ),
  ),
);

/** A heading's words as they are compared: without a number of its own, marks and a colon. */
function wordsOf(heading: string): string {
  return fold(heading.slice(0, 200).replace(/\{#[^}]*\}|<!--.*?-->|[*_`]/g, ' '))
    .replace(/^[^\p{L}\p{N}#]+/u, '')
    .replace(/^(?:\d+\s*[.)]\s*)*(?:\d+\s+)?/, '')
    .replace(/[:.?!\s]+$/, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*\((?:optional|s)\)$/, '')
    .trim();
}

/** The section of a record that a heading opens, in whatever language; undefined where it is another. */
export function sectionOf(heading: string): SectionName | undefined {
  const words = wordsOf(heading);
  return byName.get(words) ?? byName.get(words.replaceAll('&', 'and'));
}

/** Whether a heading is the name of a field: "## Date", "## Superseded by". */
export function fieldOfHeading(heading: string): ReturnType<typeof fieldOf> {
  return fieldOf(wordsOf(heading));
}

/** Whether a heading only says what stands under it, so that it is nobody's title. */
export function isPlainHeading(heading: string): boolean {
  return sectionOf(heading) !== undefined || fieldOfHeading(heading) !== undefined;
}

/** Headings that open a list of links in words that are no field's and no section's alone. */
const linksHeading =
  /^(?:related|linked)\s+(?:decisions?|adrs?|records?|rfcs?|proposals?|documents?|decision records)(?:\s*(?:\/|and|&)\s*(?:decisions?|adrs?|records?|rfcs?|documents?|links?))?$|^relations?(?:hips)?$|^cross[- ]references?$/;

/** Whether a heading opens a list of links to other records and pages. */
export function opensLinks(heading: string): boolean {
  return (
    sectionOf(heading) === 'links' ||
    fieldOfHeading(heading) === 'related' ||
    linksHeading.test(wordsOf(heading))
  );
}

/** Whether a heading opens such a list in which prose stands as well. */
export function opensProse(heading: string): boolean {
  return /information|reading|resources|informationen|ressources|recursos|risorse|lisätietoja|更多|参考/i.test(
    heading,
  );
}
