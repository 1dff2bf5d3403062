import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import type { QueueTable } from './claims.ts';
import { isoTime } from './clock.ts';
import { dueRows } from './queue-rows.ts';

/** What waits in a queue, of one platform. */
export interface OpenItems {
  readonly queue: QueueTable;
  readonly platform: string;
  readonly count: number;
  /** When the oldest of these was put, in ISO form. */
  readonly oldest: string;
}

/** So many are counted in each queue, those that are due first: whoever has more knows enough. */
export const mostCounted = 10_000;

/** What is open in both queues, of every platform that has something there. */
export async function openItems({ db }: Database): Promise<OpenItems[]> {
  const [inbox, outbox] = await Promise.all([openOf(db, 'inbox'), openOf(db, 'outbox')]);
  return [...inbox, ...outbox];
}

async function openOf(db: Kysely<Tables>, queue: QueueTable): Promise<OpenItems[]> {
  const since = sql.ref<string>(queue === 'inbox' ? 'received_at' : 'put_at');
  const open = db
    .selectFrom(queue)
    .select(['platform', since.as('since')])
    .where('settled_at', 'is', null)
    .orderBy('free_at')
    .limit(mostCounted);
  const rows = await db
    .selectFrom(open.as('open'))
    .select(({ fn }) => ['platform', fn.countAll().as('count'), fn.min('since').as('oldest')])
    .groupBy('platform')
    .execute();
  return rows.map(({ platform, count, oldest }) => ({ queue, platform, count: Number(count), oldest }));
}

/** Something that is due, and nothing that was done, for so long means that nobody works on a queue, in milliseconds. */
export const stillAfter = 120_000;

/** Whether a queue of these platforms stands still: something could have been taken up long ago, and nothing was done since. */
export async function isStill({ db }: Database, platforms: readonly string[], now: number): Promise<boolean> {
  if (platforms.length === 0) return false;
  const at = isoTime(now - stillAfter);
  const still = await Promise.all(
    (['inbox', 'outbox'] as const).map(async (queue) => {
      const [due] = await dueRows(db, queue, { at, limit: 1, platforms });
      if (due === undefined) return false;
      const last = await db
        .selectFrom(queue)
        .select(({ fn }) => fn.max('settled_at').as('at'))
        .where('settled_at', 'is not', null)
        .executeTakeFirst();
      return (last?.at ?? '') < at;
    }),
  );
  return still.includes(true);
}
