import { type Kysely, sql } from 'kysely';
import { AdvisorError } from '../../errors.ts';
import type { Tables } from '../schema.ts';

/** Tables by which ours is known, and by which somebody else's may be taken for it. */
const telling = ['schema_version', 'logs', 'records', 'events', 'inbox', 'outbox'] as const;

/** Makes sure that the schema is empty or ours. @throws AdvisorError `database` when others keep their tables there. */
export async function requireOwnSchema(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ table_name: string; ours: boolean }>`
    select tables.table_name, exists (
      select 1 from information_schema.columns as own
      where own.table_schema = tables.table_schema and own.table_name = 'workspace_turns'
    ) as ours
    from information_schema.tables as tables
    where tables.table_schema = current_schema() and tables.table_name in (${sql.join([...telling])})
    order by tables.table_name`.execute(db);
  const [first] = rows;
  if (first !== undefined && !first.ours)
    throw new AdvisorError(
      'database',
      `the database holds somebody else's tables (${first.table_name}); name an empty one, or a schema of its own with ?options=-csearch_path%3DNAME`,
    );
}
