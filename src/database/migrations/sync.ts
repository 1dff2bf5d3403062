import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** What records and the files of a folder last agreed on. */
export async function syncFiles(db: Kysely<Tables>): Promise<void> {
  await sql`create table sync_files (
    folder text not null,
    record_id integer not null references records (id),
    file text not null,
    file_hash text,
    record_hash text,
    writing_file_hash text,
    writing_record_hash text,
    told integer not null default 0,
    uncommitted integer not null default 0,
    primary key (folder, record_id)
  ) without rowid`.execute(db);
  await sql`create index sync_files_of_record on sync_files (record_id)`.execute(db);
}

/** A team's own form of a log's files. */
export async function logTemplates(db: Kysely<Tables>): Promise<void> {
  await sql`alter table logs add column template text`.execute(db);
}
