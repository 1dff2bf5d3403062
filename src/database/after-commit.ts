import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** What is done once a transaction is there for others to see. */
export interface AfterCommit {
  /** Keeps work for the end of the transaction of `db`; it is forgotten where that rolls back. */
  add(db: Kysely<Tables>, work: () => void): void;
  /** Does what was kept for a transaction that has just ended well. */
  run(db: Kysely<Tables>): void;
}

/** Keeps what is to be done after transactions. */
export function createAfterCommit(): AfterCommit {
  const waiting = new WeakMap<Kysely<Tables>, (() => void)[]>();
  return {
    add(db, work) {
      const others = waiting.get(db);
      if (others === undefined) waiting.set(db, [work]);
      else others.push(work);
    },
    run(db) {
      for (const work of waiting.get(db) ?? []) work();
      waiting.delete(db);
    },
  };
}
