import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../schema.ts';
import { id, text } from './columns.ts';

/** What conversations remember, what the page shows of them, and what was not answered. */
export async function conversationTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table sessions (
    workspace ${text} not null,
    channel ${text} not null,
    thread ${text} not null,
    person ${text} not null,
    state ${text} not null,
    updated_at ${text} not null,
    primary key (workspace, channel, thread, person)
  )`.execute(db);
  await sql`create index sessions_by_age on sessions (updated_at)`.execute(db);
  await sql`create table turns (
    id ${id},
    workspace ${text} not null,
    channel ${text} not null,
    thread ${text} not null,
    person_id ${text} not null,
    person_name ${text} not null,
    text ${text} not null,
    intent ${text} not null,
    replies ${text} not null,
    live ${text},
    at ${text} not null,
    revision bigint not null
  )`.execute(db);
  await sql`create index turns_of_thread on turns (workspace, channel, thread, revision)`.execute(db);
  await sql`create table conversation_titles (
    workspace ${text} not null,
    channel ${text} not null,
    thread ${text} not null,
    title ${text} not null,
    primary key (workspace, channel, thread)
  )`.execute(db);
  await sql`create table gaps (
    id ${id},
    workspace ${text} not null,
    kind ${text} not null check (kind in ('uncovered', 'not-right', 'helpful')),
    question ${text} not null,
    count integer not null default 1,
    first_at ${text} not null,
    last_at ${text} not null,
    unique (workspace, kind, question)
  )`.execute(db);
  await sql`create table channels (
    workspace ${text} not null,
    channel ${text} not null,
    noticing integer not null default 0,
    digest_day integer check (digest_day between 1 and 7),
    digest_hour integer check (digest_hour between 0 and 23),
    digest_since ${text},
    primary key (workspace, channel)
  )`.execute(db);
  await sql`create table digests (
    workspace ${text} not null,
    channel ${text} not null,
    day ${text} not null,
    claimed_at ${text} not null,
    primary key (workspace, channel, day)
  )`.execute(db);
  await sql`create table digest_questions (
    workspace ${text} not null,
    channel ${text} not null,
    question ${text} not null,
    count integer not null default 1,
    last_at ${text} not null,
    primary key (workspace, channel, question)
  )`.execute(db);
}

/** Who installed the app, what was posted, who is signed in. */
export async function platformTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table installations (
    platform ${text} not null,
    workspace ${text} not null,
    name ${text} not null,
    data ${text} not null,
    token ${text} not null,
    installed_at ${text} not null,
    primary key (platform, workspace)
  )`.execute(db);
  await sql`create table token_owners (
    platform ${text} not null,
    token_digest ${text} not null,
    data ${text} not null,
    at ${text} not null,
    primary key (platform, token_digest)
  )`.execute(db);
  await sql`create table posted (
    platform ${text} not null,
    workspace ${text} not null,
    channel ${text} not null,
    message ${text} not null,
    thread ${text} not null,
    live ${text},
    at ${text} not null,
    person ${text} not null default '',
    primary key (platform, workspace, channel, message)
  )`.execute(db);
  await sql`create index posted_live on posted (platform, workspace, live) where live is not null`.execute(
    db,
  );
  await sql`create index posted_by_age on posted (at)`.execute(db);
  await sql`create index posted_directly on posted (person, channel, message) where person <> ''`.execute(db);
  await sql`create table kept_forms (
    platform ${text} not null,
    workspace ${text} not null,
    id ${text} not null,
    form ${text} not null,
    at ${text} not null,
    primary key (platform, workspace, id)
  )`.execute(db);
  await sql`create index kept_forms_by_age on kept_forms (at)`.execute(db);
  await sql`create table sign_ins (
    id ${id},
    workspace ${text} not null,
    session ${text} not null,
    ends_at ${text} not null,
    unique (workspace, session)
  )`.execute(db);
  await sql`create index sign_ins_by_end on sign_ins (ends_at)`.execute(db);
}
