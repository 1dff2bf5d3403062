import type { KnownBlock, RawTextElement, RichTextBlock } from '@slack/types';
import { oneLine } from '../view/clean-text.ts';
import { clip } from '../view/clip-text.ts';
import { notShown } from '../view/reply-lines.ts';
import { type Block, marked, maxName, words } from '../view/view.ts';
import { jsonLength } from './blocks/chunks.ts';
import { contexts, sections } from './blocks/section.ts';
import { maxTableColumns, maxTableRows, maxTableText } from './limits.ts';

type Cell = RawTextElement | RichTextBlock;

/** A table; what it has no room for is told below. */
export function tableBlocks({
  title,
  columns,
  rows,
  small,
}: Extract<Block, { kind: 'table' }>): KnownBlock[] {
  const shown = columns.slice(0, maxTableColumns - 1);
  const head = ['Criterion', ...shown].map((text) => cell(text, true));
  const body = rows
    .slice(0, maxTableRows - 1)
    .map(({ label, cells }) => [cell(label, true), ...shown.map((_, at) => cell(cells[at] ?? ''))]);
  const cells = withinTable([head, ...body]);
  const left = notShown(columns.length - shown.length, rows.length - (cells.length - 1));
  return [
    ...sections([marked('title', words(title, maxName))]),
    { type: 'table', rows: cells, column_settings: head.map(() => ({ is_wrapped: true })) },
    ...contexts([left, ...small]),
  ];
}

/** As many rows as a table has room for. What surrounds the text is counted too, as in a message of its own. */
function withinTable(rows: readonly Cell[][]): Cell[][] {
  let length = 0;
  const end = rows.findIndex((row) => {
    length += jsonLength(row);
    return length > maxTableText;
  });
  return end === -1 ? [...rows] : rows.slice(0, end);
}

/** Cells hold plain words, or `code` and bold as rich text, which parses nothing in them. Slack takes no empty ones. */
function cell(text: string, isBold = false): Cell {
  const shown = clip(oneLine(text), maxCell);
  if (shown === '') return { type: 'raw_text', text: '–' };
  if (!isBold && !shown.includes('`')) return { type: 'raw_text', text: shown };
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: spans(shown, isBold) }] };
}

type Spans = Extract<RichTextBlock['elements'][number], { type: 'rich_text_section' }>['elements'];

function spans(text: string, isBold: boolean): Spans {
  const parts = text.split(/`([^`]+)`/).map((part, at) => ({ part, isCode: at % 2 === 1 }));
  return parts
    .filter(({ part }) => part !== '')
    .map(({ part, isCode }) => ({
      type: 'text',
      text: part,
      ...(isBold || isCode
        ? { style: { ...(isBold ? { bold: true } : {}), ...(isCode ? { code: true } : {}) } }
        : {}),
    }));
}

const maxCell = 300;
