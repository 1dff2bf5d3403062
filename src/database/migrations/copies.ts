import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** What was copied from another database, and how far: both databases say it in the same words. */
export async function dataCopies(db: Kysely<Tables>): Promise<void> {
  await sql`create table data_copies (
    source text primary key,
    started_at text not null,
    finished_at text,
    progress text not null
  )`.execute(db);
}
