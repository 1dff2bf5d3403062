import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../schema.ts';
import { id, text, workspace } from './columns.ts';

/** Logs with their records and what happened to these. */
export async function recordTables(db: Kysely<Tables>): Promise<void> {
  // What changes a workspace's records, or puts something into its queue, waits here for its turn.
  await sql`create table workspace_turns (
    workspace ${text} not null,
    purpose ${text} not null,
    primary key (workspace, purpose)
  )`.execute(db);
  await sql`create table logs (
    id ${id},
    workspace ${text} not null,
    name ${text} not null,
    quorum integer not null default 1 check (quorum >= 1),
    deciders ${text} not null default '[]',
    visibility ${text} not null default 'open' check (visibility in ('open', 'members')),
    channel ${text},
    next_number integer not null default 1,
    head ${text} not null default '',
    event_count integer not null default 0,
    own_approval integer not null default 1,
    decider_names ${text} not null default '[]',
    template ${text},
    unique (workspace, name)
  )`.execute(db);
  await sql`create table records (
    id ${id},
    ${workspace},
    log_id bigint not null references logs (id),
    number integer not null,
    label ${text},
    title ${text} not null,
    status ${text} not null,
    status_raw ${text},
    date ${text},
    content ${text} not null,
    file ${text},
    visibility ${text} not null default 'open' check (visibility in ('open', 'members')),
    channel ${text},
    review_by ${text},
    proposed_by ${text} not null,
    origin ${text},
    created_at ${text} not null,
    decided_at ${text},
    version integer not null default 1,
    unique (log_id, number)
  )`.execute(db);
  await sql`create index records_by_status on records (log_id, status, number)`.execute(db);
  await sql`create index records_by_date on records (log_id, date, id)`.execute(db);
  await sql`create index records_by_review on records (review_by) where review_by is not null`.execute(db);
  await sql`create index records_by_file on records (log_id, file) where file is not null`.execute(db);
  await sql`create index records_for_members on records (log_id) where visibility = 'members'`.execute(db);
  await sql`create unique index records_by_origin on records (log_id, origin) where origin is not null`.execute(
    db,
  );
  await sql`create table links (
    id ${id},
    ${workspace},
    kind ${text} not null check (kind in ('supersedes', 'amends', 'relates-to')),
    from_id bigint not null references records (id),
    to_id bigint not null references records (id),
    partial integer not null default 0,
    unique (kind, from_id, to_id),
    check (from_id <> to_id)
  )`.execute(db);
  await sql`create index links_from on links (from_id)`.execute(db);
  await sql`create index links_to on links (to_id)`.execute(db);
  await sql`create table events (
    id ${id},
    ${workspace},
    log_id bigint not null references logs (id),
    seq integer not null,
    record_id bigint references records (id),
    at ${text} not null,
    person_id ${text} not null,
    person_name ${text} not null,
    kind ${text} not null,
    data ${text} not null,
    source ${text} not null,
    previous ${text} not null,
    hash ${text} not null,
    unique (log_id, seq)
  )`.execute(db);
  await sql`create index events_of_record on events (record_id, seq)`.execute(db);
  await sql`create table sync_files (
    folder ${text} not null,
    record_id bigint not null references records (id),
    file ${text} not null,
    file_hash ${text},
    record_hash ${text},
    writing_file_hash ${text},
    writing_record_hash ${text},
    told integer not null default 0,
    uncommitted integer not null default 0,
    primary key (folder, record_id)
  )`.execute(db);
  await sql`create index sync_files_of_record on sync_files (record_id)`.execute(db);
}

/** What people answered on records, and were asked. */
export async function answerTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table approvals (
    record_id bigint not null references records (id),
    ${workspace},
    person_id ${text} not null,
    person_name ${text} not null,
    at ${text} not null,
    primary key (record_id, person_id)
  )`.execute(db);
  await sql`create table change_requests (
    record_id bigint not null references records (id),
    ${workspace},
    person_id ${text} not null,
    person_name ${text} not null,
    comment ${text} not null,
    at ${text} not null,
    told integer not null default 0,
    primary key (record_id, person_id)
  )`.execute(db);
  await sql`create table asked_people (
    record_id bigint not null references records (id),
    ${workspace},
    person_id ${text} not null,
    at ${text} not null,
    primary key (record_id, person_id)
  )`.execute(db);
  await sql`create table asked_records (
    record_id bigint primary key references records (id),
    ${workspace},
    deciders ${text} not null
  )`.execute(db);
  await sql`create table people (
    workspace ${text} not null,
    person_id ${text} not null,
    direct_asks integer not null,
    primary key (workspace, person_id)
  )`.execute(db);
  await sql`create table reminders (
    record_id bigint not null references records (id),
    kind ${text} not null check (kind in ('review', 'proposal')),
    day ${text} not null,
    claimed_at ${text} not null,
    primary key (record_id, kind, day)
  )`.execute(db);
}

/** The words of records. */
export async function searchTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table record_search (
    log_id bigint not null,
    number integer not null,
    words tsvector not null,
    primary key (log_id, number)
  )`.execute(db);
  // Whoever searches waits for no list of what is yet to be put into the index.
  await sql`create index record_search_words on record_search using gin (words) with (fastupdate = off)`.execute(
    db,
  );
  await sql`create table audiences (
    id ${id},
    ${workspace},
    log_id bigint not null references logs (id),
    visibility ${text} not null check (visibility in ('open', 'members')),
    channel ${text} not null,
    unique (log_id, visibility, channel)
  )`.execute(db);
  await sql`create table record_words (
    word ${text} not null,
    audience bigint not null references audiences (id),
    primary key (audience, word)
  )`.execute(db);
}
