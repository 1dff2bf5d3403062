import type { ContentInput, Status } from '../record.ts';
import { contentOf } from './content.ts';
import { readDate } from './dates.ts';
import { fieldLines, first } from './fields.ts';
import { type NameParts, numberInHeading, readFileName } from './file-name.ts';
import type { StatedLink } from './links.ts';
import { statedLinks } from './stated-links.ts';
import { isTemplateText, readStatus } from './status.ts';
import { dateInStatus, statedStatus, statusSectionOf } from './status-statements.ts';
import { type Outline, readOutline } from './tree.ts';

/** What a file says, before it is known where it goes. */
export interface ParsedRecord {
  readonly title: string;
  readonly number: number | null;
  readonly label: string | null;
  readonly status: Status;
  /** The first line of the status as written; null where the file states none. */
  readonly statusRaw: string | null;
  readonly date: string | null;
  readonly links: readonly StatedLink[];
  /** The fields that could be understood; `body` is the whole file, verbatim. */
  readonly content: ContentInput;
  readonly warnings: readonly string[];
}

/** Reads one record's file; whatever is not understood stays in `body`. */
export function parseRecord(raw: string, name: string, outline: Outline = readOutline(raw)): ParsedRecord {
  const file = readFileName(name);
  const fields = fieldLines(outline);
  const header = new Map([...fields].map(([key, { text }]) => [key, text]));
  const statusSection = statusSectionOf(outline);
  const statusRaw = statedStatus(outline, fields, statusSection)?.text ?? null;
  const dateText = first([outline.front.date, header.get('date'), header.get('datum'), header.get('fecha')]);
  const sectionDate = outline.sections.find(({ title }) => /^date$|^datum$|^fecha$/i.test(title))?.source;
  const date =
    readDate(dateText ?? sectionDate ?? '') ??
    (dateText === undefined ? dateInStatus(statusRaw, statusSection) : null) ??
    file.date;
  const dateWarnings =
    dateText !== undefined &&
    readDate(dateText) === null &&
    dateText.trim() !== '' &&
    !/[{[|<]|yyyy/i.test(dateText)
      ? [`the date "${dateText.trim().slice(0, 40)}" is none or can be read in two ways`]
      : [];
  const title = titleOf(outline, file, name);
  const number = file.number ?? (file.date === null ? numberInHeading(outline.heading) : null);
  return {
    title,
    number,
    label: file.label ?? (number === null ? null : String(number)),
    status: readStatus(statusRaw),
    statusRaw,
    date,
    links: statedLinks(outline, fields, statusSection),
    content: contentOf(outline, header, raw, title),
    warnings: [
      ...outline.faults.map(({ line, what }) => `line ${line}: ${what}`),
      ...dateWarnings,
      ...templateWarnings(statusRaw),
    ],
  };
}

/** Headings that open a section of a record; as a heading of level one they are no title. */
const sectionWords =
  /^(?:status|context|decision|consequences|context and problem statement|problem statement|considered options|decision outcome|decision drivers|summary|background|options|title|abstract|introduction|preamble|motivation|proposal|adr|architecture decision record)s?\s*:?$/i;

function templateWarnings(statusRaw: string | null): string[] {
  return statusRaw !== null && isTemplateText(statusRaw)
    ? [`the status still holds the template's text: ${statusRaw.slice(0, 60)}`]
    : [];
}

/** The heading of a template that nobody changed. */
const templateTitle = /\b(?:decision record|adr|madr)s? template$/i;

/** The first heading, or what the front matter says where that says more; else the file's name. */
function titleOf(outline: Outline, { slug, number }: NameParts, name: string): string {
  const plain = (title: string) => withoutNumber(withoutOwnNumber(title, number));
  const heading = outline.heading === null ? '' : plain(outline.heading);
  const fromFront = first([outline.front.title, outline.front.Title])?.trim() ?? '';
  const isTitle = heading !== '' && !sectionWords.test(heading) && !templateTitle.test(heading);
  if (fromFront !== '' && (!isTitle || plain(fromFront).startsWith(heading))) return plain(fromFront);
  if (isTitle) return heading;
  const section = outline.sections.find(
    ({ level, title }) => level === 2 && !sectionWords.test(withoutNumber(title)),
  );
  if (outline.heading === null && section !== undefined && outline.sections[0] === section)
    return withoutNumber(section.title);
  return slug === '' ? name : slug;
}

/** "23 Logging" in the file 023-logging.md: a number alone is one only where it is the file's own. */
function withoutOwnNumber(title: string, number: number | null): string {
  const [, digits = '', rest = ''] = /^\s*#?(\d{1,6})\s+([\p{L}`"'].*)$/su.exec(title) ?? [];
  return digits !== '' && Number(digits) === number ? rest : title;
}

/** A title without "ADR-12:", "3.", "[0004]", marks and emphasis. */
function withoutNumber(title: string): string {
  const plain = title.replace(/\s+/g, ' ').trim();
  const bare = plain
    .replace(/^.{0,40}?\b[A-Za-z]{1,15}[-_]adr(?:[-_][A-Za-z]{1,20})?[-_]\d{1,6}\s*[:—–-]\s*/i, '')
    .replace(
      /^\[?(?:(?:architecture\s+)?decision(?:\s+record)?|adr|rfc|dr|madr|lcp)[\s#_-]*\d+[a-z]?\]?\s*(?:[:.)—–-]+\s*|\s+|$)/i,
      '',
    )
    .replace(/^\[?#?\d{1,6}[a-z]?\]?\s*(?:[.:)]\s*|\s[—–-]\s*|[—–-]\s+)/i, '')
    .replace(/^\[#?\d{1,6}[a-z]?\]\s*[.:—–-]?\s+/i, '')
    .replace(/^(?:ADR|Architecture Decision Record)(?:\s*[:—–]|\s*-(?=\s))\s*/i, '')
    .trim();
  return bare === '' ? plain : bare;
}
