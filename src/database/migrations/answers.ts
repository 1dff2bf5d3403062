import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** What deciders answer beside approving, whom of them was asked for it directly, and who does not want that. */
export async function answerTables(db: Kysely<Tables>): Promise<void> {
  await sql`create table change_requests (
    record_id integer not null references records (id),
    person_id text not null,
    person_name text not null,
    comment text not null,
    at text not null,
    told integer not null default 0,
    primary key (record_id, person_id)
  )`.execute(db);
  await sql`create table asked_people (
    record_id integer not null references records (id),
    person_id text not null,
    at text not null,
    primary key (record_id, person_id)
  )`.execute(db);
  await sql`create table asked_records (
    record_id integer primary key references records (id),
    deciders text not null
  )`.execute(db);
  await sql`create table people (
    workspace text not null,
    person_id text not null,
    direct_asks integer not null,
    primary key (workspace, person_id)
  )`.execute(db);
  await sql`alter table posted add column person text not null default ''`.execute(db);
  await sql`create index posted_directly on posted (person, channel, message) where person <> ''`.execute(db);
}
