import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { createInOrder } from '../in-order.ts';
import type { Arrival, DeadItem, Item } from './arrival.ts';
import { diedWithProcess, maxAttempts, reasonOf, waitAfter } from './attempts.ts';
import { begunAttempts, claim, claimOf, type Ending, end, renew } from './claims.ts';
import { type Clock, isoTime, systemClock } from './clock.ts';
import { readable, unseal } from './envelope.ts';
import { dueRows, type InboxRow, insert, rowOf } from './inbox-rows.ts';
import { Worker } from './worker.ts';

/** Everything that comes in, each once. */
export interface Inbox<Payload> {
  /**
   * Stores what arrived. When it returns, the platform can be told so: it will be handled, whatever happens to this
   * process. `seen` says that it came before; a key is remembered for a day at least.
   */
  accept(arrival: Arrival<Payload>): Promise<'new' | 'seen'>;
  /**
   * Begins to work items off. One whose handler throws is tried again, then given up. A handler may be called twice
   * for one item when a process dies, so its effects have to be told by the item's key: an outbox message's `dedupe`,
   * a record's `origin`.
   */
  start(handle: (item: Item<Payload>) => Promise<void>): void;
  /** Takes nothing new and waits for what runs, 10 s at most unless said; says whether all of it was finished. */
  stop(within?: number): Promise<boolean>;
}

/** How an inbox works. */
export interface InboxOptions<Payload> {
  readonly payload: z.ZodType<Payload>;
  /** Only items of these platforms are worked off; all where it is left out. */
  readonly platforms?: readonly string[];
  /**
   * Told once of what is given up, before that is stored: where the process dies in between, it is told again.
   * A message to the person goes to the outbox with a `dedupe` from the item's key.
   */
  readonly onDead: (dead: DeadItem<Payload>) => void | Promise<void>;
  /** Told of faults of the machinery; it goes on. */
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
  /** So many conversations at once. */
  readonly concurrency?: number;
  /** How long a claim holds without being renewed, in milliseconds: so long after a crash others take over. */
  readonly lease?: number;
  readonly pollEvery?: number;
}

/** An inbox in a database; several processes may share it. */
export function createInbox<Payload>(database: Database, options: InboxOptions<Payload>): Inbox<Payload> {
  const { clock = systemClock, lease = 20_000, concurrency = 8, pollEvery = 1_000, onFault } = options;
  const owner = randomUUID();
  const inOrder = createInOrder();
  const claimant = () => ({ table: 'inbox', owner, now: clock.now(), lease }) as const;
  let handle = async (_item: Item<Payload>): Promise<void> => {};
  const worker = new Worker<InboxRow>(
    {
      claim: async (limit) =>
        claim(
          database,
          claimant(),
          await dueRows(database.db, isoTime(clock.now()), limit, options.platforms),
        ),
      renew: (rows) => renew(database, claimant(), rows.map(claimOf)),
      async run(row) {
        const ending = await work(row, handle, options, clock);
        await end(database, claimant(), claimOf(row), ending);
        if (ending.kind === 'again') worker.wakeIn(ending.at - clock.now());
      },
    },
    { clock, concurrency, pollEvery, lease, onFault },
  );
  return {
    async accept(arrival) {
      const row = rowOf(arrival, options.payload, isoTime(clock.now()));
      const isNew = await inOrder('inbox', () => insert(database.db, row));
      if (isNew) worker.wake();
      return isNew ? 'new' : 'seen';
    },
    start(by) {
      handle = by;
      worker.start();
    },
    stop: (within = 10_000) => worker.stop(within),
  };
}

async function work<Payload>(
  row: InboxRow,
  handle: (item: Item<Payload>) => Promise<void>,
  options: InboxOptions<Payload>,
  clock: Clock,
): Promise<Ending> {
  if (row.attempts >= maxAttempts) return giveUp(row, row.error ?? diedWithProcess, options, clock);
  try {
    await handle({ ...describe(row, clock), payload: unseal(row.payload, options.payload) });
    return { kind: 'done' };
  } catch (error) {
    const wait = waitAfter(row.attempts + 1);
    if (wait === undefined) return giveUp(row, reasonOf(error), options, clock);
    return { kind: 'again', error: reasonOf(error), at: clock.now() + wait };
  }
}

async function giveUp<Payload>(
  row: InboxRow,
  error: string,
  { payload, onDead, onFault }: InboxOptions<Payload>,
  clock: Clock,
): Promise<Ending> {
  try {
    await onDead({ ...describe(row, clock), payload: readable(row.payload, payload), error });
  } catch (fault) {
    // Who cannot be told does not keep the conversation waiting.
    onFault(fault);
  }
  return { kind: 'dead', error };
}

function describe(row: InboxRow, clock: Clock): Omit<Item<never>, 'payload'> {
  const { platform, workspace, key, conversation, expires_at } = row;
  return {
    platform,
    workspace,
    key,
    conversation,
    attempt: begunAttempts(row.attempts),
    receivedAt: row.received_at,
    late: expires_at !== null && expires_at <= isoTime(clock.now()),
    ...(expires_at === null ? {} : { expiresAt: expires_at }),
  };
}
