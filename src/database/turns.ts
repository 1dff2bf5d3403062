import { type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Tables } from './schema.ts';

/** What comes one after the other in a workspace. */
export type Purpose = 'records' | 'inbox' | 'outbox';

/**
 * Waits until no other transaction is at the same thing in these workspaces; the turn ends with the transaction. SQLite has
 * one writer at a time anyway. A row is locked and no advisory lock taken, since not every database that speaks
 * PostgreSQL's language has those.
 */
export async function takeTurns(
  db: Kysely<Tables>,
  purpose: Purpose,
  workspaces: readonly string[],
): Promise<void> {
  if (!isPostgres(db)) return;
  // Always in the same order, so that no two wait for each other.
  const names = [...new Set(workspaces)].sort();
  await sql`insert into workspace_turns (workspace, purpose)
    select workspace, ${purpose} from unnest(${names}::text[]) as workspace
    on conflict (workspace, purpose) do update set purpose = excluded.purpose`.execute(db);
}
