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
  const isCurrent = version === schemaVersion(kind);
  if (purpose === 'use' || (purpose === 'fill' && version === undefined)) {
    if (!isCurrent) await migrate(db, kind);
  } else requireThisVersion(version, { kind, name });
  if (purpose !== 'fill') await requireWhole(db, name);
}

/** Makes sure that tables, where there are any, are this program's. @throws AdvisorError `database` when they are not. */
export async function requireOwnTables(db: Kysely<Tables>, opened: Opened): Promise<void> {
  await versionIn(db, opened);
}

/** Which schema a database is of; undefined where it has no tables of this program. */
async function versionIn(
  db: Kysely<Tables>,
  { kind, name }: Omit<Opened, 'purpose'>,
): Promise<number | undefined> {
  const { rows } = await (kind === 'sqlite'
    ? sql<{ name: string }>`select name from sqlite_schema where type = 'table'`
    : sql<{ name: string }>`select table_name as name from information_schema.tables
        where table_schema = current_schema() and table_name = 'schema_version'`
  ).execute(db);
  const [first] = rows;
  if (first === undefined) return undefined;
  if (!rows.some((row) => row.name === 'schema_version'))
    throw new AdvisorError(
      'database',
      `${name} holds somebody else's tables (${first.name}); name another database`,
    );
  const row = await db
    .selectFrom('schema_version')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(row?.version ?? 0);
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
