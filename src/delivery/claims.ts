import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { maxAttempts } from './attempts.ts';
import { isoTime } from './clock.ts';

/** Where work is stored. */
export type WorkTable = 'inbox' | 'outbox';

/** Which try of which row; whoever lost the claim to another process changes nothing any more. */
export interface Claim {
  readonly id: number;
  readonly attempts: number;
}

/** Who claims, and until when. */
export interface Claimant {
  readonly table: WorkTable;
  readonly owner: string;
  readonly now: number;
  readonly lease: number;
}

/** A row that may be claimed. */
export interface Claimable extends Claim {
  readonly free_at: string;
}

/**
 * Claims rows that were found to be the first of their conversation or channel, and returns those that nobody else took
 * meanwhile. The look takes no lock, since mostly there is nothing to find. An attempt is counted when it begins, so
 * that one that takes the process down with it counts too; what has none left is claimed to be given up.
 */
export async function claim<Row extends Claimable>(
  { transaction }: Database,
  claimant: Claimant,
  found: readonly Row[],
): Promise<readonly Row[]> {
  if (found.length === 0) return [];
  return transaction(async (db) => {
    const claimed: Row[] = [];
    for (const row of found) if (await claimOne(db, claimant, row)) claimed.push(row);
    return claimed;
  });
}

/**
 * Changes the row only as it was found, so that two claims never both hold, whatever the database isolates. A row that
 * was the first and is unchanged still is: what comes later has a higher id.
 */
async function claimOne(db: Kysely<Tables>, claimant: Claimant, row: Claimable): Promise<boolean> {
  const { table, owner, now, lease } = claimant;
  const result = await db
    .updateTable(table)
    .set({
      owner,
      free_at: isoTime(now + lease),
      attempts: begunAttempts(row.attempts),
    })
    .where('id', '=', row.id)
    .where('attempts', '=', row.attempts)
    .where('free_at', '=', row.free_at)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The attempts of a row once it is claimed. */
export function begunAttempts(attempts: number): number {
  return Math.min(attempts + 1, maxAttempts);
}

/** The claim on a row that was found and then claimed. */
export function claimOf({ id, attempts }: Claim): Claim {
  return { id, attempts: begunAttempts(attempts) };
}

/** Holds claims for longer. */
export async function renew({ db }: Database, claimant: Claimant, claims: readonly Claim[]): Promise<void> {
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

/** What becomes of a claimed row. */
export type Ending =
  | { readonly kind: 'done' }
  | { readonly kind: 'dead'; readonly error: string }
  /** Tried again from that time on. */
  | { readonly kind: 'again'; readonly error: string; readonly at: number }
  /** Not begun after all: tried from that time on, and the attempt does not count. */
  | { readonly kind: 'wait'; readonly at: number };

/** Ends a claim; says whether it still held. */
export async function end(
  { db }: Database,
  { table, owner, now }: Omit<Claimant, 'lease'>,
  { id, attempts }: Claim,
  ending: Ending,
): Promise<boolean> {
  const result = await db
    .updateTable(table)
    .set(columnsOf(ending, attempts, now))
    .where('id', '=', id)
    .where('owner', '=', owner)
    .where('attempts', '=', attempts)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function columnsOf(ending: Ending, attempts: number, now: number) {
  switch (ending.kind) {
    case 'done':
      return { owner: null, error: null, settled_at: isoTime(now), payload: '' };
    case 'dead':
      return { owner: null, error: ending.error, settled_at: isoTime(now) };
    case 'again':
      return { owner: null, error: ending.error, free_at: isoTime(ending.at) };
    case 'wait':
      return { owner: null, free_at: isoTime(ending.at), attempts: attempts - 1 };
  }
}
