import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** What conversations remember, what the page shows of them, and what was not answered. */
export async function conversationTables(db: Kysely<Tables>): Promise<void> {
  await sql`alter table records add column origin text`.execute(db);
  await sql`create unique index records_by_origin on records (log_id, origin) where origin is not null`.execute(
    db,
  );
  await sql`create table sessions (
    workspace text not null,
    channel text not null,
    thread text not null,
    person text not null,
    state text not null,
    updated_at text not null,
    primary key (workspace, channel, thread, person)
  ) without rowid`.execute(db);
  await sql`create index sessions_by_age on sessions (updated_at)`.execute(db);
  await sql`create table turns (
    id integer primary key,
    workspace text not null,
    channel text not null,
    thread text not null,
    person_id text not null,
    person_name text not null,
    text text not null,
    intent text not null,
    replies text not null,
    live text,
    at text not null,
    revision integer not null
  )`.execute(db);
  await sql`create index turns_of_thread on turns (workspace, channel, thread, revision)`.execute(db);
  await sql`create table gaps (
    id integer primary key,
    workspace text not null,
    kind text not null check (kind in ('uncovered', 'not-right')),
    question text not null,
    count integer not null default 1,
    first_at text not null,
    last_at text not null,
    unique (workspace, kind, question)
  )`.execute(db);
  await sql`create table channels (
    workspace text not null,
    channel text not null,
    noticing integer not null default 0,
    primary key (workspace, channel)
  ) without rowid`.execute(db);
  // Rows of the index stand in another order since; the last migration that changes the index fills it anew.
}

/** That an answer helped is kept beside what was not served; SQLite changes a check by a new table alone. */
export async function helpfulAnswers(db: Kysely<Tables>): Promise<void> {
  await sql`create table gaps_anew (
    id integer primary key,
    workspace text not null,
    kind text not null check (kind in ('uncovered', 'not-right', 'helpful')),
    question text not null,
    count integer not null default 1,
    first_at text not null,
    last_at text not null,
    unique (workspace, kind, question)
  )`.execute(db);
  await sql`insert into gaps_anew select id, workspace, kind, question, count, first_at, last_at from gaps`.execute(
    db,
  );
  await sql`drop table gaps`.execute(db);
  await sql`alter table gaps_anew rename to gaps`.execute(db);
}

/** A conversation of the page can be called otherwise than by its first words. */
export async function conversationTitles(db: Kysely<Tables>): Promise<void> {
  await sql`create table conversation_titles (
    workspace text not null,
    channel text not null,
    thread text not null,
    title text not null,
    primary key (workspace, channel, thread)
  ) without rowid`.execute(db);
}
