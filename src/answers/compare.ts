import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Entry, Table } from '../knowledge/schema.ts';
import { formatCell } from './figures.ts';
import type { Passage } from './passages.ts';

type Axis = Table['rows'][number];

/**
 * What the comparison tables say of several entries, one passage a table: only the lines about them, criterion by
 * criterion. Criteria that were asked for come alone, where the table has them.
 */
export function compareInTables(
  knowledge: Knowledge,
  entries: readonly string[],
  criteria: ReadonlySet<string>,
  passages: ReadonlyMap<string, Passage>,
): Passage[] {
  const kin = kinship(knowledge.entries);
  return knowledge.tables.flatMap((table) => {
    const compared = linesAbout(table.columns, entries, kin);
    const text =
      compared !== undefined
        ? compareLines(table, table.rows, compared, criteria, (line, other) => [line.id, other.id])
        : compareRows(table, linesAbout(table.rows, entries, kin), criteria);
    const sample = passages.get(`${table.id}:${table.rows[0]?.id}`);
    if (text === undefined || sample === undefined) return [];
    return [{ ...sample, id: `${table.id}::compared`, kind: 'table-row' as const, text, about: entries }];
  });
}

function compareRows(
  table: Table,
  compared: readonly Axis[] | undefined,
  criteria: ReadonlySet<string>,
): string | undefined {
  if (compared === undefined) return undefined;
  return compareLines(table, table.columns, compared, criteria, (line, other) => [other.id, line.id]);
}

/** `Title: criterion A 5/5, B 3/5; ...` over the lines of one axis, for the compared lines of the other. */
function compareLines(
  table: Table,
  lines: readonly Axis[],
  compared: readonly Axis[],
  criteria: ReadonlySet<string>,
  address: (line: Axis, other: Axis) => [row: string, column: string],
): string | undefined {
  const asked = lines.filter((line) => line.criteria.some((criterion) => criteria.has(criterion)));
  const parts = (asked.length > 0 ? asked : lines).map((line) => {
    const values = compared.map((other) => {
      const [row, column] = address(line, other);
      const cell = table.cells[row]?.[column];
      const unit = table.columns.find(({ id }) => id === column)?.unit;
      return `${other.label} ${cell === undefined ? '-' : formatCell(cell, unit)}`;
    });
    return `${line.label}: ${values.join(', ')}`;
  });
  return `${table.title}. ${parts.join('; ')}.`;
}

/** The lines of an axis about each of the entries, or undefined where one of them has none. */
function linesAbout(
  lines: readonly Axis[],
  entries: readonly string[],
  kin: (a: string, b: string) => boolean,
): Axis[] | undefined {
  const found = entries.map(
    (entry) =>
      lines.find((line) => line.about.includes(entry)) ??
      lines.find((line) => line.about.some((about) => kin(about, entry))),
  );
  const distinct = [...new Set(found.filter((line) => line !== undefined))];
  return distinct.length === entries.length && distinct.length > 1 ? distinct : undefined;
}

/** Whether one entry is a special case of the other: Django REST Framework of Django. */
function kinship(entries: readonly Entry[]): (a: string, b: string) => boolean {
  const broader = new Map(entries.map((entry) => [entry.id, entry.broader]));
  return (a, b) => broader.get(a) === b || broader.get(b) === a;
}
