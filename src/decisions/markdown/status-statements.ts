import type { List, RootContent } from 'mdast';
import { readDate } from './dates.ts';
import { fieldLines, type Line, placedLines } from './fields.ts';
import { isLegend, readStatus } from './status.ts';
import { lineOf, type Outline, type Section, sourceOf } from './tree.ts';

/** A status as a file states it: its first line, where it stands and in which way. */
export interface StatusStatement extends Line {
  readonly place: 'front-matter' | 'field' | 'section' | 'heading' | 'badge';
}

const statusHeading = /^(?:\d+[.)]?\s*)?(?:status|state|stand|statut|estado|stato|статус|状态)\s*:?$/i;

/** The section that tells the status. */
export function statusSectionOf({ sections }: Outline): Section | undefined {
  return sections.find(({ title, level }) => level <= 3 && statusHeading.test(title));
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
  const { front, frontLines, header, sections, text } = outline;
  const statements: StatusStatement[] = [];
  for (const key of ['status', 'Status', 'state']) {
    const value = front[key];
    if (typeof value !== 'string') continue;
    if (value.trim() !== '')
      statements.push({ text: firstLine(value), line: frontLines.get(key) ?? 1, place: 'front-matter' });
    break;
  }
  for (const key of ['status', 'state', 'statut', 'estado', 'stato', 'decision status', 'статус', '状态']) {
    const field = fields.get(key);
    if (field !== undefined && field.text !== '') statements.push({ ...field, place: 'field' });
  }
  if (section !== undefined) {
    const current = currentLine(statusLines(section, text));
    return current === undefined ? statements : [...statements, { ...current, place: 'section' }];
  }
  for (const { title, level, line } of sections) {
    const said = /^status\s*[:\uff1a–—-]\s*(\S.*)$/i.exec(level <= 3 ? title : '')?.[1];
    if (said !== undefined) statements.push({ text: said, line, place: 'heading' });
  }
  return [...statements, ...badges(header, text)];
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
function currentLine(all: readonly Line[]): Line | undefined {
  const own = all.filter((line) => !isLegend(line.text));
  const lines = own.length === 0 ? all : own;
  const dated = lines.filter((line) => readDate(line.text) !== null && readStatus(line.text) !== 'other');
  // A log of statuses: the last dated line is how it stands.
  return dated.length > 1 && dated.length === lines.length ? dated.at(-1) : lines[0];
}

/** "![status: accepted](badge)" above the first section. */
function badges(header: readonly RootContent[], text: string): StatusStatement[] {
  return header.flatMap((node) => {
    const match = /!\[(?:adr )?status[:\s-]+([^\]]+)\]/i.exec(sourceOf(node, text));
    return match?.[1] === undefined ? [] : [{ text: match[1].trim(), line: lineOf(node), place: 'badge' }];
  });
}

function firstLine(value: string): string {
  return value.trim().split('\n')[0] ?? '';
}

/** "Accepted on 2020-03-01" states its date too. */
export function dateInStatus(statusRaw: string | null, section: Section | undefined): string | null {
  if (statusRaw === null || section === undefined) return null;
  return readDate(statusRaw);
}
