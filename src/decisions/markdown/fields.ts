import type { RootContent, Table } from 'mdast';
import { lineOf, type Outline, sourceOf } from './tree.ts';

/** A line of a file without its marks, or the value of a field, and where it stands. */
export interface Line {
  readonly text: string;
  readonly line: number;
}

/** Fields above the first section: list items, lines, table rows: "Status: Accepted", "| Status | Accepted |". */
export function fieldLines({ header, sections, text }: Outline): ReadonlyMap<string, Line> {
  const fields = new Map<string, Line>();
  const add = (written: string, line: number) => {
    const match =
      /^\s*(?:[-*+>]\s+)*(?:\*\*|__|\*|_)?\s*([\p{L}][\p{L} /_-]{1,40}?)\s*(?:(?:\*\*|__|\*|_)\s*[:：]|[:：]\s*(?:\*\*|__|\*|_)?)\s*(.*)$/u.exec(
        written,
      );
    if (match === null) return;
    const key = (match[1] ?? '').trim().toLowerCase();
    if (!fields.has(key)) fields.set(key, { text: (match[2] ?? '').trim(), line });
  };
  const addLines = (node: RootContent) => {
    for (const [at, written] of sourceOf(node, text).split('\n').entries()) add(written, lineOf(node) + at);
  };
  const metadata = sections.find(
    ({ title, level }) => level <= 3 && /^(?:metadata|meta|info|information|document info)$/i.test(title),
  );
  for (const node of [...header, ...(metadata?.nodes ?? [])]) {
    if (node.type === 'table')
      for (const { key, value, line } of tableFields(node, text))
        if (!fields.has(key)) fields.set(key, { text: value, line });
    if (node.type === 'list') {
      for (const item of node.children) {
        const [first] = item.children;
        if (first !== undefined) addLines(first);
      }
    }
    if (node.type === 'paragraph' || node.type === 'blockquote') addLines(node);
  }
  return fields;
}

/** What heads a column of many rows; a value beside a field's name is none. */
const columnName = /^(?:date|revision|version|changes?|description|author|status|comments?|notes?)$/;

/** The rows of a two-column table, and a table whose heading row names the fields. */
function tableFields(table: Table, text: string): { key: string; value: string; line: number }[] {
  const lines = table.children.map(lineOf);
  const cells = table.children.map((row) =>
    row.children.map((cell) => {
      const [from, to] = [
        cell.children[0]?.position?.start.offset,
        cell.children.at(-1)?.position?.end.offset,
      ];
      return from === undefined || to === undefined ? '' : text.slice(from, to).trim();
    }),
  );
  const [head, ...rows] = cells;
  if (head === undefined) return [];
  const plain = (cell: string | undefined) =>
    (cell ?? '')
      .replace(/[*_`:]/g, '')
      .trim()
      .toLowerCase();
  const isUpright = head.length === 2 && !columnName.test(plain(head[1]));
  if (isUpright)
    return cells.map((row, at) => ({ key: plain(row[0]), value: row[1] ?? '', line: lines[at] ?? 1 }));
  const [firstRow] = rows;
  if (rows.length !== 1 || firstRow === undefined) return [];
  const line = lines[1] ?? 1;
  return head.map((cell, index) => ({ key: plain(cell), value: firstRow[index] ?? '', line }));
}

/** The lines of a node as written, list marks and quote marks left out; comments and code are no lines. */
export function linesOf(node: RootContent, text: string): string[] {
  return placedLines(node, text).map((one) => one.text);
}

/** The same lines with where each stands. */
export function placedLines(node: RootContent, text: string): Line[] {
  switch (node.type) {
    case 'paragraph':
      return sourceOf(node, text)
        .split('\n')
        .map((line, at) => ({ text: line.replace(/<!--.*?-->/g, '').trim(), line: lineOf(node) + at }));
    case 'list':
      return node.children.flatMap((item) => item.children.flatMap((child) => placedLines(child, text)));
    case 'blockquote':
      return node.children
        .flatMap((child) => placedLines(child, text))
        .map((one) => ({ ...one, text: one.text.replace(/^>\s?/, '') }));
    case 'heading': {
      const own = sourceOf(node, text)
        .replace(/^#+\s*/, '')
        .trim();
      return [{ text: own, line: lineOf(node) }];
    }
    case 'table':
      return tableFields(node, text).map(({ key, value, line }) => ({
        text: value === '' ? key : value,
        line,
      }));
    default:
      return [];
  }
}

/** The first text among values of front matter. */
export function first(values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string');
}
