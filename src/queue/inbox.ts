import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import type { Arrival, DeadItem, Item } from './arrival.ts';
import { createBatchedStore } from './batched-store.ts';
import {
  claim,
  claimOf,
  type Ending,
  end,
  freeAbandoned,
  renew,
  renewalsPerLease,
  usualLease,
} from './claims.ts';
import { type Clock, isoTime, systemClock } from './clock.ts';
import { dueRows, type InboxRow, insertAll, rowOf } from './inbox-rows.ts';
import { readable, unseal } from './payload-codec.ts';
import { createOwner, type OwnerState, stateOfOwner } from './process-owner.ts';
import { diedWithProcess, type Failing, reasonOf, retryPolicy, waitFor } from './retry-policy.ts';
import { untilStored } from './store-retries.ts';
import { Worker } from './worker.ts';

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
export interface InboxOptions<Payload> {
  readonly payload: z.ZodType<Payload>;
  /** Only items of these platforms are worked off; all where it is left out. */
  readonly platforms?: readonly string[];
  /** What it means that a handler threw; a fault of our own where it is left out. */
  readonly failing?: (error: unknown) => Failing;
  /**
   * Told once of what is given up, before that is stored: where the process dies in between, it is told again.
   * A message to the person goes to the outbox with a `dedupe` from the item's key.
   */
  readonly onDead: (dead: DeadItem<Payload>) => void | Promise<void>;
  /** Told of faults of the machinery; it goes on. */
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
  /** Between 0 and 1: how far waits differ from each other. */
  readonly random?: () => number;
  /** Whether whoever claimed something is still there. */
  readonly stateOfOwner?: (owner: string) => OwnerState;
  /** So many conversations at once. */
  readonly concurrency?: number;
  /** How long a claim holds without being renewed, in milliseconds: so long after a crash others take over. */
  readonly lease?: number;
  readonly pollEvery?: number;
}

/** So many arrivals are stored at once. */
const mostAtOnce = 20;

/** An inbox in a database; several processes may share it. */
export function createInbox<Payload>(database: Database, options: InboxOptions<Payload>): Inbox<Payload> {
  const { clock = systemClock, random = Math.random, lease = usualLease, onFault } = options;
  const { concurrency = 8, pollEvery = 1_000, platforms } = options;
  const owner = createOwner();
  const claimant = () => ({ table: 'inbox', owner, now: clock.now(), lease }) as const;
  const store = createBatchedStore(
    (rows: readonly ReturnType<typeof rowOf>[]) => insertAll(database.db, rows),
    mostAtOnce,
  );
  let handle = async (_item: Item<Payload>): Promise<void> => {};
  const worker = new Worker<InboxRow>(
    {
      free: () =>
        freeAbandoned(database, claimant(), { stateOf: options.stateOfOwner ?? stateOfOwner, random }),
      claim: async (limit) =>
        claim(database, claimant(), await dueRows(database.db, isoTime(clock.now()), limit, platforms)),
      renew: (rows) => renew(database, claimant(), rows.map(claimOf)),
      async run(row) {
        const ending = await work(row, handle, options, { clock, random });
        await untilStored(() => end(database, claimant(), claimOf(row), ending), { clock, random, onFault });
        if (ending.kind === 'again') worker.wakeIn(ending.at - clock.now());
      },
    },
    { clock, concurrency, pollEvery, renewEvery: lease / renewalsPerLease, onFault },
  );
  return {
    async accept(arrival) {
      const isNew = await store(rowOf(arrival, options.payload, isoTime(clock.now())));
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

interface Times {
  readonly clock: Clock;
  readonly random: () => number;
}

async function work<Payload>(
  row: InboxRow,
  handle: (item: Item<Payload>) => Promise<void>,
  options: InboxOptions<Payload>,
  times: Times,
): Promise<Ending> {
  if (row.deaths >= retryPolicy.mostDeaths) return giveUp(row, diedWithProcess, options, times);
  try {
    await handle({ ...describe(row, times.clock), payload: unseal(row.payload, options.payload) });
    return { kind: 'done' };
  } catch (error) {
    return afterFailure(row, error, options, times);
  }
}

function afterFailure<Payload>(
  row: InboxRow,
  error: unknown,
  options: InboxOptions<Payload>,
  times: Times,
): Ending | Promise<Ending> {
  const { clock, random } = times;
  const failing = options.failing?.(error) ?? { kind: 'fault' };
  const tried = { since: Date.parse(row.received_at), tries: row.attempts + 1, faults: row.faults };
  const wait = waitFor(failing, tried, clock.now(), random);
  const reason = reasonOf(error);
  if (wait === undefined) return giveUp(row, reason, options, times);
  const faults = row.faults + (failing.kind === 'fault' ? 1 : 0);
  return { kind: 'again', error: reason, at: clock.now() + wait, faults };
}

async function giveUp<Payload>(
  row: InboxRow,
  error: string,
  { payload, onDead, onFault }: InboxOptions<Payload>,
  { clock, random }: Times,
): Promise<Ending> {
  const dead = { ...describe(row, clock), payload: readable(row.payload, payload), error };
  try {
    await untilStored(async () => onDead(dead), { clock, random, onFault, passes: isDatabaseAway });
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
    attempt: row.attempts + 1,
    receivedAt: row.received_at,
    late: expires_at !== null && expires_at <= isoTime(clock.now()),
    ...(expires_at === null ? {} : { expiresAt: expires_at }),
  };
}
