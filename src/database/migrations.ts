import { type Kysely, sql } from 'kysely';
import { rebuildSearch } from '../decisions/search.ts';
import { AdvisorError } from '../errors.ts';
import type { Tables } from './schema.ts';

/** Runs work in one transaction that holds the write lock. */
type InTransaction = (work: (db: Kysely<Tables>) => Promise<void>) => Promise<void>;

type Migration = (db: Kysely<Tables>) => Promise<void>;

/** In the order in which they are applied; a released one is never changed. */
const migrations: readonly Migration[] = [
  firstTables,
  conversationTables,
  deliveryTables,
  platformTables,
  ownApproval,
  audienceTables,
  signInTable,
  failureColumns,
  tokenOwners,
  indexMembersOnly,
  helpfulAnswers,
];

/**
 * Applies what is missing, all in one transaction: a crash leaves the old schema or the new one.
 * Kysely's own migrator runs outside a transaction on SQLite, so this is ours.
 * @throws AdvisorError `database` when a newer version of the program made the file.
 */
export async function migrate(transaction: InTransaction): Promise<void> {
  await transaction(async (db) => {
    await sql`create table if not exists schema_version (version integer not null, applied_at text not null)`.execute(
      db,
    );
    const row = await db
      .selectFrom('schema_version')
      .select((eb) => eb.fn.max('version').as('version'))
      .executeTakeFirst();
    const version = Number(row?.version ?? 0);
    if (version > migrations.length) {
      throw new AdvisorError(
        'database',
        `the database is of schema ${version}, this program knows ${migrations.length}; start the newer version again`,
      );
    }
    for (const [index, apply] of migrations.entries()) {
      if (index < version) continue;
      await apply(db);
      await db
        .insertInto('schema_version')
        .values({ version: index + 1, applied_at: new Date().toISOString() })
        .execute();
    }
  });
}

async function firstTables(db: Kysely<Tables>): Promise<void> {
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
  await sql`create virtual table record_search using fts5 (
    title, context, options, decision, tags, people, scope,
    tokenize = "porter unicode61 remove_diacritics 2"
  )`.execute(db);
  await sql`create table record_words (word text primary key) without rowid`.execute(db);
}

async function conversationTables(db: Kysely<Tables>): Promise<void> {
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

async function deliveryTables(db: Kysely<Tables>): Promise<void> {
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

/** Whether anything in a workspace is for members alone is asked with every question. */
async function indexMembersOnly(db: Kysely<Tables>): Promise<void> {
  await sql`create index records_for_members on records (log_id) where visibility = 'members'`.execute(db);
}

async function platformTables(db: Kysely<Tables>): Promise<void> {
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

/** Whether an author's own approval counts in a log: it did before this could be set. */
async function ownApproval(db: Kysely<Tables>): Promise<void> {
  await sql`alter table logs add column own_approval integer not null default 1`.execute(db);
}

/** Words of what is hidden must not show by what they correct, so they are kept by who sees them. */
async function audienceTables(db: Kysely<Tables>): Promise<void> {
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

async function signInTable(db: Kysely<Tables>): Promise<void> {
  await sql`create table sign_ins (
    id integer primary key,
    workspace text not null,
    session text not null,
    ends_at text not null,
    unique (workspace, session)
  )`.execute(db);
  await sql`create index sign_ins_by_end on sign_ins (ends_at)`.execute(db);
}

/** What failed by itself is told from what a process died with, and from what somebody else was away for. */
async function failureColumns(db: Kysely<Tables>): Promise<void> {
  for (const table of ['inbox', 'outbox']) {
    await sql`alter table ${sql.table(table)} add column faults integer not null default 0`.execute(db);
    await sql`alter table ${sql.table(table)} add column deaths integer not null default 0`.execute(db);
    await sql`create index ${sql.id(`${table}_held`)} on ${sql.table(table)} (owner) where settled_at is null and owner is not null`.execute(
      db,
    );
  }
}

/** Which workspace a token of the settings belongs to. */
async function tokenOwners(db: Kysely<Tables>): Promise<void> {
  await sql`create table token_owners (
    platform text not null,
    token_digest text not null,
    data text not null,
    at text not null,
    primary key (platform, token_digest)
  ) without rowid`.execute(db);
}

/** That an answer helped is kept beside what was not served; SQLite changes a check by a new table alone. */
async function helpfulAnswers(db: Kysely<Tables>): Promise<void> {
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
