import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import type { Tables } from '../database/schema.ts';
import { addressSchema, checked } from './addresses.ts';
import { clockOf, isoTime } from './clock.ts';
import { type FailedMessage, type Message, type Outgoing, type Send, type Sent, tokenOf } from './message.ts';
import { seal } from './payload-codec.ts';
import { createQueue, type Outcome, type QueueOptions } from './queue.ts';
import { newColumns, type QueueRow } from './queue-rows.ts';
import { type RateLimit, restedRows } from './rate-limit.ts';
import { retryPolicy } from './retry-policy.ts';

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
export interface OutboxOptions<Payload> extends QueueOptions<Payload> {
  /** Told once of what is given up, before that is stored: where the process dies in between, it is told again. */
  readonly onFailed: (failed: FailedMessage<Payload>) => void | Promise<void>;
  /** How fast a channel's messages may follow each other; one a second where it is left out. */
  readonly pace?: RateLimit;
}

/** So many channels more are looked at than can be sent to: some of them have to rest. */
const spare = 100;

/** An outbox in a database; several processes may share it. */
export function createOutbox<Payload>(database: Database, options: OutboxOptions<Payload>): Outbox<Payload> {
  const { payload: schema, clock = clockOf(database), pace = { burst: 1, every: 1_000 }, onFailed } = options;
  const queue = createQueue(
    database,
    {
      table: 'outbox',
      insert,
      choose: async (due, limit) => restedRows(database, await due(limit + spare), pace, limit, clock.now()),
      failing: (error) => ({ kind: isDatabaseAway(error) ? 'away' : 'fault' }),
      onGivenUp: (row, payload: Payload | undefined, reason) =>
        onFailed({ ...messageOf(row), payload, reason }),
    },
    options,
  );
  return {
    put: async (message, db) => queue.put(rowOf(message, schema, isoTime(clock.now())), db),
    start: (send) =>
      queue.start(async (row, payload, confirm) =>
        outcomeOf(await send({ ...messageOf(row), payload }, confirm), row, clock.now()),
      ),
    stop: queue.stop,
  };
}

/** A message as it is stored. @throws AdvisorError `invalid` when it cannot be. */
function rowOf<Payload>(message: Message<Payload>, schema: z.ZodType<Payload>, at: string) {
  const { dedupe: key, ...address } = checked(addressSchema, message);
  return { ...address, key, ...newColumns(seal(message.payload, schema), at), put_at: at };
}

function insert(db: Kysely<Tables>, rows: readonly ReturnType<typeof rowOf>[]) {
  return db
    .insertInto('outbox')
    .values(rows.map(({ key, ...row }) => ({ ...row, dedupe: key })))
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'dedupe']).doNothing())
    .returning(['platform', 'workspace', 'dedupe as key'])
    .execute();
}

function outcomeOf(sent: Sent, row: QueueRow, now: number): Outcome {
  if (sent === 'sent') return { kind: 'done' };
  if ('failed' in sent) return { kind: 'failed', error: sent.failed, failing: { kind: 'refused' } };
  if ('away' in sent) return { kind: 'failed', error: sent.away, failing: { kind: 'away' } };
  if (now - Date.parse(row.since) > retryPolicy.longestAsked)
    return {
      kind: 'failed',
      error: 'the platform asked to wait for a day',
      failing: { kind: 'refused' },
    };
  return { kind: 'wait', milliseconds: askedWait(sent.retryAfter) };
}

/** The wait that a platform asks for, in milliseconds; a second where it asks for none that makes sense. */
function askedWait(seconds: number): number {
  if (Number.isNaN(seconds) || seconds <= 0) return 1_000;
  return Math.min(Math.ceil(seconds * 1_000), retryPolicy.longestAskedWait);
}

/** A message as its sender is given it. */
function messageOf({
  platform,
  workspace,
  line,
  key,
  attempts,
  since,
}: QueueRow): Omit<Outgoing<never>, 'payload'> {
  return {
    platform,
    workspace,
    channel: line,
    dedupe: key,
    token: tokenOf({ platform, workspace, dedupe: key }),
    attempt: attempts + 1,
    uncertain: attempts > 0,
    putAt: since,
  };
}
