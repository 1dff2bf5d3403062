import type { Database } from '../database/connection.ts';
import type { QueueTable } from './claims.ts';
import { isoTime } from './clock.ts';

const hour = 3_600_000;

/** How long what was done with is remembered, in milliseconds. */
export const kept = {
  /** Platforms deliver again within a day. */
  inbox: 48 * hour,
  outbox: 7 * 24 * hour,
  memories: 30 * 24 * hour,
  gaps: 180 * 24 * hour,
  /** Each says itself when it ends. */
  signIns: 0,
} as const;

/** Forgets items that were done, or given up, long ago; says how many. What is open stays, however old. */
export async function purgeQueue({ db }: Database, table: QueueTable, now: number): Promise<number> {
  const result = await db
    .deleteFrom(table)
    .where('settled_at', 'is not', null)
    .where('settled_at', '<', isoTime(now - kept[table]))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Forgets sessions that have ended by themselves; says how many. */
export async function purgeSignIns({ db }: Database, now: number): Promise<number> {
  const result = await db
    .deleteFrom('sign_ins')
    .where('ends_at', '<=', isoTime(now - kept.signIns))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
