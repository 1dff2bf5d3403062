import { type Kysely, sql } from 'kysely';
import { AdvisorError } from '../errors.ts';
import type { DatabaseKind } from './database.ts';
import { answerTables } from './migrations/answers.ts';
import { conversationTables, conversationTitles, helpfulAnswers } from './migrations/conversations.ts';
import { dataCopies } from './migrations/copies.ts';
import { deliveryTables, failureColumns } from './migrations/delivery.ts';
import { digestTables } from './migrations/digests.ts';
import { leaseTable } from './migrations/leases.ts';
import { platformTables, signInTable, tokenOwners } from './migrations/platforms.ts';
import { fencedTokens, firstPostgresTables, foreseeableFence } from './migrations/postgres.ts';
import {
  audienceTables,
  deciderNames,
  firstTables,
  indexMembersOnly,
  ownApproval,
} from './migrations/records.ts';
import { logTemplates, syncFiles } from './migrations/sync.ts';
import { tokenTable } from './migrations/tokens.ts';
import type { Tables } from './schema.ts';

type Migration = (db: Kysely<Tables>) => Promise<void>;

/**
 * In the order in which they are applied; a released one is never changed. PostgreSQL begins with the tables as they stood
 * when it came; from then on each change has its place in both lists.
 */
const migrations: Readonly<Record<DatabaseKind, readonly Migration[]>> = {
  sqlite: [
    firstTables,
    conversationTables,
    deliveryTables,
    platformTables,
    ownApproval,
    audienceTables,
    signInTable,
    failureColumns,
    tokenOwners,
    indexMembersOnly,
    helpfulAnswers,
    answerTables,
    conversationTitles,
    deciderNames,
    digestTables,
    syncFiles,
    logTemplates,
    dataCopies,
    leaseTable,
    tokenTable,
  ],
  postgres: [firstPostgresTables, dataCopies, foreseeableFence, fencedTokens],
};

/** Which schema this program brings a database to. */
export function schemaVersion(kind: DatabaseKind): number {
  return migrations[kind].length;
}

/**
 * Applies what is missing to a database of a version, in the one transaction that it is given: a crash leaves the old schema
 * or the new one; `undefined` is a database without tables. Kysely's own migrator runs outside a transaction on SQLite, so
 * this is ours.
 * @throws AdvisorError `database` when a newer version of the program made the database.
 */
export async function migrate(
  db: Kysely<Tables>,
  kind: DatabaseKind,
  version: number | undefined,
): Promise<void> {
  const known = migrations[kind];
  if (version === undefined)
    await sql`create table schema_version (version integer not null, applied_at text not null)`.execute(db);
  else if (version > known.length) {
    throw new AdvisorError(
      'database',
      `the database is of schema ${version}, this program knows ${known.length}; start the newer version again`,
    );
  }
  for (const [index, apply] of known.entries()) {
    if (index < (version ?? 0)) continue;
    await apply(db);
    await db
      .insertInto('schema_version')
      .values({ version: index + 1, applied_at: new Date().toISOString() })
      .execute();
  }
}
