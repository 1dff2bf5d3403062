import type { Kysely } from 'kysely';
import type { Database } from '../../src/database/database.ts';
import type { Tables } from '../../src/database/schema.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { addEvent } from '../../src/decisions/history.ts';
import { contentSchema } from '../../src/decisions/record.ts';
import { ensureLog, stateOf } from '../../src/decisions/rows.ts';

/** What some texts hold: quotes, signs of other planes, line ends, and what is none of them. */
const words = 'Ä “story”\n\twith \\ \' " % 🙂 \u{10ffff}';
const at = '2026-03-01T10:00:00.000Z';
const act = (workspace: string, log = 'decisions') =>
  ({
    workspace,
    log,
    person: { id: 'ann', name: 'Ann' },
    viewer: { kind: 'operator' },
    source: 'test',
  }) as const;

/** Puts something into every table, in two workspaces. */
export async function fillTables(database: Database): Promise<void> {
  const decisions = createDecisions(database);
  for (const workspace of ['team', 'other']) {
    const own = act(workspace);
    await decisions.propose(own, { title: `Use Kafka in ${workspace}`, tags: ['data'] });
    await decisions.approve({ ...own, person: { id: 'bob', name: words } }, 1);
    await decisions.propose(own, { title: 'Use NATS', context: words });
    await decisions.propose(
      act(workspace, 'shop'),
      { title: 'Use Go' },
      { visibility: 'members', channel: 'C1' },
    );
  }
  const { id } = await database.db
    .selectFrom('records')
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .select('records.id')
    .where('logs.workspace', '=', 'team')
    .where('records.number', '=', 2)
    .executeTakeFirstOrThrow();
  await database.transaction((db) => fillOthers(db, id), { workspace: 'team' });
}

/** A row in each of the tables to which proposing and approving add none. */
async function fillOthers(db: Kysely<Tables>, record: number): Promise<void> {
  const workspace = 'team';
  const place = { workspace, channel: 'C1' };
  const own = { platform: 'slack', workspace };
  const other = await db
    .selectFrom('records')
    .select('id')
    .where('id', '<', record)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('links')
    .values({ kind: 'amends', from_id: record, to_id: other.id, partial: 1 })
    .execute();
  const asked = { record_id: record, person_id: 'bob', at };
  await db
    .insertInto('change_requests')
    .values({ ...asked, person_name: 'Bob', comment: words, told: 1 })
    .execute();
  await db.insertInto('asked_people').values(asked).execute();
  await db.insertInto('asked_records').values({ record_id: record, deciders: '["bob"]' }).execute();
  await db
    .insertInto('reminders')
    .values({ record_id: record, kind: 'review', day: '2026-03-01', claimed_at: at })
    .execute();
  await db
    .insertInto('sync_files')
    .values({
      ...{ folder: '/srv/Ärger', record_id: record, file: 'a b.md', file_hash: null, record_hash: 'h' },
      ...{ writing_file_hash: null, writing_record_hash: null, told: 3, uncommitted: 1 },
    })
    .execute();
  await db.insertInto('people').values({ workspace, person_id: 'bob', direct_asks: 0 }).execute();
  await db
    .insertInto('sessions')
    .values({ ...place, thread: 't', person: '', state: JSON.stringify({ words }), updated_at: at })
    .execute();
  await db
    .insertInto('turns')
    .values({
      ...{ ...place, thread: 't', person_id: 'bob', person_name: 'Bob', text: words, intent: 'ask' },
      ...{ replies: '[]', live: null, at, revision: 7 },
    })
    .execute();
  await db
    .insertInto('conversation_titles')
    .values({ ...place, thread: 't', title: words })
    .execute();
  await db
    .insertInto('gaps')
    .values({ workspace, kind: 'uncovered', question: words, count: 2, first_at: at, last_at: at })
    .execute();
  await db
    .insertInto('channels')
    .values({ ...place, noticing: 1, digest_day: 1, digest_hour: 9, digest_since: at })
    .execute();
  await db
    .insertInto('digests')
    .values({ ...place, day: '2026-03-02', claimed_at: at })
    .execute();
  await db
    .insertInto('digest_questions')
    .values({ ...place, question: words, count: 1, last_at: at })
    .execute();
  const work = { payload: words, attempts: 0, faults: 0, deaths: 0, free_at: at, owner: null, error: null };
  await db
    .insertInto('inbox')
    .values({
      ...own,
      ...work,
      key: 'k',
      conversation: 'c',
      received_at: at,
      expires_at: null,
      settled_at: null,
    })
    .execute();
  await db
    .insertInto('outbox')
    .values({ ...own, ...work, channel: 'C1', dedupe: 'd', put_at: at, settled_at: at })
    .execute();
  await db
    .insertInto('installations')
    .values({ ...own, name: 'Team', data: '{}', token: 'encrypted', installed_at: at })
    .execute();
  await db
    .insertInto('token_owners')
    .values({ platform: 'slack', token_digest: 'd', data: '{}', at })
    .execute();
  await db
    .insertInto('posted')
    .values({ ...own, channel: 'C1', message: '1.2', thread: 't', live: 'l', at, person: '' })
    .execute();
  await db
    .insertInto('kept_forms')
    .values({ ...own, id: 'f', form: words, at })
    .execute();
  await db.insertInto('sign_ins').values({ workspace, session: 's', ends_at: at }).execute();
  await db
    .insertInto('tokens')
    .values({
      ...{ id: 'f00', workspace, name: words, digest: 'd', scopes: '["read"]', channels: '["C1"]' },
      ...{ created_at: at, created_by: 'bob', expires_at: at, revoked_at: null, last_used_at: at },
    })
    .execute();
}

/** Adds so many records with their history to a log, quickly; their words are in no index. */
export async function fillLog(database: Database, name: string, count: number): Promise<void> {
  const own = act('team', name);
  await database.transaction(
    async (db) => {
      const log = await ensureLog(db, own.workspace, name);
      const end = { head: log.head, event_count: log.event_count };
      for (let number = log.next_number; number < log.next_number + count; number++) {
        const content = contentSchema.parse({
          title: `Use thing ${number}`,
          context: `Because of ${number}. ${'More to say. '.repeat(20)}`,
        });
        const row = await db
          .insertInto('records')
          .values({
            ...{
              log_id: log.id,
              number,
              label: null,
              title: content.title,
              status: 'proposed',
              status_raw: null,
            },
            ...{
              date: null,
              content: JSON.stringify(content),
              file: null,
              visibility: 'open',
              channel: null,
            },
            ...{
              review_by: null,
              proposed_by: 'ann',
              origin: null,
              created_at: at,
              decided_at: null,
              version: 1,
            },
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        const { person, source } = own;
        await addEvent(db, log.id, end, {
          ...{ record: row.id, kind: 'proposed', data: { state: stateOf(row) }, person, at, source },
        });
      }
      await db
        .updateTable('logs')
        .set({ ...end, next_number: log.next_number + count })
        .where('id', '=', log.id)
        .execute();
    },
    { workspace: 'team' },
  );
}
