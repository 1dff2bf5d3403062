import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { createInOrder } from '../in-order.ts';
import { diedWithProcess, maxAttempts, reasonOf, waitAfter } from './attempts.ts';
import { begunAttempts, claim, claimOf, type Ending, end, renew } from './claims.ts';
import { type Clock, isoTime, systemClock } from './clock.ts';
import { readable, unseal } from './envelope.ts';
import { type FailedMessage, type Message, type Outgoing, type Sent, tokenOf } from './message.ts';
import { dueRows, insert, type OutboxRow, rowOf } from './outbox-rows.ts';
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
  /** Begins to send. A sender that throws is asked again with growing waits, then the message is given up. */
  start(send: (message: Outgoing<Payload>) => Promise<Sent>): void;
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
  /** Milliseconds between two messages of a channel. */
  readonly pace?: number;
  /** So many channels at once. */
  readonly concurrency?: number;
  /** How long a claim holds without being renewed, in milliseconds: so long after a crash others take over. */
  readonly lease?: number;
  readonly pollEvery?: number;
}

/** A platform that asks for a longer wait is asked again after this, in milliseconds. */
export const longestWait = 5 * 60_000;

/** A message that a platform did not take for so long, for all our waiting, is given up. */
export const longestPatience = 24 * 3_600_000;

/** An outbox in a database; several processes may share it. */
export function createOutbox<Payload>(database: Database, options: OutboxOptions<Payload>): Outbox<Payload> {
  const { clock = systemClock, lease = 20_000, concurrency = 8, pollEvery = 1_000, onFault } = options;
  const { pace = 1_000, platforms } = options;
  const owner = randomUUID();
  const inOrder = createInOrder();
  const claimant = () => ({ table: 'outbox', owner, now: clock.now(), lease }) as const;
  let send = async (_message: Outgoing<Payload>): Promise<Sent> => ({ retryAfter: 1 });
  const worker = new Worker<OutboxRow>(
    {
      claim: async (limit) =>
        claim(database, claimant(), await dueRows(database.db, { now: clock.now(), pace, limit, platforms })),
      renew: (rows) => renew(database, claimant(), rows.map(claimOf)),
      async run(row) {
        const ending = await sendRow(row, send, options, clock);
        await end(database, claimant(), claimOf(row), ending);
        worker.wakeIn('at' in ending ? ending.at - clock.now() : pace);
      },
    },
    { clock, concurrency, pollEvery, lease, onFault },
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

async function sendRow<Payload>(
  row: OutboxRow,
  send: (message: Outgoing<Payload>) => Promise<Sent>,
  options: OutboxOptions<Payload>,
  clock: Clock,
): Promise<Ending> {
  if (row.attempts >= maxAttempts) return giveUp(row, row.error ?? diedWithProcess, options);
  try {
    const sent = await send({ ...describe(row), payload: unseal(row.payload, options.payload) });
    return await endingOf(sent, row, options, clock);
  } catch (error) {
    const wait = waitAfter(row.attempts + 1);
    if (wait === undefined) return giveUp(row, reasonOf(error), options);
    return { kind: 'again', error: reasonOf(error), at: clock.now() + wait };
  }
}

async function endingOf<Payload>(
  sent: Sent,
  row: OutboxRow,
  options: OutboxOptions<Payload>,
  clock: Clock,
): Promise<Ending> {
  if (sent === 'sent') return { kind: 'done' };
  if ('failed' in sent) return giveUp(row, reasonOf(sent.failed), options);
  const isHopeless = clock.now() - Date.parse(row.put_at) > longestPatience;
  if (isHopeless) return giveUp(row, 'the platform asked to wait for a day', options);
  return { kind: 'wait', at: clock.now() + boundedWait(sent.retryAfter) };
}

/** The wait that a platform asks for, in milliseconds; a second where it asks for none that makes sense. */
function boundedWait(seconds: number): number {
  if (Number.isNaN(seconds) || seconds <= 0) return 1_000;
  return Math.min(Math.ceil(seconds * 1_000), longestWait);
}

async function giveUp<Payload>(
  row: OutboxRow,
  reason: string,
  { payload, onFailed, onFault }: OutboxOptions<Payload>,
): Promise<Ending> {
  try {
    await onFailed({ ...describe(row), payload: readable(row.payload, payload), reason });
  } catch (fault) {
    // Who cannot be told does not keep the channel waiting.
    onFault(fault);
  }
  return { kind: 'dead', error: reason };
}

function describe(row: OutboxRow): Omit<Outgoing<never>, 'payload'> {
  const { platform, workspace, channel, dedupe } = row;
  return {
    platform,
    workspace,
    channel,
    dedupe,
    token: tokenOf(row),
    attempt: begunAttempts(row.attempts),
    uncertain: row.attempts > 0,
    putAt: row.put_at,
  };
}
