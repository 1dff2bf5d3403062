import { type Kysely, type RawBuilder, sql } from 'kysely';
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
  if (isPostgres(db)) await turns(purpose, workspaces).execute(db);
}

/** The same as a statement, for PostgreSQL. */
export function turns(purpose: Purpose, workspaces: readonly string[]): RawBuilder<unknown> {
  // Always in the same order, so that no two wait for each other.
  const names = [...new Set(workspaces)].sort();
  return sql`insert into workspace_turns (workspace, purpose)
    select workspace, ${purpose} from unnest(array[${sql.join(names)}]::text[]) as workspace
    on conflict (workspace, purpose) do update set purpose = excluded.purpose`;
}

/**
 * From now on the transaction sees and writes rows of this workspace alone, and changes of its records wait for it; another
 * workspace may follow.
 */
export async function enterWorkspace(db: Kysely<Tables>, workspace: string): Promise<void> {
  if (!isPostgres(db)) return;
  await confineTo(db, workspace);
  await takeTurns(db, 'records', [workspace]);
}

/** Rows of all other workspaces are behind the fence until the transaction ends. */
export async function confineTo(db: Kysely<Tables>, workspace: string): Promise<void> {
  await confinement(workspace).execute(db);
}

/** The same as a statement. */
export function confinement(workspace: string): RawBuilder<unknown> {
  return sql`select set_config('stack_advisor.workspace', ${workspace}, true)`;
}

/** Forgets that a workspace ever took a turn. */
export async function forgetTurns(db: Kysely<Tables>, workspace: string): Promise<void> {
  if (isPostgres(db)) await sql`delete from workspace_turns where workspace = ${workspace}`.execute(db);
}
