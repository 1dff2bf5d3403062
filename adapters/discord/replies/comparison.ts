import type { ComparisonReply } from '../../../src/reply.ts';
import { isBlank } from '../../../src/visible.ts';
import { oneLine } from '../../view/clean-text.ts';
import { accents, type Card, headed, lines, maxName, type Part, small } from '../components/parts.ts';
import { bold, line, type Marked, md, strong, words } from '../escape.ts';
import { tableOf } from './table.ts';
import { sources } from './wording.ts';

/** Things side by side: as a table where that is narrow enough to be read, else criterion by criterion. */
export function renderComparison(reply: ComparisonReply): Card {
  const columns = reply.columns.slice(0, maxColumns);
  const rows = reply.rows.slice(0, maxRows).map(({ label, cells }) => ({
    label: oneLine(label),
    cells: columns.map((_, at) => oneLine(cells[at] ?? '')),
  }));
  const table = tableOf(columns.map(oneLine), rows);
  const body = table === undefined ? rows.flatMap((row) => criterion(row, columns)) : lines([table]);
  const left = leftOut(reply.columns.length - columns.length, reply.rows.length - rows.length);
  const parts = [
    ...headed(words(reply.title, maxName)),
    ...body,
    ...small([...left, ...sources(reply.citations)]),
  ];
  return { accent: accents.neutral, parts };
}

/** More of either is not compared any more, only listed. */
const maxColumns = 10;
const maxRows = 20;

function criterion(row: ComparisonReply['rows'][number], columns: readonly string[]): Part[] {
  const cells = columns.map((column, at): Marked => {
    const cell = row.cells[at] ?? '';
    return md`- ${bold(column, maxName)}: ${isBlank(cell) ? md`–` : line(cell, maxCell)}`;
  });
  return lines([strong(isBlank(row.label) ? md`…` : words(row.label, maxName)), ...cells], true);
}

const maxCell = 300;

function leftOut(columns: number, rows: number): Marked[] {
  const told = [counted(columns, 'column'), counted(rows, 'row')].filter((text) => text !== '');
  return told.length === 0 ? [] : [md`Not shown: ${told.join(' and ')}.`];
}

function counted(count: number, one: string): string {
  return count <= 0 ? '' : `${count} more ${one}${count === 1 ? '' : 's'}`;
}
