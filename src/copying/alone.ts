import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { AdvisorError } from '../errors.ts';

/** A process that was just killed is gone from the server's list by then. */
const longestWait = 5_000;

/**
 * Makes sure that no other process of this program is connected to a database. SQLite's file was opened so that nobody else
 * can.
 * @throws AdvisorError `conflict` when one is.
 */
export async function requireAlone({ kind, db }: Database): Promise<void> {
  if (kind === 'sqlite') return;
  for (let left = longestWait; ; left -= 250) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and application_name = 'stack-advisor' and pid <> pg_backend_pid()`.execute(
      db,
    );
    if (Number(rows[0]?.count ?? 0) === 0) return;
    if (left <= 0)
      throw new AdvisorError('conflict', 'the target is in use by another process; stop it and try again');
    await wait(250);
  }
}
