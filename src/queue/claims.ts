import type { Kysely, Updateable } from 'kysely';
import type { Database } from '../database/connection.ts';
import { isPostgres } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import { isoTime } from './clock.ts';
import type { OwnerState } from './process-owner.ts';
import { waitAfterDeath } from './retry-policy.ts';

/** Where work is stored. */
export type QueueTable = 'inbox' | 'outbox';

/** Which try of which row; whoever lost the claim to another process changes nothing any more. */
export interface Claim {
  readonly id: number;
  readonly attempts: number;
}

/** Who claims, and until when. */
export interface Claimant {
  readonly table: QueueTable;
  readonly owner: string;
  readonly now: number;
  readonly lease: number;
}

/** A row that may be claimed. */
export interface Claimable extends Claim {
  readonly free_at: string;
}

/** A row as it was found: changed meanwhile, it is another one. What a process renews itself it need not know. */
interface AsFound extends Claim {
  readonly owner: string | null;
  readonly free_at?: string;
}

/**
 * Changes an open row only as it was found; says whether it was so. Two claims never both hold then, whatever the database
 * isolates; and a row that was the first of its line and is unchanged still is, as what comes later has a higher id.
 */
async function change(
  db: Kysely<Tables>,
  table: QueueTable,
  { id, attempts, owner, free_at }: AsFound,
  changes: Updateable<Tables[QueueTable]>,
): Promise<boolean> {
  const result = await db
    .updateTable(table)
    .set(changes)
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('owner', owner === null ? 'is' : '=', owner)
    .$if(free_at !== undefined, (query) => query.where('free_at', '=', free_at ?? ''))
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** How long a claim holds without being renewed, in milliseconds, and how often it is renewed in that time. */
export const usualLease = 4_000;
export const renewalsPerLease = 4;

/**
 * A process of this machine that is there but slow (its event loop stands still, it was suspended) keeps its claims for
 * so much longer, in milliseconds: nobody could do better meanwhile, and what it is about to do would happen twice.
 */
export const graceForSlow = 60_000;

/**
 * Claims rows that were found to be the first of their conversation or channel, and returns those that nobody else took
 * meanwhile. The look takes no lock, since mostly there is nothing to find. An attempt is counted when it begins, so
 * that one that takes the process down with it counts too. That a message is about to be sent is on the disk before it
 * is; what is only handled again after a power failure comes to the same.
 */
export async function claim<Row extends Claimable>(
  { transaction }: Database,
  claimant: Claimant,
  found: readonly Row[],
): Promise<readonly Row[]> {
  if (found.length === 0) return [];
  const { table, owner, now, lease } = claimant;
  return transaction(
    async (db) => {
      const free = await unlocked(db, table, found);
      const claimed: Row[] = [];
      for (const row of free) {
        const claim = { owner, free_at: isoTime(now + lease), attempts: row.attempts + 1 };
        if (await change(db, table, { ...row, owner: null }, claim)) claimed.push(row);
      }
      return claimed;
    },
    { sync: table === 'outbox' },
  );
}

/** Those that no other process is about to claim: on PostgreSQL nobody waits for it, only to come too late. */
async function unlocked<Row extends Claimable>(
  db: Kysely<Tables>,
  table: QueueTable,
  found: readonly Row[],
): Promise<readonly Row[]> {
  if (!isPostgres(db)) return found;
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where(
      'id',
      'in',
      found.map(({ id }) => id),
    )
    .where('owner', 'is', null)
    .forUpdate()
    .skipLocked()
    .execute();
  const free = new Set(rows.map(({ id }) => id));
  return found.filter(({ id }) => free.has(id));
}

/** The claim on a row that was found and then claimed. */
export function claimOf({ id, attempts }: Claim): Claim {
  return { id, attempts: attempts + 1 };
}

/** Holds claims for longer. */
export async function renew({ db }: Database, claimant: Claimant, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return;
  const { table, owner, now, lease } = claimant;
  await db
    .updateTable(table)
    .set({ free_at: isoTime(now + lease) })
    .where('owner', '=', owner)
    .where('settled_at', 'is', null)
    .where(
      'id',
      'in',
      claims.map(({ id }) => id),
    )
    .execute();
}

/**
 * Whether a claim still holds, just before something is done that cannot be taken back: whoever stood still meanwhile may
 * have lost it. One whose time is over and that nobody took is taken up again.
 */
export async function holds({ db }: Database, claimant: Claimant, mine: Claim): Promise<boolean> {
  const { table, owner, now, lease } = claimant;
  const row = await db
    .selectFrom(table)
    .select('free_at')
    .where('id', '=', mine.id)
    .where('owner', '=', owner)
    .where('attempts', '=', mine.attempts)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.free_at > isoTime(now)) return row !== undefined;
  return change(db, table, { ...mine, owner }, { free_at: isoTime(now + lease) });
}

/** How owners are told from each other, and how unlucky what died with one is. */
export interface Freeing {
  readonly stateOfOwner: (owner: string) => OwnerState;
  readonly random: () => number;
  /** What the owner itself is at. */
  readonly running: readonly Claim[];
}

/**
 * Frees what nobody will finish: the process of whoever claimed it is gone, or did not renew its claims; or it is the
 * owner's own who does not know of it, as the connection broke off when the claim was stored.
 */
export async function freeAbandoned(
  { db }: Database,
  { table, owner, now }: Omit<Claimant, 'lease'>,
  { stateOfOwner, random, running }: Freeing,
): Promise<void> {
  const held = await db
    .selectFrom(table)
    .select(['id', 'owner', 'attempts', 'deaths', 'free_at'])
    .where('settled_at', 'is', null)
    .where('owner', 'is not', null)
    .execute();
  const known = new Set(running.map(({ id }) => id));
  for (const row of held) {
    if (row.owner === owner) {
      if (!known.has(row.id)) await change(db, table, row, { owner: null, free_at: isoTime(now) });
      continue;
    }
    if (!isAbandoned(row.free_at, stateOfOwner(row.owner ?? ''), now)) continue;
    const deaths = row.deaths + 1;
    const free_at = isoTime(now + waitAfterDeath(deaths, random));
    await change(db, table, row, { owner: null, deaths, free_at });
  }
}

function isAbandoned(until: string, state: OwnerState, now: number): boolean {
  switch (state) {
    case 'gone':
      return true;
    case 'unknown':
      return until <= isoTime(now);
    case 'there':
      return until <= isoTime(now - graceForSlow);
  }
}

/** What becomes of a claimed row. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'dead'; readonly error: string }
  /** Tried again from that time on; `faults` is how often it failed by a fault of our own. */
  | { readonly kind: 'again'; readonly error: string; readonly at: number; readonly faults: number }
  /** Not begun after all: tried from that time on, and the attempt does not count. */
  | { readonly kind: 'wait'; readonly at: number };

/**
 * Ends a claim; says whether it still held. The disk is not waited for: a power failure may undo it, and then what was done is
 * done again and told by its key or token, as after a crash.
 */
export async function end(
  { transaction }: Database,
  { table, owner, now }: Omit<Claimant, 'lease'>,
  mine: Claim,
  ending: Ending,
): Promise<boolean> {
  const columns = columnsOf(ending, mine.attempts, now);
  return transaction((db) => change(db, table, { ...mine, owner }, columns), { sync: false });
}

function columnsOf(ending: Ending, attempts: number, now: number) {
  switch (ending.kind) {
    case 'done':
      return { owner: null, error: null, settled_at: isoTime(now), payload: '' };
    case 'dead':
      return { owner: null, error: ending.error, settled_at: isoTime(now) };
    case 'again':
      return { owner: null, error: ending.error, free_at: isoTime(ending.at), faults: ending.faults };
    case 'wait':
      return { owner: null, free_at: isoTime(ending.at), attempts: attempts - 1 };
  }
}
