import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { isDatabaseAway } from '../database/database-away.ts';
import type { Tables } from '../database/schema.ts';
import { takeTurns } from '../database/turns.ts';
import { createBatchedStore } from './batched-store.ts';
import {
  claim,
  claimOf,
  type Ending,
  end,
  freeAbandoned,
  holds,
  type QueueTable,
  renew,
  renewalsPerLease,
  usualLease,
} from './claims.ts';
import { type Clock, clockOf, isoTime } from './clock.ts';
import type { Confirm } from './message.ts';
import { readable, unseal } from './payload-codec.ts';
import { createOwner, type OwnerState, stateOfOwner } from './process-owner.ts';
import { areNew, dueRows, type ItemName, type QueueRow } from './queue-rows.ts';
import { diedWithProcess, type Failing, reasonOf, retryPolicy, waitFor } from './retry-policy.ts';
import { untilStored } from './store-retries.ts';
import { type Found, type Work, Worker } from './worker.ts';

/** How a queue works, whatever it holds. */
export interface QueueOptions<Payload> {
  readonly payload: z.ZodType<Payload>;
  /** Only items of these platforms are worked off; all where it is left out. */
  readonly platforms?: readonly string[];
  /** Told of faults of the machinery; it goes on. */
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
  /** Between 0 and 1: how far waits differ from each other. */
  readonly random?: () => number;
  /** Whether whoever claimed something is still there. */
  readonly stateOfOwner?: (owner: string) => OwnerState;
  /** So many lines (conversations, channels) at once. */
  readonly concurrency?: number;
  /** How long a claim holds without being renewed, in milliseconds: so long after a crash others take over. */
  readonly lease?: number;
  readonly pollEvery?: number;
}

/** What came of working on an item. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: unknown; readonly failing: Failing }
  /** Not begun after all: tried in so many milliseconds, and the attempt does not count. */
  | { readonly kind: 'wait'; readonly milliseconds: number };

/** Works on an item that was claimed. */
export type WorkOn<Payload> = (row: QueueRow, payload: Payload, confirm: Confirm) => Promise<Outcome>;

/** What is done with the items of a table. */
interface Handling<Payload> {
  readonly table: QueueTable;
  /** Of what is due, so many items that may be taken up now; the first where it is left out. */
  readonly choose?: (
    due: (limit: number) => Promise<readonly QueueRow[]>,
    limit: number,
  ) => Promise<Found<QueueRow>>;
  /** What it means that working on an item threw. */
  readonly failing: (error: unknown) => Failing;
  /** Told of what is given up; `payload` is undefined when it could not be read. */
  readonly onGivenUp: (row: QueueRow, payload: Payload | undefined, reason: string) => void | Promise<void>;
}

/** One use of the queue: how its items are stored, and what is done with them. */
export interface Use<NewRow, Payload> extends Handling<Payload> {
  /** Stores what is not there yet, in its order, in one statement; says what was stored. */
  readonly insert: (db: Kysely<Tables>, rows: readonly NewRow[]) => Promise<readonly ItemName[]>;
}

/**
 * Items that are worked off once, over crashes: those of one line in the order in which they were put, different lines
 * side by side. Several processes may share the table.
 */
export interface Queue<NewRow, Payload> {
  /** Stores an item, with `db` in the transaction of what caused it; `seen` says that it was put before. */
  put(row: NewRow, db?: Kysely<Tables>): Promise<'new' | 'seen'>;
  /** Begins to work items off. */
  start(work: WorkOn<Payload>): void;
  /** Takes nothing new and waits for what runs, 10 s at most unless said; says whether all of it was finished. */
  stop(within?: number): Promise<boolean>;
}

/** So many items are stored at once. */
const mostAtOnce = 20;

/** How a queue works where nothing else is said. */
const usual = {
  random: Math.random,
  stateOfOwner,
  concurrency: 8,
  lease: usualLease,
  pollEvery: 1_000,
};
type Pacing = typeof usual & { readonly clock: Clock };
type Settings<Payload> = QueueOptions<Payload> & Pacing;

/** A queue in a database. */
export function createQueue<NewRow extends ItemName, Payload>(
  database: Database,
  use: Use<NewRow, Payload>,
  options: QueueOptions<Payload>,
): Queue<NewRow, Payload> {
  const settings: Settings<Payload> = { ...usual, clock: clockOf(database), ...options };
  const { lease } = settings;
  const insert = async (db: Kysely<Tables>, rows: readonly NewRow[]) => {
    // On PostgreSQL a later item could else be seen, and worked on, before an earlier one of its line.
    await takeTurns(
      db,
      use.table,
      rows.map(({ workspace }) => workspace),
    );
    return areNew(rows, await use.insert(db, rows));
  };
  const store = createBatchedStore(
    (rows: readonly NewRow[]) =>
      database.kind === 'postgres'
        ? database.transaction((db) => insert(db, rows))
        : insert(database.db, rows),
    mostAtOnce,
  );
  let worker: Worker<QueueRow> | undefined;
  let isStopped = false;
  return {
    async put(row, db) {
      const isNew = db === undefined ? await store(row) : (await insert(db, [row])).includes(true);
      if (isNew && db === undefined) worker?.wake();
      // Before that there is nothing to be seen.
      if (isNew && db !== undefined) database.afterCommit(db, () => worker?.wake());
      return isNew ? 'new' : 'seen';
    },
    start(workOn) {
      if (worker !== undefined || isStopped) throw new RangeError('a queue is started once');
      const work = leasedWork(database, use, settings, workOn);
      worker = new Worker(work, { ...settings, renewEvery: lease / renewalsPerLease });
    },
    async stop(within = 10_000) {
      isStopped = true;
      return worker === undefined || worker.stop(within);
    },
  };
}

/** Claims items for this process, works on them, and stores what came of it. */
function leasedWork<Payload>(
  database: Database,
  use: Handling<Payload>,
  settings: Settings<Payload>,
  workOn: WorkOn<Payload>,
): Work<QueueRow> {
  const { clock, platforms, lease } = settings;
  const owner = createOwner();
  const claimant = () => ({ table: use.table, owner, now: clock.now(), lease });
  const due = (limit: number) =>
    dueRows(database.db, use.table, { at: isoTime(clock.now()), limit, platforms });
  return {
    free: (running) => freeAbandoned(database, claimant(), { ...settings, running: running.map(claimOf) }),
    async claim(limit) {
      const { choose } = use;
      const { items, moreIn } =
        choose === undefined ? { items: await due(limit), moreIn: undefined } : await choose(due, limit);
      return { items: await claim(database, claimant(), items), moreIn };
    },
    renew: (rows) => renew(database, claimant(), rows.map(claimOf)),
    async run(row) {
      const mine = claimOf(row);
      const stillHolds = () => holds(database, claimant(), mine);
      const outcome = await outcomeOf(row, use, settings, workOn, stillHolds);
      if (outcome === undefined) return undefined;
      const ending = endingOf(row, outcome, settings);
      if (ending.kind === 'dead') await tellGivenUp(row, ending.error, use, settings);
      await untilStored(() => end(database, claimant(), mine, ending), settings);
      return 'at' in ending ? ending.at - clock.now() : undefined;
    },
  };
}

/** What came of an item; nothing where another process took it over, which then tells its end. */
async function outcomeOf<Payload>(
  row: QueueRow,
  { failing }: Handling<Payload>,
  { payload }: Settings<Payload>,
  workOn: WorkOn<Payload>,
  stillHolds: () => Promise<boolean>,
): Promise<Outcome | undefined> {
  if (row.deaths >= retryPolicy.mostDeaths)
    return { kind: 'failed', error: diedWithProcess, failing: { kind: 'refused' } };
  let isLost = false;
  const confirm = async () => {
    if (await stillHolds()) return;
    isLost = true;
    throw new Error('another process took it over');
  };
  try {
    return await workOn(row, unseal(row.payload, payload), confirm);
  } catch (error) {
    return isLost ? undefined : { kind: 'failed', error, failing: failing(error) };
  }
}

/** How a claim ends. */
function endingOf(row: QueueRow, outcome: Outcome, { clock, random }: Pacing): Ending {
  const now = clock.now();
  switch (outcome.kind) {
    case 'done':
      return { kind: 'done' };
    case 'wait':
      return { kind: 'wait', at: now + outcome.milliseconds };
    case 'failed': {
      const { failing } = outcome;
      const tried = { since: Date.parse(row.since), tries: row.attempts + 1, faults: row.faults };
      const wait = waitFor(failing, tried, now, random);
      const error = reasonOf(outcome.error);
      if (wait === undefined) return { kind: 'dead', error };
      const faults = row.faults + (failing.kind === 'fault' ? 1 : 0);
      return { kind: 'again', error, at: now + wait, faults };
    }
  }
}

async function tellGivenUp<Payload>(
  row: QueueRow,
  reason: string,
  { onGivenUp }: Handling<Payload>,
  { payload, ...settings }: Settings<Payload>,
): Promise<void> {
  const told = readable(row.payload, payload);
  try {
    await untilStored(async () => onGivenUp(row, told, reason), { ...settings, passes: isDatabaseAway });
  } catch (fault) {
    // Who cannot be told does not keep the line waiting.
    settings.onFault(fault);
  }
}
