import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** What is kept of platforms: who installed the app, what was posted, which forms wait. */
export async function platformTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table installations (
    platform text not null,
    workspace text not null,
    name text not null,
    data text not null,
    token text not null,
    installed_at text not null,
    primary key (platform, workspace)
  ) without rowid`.execute(db);
  await sql`create table posted (
    platform text not null,
    workspace text not null,
    channel text not null,
    message text not null,
    thread text not null,
    live text,
    at text not null,
    primary key (platform, workspace, channel, message)
  ) without rowid`.execute(db);
  await sql`create index posted_live on posted (platform, workspace, live) where live is not null`.execute(
    db,
  );
  await sql`create index posted_by_age on posted (at)`.execute(db);
  await sql`create table kept_forms (
    platform text not null,
    workspace text not null,
    id text not null,
    form text not null,
    at text not null,
    primary key (platform, workspace, id)
  ) without rowid`.execute(db);
  await sql`create index kept_forms_by_age on kept_forms (at)`.execute(db);
}

/** Who is signed in to the page. */
export async function signInTable(db: Kysely<Tables>): Promise<void> {
  await sql`create table sign_ins (
    id integer primary key,
    workspace text not null,
    session text not null,
    ends_at text not null,
    unique (workspace, session)
  )`.execute(db);
  await sql`create index sign_ins_by_end on sign_ins (ends_at)`.execute(db);
}

/** Which workspace a token of the settings belongs to. */
export async function tokenOwners(db: Kysely<Tables>): Promise<void> {
  await sql`create table token_owners (
    platform text not null,
    token_digest text not null,
    data text not null,
    at text not null,
    primary key (platform, token_digest)
  ) without rowid`.execute(db);
}
