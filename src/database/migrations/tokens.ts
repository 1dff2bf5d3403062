import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** Tokens of agents. */
export async function tokenTable(db: Kysely<Tables>): Promise<void> {
  await sql`create table tokens (
    id text primary key,
    workspace text not null,
    name text not null,
    digest text not null,
    scopes text not null,
    channels text not null,
    created_at text not null,
    created_by text not null,
    expires_at text,
    revoked_at text,
    last_used_at text
  ) without rowid`.execute(db);
  await sql`create index tokens_of_workspace on tokens (workspace, created_at)`.execute(db);
}
