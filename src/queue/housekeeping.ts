import type { Database } from '../database/connection.ts';
import { type Clock, clockOf, createRounds, type Rounds } from './clock.ts';
import { endOf, purgePosted, purgeQueue, purgeSignIns, type Retention, usualRetention } from './retention.ts';

/** What can forget: a conversation's memories, its gaps. */
interface Forgetful {
  forget(before: string): Promise<number>;
}

/** What is forgotten, and who is told of faults. */
export interface HousekeepingOptions {
  readonly memories: Forgetful;
  readonly gaps: Forgetful;
  /** How long things are kept; the usual time where it is left out. */
  readonly retention?: Retention;
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
}

/** How many of each were forgotten. */
export type Forgotten = Readonly<Record<keyof Retention | 'signIns', number>>;

/** Forgets what is old, at the start and every day; several processes may do so. */
export interface Housekeeping extends Rounds {
  tidy(): Promise<Forgotten>;
}

const day = 24 * 3_600_000;

/** Housekeeping of a database. */
export function createHousekeeping(
  database: Database,
  { memories, gaps, onFault, retention = usualRetention, clock = clockOf(database) }: HousekeepingOptions,
): Housekeeping {
  const attempt = (forget: Promise<number>) =>
    forget.catch((error: unknown) => {
      // One that fails keeps the others from nothing; it is tried again tomorrow.
      onFault(error);
      return 0;
    });
  const tidy = async (): Promise<Forgotten> => {
    const now = clock.now();
    const end = (what: keyof Retention) => endOf(retention[what], now);
    return {
      inbox: await attempt(purgeQueue(database, 'inbox', end('inbox'))),
      outbox: await attempt(purgeQueue(database, 'outbox', end('outbox'))),
      memories: await attempt(memories.forget(end('memories'))),
      gaps: await attempt(gaps.forget(end('gaps'))),
      posted: await attempt(purgePosted(database, end('posted'))),
      signIns: await attempt(purgeSignIns(database, now)),
    };
  };
  return { tidy, ...createRounds(clock, day, tidy, onFault) };
}
