import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { copiedTables } from '../../src/copying/plan.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { isPostgres } from '../../src/database/dialect.ts';
import { asAdmin } from '../support/database.ts';
import { fillLog, fillTables } from '../support/filled-tables.ts';
import { temporaryFolder } from '../support/folder.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** How a process ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as a process of its own. */
export interface Started {
  readonly ended: Promise<Ended>;
  /** What it said on stderr so far. */
  said(): string;
  /** And on stdout. */
  output(): string;
  kill(): void;
}

/** Starts the program with a database as its own. */
export function start(args: readonly string[], databaseUrl = 'sqlite::memory:'): Started {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: '0' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => {
    stdout += String(data);
  });
  child.stderr.on('data', (data) => {
    stderr += String(data);
  });
  return {
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr }))),
    said: () => stderr,
    output: () => stdout,
    kill: () => child.kill('SIGKILL'),
  };
}

/** Runs the program to its end. */
export function run(args: readonly string[], databaseUrl?: string): Promise<Ended> {
  return start(args, databaseUrl).ended;
}

/** Copies one database into another. */
export function copy(from: string, to: string, ...more: string[]): Promise<Ended> {
  return run(['migrate-data', '--from', from, '--to', to, ...more]);
}

/** A path that is not there yet. */
export function newFile(name = 'copy.db'): string {
  return join(temporaryFolder(), name);
}

/** A file with something in every table, and so many records more in one log. */
export async function filledFile(more = 0): Promise<string> {
  const url = `sqlite:${newFile('source.db')}`;
  await fill(url, more);
  return url;
}

/** Puts something into every table of a database. */
export async function fill(url: string, more = 0): Promise<void> {
  const database = await openDatabase(url);
  await fillTables(database);
  if (more > 0) await fillLog(database, 'big', more);
  await database.close();
}

/** All rows of all tables that are copied, whatever the database adds to them; read without a look at what it is for. */
export async function everything(url: string): Promise<Record<string, unknown[]>> {
  const database = await openDatabase(url, { purpose: 'fill' });
  try {
    const tables: Record<string, unknown[]> = {};
    for (const { name, key, workspaceBy } of copiedTables) {
      const order = sql.join(key.map((column) => sql.ref(column)));
      const { rows } = await sql<
        Record<string, unknown>
      >`select * from ${sql.table(name)} order by ${order}`.execute(database.db);
      tables[name] = rows.map(({ workspace, ...row }) =>
        workspaceBy !== undefined ? row : workspace === undefined ? row : { workspace, ...row },
      );
    }
    return tables;
  } finally {
    await database.close();
  }
}

/** How many rows of a table have come so far, asked past the program. */
export async function copiedRows(url: string, table = 'records'): Promise<number> {
  const [row] = await rowsOf(url, 'select progress from data_copies').catch(() => []);
  return JSON.parse(row?.progress ?? '{}')[table]?.rows ?? 0;
}

async function rowsOf(url: string, statement: string): Promise<{ progress?: string }[]> {
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path === undefined) return (await asAdmin(statement, url)).rows;
  const sqlite = new Sqlite(path, { readonly: true });
  try {
    return sqlite.prepare<[], { progress?: string }>(statement).all();
  } finally {
    sqlite.close();
  }
}

/** Runs a statement in a database, past the program. */
export async function behindItsBack(url: string, statement: string): Promise<void> {
  const database = await openDatabase(url, { purpose: 'fill' });
  try {
    await sql.raw(statement).execute(database.db);
    if (!isPostgres(database.db)) await sql`pragma wal_checkpoint(truncate)`.execute(database.db);
  } finally {
    await database.close();
  }
}
