import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';
import { text } from './postgres/columns.ts';
import { conversationTables, platformTables } from './postgres/conversations.ts';
import { deliveryTables } from './postgres/delivery.ts';
import { answerTables, recordTables, searchTables } from './postgres/records.ts';
import { tokenTable } from './postgres/tokens.ts';

/** All tables as they stand with the first version that knows PostgreSQL. */
export async function firstPostgresTables(db: Kysely<Tables>): Promise<void> {
  await recordTables(db);
  await answerTables(db);
  await searchTables(db);
  await conversationTables(db);
  await deliveryTables(db);
  await platformTables(db);
  await sql`create table leases (name ${text} primary key, owner ${text} not null, until bigint not null)`.execute(
    db,
  );
  for (const table of firstFenced) await fence(db, table);
}

/**
 * Tables whose rows belong to a workspace. Not among them: `record_search`, which holds words by the ids of records that are
 * behind the fence, and could not be searched by its index from within; `record_words`, by ids of audiences; and what the
 * program alone reads.
 */
const firstFenced = [
  'logs',
  'records',
  'links',
  'events',
  'approvals',
  'change_requests',
  'asked_people',
  'asked_records',
  'people',
  'audiences',
  'sessions',
  'turns',
  'conversation_titles',
  'gaps',
  'channels',
  'digests',
  'digest_questions',
  'inbox',
  'outbox',
  'installations',
  'posted',
  'kept_forms',
  'sign_ins',
] as const;

/** All of them, with those that came later. */
export const fencedTables = [...firstFenced, 'tokens'] as const;

const within = sql`(select nullif(current_setting('stack_advisor.workspace', true), ''))`;

/**
 * A transaction that says whose it is sees and writes rows of that workspace alone, whatever a query forgets; for the
 * table's owner too. The setting is asked for once for a statement and not for each row.
 */
async function fence(db: Kysely<Tables>, table: (typeof fencedTables)[number]): Promise<void> {
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
  await sql`alter table ${sql.table(table)} force row level security`.execute(db);
  await sql`create policy of_workspace on ${sql.table(table)}
    using (${within} is null or workspace = ${within})`.execute(db);
}

/**
 * The same fence in other words. Of a comparison the planner expects one row of hundreds to be left, and reads a whole log to
 * sort it where the first fifty of an index are wanted; of a case it expects half of them.
 */
export async function foreseeableFence(db: Kysely<Tables>): Promise<void> {
  for (const table of firstFenced) await foresee(db, table);
}

async function foresee(db: Kysely<Tables>, table: (typeof fencedTables)[number]): Promise<void> {
  await sql`alter policy of_workspace on ${sql.table(table)}
    using (case when ${within} is null then true else workspace = ${within} end)`.execute(db);
}

/** Tokens of agents, behind the fence like all that is a workspace's. */
export async function fencedTokens(db: Kysely<Tables>): Promise<void> {
  await tokenTable(db);
  await fence(db, 'tokens');
  await foresee(db, 'tokens');
}
