import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import { kindOf } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import { forgetTurns } from '../database/turns.ts';
import { recordSearch } from '../decisions/search.ts';
import { inTransaction } from './dry-run.ts';

/** How many rows of each table are gone; tables without any are left out. */
export type ErasedRows = Readonly<Partial<Record<keyof Tables, number>>>;

/**
 * Erases everything of a workspace, its records and their history too. Nothing of it is left to be proved: a chain ends
 * with its log.
 */
export function forgetWorkspace(
  database: Database,
  workspace: string,
  options: { readonly dryRun: boolean },
): Promise<ErasedRows> {
  return inTransaction(database, options, (db) => eraseWorkspace(db, workspace));
}

/** The same in a transaction of the caller's. */
export async function eraseWorkspace(db: Kysely<Tables>, workspace: string): Promise<ErasedRows> {
  await dropFromSearch(db, workspace);
  await forgetTurns(db, workspace);
  const erased: Partial<Record<keyof Tables, number>> = {};
  for (const [table, erase] of erasing) {
    const count = await erase(db, workspace);
    if (count > 0) erased[table] = count;
  }
  return erased;
}

type Erase = (db: Kysely<Tables>, workspace: string) => Promise<number>;

const nothing: Erase = async () => 0;

/** How each table is rid of a workspace, what refers to others before these: a new table has to say it here. */
const byTable: Readonly<Record<keyof Tables, Erase>> = {
  sync_files: ofRecords('sync_files'),
  approvals: ofRecords('approvals'),
  change_requests: ofRecords('change_requests'),
  asked_people: ofRecords('asked_people'),
  asked_records: ofRecords('asked_records'),
  reminders: ofRecords('reminders'),
  links: async (db, workspace) =>
    counted(
      await db
        .deleteFrom('links')
        .where((eb) =>
          eb.or([eb('from_id', 'in', recordsOf(db, workspace)), eb('to_id', 'in', recordsOf(db, workspace))]),
        )
        .executeTakeFirst(),
    ),
  events: ofLogs('events'),
  records: ofLogs('records'),
  record_words: async (db, workspace) =>
    counted(
      await db
        .deleteFrom('record_words')
        .where(
          'audience',
          'in',
          db.selectFrom('audiences').select('id').where('log_id', 'in', logsOf(db, workspace)),
        )
        .executeTakeFirst(),
    ),
  audiences: ofLogs('audiences'),
  logs: ofWorkspace('logs'),
  people: ofWorkspace('people'),
  sessions: ofWorkspace('sessions'),
  turns: ofWorkspace('turns'),
  conversation_titles: ofWorkspace('conversation_titles'),
  gaps: ofWorkspace('gaps'),
  channels: ofWorkspace('channels'),
  inbox: ofWorkspace('inbox'),
  outbox: ofWorkspace('outbox'),
  digests: ofWorkspace('digests'),
  digest_questions: ofWorkspace('digest_questions'),
  installations: ofWorkspace('installations'),
  posted: ofWorkspace('posted'),
  kept_forms: ofWorkspace('kept_forms'),
  sign_ins: ofWorkspace('sign_ins'),
  tokens: ofWorkspace('tokens'),
  token_owners: eraseTokenOwners,
  schema_version: nothing,
  data_copies: nothing,
  leases: nothing,
};

const erasing = entriesOf(byTable);

function entriesOf(all: typeof byTable): (readonly [keyof Tables, Erase])[] {
  const entries: (readonly [keyof Tables, Erase])[] = [];
  let table: keyof Tables;
  for (table in all) entries.push([table, all[table]]);
  return entries;
}

function logsOf(db: Kysely<Tables>, workspace: string) {
  return db.selectFrom('logs').select('id').where('workspace', '=', workspace);
}

function recordsOf(db: Kysely<Tables>, workspace: string) {
  return db.selectFrom('records').select('id').where('log_id', 'in', logsOf(db, workspace));
}

function ofWorkspace(
  table:
    | 'logs'
    | 'people'
    | 'sessions'
    | 'turns'
    | 'conversation_titles'
    | 'gaps'
    | 'channels'
    | 'inbox'
    | 'outbox'
    | 'digests'
    | 'digest_questions'
    | 'installations'
    | 'posted'
    | 'kept_forms'
    | 'sign_ins'
    | 'tokens',
): Erase {
  return async (db, workspace) =>
    counted(await db.deleteFrom(table).where('workspace', '=', workspace).executeTakeFirst());
}

function ofLogs(table: 'events' | 'records' | 'audiences'): Erase {
  return async (db, workspace) =>
    counted(await db.deleteFrom(table).where('log_id', 'in', logsOf(db, workspace)).executeTakeFirst());
}

function ofRecords(
  table: 'sync_files' | 'approvals' | 'change_requests' | 'asked_people' | 'asked_records' | 'reminders',
): Erase {
  return async (db, workspace) =>
    counted(await db.deleteFrom(table).where('record_id', 'in', recordsOf(db, workspace)).executeTakeFirst());
}

/** What a token of the settings belongs to stands in what the platform told. */
async function eraseTokenOwners(db: Kysely<Tables>, workspace: string): Promise<number> {
  const rows = await db.selectFrom('token_owners').selectAll().execute();
  let count = 0;
  for (const { platform, token_digest, data } of rows) {
    const told: unknown = JSON.parse(data);
    if (typeof told !== 'object' || told === null || Reflect.get(told, 'id') !== workspace) continue;
    await db
      .deleteFrom('token_owners')
      .where('platform', '=', platform)
      .where('token_digest', '=', token_digest)
      .execute();
    count += 1;
  }
  return count;
}

async function dropFromSearch(db: Kysely<Tables>, workspace: string): Promise<void> {
  const search = recordSearch(kindOf(db));
  for (const { id } of await logsOf(db, workspace).execute()) await search.removeLog(db, id);
}

function counted({ numDeletedRows }: { readonly numDeletedRows: bigint }): number {
  return Number(numDeletedRows);
}
