import { type Kysely, sql } from 'kysely';
import { rebuildSearch } from '../../decisions/rebuild-search.ts';
import type { Tables } from '../schema.ts';

/** Logs with their records, what happened to these, and their words. */
export async function firstTables(db: Kysely<Tables>): Promise<void> {
  await recordTables(db);
  await historyTables(db);
  await searchTables(db);
}

async function recordTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table logs (
    id integer primary key,
    workspace text not null,
    name text not null,
    quorum integer not null default 1 check (quorum >= 1),
    deciders text not null default '[]',
    visibility text not null default 'open' check (visibility in ('open', 'members')),
    channel text,
    next_number integer not null default 1,
    head text not null default '',
    event_count integer not null default 0,
    unique (workspace, name)
  )`.execute(db);
  await sql`create table records (
    id integer primary key,
    log_id integer not null references logs (id),
    number integer not null,
    label text,
    title text not null,
    status text not null,
    status_raw text,
    date text,
    content text not null,
    file text,
    visibility text not null default 'open' check (visibility in ('open', 'members')),
    channel text,
    review_by text,
    proposed_by text not null,
    created_at text not null,
    decided_at text,
    version integer not null default 1,
    unique (log_id, number)
  )`.execute(db);
  await sql`create index records_by_status on records (log_id, status, number)`.execute(db);
  await sql`create index records_by_review on records (review_by) where review_by is not null`.execute(db);
  await sql`create index records_by_file on records (log_id, file) where file is not null`.execute(db);
  await sql`create table links (
    id integer primary key,
    kind text not null check (kind in ('supersedes', 'amends', 'relates-to')),
    from_id integer not null references records (id),
    to_id integer not null references records (id),
    partial integer not null default 0,
    unique (kind, from_id, to_id),
    check (from_id <> to_id)
  )`.execute(db);
  await sql`create index links_to on links (to_id)`.execute(db);
}

async function historyTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table approvals (
    record_id integer not null references records (id),
    person_id text not null,
    person_name text not null,
    at text not null,
    primary key (record_id, person_id)
  )`.execute(db);
  await sql`create table events (
    id integer primary key,
    log_id integer not null references logs (id),
    seq integer not null,
    record_id integer references records (id),
    at text not null,
    person_id text not null,
    person_name text not null,
    kind text not null,
    data text not null,
    source text not null,
    previous text not null,
    hash text not null,
    unique (log_id, seq)
  )`.execute(db);
  await sql`create index events_of_record on events (record_id, seq)`.execute(db);
}

async function searchTables(db: Kysely<Tables>): Promise<void> {
  await sql`create virtual table record_search using fts5 (
    title, context, options, decision, tags, people, scope,
    tokenize = "porter unicode61 remove_diacritics 2"
  )`.execute(db);
  await sql`create table record_words (word text primary key) without rowid`.execute(db);
}

/** Whether an author's own approval counts in a log: it did before this could be set. */
export async function ownApproval(db: Kysely<Tables>): Promise<void> {
  await sql`alter table logs add column own_approval integer not null default 1`.execute(db);
}

/** What deciders are called who are named by their ids. */
export async function deciderNames(db: Kysely<Tables>): Promise<void> {
  await sql`alter table logs add column decider_names text not null default '[]'`.execute(db);
}

/** Words of what is hidden must not show by what they correct, so they are kept by who sees them. */
export async function audienceTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table audiences (
    id integer primary key,
    log_id integer not null references logs (id),
    visibility text not null check (visibility in ('open', 'members')),
    channel text not null,
    unique (log_id, visibility, channel)
  )`.execute(db);
  await sql`drop table record_words`.execute(db);
  await sql`create table record_words (
    word text not null,
    audience integer not null references audiences (id),
    primary key (word, audience)
  ) without rowid`.execute(db);
  await rebuildSearch(db);
}

/** Whether anything in a workspace is for members alone is asked with every question. */
export async function indexMembersOnly(db: Kysely<Tables>): Promise<void> {
  await sql`create index records_for_members on records (log_id) where visibility = 'members'`.execute(db);
}
