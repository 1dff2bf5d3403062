import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';

/** What is wrong with a database or with the role that uses it; an empty list when all is well. */
export async function checkDatabase(db: Kysely<Tables>): Promise<string[]> {
  const { rows: broken } = await sql<{ name: string }>`
    select indexrelid::regclass::text as name from pg_index
    where not indisvalid and indrelid in (select oid from pg_class where relnamespace = current_schema()::regnamespace)`.execute(
    db,
  );
  const { rows: roles } = await sql<{ name: string; beyond: boolean }>`
    select rolname as name, rolsuper or rolbypassrls as beyond from pg_roles where rolname = current_user`.execute(
    db,
  );
  return [
    ...broken.map(({ name }) => `the index ${name} is not whole; make it anew with: reindex index ${name}`),
    ...roles
      .filter(({ beyond }) => beyond)
      .map(
        ({ name }) =>
          `${name} goes round row security, which keeps workspaces apart; use a role without superuser and bypassrls (docs/postgresql.md)`,
      ),
  ];
}
