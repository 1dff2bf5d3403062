import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { DatabaseKind } from './database.ts';
import type { Tables } from './schema.ts';

/** To which database a connection leads. */
export function kindOf(db: Kysely<Tables>): DatabaseKind {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

/** Whether it is PostgreSQL, for what the two say differently. */
export function isPostgres(db: Kysely<Tables>): boolean {
  return kindOf(db) === 'postgres';
}

/** Whether a column is one of these numbers, however many: one parameter, so that the statement is always the same. */
export function isAmong(db: Kysely<Tables>, column: string, numbers: readonly number[]): RawBuilder<boolean> {
  return isPostgres(db)
    ? sql<boolean>`${sql.ref(column)} = any(${numbers}::bigint[])`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(numbers)}))`;
}

/** Whether two columns are one of these pairs of numbers, however many. */
export function areAmong(
  db: Kysely<Tables>,
  columns: readonly [string, string],
  pairs: readonly (readonly [number, number])[],
): RawBuilder<boolean> {
  const both = sql.join(columns.map((column) => sql.ref(column)));
  const [ones, others] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
  return isPostgres(db)
    ? sql<boolean>`(${both}) in (select * from unnest(${ones}::bigint[], ${others}::bigint[]))`
    : sql<boolean>`(${both}) in (select value ->> 0, value ->> 1 from json_each(${JSON.stringify(pairs)}))`;
}

/** Whether a column is one of these texts, however many: see {@link isAmong}. */
export function isOneOf(db: Kysely<Tables>, column: string, texts: readonly string[]): RawBuilder<boolean> {
  return isPostgres(db)
    ? sql<boolean>`${sql.ref(column)} = any(${texts}::text[])`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(texts)}))`;
}

/** Whether a list in a column of JSON holds a text. */
export function listHolds(
  db: Kysely<Tables>,
  column: string,
  list: string,
  text: string,
): RawBuilder<boolean> {
  // As `json` and not `jsonb`: that reads the whole text, and refuses some that may stand in it.
  return isPostgres(db)
    ? sql<boolean>`exists (select 1 from json_array_elements_text(${sql.ref(column)}::json -> ${list}) as item where item = ${text})`
    : sql<boolean>`exists (select 1 from json_each(${sql.ref(column)}, ${`$.${list}`}) where value = ${text})`;
}

/** A list in a column of JSON, as its text. */
export function listIn(db: Kysely<Tables>, column: string, list: string): RawBuilder<string> {
  return isPostgres(db)
    ? sql<string>`(${sql.ref(column)}::json -> ${list})::text`
    : sql<string>`json_extract(${sql.ref(column)}, ${`$.${list}`})`;
}

/**
 * The database's own time and so many milliseconds, in milliseconds since 1970: the same for all processes, whatever their
 * clocks say. SQLite's is that of the one machine on which all of them run.
 */
export function timeOf(db: Kysely<Tables>, later = 0): RawBuilder<number> {
  return isPostgres(db)
    ? sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint + ${later}::bigint`
    : sql<number>`cast(unixepoch('subsec') * 1000 as integer) + ${later}`;
}
