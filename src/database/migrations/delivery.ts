import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** What arrived, what is to be sent, and what was reminded of. */
export async function deliveryTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table inbox (
    id integer primary key,
    platform text not null,
    workspace text not null,
    key text not null,
    conversation text not null,
    payload text not null,
    received_at text not null,
    expires_at text,
    attempts integer not null default 0,
    free_at text not null,
    owner text,
    error text,
    settled_at text,
    unique (platform, workspace, key)
  )`.execute(db);
  await sql`create index inbox_open on inbox (platform, workspace, conversation, id) where settled_at is null`.execute(
    db,
  );
  await sql`create index inbox_due on inbox (free_at) where settled_at is null`.execute(db);
  await sql`create index inbox_settled on inbox (settled_at) where settled_at is not null`.execute(db);
  await sql`create table outbox (
    id integer primary key,
    platform text not null,
    workspace text not null,
    channel text not null,
    dedupe text not null,
    payload text not null,
    put_at text not null,
    attempts integer not null default 0,
    free_at text not null,
    owner text,
    error text,
    settled_at text,
    unique (platform, workspace, dedupe)
  )`.execute(db);
  await sql`create index outbox_open on outbox (platform, workspace, channel, id) where settled_at is null`.execute(
    db,
  );
  await sql`create index outbox_due on outbox (free_at) where settled_at is null`.execute(db);
  await sql`create index outbox_pace on outbox (platform, workspace, channel, settled_at) where settled_at is not null`.execute(
    db,
  );
  await sql`create index outbox_settled on outbox (settled_at) where settled_at is not null`.execute(db);
  await sql`create table reminders (
    record_id integer not null references records (id),
    kind text not null check (kind in ('review', 'proposal')),
    day text not null,
    claimed_at text not null,
    primary key (record_id, kind, day)
  )`.execute(db);
}

/** What failed by itself is told from what a process died with, and from what somebody else was away for. */
export async function failureColumns(db: Kysely<Tables>): Promise<void> {
  for (const table of ['inbox', 'outbox']) {
    await sql`alter table ${sql.table(table)} add column faults integer not null default 0`.execute(db);
    await sql`alter table ${sql.table(table)} add column deaths integer not null default 0`.execute(db);
    await sql`create index ${sql.id(`${table}_held`)} on ${sql.table(table)} (owner) where settled_at is null and owner is not null`.execute(
      db,
    );
  }
}
