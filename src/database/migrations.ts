import { type Kysely, sql } from 'kysely';
import { AdvisorError } from '../errors.ts';
import { answerTables } from './migrations/answers.ts';
import { conversationTables, conversationTitles, helpfulAnswers } from './migrations/conversations.ts';
import { deliveryTables, failureColumns } from './migrations/delivery.ts';
import { digestTables } from './migrations/digests.ts';
import { platformTables, signInTable, tokenOwners } from './migrations/platforms.ts';
import {
  audienceTables,
  deciderNames,
  firstTables,
  indexMembersOnly,
  ownApproval,
} from './migrations/records.ts';
import { logTemplates, syncFiles } from './migrations/sync.ts';
import type { Tables } from './schema.ts';

/** Runs work in one transaction that holds the write lock. */
type InTransaction = (work: (db: Kysely<Tables>) => Promise<void>) => Promise<void>;

type Migration = (db: Kysely<Tables>) => Promise<void>;

/** In the order in which they are applied; a released one is never changed. */
const migrations: readonly Migration[] = [
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
];

/**
 * Applies what is missing, all in one transaction: a crash leaves the old schema or the new one.
 * Kysely's own migrator runs outside a transaction on SQLite, so this is ours.
 * @throws AdvisorError `database` when a newer version of the program made the file.
 */
export async function migrate(transaction: InTransaction): Promise<void> {
  await transaction(async (db) => {
    await sql`create table if not exists schema_version (version integer not null, applied_at text not null)`.execute(
      db,
    );
    const row = await db
      .selectFrom('schema_version')
      .select((eb) => eb.fn.max('version').as('version'))
      .executeTakeFirst();
    const version = Number(row?.version ?? 0);
    if (version > migrations.length) {
      throw new AdvisorError(
        'database',
        `the database is of schema ${version}, this program knows ${migrations.length}; start the newer version again`,
      );
    }
    for (const [index, apply] of migrations.entries()) {
      if (index < version) continue;
      await apply(db);
      await db
        .insertInto('schema_version')
        .values({ version: index + 1, applied_at: new Date().toISOString() })
        .execute();
    }
  });
}
