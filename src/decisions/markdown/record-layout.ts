import type { DecisionRecord } from '../record.ts';
import type { Amendment } from '../since-import.ts';
import { opensSection } from './content.ts';
import type { Front } from './forms.ts';
import { frontFields, frontMatter, statusText } from './front-fields.ts';
import { escapedWords, heldItem, heldText } from './held-text.ts';
import { parseRecord } from './parse.ts';
import { type FileNames, namedRecord, nameKey, relationOf } from './record-address.ts';
import type { TemplateForm } from './template-form.ts';
import { outlineOf } from './template-outline.ts';
import { readOutline } from './tree.ts';

/** What is written below a heading: a section's own, or parts of an option's or amendment's. */
export interface Part {
  readonly level: number;
  readonly heading: string;
  /** As it was said: markdown of whoever wrote it, which must not end the section. */
  readonly text: string;
  /** Whether nothing below a heading of its own is read back with it. */
  readonly alone?: boolean;
  /** Whether the text is ours, as a list of items is. */
  readonly isOwn?: boolean;
  /** Whether it is written without a text too: for what stands below it. */
  readonly isHeading?: boolean;
}

/** A file as it is laid out: its front matter, the title's heading, and the sections. */
export interface Layout {
  /** With its rules; empty where there is none. */
  readonly front: string;
  /** The heading's line. */
  readonly heading: string;
  /** Lines between the title and the first section. */
  readonly header: string;
  readonly parts: readonly Part[];
  /** What else opens a section: headings of a template. */
  readonly opens?: (title: string) => boolean;
}

/** What a layout is made with. */
export interface LayoutOptions {
  readonly front: Front;
  readonly amendments: readonly Amendment[];
}

/** A record in the form of MADR 4. */
export function madrText(record: DecisionRecord, names: FileNames, options: LayoutOptions): string {
  const { heading, isRead } = titleHeading(record, names, [
    (words) => `# ${words}`,
    (words) => `# ${record.number}. ${words}`,
  ]);
  const fields = frontFields(record, names, options.front);
  // Without a decision above them they would be read as a part of the options.
  const below = record.decision.trim() === '' ? 2 : 3;
  return layoutText({
    front: frontMatter(
      isRead || options.front === 'full' ? fields : { title: oneLine(record.title), ...fields },
    ),
    heading,
    header: '',
    parts: [
      { level: 2, heading: 'Context and Problem Statement', text: record.context },
      itemPart('Decision Drivers', record.drivers),
      itemPart(
        'Considered Options',
        record.options.map(({ name }) => name),
      ),
      { level: 2, heading: 'Decision Outcome', text: record.decision, alone: true },
      itemPart('Consequences', record.consequences, below),
      { level: below, heading: 'Confirmation', text: record.confirmation },
      ownPart('Pros and Cons of the Options', prosText(record.options)),
      ownPart('Amendments', amendmentsText(options.amendments)),
      ownPart('Links', linkLines(record, names)),
    ],
  });
}

/** A record in the short form; what that has no place for is left out. */
export function nygardText(record: DecisionRecord, names: FileNames, options: LayoutOptions): string {
  const { heading, isRead } = titleHeading(record, names, [(words) => `# ${record.number}. ${words}`]);
  const title = { title: oneLine(record.title) };
  const status = statusText(record);
  const lines = [status === '' ? '' : capitalized(status), linkLines(record, names)];
  return layoutText({
    front: frontMatter(options.front === 'full' ? frontFields(record, names, 'full') : isRead ? {} : title),
    heading,
    header: record.date === null ? '' : `Date: ${record.date}`,
    parts: [
      ownPart('Status', joined(lines)),
      { level: 2, heading: 'Context', text: joined([record.context, bullets(record.drivers)]) },
      { level: 2, heading: 'Decision', text: record.decision, alone: true },
      itemPart('Consequences', record.consequences),
      ownPart('Amendments', amendmentsText(options.amendments)),
    ],
  });
}

/** The file of a layout; where its texts were taken for sections, every line of them that could be one is held. */
export function layoutText(layout: Layout): string {
  const text = partsText(layout, false);
  if (!layout.parts.some(({ text, isOwn }) => isOwn !== true && suspicious.test(text))) return text;
  const told = readOutline(text).sections.filter(({ level }) => level <= 2);
  const meant = layout.parts.filter((part) => part.level <= 2 && isWritten(part));
  const isAsMeant =
    told.length === meant.length && told.every(({ title }, at) => title === meant[at]?.heading);
  return isAsMeant ? text : partsText(layout, true);
}

function isWritten({ text, isHeading = false }: Part): boolean {
  return isHeading || text.trim() !== '';
}

/** Signs at the beginning of a line with which something may begin or end. */
const suspicious = /^ {0,3}[#=\-`~<]/m;

function partsText({ front, heading, header, parts, opens = () => false }: Layout, strict: boolean): string {
  const sections = parts
    .filter(isWritten)
    .map(({ level, heading: title, text, alone = false, isOwn = false }) => {
      const own = isOwn
        ? text.trim()
        : heldText(text, { level, alone, opens: (words) => opensSection(words) || opens(words), strict });
      return joined([`${'#'.repeat(level)} ${title}`, own]);
    });
  return `${joined([front, heading, header, ...sections])}\n`;
}

/** How a title is said in the heading so that it reads as it is: plain, escaped, or behind the number. */
export function titleHeading(
  record: DecisionRecord,
  names: FileNames,
  forms: readonly ((words: string) => string)[],
  form?: TemplateForm,
): { heading: string; isRead: boolean } {
  const title = oneLine(record.title);
  const name = (names.get(nameKey(record)) ?? `${record.number}.md`).split('/').at(-1) ?? '';
  const tried = forms.flatMap((form) => [
    ...(title.includes('[') ? [] : [form(title)]),
    form(escapedWords(title)),
  ]);
  const isTitle = (heading: string) =>
    parseRecord(`${heading}\n`, name, outlineOf(`${heading}\n`, form)).title === title;
  const read = tried.find(isTitle);
  return { heading: read ?? tried[0] ?? `# ${title}`, isRead: read !== undefined };
}

/** Words as a heading says them: as they are where that reads the same, else with their signs escaped. */
export function plainHeading(words: string): string {
  const line = oneLine(words);
  // Brackets are a link where the address stands elsewhere in the file.
  if (line.includes('[')) return escapedWords(line);
  return readOutline(`# ${line}\n`).heading === line ? line : escapedWords(line);
}

/** What speaks for and against each option, below its name. */
export function prosText(options: DecisionRecord['options'], level = 3): string {
  const argued = options.filter(({ pros, cons }) => pros.length + cons.length > 0);
  const parts = argued.map(({ name, pros, cons }) => {
    const items = [...pros.map((pro) => `Good, because ${pro}`), ...cons.map((con) => `Bad, because ${con}`)];
    return `${'#'.repeat(level)} ${plainHeading(name)}\n\n${bullets(items)}`;
  });
  return joined(parts);
}

/** What was added to a record since, each with who said it and when. */
export function amendmentsText(amendments: readonly Amendment[]): string {
  const holding = { level: 3, alone: false, opens: opensSection, strict: true };
  const parts = amendments.map(({ at, person, text, reason }) =>
    joined([
      `### ${plainHeading(`${at.slice(0, 10)}, ${person}`)}`,
      heldText(text, holding),
      reason.trim() === '' ? '' : heldText(`Why: ${reason}`, holding),
    ]),
  );
  return joined(parts);
}

function ownPart(heading: string, text: string): Part {
  return { level: 2, heading, text, isOwn: true };
}

function itemPart(heading: string, items: readonly string[], level = 2): Part {
  return { level, heading, text: bullets(items), isOwn: true };
}

/** The links of a record, a line each. */
export function linkLines(record: DecisionRecord, names: FileNames): string {
  return record.links
    .map((link) => `* ${capitalized(relationOf(link))} ${namedRecord(link, record, names)}`)
    .join('\n');
}

/** Items as a list. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `* ${heldItem(item)}`).join('\n');
}

/** A text with a capital letter. */
export function capitalized(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
