import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { isoTime } from './clock.ts';
import type { QueueRow } from './queue-rows.ts';
import type { Found } from './worker.ts';

/** How fast messages may follow each other in a channel. */
export interface RateLimit {
  /** So many may be sent at once where nothing was sent for a while. */
  readonly burst: number;
  /** After that, one in so many milliseconds. */
  readonly every: number;
}

/**
 * So long what was sent is looked at, in milliseconds. Who sends as fast as it goes for all that time is given one burst
 * more in it, as if the bucket had been full at its beginning.
 */
export function memoryOf({ burst, every }: RateLimit): number {
  return 20 * burst * every;
}

/**
 * How long a channel has to rest before its next message, in milliseconds, by when its latest ones were sent, the latest
 * first. It is a bucket of `burst` tokens into which one falls every so often: with the n-th latest message, n - 1 more
 * were taken since, and as many as time has passed have fallen in.
 */
export function restFor(sent: readonly number[], { burst, every }: RateLimit, now: number): number {
  const rests = sent.map((at, index) => {
    const missing = index + 1 - (burst - 1);
    return missing <= 0 ? 0 : at + missing * every - now;
  });
  return Math.max(0, ...rests);
}

/**
 * Messages of channels that have rested, so many at most, and how soon the first of the others has. Nobody is asked about
 * more channels than that: each look at the database waits for all others there.
 */
export async function restedRows(
  { db }: Database,
  found: readonly QueueRow[],
  pace: RateLimit,
  limit: number,
  now: number,
): Promise<Found<QueueRow>> {
  const items: QueueRow[] = [];
  let moreIn: number | undefined;
  for (const row of found) {
    if (items.length === limit) break;
    const rest = restFor(await sentOfLate(db, row, now - memoryOf(pace)), pace, now);
    if (rest === 0) items.push(row);
    else moreIn = Math.min(moreIn ?? rest, rest);
  }
  return { items, moreIn };
}

/** When a channel's messages were sent of late, the latest first. */
export async function sentOfLate(
  db: Kysely<Tables>,
  { platform, workspace, line }: Pick<QueueRow, 'platform' | 'workspace' | 'line'>,
  since: number,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('settled_at')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace)
    .where('channel', '=', line)
    .where('settled_at', 'is not', null)
    .where('settled_at', '>', isoTime(since))
    .orderBy('settled_at', 'desc')
    .limit(mostOfLate)
    .execute();
  return rows.flatMap(({ settled_at }) => (settled_at === null ? [] : [Date.parse(settled_at)]));
}

/** More than any burst, and what may follow it while it is remembered. */
const mostOfLate = 200;
