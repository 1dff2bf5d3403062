import type { Database } from '../database/connection.ts';
import type { QueueTable } from './claims.ts';
import { isoTime } from './clock.ts';

const day = 24 * 3_600_000;

/** How many days what was done with is remembered. */
export interface Retention {
  readonly inbox: number;
  readonly outbox: number;
  /** What is remembered of conversations. */
  readonly memories: number;
  readonly gaps: number;
  /** Messages of ours that can be found again, and forms that wait behind a button. */
  readonly posted: number;
}

/** How long that is where nothing is set. */
export const usualRetention: Retention = {
  /** Platforms deliver again within a day. */
  inbox: 2,
  outbox: 7,
  memories: 30,
  gaps: 180,
  posted: 180,
};

/** Before that time, in ISO form, it is forgotten. */
export function endOf(days: number, now: number): string {
  return isoTime(now - days * day);
}

/** Forgets items that were done, or given up, before a time; says how many. What is open stays, however old. */
export async function purgeQueue({ db }: Database, table: QueueTable, before: string): Promise<number> {
  const result = await db
    .deleteFrom(table)
    .where('settled_at', 'is not', null)
    .where('settled_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Forgets messages and forms of before a time; says how many. Whoever presses a button of theirs is asked to begin again. */
export async function purgePosted({ db }: Database, before: string): Promise<number> {
  const posted = await db.deleteFrom('posted').where('at', '<', before).executeTakeFirst();
  const forms = await db.deleteFrom('kept_forms').where('at', '<', before).executeTakeFirst();
  return Number(posted.numDeletedRows) + Number(forms.numDeletedRows);
}

/** Forgets sessions that have ended by themselves; says how many. */
export async function purgeSignIns({ db }: Database, now: number): Promise<number> {
  const result = await db.deleteFrom('sign_ins').where('ends_at', '<=', isoTime(now)).executeTakeFirst();
  return Number(result.numDeletedRows);
}
