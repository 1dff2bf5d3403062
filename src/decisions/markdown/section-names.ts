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

/** What records are called where a heading speaks of several. */
const records = '(?:decisions?|adrs?|rfcs?|proposals?|decision records|records|documents)';

/** What parts the names of a heading that has several: "Follow-ups and related ADRs". */
const joints = /\s*[/&,;+·|–—]\s*|\s+(?:and|und|et|y|e|och|og|en|i|и|і|ja|ve)\s+/u;

/** The name of a list of links among others of a heading. */
const linksPart = new RegExp(
  `^(?:(?:other|further|also|all|the|directly|closely)\\s+)?(?:related|linked|connected)(?:\\s+(?:architecture|architectural|design|technical))?\\s+${records}$` +
    `|^relation(?:s|ships?)?\\s+(?:to|with)\\s+(?:(?:the|other|earlier|prior|previous|existing|related)\\s+){0,2}${records}$|^related$`,
);
const recordsPart = new RegExp(`^${records}$`);

/** A longer heading is a sentence. */
const longestNames = 80;

/**
 * Whether such a list is one of the things that a heading names; "related" may stand before them all: "Related issues and
 * ADRs". What only stands beside it there may say anything.
 */
export function namesLinks(heading: string): boolean {
  const words = wordsOf(heading).replace(/\s*\([^()]*\)$/, '');
  if (words.length > longestNames || sectionOf(heading) !== undefined) return false;
  const parts = words.split(joints);
  const isOne = (part: string) =>
    linksPart.test(part) || (parts.length > 1 && part.includes(' ') && fieldOf(part) === 'related');
  return (
    parts.some(isOne) || (/^related\s/.test(words) && parts.slice(1).some((part) => recordsPart.test(part)))
  );
}

/** Whether a heading opens such a list in which prose stands as well. */
export function opensProse(heading: string): boolean {
  return /information|reading|resources|informationen|ressources|recursos|risorse|lisätietoja|更多|参考/i.test(
    heading,
  );
}
