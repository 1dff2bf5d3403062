import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../schema.ts';
import { id, text } from './columns.ts';

/** What both tables of the queue have alike. */
const workColumns = sql`
    payload ${text} not null,
    attempts integer not null default 0,
    faults integer not null default 0,
    deaths integer not null default 0,
    free_at ${text} not null,
    owner ${text},
    error ${text},
    settled_at ${text}`;

/** What arrived and what is to be sent. */
export async function deliveryTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table inbox (
    id ${id},
    platform ${text} not null,
    workspace ${text} not null,
    key ${text} not null,
    conversation ${text} not null,
    received_at ${text} not null,
    expires_at ${text},
    ${workColumns},
    unique (platform, workspace, key)
  )`.execute(db);
  await sql`create table outbox (
    id ${id},
    platform ${text} not null,
    workspace ${text} not null,
    channel ${text} not null,
    dedupe ${text} not null,
    put_at ${text} not null,
    ${workColumns},
    unique (platform, workspace, dedupe)
  )`.execute(db);
  for (const [table, line] of [
    ['inbox', 'conversation'],
    ['outbox', 'channel'],
  ] as const) {
    const index = (name: string) => sql.id(`${table}_${name}`);
    const on = sql.table(table);
    const open = sql`where settled_at is null`;
    await sql`create index ${index('open')} on ${on} (platform, workspace, ${sql.id(line)}, id) ${open}`.execute(
      db,
    );
    await sql`create index ${index('due')} on ${on} (free_at, id) ${open} and owner is null`.execute(db);
    await sql`create index ${index('held')} on ${on} (owner) ${open} and owner is not null`.execute(db);
    await sql`create index ${index('settled')} on ${on} (settled_at) where settled_at is not null`.execute(
      db,
    );
  }
  await sql`create index outbox_pace on outbox (platform, workspace, channel, settled_at) where settled_at is not null`.execute(
    db,
  );
}
