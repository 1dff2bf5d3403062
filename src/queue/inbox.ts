import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { arrivalSchema, checked } from './addresses.ts';
import type { Arrival, DeadItem, Item } from './arrival.ts';
import { clockOf, isoTime } from './clock.ts';
import { seal } from './payload-codec.ts';
import { createQueue, type QueueOptions } from './queue.ts';
import { newColumns, type QueueRow } from './queue-rows.ts';
import type { Failing } from './retry-policy.ts';

/** Everything that comes in, each once. */
export interface Inbox<Payload> {
  /**
   * Stores what arrived. When it returns, the platform can be told so: it will be handled, whatever happens to this
   * process. `seen` says that it came before; a key is remembered for a day at least.
   */
  accept(arrival: Arrival<Payload>): Promise<'new' | 'seen'>;
  /**
   * Begins to work items off. One whose handler throws is tried again, for hours or a few times: `failing` tells. A
   * handler may be called twice for one item when a process dies, so its effects have to be told by the item's key: an
   * outbox message's `dedupe`, a record's `origin`.
   */
  start(handle: (item: Item<Payload>) => Promise<void>): void;
  /** Takes nothing new and waits for what runs, 10 s at most unless said; says whether all of it was finished. */
  stop(within?: number): Promise<boolean>;
}

/** How an inbox works. */
export interface InboxOptions<Payload> extends QueueOptions<Payload> {
  /** What it means that a handler threw; a fault of our own where it is left out. */
  readonly failing?: (error: unknown) => Failing;
  /**
   * Told once of what is given up, before that is stored: where the process dies in between, it is told again.
   * A message to the person goes to the outbox with a `dedupe` from the item's key.
   */
  readonly onDead: (dead: DeadItem<Payload>) => void | Promise<void>;
}

/** An inbox in a database; several processes may share it. */
export function createInbox<Payload>(database: Database, options: InboxOptions<Payload>): Inbox<Payload> {
  const { payload: schema, clock = clockOf(database), failing = () => ({ kind: 'fault' }), onDead } = options;
  const queue = createQueue(
    database,
    {
      table: 'inbox',
      insert,
      failing,
      onGivenUp: (row, payload: Payload | undefined, error) =>
        onDead({ ...itemOf(row, clock.now()), payload, error }),
    },
    options,
  );
  return {
    accept: async (arrival) => queue.put(rowOf(arrival, schema, isoTime(clock.now()))),
    start: (handle) =>
      queue.start(async (row, payload) => {
        await handle({ ...itemOf(row, clock.now()), payload });
        return { kind: 'done' };
      }),
    stop: queue.stop,
  };
}

/** An arrival as it is stored. @throws AdvisorError `invalid` when it cannot be. */
function rowOf<Payload>(arrival: Arrival<Payload>, schema: z.ZodType<Payload>, at: string) {
  const { expiresAt, ...address } = checked(arrivalSchema, arrival);
  return {
    ...address,
    ...newColumns(seal(arrival.payload, schema), at),
    received_at: at,
    expires_at: expiresAt === undefined ? null : isoTime(Date.parse(expiresAt)),
  };
}

/** One statement, so that no other connection of this process can come in between and wait for it for ever. */
function insert(db: Kysely<Tables>, rows: readonly ReturnType<typeof rowOf>[]) {
  return db
    .insertInto('inbox')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['platform', 'workspace', 'key']).doNothing())
    .returning(['platform', 'workspace', 'key'])
    .execute();
}

function itemOf(row: QueueRow, now: number): Omit<Item<never>, 'payload'> {
  const { platform, workspace, key, line, since, expires } = row;
  return {
    platform,
    workspace,
    key,
    conversation: line,
    attempt: row.attempts + 1,
    receivedAt: since,
    late: expires !== null && expires <= isoTime(now),
    ...(expires === null ? {} : { expiresAt: expires }),
  };
}
