import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';

/** Does something in one transaction; or, to see what it would do, all the same and then nothing of it. */
export async function inTransaction<Result>(
  database: Database,
  { dryRun }: { readonly dryRun: boolean },
  work: (db: Kysely<Tables>) => Promise<Result>,
): Promise<Result> {
  if (!dryRun) return database.transaction(work);
  let seen: { readonly result: Result } | undefined;
  try {
    await database.transaction(async (db) => {
      seen = { result: await work(db) };
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (seen === undefined) throw new RangeError('nothing was seen of what would be done');
  return seen.result;
}

class Undone extends Error {}
