import type { List, RootContent } from 'mdast';
import { isDateAlone, readDate } from './dates.ts';
import { fieldsInLine } from './field-lines.ts';
import { fieldOf } from './field-names.ts';
import { fieldLines, type Line, placedLines } from './fields.ts';
import { fold } from './fold.ts';
import { leadNodes } from './lead.ts';
import { noticesOf } from './placed-notices.ts';
import { fieldOfHeading } from './section-names.ts';
import { type StatedFields, statedFields } from './stated-fields.ts';
import { isLegend, readStatus } from './status.ts';
import { choicesIn, statusTable } from './status-lists.ts';
import { statusAlone, statusWords } from './status-words.ts';
import { lineOf, type Outline, type Section, sourceOf } from './tree.ts';

/** A status as a file states it: its first line, where it stands and in which way. */
export interface StatusStatement extends Line {
  readonly place: 'front-matter' | 'field' | 'section' | 'heading' | 'badge' | 'line' | 'notice';
}

/** The section that tells the status. */
export function statusSectionOf({ sections }: Outline): Section | undefined {
  const named = sections.filter(
    ({ title, level }) =>
      level <= 3 && (fieldOfHeading(title) === 'status' || /^(?:\d+[.)]?\s*)?stand\s*:?$/i.test(title)),
  );
  return named.find(({ source }) => source.trim() !== '') ?? named[0];
}

/** The first line of the status that a file states; null where it states none. */
export function statusIn(outline: Outline): string | null {
  return statedStatus(outline, fieldLines(outline), statusSectionOf(outline))?.text ?? null;
}

/** How a file says where it stands; undefined where it does not. */
export function statedStatus(
  outline: Outline,
  fields: ReadonlyMap<string, Line>,
  section: Section | undefined,
): StatusStatement | undefined {
  return statusStatements(outline, fields, section)[0];
}

/** Every place in which a file says where it stands; the first one counts. */
export function statusStatements(
  outline: Outline,
  fields: ReadonlyMap<string, Line>,
  section: Section | undefined,
): StatusStatement[] {
  const statements = fieldStatements(statedFields(outline, fields));
  if (section !== undefined) {
    const current = currentLine(section, outline.text);
    if (current !== undefined) statements.push({ ...current, place: 'section' });
    if (statements.length > 0) return statements;
  } else statements.push(...headingStatements(outline), ...badges(leadNodes(outline), outline.text));
  if (statements.length > 0) return statements;
  const alone = lineAlone(outline);
  if (alone !== undefined) return [{ ...alone, place: 'line' }];
  return noticesOf(outline)
    .filter(({ status }) => status !== undefined)
    .map(({ text, line }) => ({ text, line, place: 'notice' }));
}

/** Names that other things have as well; they count with a word that is a status. */
const otherwise = /^(?:stage|lifecycle)$/;

function fieldStatements(stated: StatedFields): StatusStatement[] {
  const all = (stated.get('status') ?? []).filter(
    ({ key, text }) => !otherwise.test(fold(key)) || readStatus(text) !== 'other',
  );
  const rank = ({ key, place }: (typeof all)[number]) =>
    (place === 'front-matter' ? 0 : 2) + (fold(key) === 'status' ? 0 : 1);
  return all
    .sort((a, b) => rank(a) - rank(b))
    .map(({ text, line, place }) => ({ text: firstLine(text), line, place }));
}

/** "## Status: Accepted" */
function headingStatements({ sections }: Outline): StatusStatement[] {
  return sections.flatMap(({ title, level, line }): StatusStatement[] => {
    const [, name = '', text = ''] =
      /^(?:\d+[.)]?\s*)?([^:：–—-]{2,30}?)\s*[:：–—-]\s*(\S.*)$/.exec(title) ?? [];
    const isStatus =
      level <= 3 && (fold(name) === 'status' || (fieldOf(name) === 'status' && readStatus(text) !== 'other'));
    return isStatus ? [{ text, line, place: 'heading' }] : [];
  });
}

/** The lines of a status section as written; of a list with boxes, what is ticked. */
export function statusLines({ nodes }: Section, text: string): Line[] {
  return nodes
    .map((node) => (node.type === 'list' ? ticked(node) : node))
    .flatMap((node) => placedLines(node, text))
    .filter((line) => line.text !== '');
}

function ticked(list: List): List {
  const items = list.children.filter(({ checked }) => checked === true);
  return items.length === 0 ? list : { ...list, children: items };
}

/** Which line of a status section tells how it stands now. */
function currentLine(section: Section, text: string): Line | undefined {
  const choices = choicesIn(section.nodes, text);
  if (choices !== undefined) return choices.at(-1);
  const written = [...statusTable(section.nodes, text), ...statusLines(section, text)];
  const said = written.flatMap(statusOfLine);
  const all = said.length === 0 ? written : said;
  const own = all.filter((line) => !isLegend(line.text));
  const lines = own.length === 0 ? all : own;
  const dated = lines.filter((line) => readDate(line.text) !== null && readStatus(line.text) !== 'other');
  // A log of statuses: the line with the last date is how it stands.
  if (dated.length > 1 && dated.length === lines.length) return latest(dated);
  const [first] = lines;
  const isSaid = first !== undefined && readStatus(first.text) !== 'other';
  return isSaid ? first : (lines.find(({ text: said }) => statusAlone(said) !== undefined) ?? first);
}

/** A line of a status section without the names of fields; what another field says is no status. */
function statusOfLine({ text, line }: Line): Line[] {
  const [field] = fieldsInLine(text);
  const name = field === undefined ? undefined : fieldOf(field.key);
  if (field === undefined || name === undefined) return isDateAlone(text) ? [] : [{ text, line }];
  if (name === 'status') return field.value === '' ? [] : [{ text: field.value, line }];
  if (name === 'superseded-by') return [{ text, line }];
  // "Accepted: 2020-03-01" is a line of a log.
  return statusAlone(field.key) === undefined || readDate(field.value) === null ? [] : [{ text, line }];
}

/** The line of the last day; of several of one day the one that a log in this order has last. */
function latest(dated: readonly Line[]): Line | undefined {
  const days = dated.map(({ text }) => readDate(text) ?? '');
  const last = days.toSorted().at(-1) ?? '';
  const isBackwards = (days[0] ?? '') > (days.at(-1) ?? '');
  return dated[isBackwards ? days.indexOf(last) : days.lastIndexOf(last)];
}

/** "![status: accepted](badge)" around the title, or the same in a badge's address. */
function badges(nodes: readonly RootContent[], text: string): StatusStatement[] {
  return nodes.flatMap((node): StatusStatement[] => {
    const source = sourceOf(node, text);
    const said =
      /!\[(?:adr )?status[:\s-]+([^\]]+)\]/i.exec(source)?.[1] ??
      /\/badge\/(?:adr[_%20]*)?status-((?:[a-z]|%20|_|--)+)-[a-z0-9]+/i
        .exec(source)?.[1]
        ?.replace(/%20|_|--/g, ' ');
    return said === undefined ? [] : [{ text: said.trim(), line: lineOf(node), place: 'badge' }];
  });
}

/** A line around the title that is a status and nothing else, or with its day: "*Accepted, 2020-03-01*". */
function lineAlone(outline: Outline): Line | undefined {
  const lines = leadNodes(outline)
    .filter(({ type }) => type === 'paragraph')
    .flatMap((node) => placedLines(node, outline.text).slice(0, 10));
  return lines.find(({ text }) => {
    const plain = text.replace(/[*_`()[\]]/g, ' ').trim();
    const [word] = statusWords(plain);
    if (statusAlone(plain) !== undefined) return true;
    if (word === undefined || word.at > 0) return false;
    return isDateAlone(plain.slice(word.word.length).replace(/^[\s,.:;–—-]+/, ''));
  });
}

function firstLine(value: string): string {
  return value.trim().split('\n')[0] ?? '';
}
