import type { RawTextElement, RichTextBlock, TableBlock } from '@slack/types';
import type { ComparisonReply } from '../../../src/reply.ts';
import { oneLine } from '../../view/clean-text.ts';
import { clip } from '../../view/clip-text.ts';
import { jsonLength } from '../blocks/chunks.ts';
import { contexts, maxName, sections } from '../blocks/section.ts';
import { bold, md } from '../escape.ts';
import { maxTableColumns, maxTableRows, maxTableText } from '../limits.ts';
import type { Rendered } from '../message.ts';
import { sources } from './wording.ts';

type Cell = RawTextElement | RichTextBlock;

/** Things side by side, as a table; what it has no room for is told below. */
export function renderComparison(reply: ComparisonReply): Rendered {
  const columns = reply.columns.slice(0, maxTableColumns - 1);
  const head = ['Criterion', ...columns].map((text) => cell(text, true));
  const all = reply.rows
    .slice(0, maxTableRows - 1)
    .map(({ label, cells }) => [cell(label, true), ...columns.map((_, at) => cell(cells[at] ?? ''))]);
  const rows = withinTable([head, ...all]);
  const table: TableBlock = {
    type: 'table',
    rows,
    column_settings: head.map(() => ({ is_wrapped: true })),
  };
  const title = sections([bold(reply.title, maxName)]);
  const left = leftOut(reply.columns.length - columns.length, reply.rows.length - (rows.length - 1));
  return { blocks: [...title, table, ...contexts([...left, ...sources(reply.citations)])] };
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

function leftOut(columns: number, rows: number) {
  const told = [counted(columns, 'column'), counted(rows, 'row')].filter((text) => text !== '');
  return told.length === 0 ? [] : [md`Not shown: ${told.join(' and ')}.`];
}

function counted(count: number, one: string): string {
  return count <= 0 ? '' : `${count} more ${one}${count === 1 ? '' : 's'}`;
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
