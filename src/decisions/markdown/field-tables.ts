import type { Table } from 'mdast';
import { fieldOf } from './field-names.ts';
import { statusAlone } from './status-words.ts';
import { lineOf } from './tree.ts';

/** A field of a table. */
interface TableField {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** What heads a column of many rows; a value beside a field's name is none. */
const columnName = /^(?:date|revision|version|changes?|description|author|status|comments?|notes?)$/;

/** The rows of a two-column table, and a table whose heading row names the fields. */
export function tableFields(table: Table, text: string): TableField[] {
  const lines = table.children.map(lineOf);
  const cells = cellsOf(table, text);
  const [head, ...rows] = cells;
  if (head === undefined) return [];
  const isUpright = head.length === 2 && !columnName.test(plain(head[1]));
  if (isUpright)
    return cells.map((row, at) => ({ key: plain(row[0]), value: row[1] ?? '', line: lines[at] ?? 1 }));
  if (isPairs(cells))
    return cells.flatMap((row, at) =>
      [0, 2].map((from) => ({ key: plain(row[from]), value: row[from + 1] ?? '', line: lines[at] ?? 1 })),
    );
  const [firstRow] = rows;
  if (rows.length !== 1 || firstRow === undefined) return [];
  const line = lines[1] ?? 1;
  return head.map((cell, index) => ({ key: plain(cell), value: firstRow[index] ?? '', line }));
}

/** The cells of a table as written. */
export function cellsOf(table: Table, text: string): string[][] {
  return table.children.map((row) =>
    row.children.map((cell) => {
      const [from, to] = [
        cell.children[0]?.position?.start.offset,
        cell.children.at(-1)?.position?.end.offset,
      ];
      return from === undefined || to === undefined ? '' : text.slice(from, to).trim();
    }),
  );
}

/** Whether its rows are two names with a value each: "| Status | Accepted | Date | 2020-03-01 |". */
function isPairs(cells: readonly (readonly string[])[]): boolean {
  // "Accepted" may name the field of a day, and is what stands beside "Status".
  const isName = (cell = '') => fieldOf(cell) !== undefined && statusAlone(cell) === undefined;
  const [head] = cells;
  return head?.length === 4 && isName(head[0]) && isName(head[2]) && !isName(head[1]) && !isName(head[3]);
}

function plain(cell: string | undefined): string {
  return (cell ?? '')
    .replace(/[*_`:：]/g, '')
    .trim()
    .toLowerCase();
}

/** The rows of a table that is written in HTML, a name and a value each. */
export function htmlTableFields(html: string, line: number): TableField[] {
  if (!/^<table\b/i.test(html.trim())) return [];
  const row =
    /<tr\b[^>]*>\s*<t[hd]\b[^>]*>([^<]{1,60}|<(?:b|strong)>[^<]{1,60}<\/(?:b|strong)>)<\/t[hd]>\s*<td\b[^>]*>(.{0,500}?)<\/td>\s*<\/tr>/gis;
  return [...html.slice(0, 20_000).matchAll(row)].map(([, key = '', value = '']) => ({
    key: plain(key.replace(/<[^>]*>/g, '')),
    value: value
      .replace(/<a\b[^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/gi, '[$2]($1)')
      .replace(/<[^>]*>/g, '')
      .trim(),
    line,
  }));
}
