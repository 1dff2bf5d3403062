import type { RootContent, Table } from 'mdast';
import { type Outline, sourceOf } from './tree.ts';

/** Fields above the first section: list items, lines, table rows: "Status: Accepted", "| Status | Accepted |". */
export function headerFields({ header, sections, text }: Outline): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const add = (line: string) => {
    const match =
      /^\s*(?:[-*+>]\s+)*(?:\*\*|__|\*|_)?\s*([\p{L}][\p{L} /_-]{1,40}?)\s*(?:(?:\*\*|__|\*|_)\s*[:：]|[:：]\s*(?:\*\*|__|\*|_)?)\s*(.*)$/u.exec(
        line,
      );
    if (match === null) return;
    const key = (match[1] ?? '').trim().toLowerCase();
    if (!fields.has(key)) fields.set(key, (match[2] ?? '').trim());
  };
  const metadata = sections.find(
    ({ title, level }) => level <= 3 && /^(?:metadata|meta|info|information|document info)$/i.test(title),
  );
  for (const node of [...header, ...(metadata?.nodes ?? [])]) {
    if (node.type === 'table')
      for (const [key, value] of tableFields(node, text)) if (!fields.has(key)) fields.set(key, value);
    if (node.type === 'list') {
      for (const item of node.children) {
        const [line] = item.children;
        if (line !== undefined) for (const one of sourceOf(line, text).split('\n')) add(one);
      }
    }
    if (node.type === 'paragraph' || node.type === 'blockquote') {
      for (const line of sourceOf(node, text).split('\n')) add(line);
    }
  }
  return fields;
}

/** What heads a column of many rows; a value beside a field's name is none. */
const columnName = /^(?:date|revision|version|changes?|description|author|status|comments?|notes?)$/;

/** The rows of a two-column table, and a table whose heading row names the fields. */
function tableFields(table: Table, text: string): [string, string][] {
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
  if (isUpright) return [head, ...rows].map((row) => [plain(row[0]), row[1] ?? '']);
  const [firstRow] = rows;
  if (rows.length !== 1 || firstRow === undefined) return [];
  return head.map((cell, index) => [plain(cell), firstRow[index] ?? '']);
}

/** The lines of a node as written, list marks and quote marks left out; comments and code are no lines. */
export function linesOf(node: RootContent, text: string): string[] {
  switch (node.type) {
    case 'paragraph':
      return sourceOf(node, text)
        .split('\n')
        .map((line) => line.replace(/<!--.*?-->/g, '').trim());
    case 'list':
      return node.children.flatMap((item) => item.children.flatMap((child) => linesOf(child, text)));
    case 'blockquote':
      return node.children.flatMap((child) => linesOf(child, text).map((line) => line.replace(/^>\s?/, '')));
    case 'heading':
      return [
        sourceOf(node, text)
          .replace(/^#+\s*/, '')
          .trim(),
      ];
    case 'table':
      return tableFields(node, text).map(([key, value]) => (value === '' ? key : value));
    default:
      return [];
  }
}

/** The first text among values of front matter. */
export function first(values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string');
}
