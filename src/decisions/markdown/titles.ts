import { fieldOf } from './field-names.ts';
import { isNoticeHeading } from './notices.ts';
import { fieldOfHeading, sectionOf } from './section-names.ts';

/** What kind of document it is; as a heading it is no title. */
const kindHeading =
  /^(?:adrs?|rfcs?|request for comments|(?:architectur(?:e|al)|technical|design|technology)?\s*decision(?:\s+(?:record|log|document))?|(?:technical\s+)?design\s+doc(?:ument)?|(?:enhancement\s+)?proposal|architekturentscheidung|entscheidungsprotokoll)(?:\s*\((?:adr|rfc)\))?$/iu;

/** "ADR-12", "0012." */
const numberHeading =
  /^[[(#]?(?:(?:adr|rfc|dr|madr|(?:architectur(?:e|al)\s+)?decision(?:\s+record)?)[\s#_-]*)?\d{1,6}[a-z]?[\])]?[.:]?$/iu;

/** Whether a heading says a file's kind or number and no more. */
export function isLabelHeading(heading: string): boolean {
  if (heading.length > 200) return false;
  const plain = heading.replace(/[:.\s]+$/, '').trim();
  return kindHeading.test(plain) || numberHeading.test(plain);
}

/** Whether a heading is nobody's title: the name of a section or field, a kind, a number, or a notice. */
export function isNoTitle(heading: string): boolean {
  return (
    sectionOf(heading) !== undefined ||
    fieldOfHeading(heading) !== undefined ||
    isLabelHeading(heading) ||
    isNoticeHeading(heading)
  );
}

/** Whether a heading of the first level stands above the title: a status, metadata, a notice. */
export function leadsToTitle(heading: string): boolean {
  const [name = ''] = heading.split(/[:：–—-]/);
  return fieldOf(name.trim()) === 'status' || sectionOf(heading) === 'metadata' || isNoticeHeading(heading);
}
