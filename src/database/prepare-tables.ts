import { type Kysely, sql } from 'kysely';
import { AdvisorError } from '../errors.ts';
import type { DatabaseKind, Purpose } from './database.ts';
import { migrate, schemaVersion } from './migrations.ts';
import type { Tables } from './schema.ts';

/** A database before its tables were looked at. */
interface Opened {
  readonly kind: DatabaseKind;
  /** What it is called where something is wrong with it. */
  readonly name: string;
  readonly purpose: Purpose;
}

/**
 * Sees to it that the tables are there and are as the purpose needs them, in the one transaction that it is given.
 * @throws AdvisorError `database` when they are not: another version's, somebody else's, or copied in part.
 */
export async function prepareTables(db: Kysely<Tables>, { kind, name, purpose }: Opened): Promise<void> {
  const version = await versionIn(db, { kind, name });
  // A role that may make no tables can use them where nothing is missing.
  if (purpose === 'use' || (purpose === 'fill' && version === undefined)) await migrate(db, kind, version);
  else requireThisVersion(version, { kind, name });
  if (purpose !== 'fill') await requireWhole(db, name);
}

/** Makes sure that tables, where there are any, are this program's. @throws AdvisorError `database` when they are not. */
export async function requireOwnTables(db: Kysely<Tables>, opened: Opened): Promise<void> {
  await versionIn(db, opened);
}

/** A table that only this program's databases have, and what else may be done where they hold others. */
const own = {
  sqlite: { table: 'schema_version', advice: 'name another database' },
  postgres: {
    table: 'workspace_turns',
    advice: 'name an empty one, or a schema of its own with ?options=-csearch_path%3DNAME',
  },
} as const satisfies Readonly<Record<DatabaseKind, object>>;

/** Which schema a database is of; undefined where it has no tables that could be this program's. */
async function versionIn(
  db: Kysely<Tables>,
  { kind, name }: Omit<Opened, 'purpose'>,
): Promise<number | undefined> {
  const tables = await tablesIn(db, kind);
  const [first] = tables;
  if (first === undefined) return undefined;
  const { table, advice } = own[kind];
  if (!tables.includes(table))
    throw new AdvisorError('database', `${name} holds somebody else's tables (${first}); ${advice}`);
  const row = await db
    .selectFrom('schema_version')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}

/** In a schema of PostgreSQL others may keep theirs, too, but none by these names. */
const telling = ['schema_version', 'workspace_turns', 'logs', 'records', 'events', 'inbox', 'outbox'];

/** Names of the tables by which it is told whose a database is. */
async function tablesIn(db: Kysely<Tables>, kind: DatabaseKind): Promise<string[]> {
  const { rows } = await (kind === 'sqlite'
    ? sql<{ name: string }>`select name from sqlite_schema where type = 'table'`
    : sql<{ name: string }>`select tablename as name from pg_tables
        where schemaname = current_schema() and tablename in (${sql.join(telling)}) order by tablename`
  ).execute(db);
  return rows.map(({ name }) => name);
}

function requireThisVersion(
  version: number | undefined,
  { kind, name }: Omit<Opened, 'purpose'>,
): asserts version is number {
  const known = schemaVersion(kind);
  if (version === undefined)
    throw new AdvisorError('database', `${name} holds no data of Stack Advisor; check its address`);
  if (version > known)
    throw new AdvisorError(
      'database',
      `${name} is of schema ${version}, this program knows ${known}; use the newer version`,
    );
  if (version < known)
    throw new AdvisorError(
      'database',
      `${name} is of schema ${version}, this program's is ${known}; bring it up to date first: DATABASE_URL=... stack-advisor doctor`,
    );
}

/** Nothing may be read or written while a copy is not finished: half of it would be taken for all. */
async function requireWhole(db: Kysely<Tables>, name: string): Promise<void> {
  const unfinished = await db
    .selectFrom('data_copies')
    .select('source')
    .where('finished_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (unfinished !== undefined)
    throw new AdvisorError(
      'database',
      `${name} holds half of a copy of ${unfinished.source}; finish it with the same stack-advisor migrate-data as before, or use another database`,
    );
}
