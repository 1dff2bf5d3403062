import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import type { Tables } from '../database/schema.ts';
import { createInOrder } from '../in-order.ts';
import { claim, claimOf, end, freeAbandoned, holds, renew, renewalsPerLease, usualLease } from './claims.ts';
import { type Clock, isoTime, systemClock } from './clock.ts';
import type { FailedMessage, Message, Send } from './message.ts';
import { dueRows, insert, type OutboxRow, rowOf, sentOfLate } from './outbox-rows.ts';
import { readable } from './payload-codec.ts';
import { createOwner, type OwnerState, stateOfOwner } from './process-owner.ts';
import { memoryOf, type RateLimit, restFor } from './rate-limit.ts';
import { describe, type Given, sendRow } from './send-row.ts';
import { untilStored } from './store-retries.ts';
import { Worker } from './worker.ts';

/**
 * Everything that goes out, each message once. That a message is being sent is stored before it is sent, that it was
 * sent after. One window remains: a process that dies between the platform's taking the message and our storing that it
 * did cannot know, and the message is sent again, `uncertain` and with the same token, because one that comes twice is
 * better than one that is lost. A platform that knows the token takes it once; only where a platform has no such thing
 * can it be there twice.
 */
export interface Outbox<Payload> {
  /**
   * Stores a message; with `db`, in the transaction of what caused it: both are there or neither. `seen` says that it
   * was put before; that is remembered for a week after it was sent. Inside a transaction `db` has to be given, or the
   * two wait for each other.
   */
  put(message: Message<Payload>, db?: Kysely<Tables>): Promise<'new' | 'seen'>;
  /** Begins to send. */
  start(send: Send<Payload>): void;
  /** Sends nothing new and waits for what is being sent, 10 s at most unless said; says whether all was finished. */
  stop(within?: number): Promise<boolean>;
}

/** How an outbox works. */
export interface OutboxOptions<Payload> {
  readonly payload: z.ZodType<Payload>;
  /** Only messages of these platforms are sent; all where it is left out. */
  readonly platforms?: readonly string[];
  /** Told once of what is given up, before that is stored: where the process dies in between, it is told again. */
  readonly onFailed: (failed: FailedMessage<Payload>) => void | Promise<void>;
  /** Told of faults of the machinery; it goes on. */
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
  /** Between 0 and 1: how far waits differ from each other. */
  readonly random?: () => number;
  /** Whether whoever claimed something is still there. */
  readonly stateOfOwner?: (owner: string) => OwnerState;
  /** How fast a channel's messages may follow each other; one a second where it is left out. */
  readonly pace?: RateLimit;
  /** So many channels at once. */
  readonly concurrency?: number;
  /** How long a claim holds without being renewed, in milliseconds: so long after a crash others take over. */
  readonly lease?: number;
  readonly pollEvery?: number;
}

/** So many channels more are looked at than can be sent to: some of them have to rest. */
const spare = 100;

/** An outbox in a database; several processes may share it. */
export function createOutbox<Payload>(database: Database, options: OutboxOptions<Payload>): Outbox<Payload> {
  const { clock = systemClock, random = Math.random, lease = usualLease, onFault } = options;
  const { concurrency = 8, pollEvery = 1_000, platforms, pace = { burst: 1, every: 1_000 } } = options;
  const owner = createOwner();
  const inOrder = createInOrder();
  const claimant = () => ({ table: 'outbox', owner, now: clock.now(), lease }) as const;
  let send: Send<Payload> = async () => ({ retryAfter: 1 });
  const worker = new Worker<OutboxRow>(
    {
      free: () =>
        freeAbandoned(database, claimant(), { stateOf: options.stateOfOwner ?? stateOfOwner, random }),
      async claim(limit) {
        const found = await dueRows(database.db, clock.now(), limit + spare, platforms);
        const { rested, soonest } = await sortOut(database, found, { pace, limit }, clock.now());
        if (soonest !== undefined) worker.wakeIn(soonest);
        return claim(database, claimant(), rested);
      },
      renew: (rows) => renew(database, claimant(), rows.map(claimOf)),
      async run(row) {
        const given: Given<Payload> = {
          schema: options.payload,
          send,
          holds: () => holds(database, claimant(), claimOf(row)),
        };
        const sending = await sendRow(row, given, { clock, random });
        if (sending.kind === 'lost') return;
        const told = { clock, random, onFault };
        if (sending.kind === 'dead') await tellFailed(row, sending.error, options, told);
        await untilStored(() => end(database, claimant(), claimOf(row), sending), told);
        if ('at' in sending) worker.wakeIn(sending.at - clock.now());
      },
    },
    { clock, concurrency, pollEvery, renewEvery: lease / renewalsPerLease, onFault },
  );
  return {
    async put(message, db) {
      const row = rowOf(message, options.payload, isoTime(clock.now()));
      const isNew =
        db === undefined ? await inOrder('outbox', () => insert(database.db, row)) : await insert(db, row);
      if (isNew) worker.wake();
      return isNew ? 'new' : 'seen';
    },
    start(by) {
      send = by;
      worker.start();
    },
    stop: (within = 10_000) => worker.stop(within),
  };
}

/**
 * Messages of channels that have rested, so many at most, and how soon the first of the others has. Nobody is asked about
 * more channels than that: each look at the database waits for all others there.
 */
async function sortOut(
  { db }: Database,
  found: readonly OutboxRow[],
  { pace, limit }: { readonly pace: RateLimit; readonly limit: number },
  now: number,
): Promise<{ readonly rested: readonly OutboxRow[]; readonly soonest: number | undefined }> {
  const rested: OutboxRow[] = [];
  let soonest: number | undefined;
  for (const row of found) {
    if (rested.length === limit) break;
    const rest = restFor(await sentOfLate(db, row, now - memoryOf(pace)), pace, now);
    if (rest === 0) rested.push(row);
    else soonest = Math.min(soonest ?? rest, rest);
  }
  return { rested, soonest };
}

async function tellFailed<Payload>(
  row: OutboxRow,
  reason: string,
  { payload, onFailed }: OutboxOptions<Payload>,
  times: { readonly clock: Clock; readonly random: () => number; readonly onFault: (error: unknown) => void },
): Promise<void> {
  const failed = { ...describe(row), payload: readable(row.payload, payload), reason };
  try {
    await untilStored(async () => onFailed(failed), { ...times, passes: isDatabaseAway });
  } catch (fault) {
    // Who cannot be told does not keep the channel waiting.
    times.onFault(fault);
  }
}
