import { type Line, placedLines } from '../markdown/fields.ts';
import { type Outline, sourceOf } from '../markdown/tree.ts';

/** A day that a file states in a field for one. */
export interface DateFact extends Line {
  readonly field: string;
  /** Whether it is one that lies ahead: the day of a review. */
  readonly isAhead: boolean;
}

const past =
  /^(?:date|datum|fecha|created(?:[-_ ](?:on|at|date))?|updated(?:[-_ ](?:on|at))?|last[-_ ](?:updated?|modified)|(?:decided|accepted|proposed|approved)(?:[-_ ](?:on|at))?|(?:decision|creation|acceptance)[-_ ]date)$/i;
const ahead = /^(?:review[-_ ]?by|reviewBy|review[-_ ]date|next[-_ ]review)$/i;

/** Every day that front matter, the header or a section called "Date" states. */
export function dateFacts(
  { front, frontLines, sections, header, text }: Outline,
  fields: ReadonlyMap<string, Line>,
): DateFact[] {
  const facts: DateFact[] = [];
  const add = (field: string, { text, line }: Line) => {
    const isAhead = ahead.test(field);
    if ((isAhead || past.test(field)) && text.trim() !== '')
      facts.push({ field, text: text.trim().slice(0, 100), line, isAhead });
  };
  for (const [field, value] of Object.entries(front))
    if (typeof value === 'string') add(field, { text: value, line: frontLines.get(field) ?? 1 });
  for (const [field, value] of fields) add(field, value);
  for (const { title, source, line } of sections)
    if (/^(?:date|datum|fecha)$/i.test(title))
      add(title.toLowerCase(), { text: source.split('\n')[0] ?? '', line });
  // "Date 2026-01-01", where the colon was forgotten.
  for (const { text: said, line } of header.flatMap((node) => placedLines(node, text))) {
    const day = /^(?:date|datum|fecha)\s+(\S*\d.*)$/i.exec(said)?.[1];
    if (day !== undefined) add('date', { text: day, line });
  }
  return facts.slice(0, 50);
}

const withDays =
  /^(?:status|(?:change|revision|version|release|update|decision)[ -]?(?:log|history)|history|changes)$/i;

/** Whether a day, a month or a year stands where days do, whatever it is called there. */
export function hasDay({ front, header, sections, text }: Outline): boolean {
  const values = Object.values(front).filter((value) => typeof value === 'string');
  const nodes = [
    ...header,
    ...sections.flatMap(({ title, nodes: inside }) => (withDays.test(title) ? inside : [])),
  ];
  return [...values, ...nodes.map((node) => sourceOf(node, text).slice(0, 20_000))].some((said) =>
    /\b(?:19|20)\d\d(?:\b|(?=[01]\d[0-3]\d\b))/.test(said),
  );
}
