import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { copiedTables, filledTables } from '../../src/copying/plan.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { freshDatabase } from '../support/database.ts';

/** What PostgreSQL has beside, and SQLite does not need. */
const beyond = {
  // Turns are rows there; SQLite has one writer at a time.
  tables: ['workspace_turns'],
  // The second fence needs the workspace in each row.
  columns: [
    ...copiedTables.filter(({ workspaceBy }) => workspaceBy !== undefined).map(({ name }) => name),
    'audiences',
  ].map((table) => `${table}.workspace`),
};

/** The search is each database's own. */
const isSearch = (name: string) => /^record_search/.test(name);

async function columnsOf({ kind, db }: Database): Promise<string[]> {
  const { rows } = await (kind === 'sqlite'
    ? sql<{ table: string; name: string; kind: string; optional: number }>`
        select t.name as "table", c.name, lower(c.type) as kind, c."notnull" = 0 and c.pk = 0 as optional
        from sqlite_schema as t join pragma_table_info(t.name) as c where t.type = 'table'`
    : sql<{ table: string; name: string; kind: string; optional: number }>`
        select table_name as "table", column_name as name,
          case data_type when 'bigint' then 'integer' else data_type end as kind,
          case is_nullable when 'YES' then 1 else 0 end as optional
        from information_schema.columns where table_schema = current_schema()`
  ).execute(db);
  return rows
    .filter(({ table }) => !isSearch(table))
    .map(({ table, name, kind, optional }) => `${table}.${name} ${kind}${optional === 1 ? ' or null' : ''}`)
    .sort();
}

test('both databases have the same tables and columns, but for what is said here', async () => {
  const sqlite = await openDatabase('sqlite::memory:');
  const postgres = await freshDatabase();
  const one = await columnsOf(sqlite);
  const other = await columnsOf(postgres);
  await Promise.all([sqlite.close(), postgres.close()]);
  const extra = other.filter((column) => !one.includes(column));
  expect(one.filter((column) => !other.includes(column))).toEqual([]);
  expect(extra.filter((column) => !beyond.tables.some((table) => column.startsWith(`${table}.`)))).toEqual(
    beyond.columns.map((column) => `${column} text`).sort(),
  );
});

test('a copy knows every table', async () => {
  const sqlite = await openDatabase('sqlite::memory:');
  const tables = [...new Set((await columnsOf(sqlite)).map((column) => column.split('.')[0]))].sort();
  await sqlite.close();
  expect([...filledTables, 'schema_version', 'data_copies', 'leases'].sort()).toEqual(tables);
});
