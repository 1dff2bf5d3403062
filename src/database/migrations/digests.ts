import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** When a channel wants its weekly digest, which were sent, and what was asked there until the next one. */
export async function digestTables(db: Kysely<Tables>): Promise<void> {
  await sql`alter table channels add column digest_day integer check (digest_day between 1 and 7)`.execute(
    db,
  );
  await sql`alter table channels add column digest_hour integer check (digest_hour between 0 and 23)`.execute(
    db,
  );
  await sql`alter table channels add column digest_since text`.execute(db);
  await sql`create table digests (
    workspace text not null,
    channel text not null,
    day text not null,
    claimed_at text not null,
    primary key (workspace, channel, day)
  ) without rowid`.execute(db);
  await sql`create table digest_questions (
    workspace text not null,
    channel text not null,
    question text not null,
    count integer not null default 1,
    last_at text not null,
    primary key (workspace, channel, question)
  ) without rowid`.execute(db);
}
