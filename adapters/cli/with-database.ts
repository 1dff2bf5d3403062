import { type Database, openDatabase } from '../../src/database/connection.ts';

/** Opens the database of an address, does the work, and closes it whatever happens. */
export async function withDatabase<Result>(
  url: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
