import { isBlank } from '../../src/visible.ts';
import { oneLine } from '../view/clean-text.ts';
import type { Marked } from '../view/markup-writer.ts';
import { notShown } from '../view/reply-lines.ts';
import { type Block, line, marked, maxName, words } from '../view/view.ts';
import { type Part, smallParts, textParts } from './components/parts.ts';
import { codeBlock } from './escape.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Row = Table['rows'][number];

/** Things side by side: as a table where that is narrow enough to be read, else criterion by criterion. */
export function tableParts({ title, columns: all, rows: given, small }: Table): Part[] {
  const columns = all.slice(0, maxColumns);
  const rows = given.slice(0, maxRows).map(({ label, cells }) => ({
    label: oneLine(label),
    cells: columns.map((_, at) => oneLine(cells[at] ?? '')),
  }));
  const table = codeTable(columns.map(oneLine), rows);
  return [
    ...textParts([marked('title', words(title, maxName))]),
    ...(table === undefined
      ? rows.flatMap((row) => criterion(row, columns))
      : [{ kind: 'text' as const, lines: [table], of: {} }]),
    ...smallParts([notShown(all.length - columns.length, given.length - rows.length), ...small]),
  ];
}

/** More of either is not compared any more, only listed. */
const maxColumns = 10;
const maxRows = 20;

function criterion(row: Row, columns: readonly string[]): Part[] {
  const cells = columns.map((column, at) => {
    const cell = row.cells[at] ?? '';
    const told = isBlank(cell) ? '–' : line(cell, maxCell);
    return marked('item', [marked('strong', words(column, maxName)), ': ', told]);
  });
  const label = isBlank(row.label) ? '…' : words(row.label, maxName);
  return textParts([marked('strong', label), ...cells]);
}

const maxCell = 300;

/** So many characters stand beside each other in a block of code on a small screen, and so many are one part of a message. */
const maxWidth = 60;
const maxTable = 1_800;

/** Signs that are as wide as any other where all signs are meant to be; others would shift what is beside them. */
const even = /^[ -~\u00a1-\u024f–—‘’“”•…]*$/;

/**
 * Rows as a table in a block of code, as Discord has no other; undefined where it would be too wide, too long or crooked.
 * Marks of `code` are left out: all of it is code.
 */
function codeTable(columns: readonly string[], rows: readonly Row[]): Marked | undefined {
  const body = rows.map(({ label, cells }) => [label, ...cells].map(cellText));
  const all = [['', ...columns.map(cellText)], ...body];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((cells) => cells[at]?.length ?? 0))) ?? [];
  const width = widths.reduce((sum, one) => sum + one + gap.length, -gap.length);
  if (rows.length === 0 || width > maxWidth || !all.flat().every((cell) => even.test(cell))) return undefined;
  const lines = all.map((cells) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(gap)
      .trimEnd(),
  );
  const rule = widths.map((one) => '─'.repeat(one)).join(gap);
  const text = [lines[0] ?? '', rule, ...lines.slice(1)].join('\n');
  return text.length > maxTable ? undefined : codeBlock(text);
}

const gap = '  ';

function cellText(text: string): string {
  const shown = text.replaceAll('`', '');
  return shown === '' ? '–' : shown;
}
