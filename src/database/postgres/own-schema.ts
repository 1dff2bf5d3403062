import { type Kysely, sql } from 'kysely';
import { AdvisorError } from '../../errors.ts';
import type { Tables } from '../schema.ts';

/** Tables by which ours is known, and by which somebody else's may be taken for it. */
const telling = ['schema_version', 'logs', 'records', 'events', 'inbox', 'outbox'] as const;

/** Makes sure that the schema is empty or ours. @throws AdvisorError `database` when others keep their tables there. */
export async function requireOwnSchema(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ table_name: string; ours: boolean }>`
    select tablename as table_name, exists (
      select 1 from pg_tables as own where own.schemaname = current_schema() and own.tablename = 'workspace_turns'
    ) as ours
    from pg_tables
    where schemaname = current_schema() and tablename in (${sql.join([...telling])})
    order by tablename`.execute(db);
  const [first] = rows;
  if (first !== undefined && !first.ours)
    throw new AdvisorError(
      'database',
      `the database holds somebody else's tables (${first.table_name}); name an empty one, or a schema of its own with ?options=-csearch_path%3DNAME`,
    );
}
