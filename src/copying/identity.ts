import { randomUUID } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/schema.ts';
import { AdvisorError, systemErrorCode } from '../errors.ts';

/** Which database it is, whatever it was called: what it says of itself. */
export interface Identity {
  /** The same for two connections to one database, also by another name or link. */
  readonly id: string;
  /** The same at the next time, too: where it is, without a password. */
  readonly name: string;
}

/** Asks a database which one it is. */
export function identityOf({ kind, db }: Database): Promise<Identity> {
  return kind === 'sqlite' ? identityOfFile(db) : identityOnServer(db);
}

async function identityOfFile(db: Kysely<Tables>): Promise<Identity> {
  const { rows } = await sql<{ name: string; file: string }>`pragma database_list`.execute(db);
  const path = rows.find(({ name }) => name === 'main')?.file ?? '';
  if (path === '') return { id: `memory ${randomUUID()}`, name: 'memory' };
  return fileIdentity(path);
}

/** Which file it is, by whatever path. */
export function fileIdentity(path: string): Identity {
  const { dev, ino } = statSync(path, { bigint: true });
  return { id: `file ${dev} ${ino}`, name: realpathSync.native(path) };
}

async function identityOnServer(db: Kysely<Tables>): Promise<Identity> {
  const { rows } = await sql<{ database: string; oid: number; schema: string }>`
    select datname as database, oid::bigint as oid, current_schema() as schema from pg_database
    where datname = current_database()`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new AdvisorError('database', 'the database does not say what it is called');
  const { database, oid, schema } = row;
  const server = await serverOf(db);
  return { id: `${server} ${oid} ${schema}`, name: `${database}.${schema} of server ${server}` };
}

/** A server's number, which stays; where it may not be asked for, when it was started, to the microsecond. */
async function serverOf(db: Kysely<Tables>): Promise<string> {
  try {
    const { rows } = await sql<{
      id: string;
    }>`select system_identifier::text as id from pg_control_system()`.execute(db);
    return rows[0]?.id ?? '';
  } catch (error) {
    if (!/^(?:42883|42501|0A000)$/.test(systemErrorCode(error) ?? '')) throw error;
    const { rows } = await sql<{ id: string }>`select pg_postmaster_start_time()::text as id`.execute(db);
    return rows[0]?.id ?? '';
  }
}

/** Makes sure that a copy goes elsewhere. @throws AdvisorError `conflict` where it would go onto itself. */
export function requireDifferent(source: Identity, target: Identity): void {
  if (source.id === target.id)
    throw new AdvisorError(
      'conflict',
      `both addresses lead to the same database (${source.name}); name another one`,
    );
}
