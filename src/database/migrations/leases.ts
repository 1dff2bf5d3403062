import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** Which process does what one alone does for all. */
export async function leaseTable(db: Kysely<Tables>): Promise<void> {
  await sql`create table leases (
    name text primary key,
    owner text not null,
    until integer not null
  ) without rowid`.execute(db);
}
