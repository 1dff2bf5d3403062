import { hash } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { isPostgres } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import type { CopiedTable } from './plan.ts';

/** The values of a row's primary key. */
export const keySchema = z.array(z.union([z.string(), z.number()]));
export type Key = z.infer<typeof keySchema>;

/** A table as both databases hold it: its columns by name, so that both tell them in one order. */
export interface TableShape extends CopiedTable {
  readonly columns: readonly { readonly name: string; readonly isText: boolean }[];
}

/** The values of a row, in the order of the shape's columns; the last one is its workspace where the table says by what. */
export type Row = readonly unknown[];

/** Rows that follow each other by their key. */
export interface Page {
  readonly rows: readonly Row[];
  readonly last: Key;
}

const rowsAtOnce = 500;
/** Pages of long rows are shorter, so that memory stays within bounds. */
const bytesAtOnce = 8_000_000;

/** A table's columns, as a database tells them. */
export async function shapeOf(db: Kysely<Tables>, table: CopiedTable): Promise<TableShape> {
  const { rows } = await (isPostgres(db)
    ? sql<{
        name: string;
        type: string;
      }>`select column_name as name, data_type as type from information_schema.columns
        where table_schema = current_schema() and table_name = ${table.name}`
    : sql<{
        name: string;
        type: string;
      }>`select name, lower(type) as type from pragma_table_info(${table.name})`
  ).execute(db);
  const columns = rows
    .map(({ name, type }) => ({ name, isText: type === 'text' }))
    .filter(({ name }) => table.workspaceBy === undefined || name !== 'workspace')
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return { ...table, columns };
}

/** All rows of a table after a key, or from its beginning. */
export async function* pagesOf(
  db: Kysely<Tables>,
  shape: TableShape,
  after: Key | undefined,
): AsyncGenerator<Page> {
  for (let last = after; ; ) {
    const page = await pageAfter(db, shape, last);
    if (page === undefined) return;
    yield page;
    last = page.last;
  }
}

async function pageAfter(
  db: Kysely<Tables>,
  shape: TableShape,
  after: Key | undefined,
): Promise<Page | undefined> {
  const key = sql.join(shape.key.map((name) => sql.ref(`t.${name}`)));
  const rest = after === undefined ? sql`` : sql`where (${key}) > (${sql.join(after)})`;
  const count = await fittingRows(db, shape, sql`${rest} order by ${key}`);
  if (count === 0) return undefined;
  const columns = shape.columns.map(({ name }) => sql.ref(`t.${name}`));
  const { rows: found } = await sql<Record<string, unknown>>`
    select ${sql.join([...columns, ...workspaceColumn(db, shape)])} from ${sql.table(shape.name)} as t
    ${rest} order by ${key} limit ${count}`.execute(db);
  const names = [
    ...shape.columns.map(({ name }) => name),
    ...(shape.workspaceBy === undefined ? [] : ['workspace']),
  ];
  const last = found.at(-1);
  if (last === undefined) return undefined;
  return {
    rows: found.map((row) => names.map((name) => row[name])),
    last: keySchema.parse(shape.key.map((name) => last[name])),
  };
}

/** How many of the rows that follow make a page. */
async function fittingRows(
  db: Kysely<Tables>,
  shape: TableShape,
  restInOrder: RawBuilder<unknown>,
): Promise<number> {
  const texts = shape.columns.filter(({ isText }) => isText);
  const sizes = texts.map(({ name }) => sql`coalesce(octet_length(${sql.ref(`t.${name}`)}), 0)`);
  const { rows } = await sql<{ size: number }>`
    select ${sql.join([sql`0`, ...sizes], sql` + `)} as size from ${sql.table(shape.name)} as t
    ${restInOrder} limit ${rowsAtOnce}`.execute(db);
  let bytes = 0;
  return rows.filter(({ size }, at) => {
    bytes += size;
    return at === 0 || bytes <= bytesAtOnce;
  }).length;
}

/** Whose row it is: PostgreSQL keeps it with the row, SQLite with its log. */
function workspaceColumn(db: Kysely<Tables>, { workspaceBy }: CopiedTable): RawBuilder<unknown>[] {
  if (workspaceBy === undefined) return [];
  if (isPostgres(db)) return [sql`t.workspace`];
  const column = sql.ref(`t.${workspaceBy}`);
  const log =
    workspaceBy === 'log_id' ? column : sql`(select log_id from records where records.id = ${column})`;
  return [sql`(select workspace from logs where logs.id = ${log}) as workspace`];
}

/** Adds rows to a table. */
export async function insertRows(db: Kysely<Tables>, shape: TableShape, rows: readonly Row[]): Promise<void> {
  const names = shape.columns.map(({ name }) => name);
  if (shape.workspaceBy !== undefined && isPostgres(db)) names.push('workspace');
  const values = rows.map((row) => sql`(${sql.join(row.slice(0, names.length))})`);
  await sql`insert into ${sql.table(shape.name)} (${sql.join(names.map((name) => sql.ref(name)))})
    values ${sql.join(values)}`.execute(db);
}

/** A digest of all rows up to and with these; the same on both databases, however the rows come in pages. */
export function digestWith(digest: string, rows: readonly Row[]): string {
  return rows.reduce<string>((before, row) => hash('sha256', before + JSON.stringify(row)), digest);
}
