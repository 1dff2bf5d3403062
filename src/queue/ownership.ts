import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import { timeOf } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import { type Clock, createRounds, systemClock } from './clock.ts';
import { createOwner, type OwnerState, stateOfOwner } from './process-owner.ts';

/** What one of all processes does, and what it takes to keep to that. */
export interface OwnershipOptions {
  /** The same in all processes. */
  readonly name: string;
  /** Begins it: from now on this process does it. */
  readonly begin: () => void;
  /** Told that another process does it, when that is first known. */
  readonly standBy?: () => void;
  /** Ends it, within so many milliseconds: another process does it now, or this one stops. */
  readonly end: (within: number) => Promise<unknown>;
  /** Told of faults; it goes on. The same one that comes again and again is told once. */
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
  readonly stateOfOwner?: (owner: string) => OwnerState;
}

/**
 * Whose it is among all processes, kept as a row of the table `leases`. What has no owner is taken over: at once where the
 * owner stopped or its process is seen to be gone, else when its time is over.
 */
export interface Ownership {
  start(): void;
  isMine(): boolean;
  /** Ends what was begun, within so many milliseconds, and leaves it to the others. */
  stop(within: number): Promise<void>;
}

/** So long something is owned without being renewed, by the database's time, in milliseconds. */
export const ownedFor = 6_000;
/** So often it is looked at, and renewed, in milliseconds. */
export const lookEvery = 1_500;
/** So long what was begun may take to end, where another process has taken over, in milliseconds. */
const endWithin = 5_000;

/**
 * The ownership of something. An owner that cannot reach the database goes on: nobody else can be told there that it is free.
 * One that stood still for so long that it was taken over learns so with its next look. Two may do the same for that moment,
 * so it has to be of a kind that doubles nothing, only work.
 */
export function createOwnership(database: Pick<Database, 'db'>, options: OwnershipOptions): Ownership {
  return new Lease(database, options);
}

class Lease implements Ownership {
  readonly #db: Kysely<Tables>;
  readonly #options: OwnershipOptions;
  readonly #owner = createOwner();
  readonly #looks: { start(): void; stop(): Promise<void> };
  #isMine = false;
  #isKnown = false;
  #isStopping = false;
  #told: string | undefined;

  constructor({ db }: Pick<Database, 'db'>, options: OwnershipOptions) {
    this.#db = db;
    this.#options = options;
    const { clock = systemClock } = options;
    this.#looks = createRounds(
      clock,
      lookEvery,
      () => this.#look(),
      (error) => this.#tell(error),
    );
  }

  start(): void {
    this.#looks.start();
  }

  isMine(): boolean {
    return this.#isMine;
  }

  async stop(within: number): Promise<void> {
    this.#isStopping = true;
    const looked = this.#looks.stop();
    if (this.#isMine) await this.#options.end(within);
    await looked;
    this.#isMine = false;
    const { name } = this.#options;
    await this.#db.deleteFrom('leases').where('name', '=', name).where('owner', '=', this.#owner).execute();
  }

  async #look(): Promise<void> {
    const isMine = this.#isMine ? await this.#renew() : await this.#claimIfFree();
    this.#told = undefined;
    if (this.#isStopping || (this.#isKnown && isMine === this.#isMine)) return;
    const wasMine = this.#isMine;
    this.#isMine = isMine;
    this.#isKnown = true;
    if (isMine) this.#options.begin();
    else if (wasMine) await this.#options.end(endWithin);
    else this.#options.standBy?.();
  }

  /** Holds it for longer; what was taken over meanwhile stays with whoever has it now. */
  async #renew(): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('leases')
      .set({ until: timeOf(this.#db, ownedFor) })
      .where('name', '=', this.#options.name)
      .where('owner', '=', this.#owner)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** Takes what nobody owns any more. Those who wait only read, so that they keep nobody from writing. */
  async #claimIfFree(): Promise<boolean> {
    const { name, stateOfOwner: stateOf = stateOfOwner } = this.#options;
    const row = await this.#db
      .selectFrom('leases')
      .select(['owner', 'until', (eb) => eb('until', '<=', timeOf(this.#db)).as('isOver')])
      .where('name', '=', name)
      .executeTakeFirst();
    // Of its own process it can only be what a connection that broke off did not tell of.
    const isFree = row === undefined || Boolean(row.isOver) || stateOf(row.owner) === 'gone';
    if (!isFree && row.owner !== this.#owner) return false;
    return this.#claim({ owner: row?.owner ?? '', until: row?.until ?? 0 });
  }

  /** Takes it as it was found; of two who try, one has it. */
  async #claim(found: { readonly owner: string; readonly until: number }): Promise<boolean> {
    const taken = { owner: this.#owner, until: timeOf(this.#db, ownedFor) };
    const row = await this.#db
      .insertInto('leases')
      .values({ name: this.#options.name, ...taken })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet(taken)
          .where('leases.owner', '=', found.owner)
          .where('leases.until', '=', found.until),
      )
      .returning('name')
      .executeTakeFirst();
    return row !== undefined;
  }

  #tell(error: unknown): void {
    const told = String(error);
    if (told !== this.#told) this.#options.onFault(error);
    this.#told = told;
  }
}
