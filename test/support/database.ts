import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, type OpeningOptions, openDatabase } from '../../src/database/connection.ts';
import { temporaryFolder } from './folder.ts';
import { postgresUrl } from './postgres-url.ts';

/** Which database a suite runs on: the run says so. */
export const databaseName = process.env.TEST_DATABASE === 'postgres' ? 'PostgreSQL' : 'SQLite';

/** The address of a database that is empty, for several connections. */
export async function freshUrl(template = 'template_advisor'): Promise<string> {
  if (databaseName === 'SQLite') return `sqlite:${join(temporaryFolder(), 'fresh.db')}`;
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name} template ${template} owner advisor`);
  return postgresUrl(inject('postgresPort'), name);
}

/** Databases of this process that were used and emptied: making one takes longer than emptying one. */
const emptied: string[] = [];

/** An empty database for one connection. */
export async function freshDatabase(options: OpeningOptions = {}): Promise<Database> {
  if (databaseName === 'SQLite') return openDatabase('sqlite::memory:', options);
  const url = emptied.pop() ?? (await freshUrl());
  const database = await openDatabase(url, { connections: 4, ...options });
  return {
    ...database,
    async close() {
      await empty(database);
      await database.close();
      emptied.push(url);
    },
  };
}

/** Fills a database once, and opens copies of it, each for one test: to copy takes less time than to fill one anew. */
export async function copiesOf(
  fill: (database: Database) => Promise<void>,
): Promise<() => Promise<Database>> {
  const url = await freshUrl();
  const database = await openDatabase(url);
  await fill(database);
  await database.close();
  if (databaseName === 'SQLite') {
    // Its folder goes with the test that was the first.
    const bytes = await readFile(url.replace(/^sqlite:/, ''));
    return async () => {
      const file = join(temporaryFolder(), 'copy.db');
      await writeFile(file, bytes);
      return openDatabase(`sqlite:${file}`);
    };
  }
  return async () => {
    const copy = await freshUrl(nameIn(url));
    const opened = await openDatabase(copy, { connections: 4 });
    return {
      ...opened,
      async close() {
        await opened.close();
        await asAdmin(`drop database ${nameIn(copy)}`);
      },
    };
  };
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** Only what holds anything: emptying a table takes longer than looking. */
async function empty({ db }: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and tablename <> 'schema_version'`.execute(db);
  const looks = rows.map(
    ({ name }) => sql`select ${name} as name where exists (select 1 from ${sql.table(name)})`,
  );
  const filled = await sql<{ name: string }>`${sql.join(looks, sql` union all `)}`.execute(db);
  if (filled.rows.length === 0) return;
  const tables = sql.join(filled.rows.map(({ name }) => sql.table(name)));
  await sql`truncate ${tables} restart identity cascade`.execute(db);
}

/** A statement of the server's administrator, in the database of an address. */
export async function asAdmin(statement: string, url?: string): Promise<pg.QueryResult> {
  const name = url === undefined ? 'postgres' : nameIn(url);
  const client = new pg.Client(postgresUrl(inject('postgresPort'), name, 'postgres'));
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
