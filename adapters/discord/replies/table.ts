import type { Marked } from '../escape.ts';

/** A row of a table: what is compared, and a cell for each thing. */
interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

/** So many characters stand beside each other in a block of code on a small screen, and so many are one part of a message. */
const maxWidth = 60;
const maxTable = 1_800;

/** Signs that are as wide as any other where all signs are meant to be; others would shift what is beside them. */
const even = /^[ -~\u00a1-\u024f–—‘’“”•…]*$/;

/**
 * Rows as a table in a block of code, as Discord has no other; undefined where it would be too wide, too long or crooked.
 * Marks of `code` are left out: all of it is code.
 */
export function tableOf(columns: readonly string[], rows: readonly Row[]): Marked | undefined {
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
  // A mention in a block of code is none, but it is looked for there too.
  return text.length > maxTable || text.includes('@') ? undefined : { markdown: `\`\`\`\n${text}\n\`\`\`` };
}

const gap = '  ';

function cellText(text: string): string {
  const shown = text.replaceAll('`', '');
  return shown === '' ? '–' : shown;
}
