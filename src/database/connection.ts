import { AdvisorError } from '../errors.ts';
import type { Database, OpeningOptions } from './database.ts';

export type {
  Connections,
  CopyStep,
  Database,
  DatabaseKind,
  OpeningOptions,
  TransactionOptions,
} from './database.ts';

/**
 * Opens `sqlite:PATH`, `sqlite::memory:` or `postgres://...`, and brings its tables up to date.
 * @throws AdvisorError `not-writable` when the file cannot be used, `configuration` for another address, `database`
 * when it is no database, is damaged, cannot be reached, or was made by a newer version.
 */
export async function openDatabase(url: string, options: OpeningOptions = {}): Promise<Database> {
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  // Each is loaded where it is used alone: a driver costs a third of a cold start.
  if (path !== undefined) return (await import('./sqlite.ts')).openSqlite(path, options);
  if (/^postgres(?:ql)?:\/\/./.test(url))
    return (await import('./postgres/open.ts')).openPostgres(url, options);
  throw new AdvisorError(
    'configuration',
    'DATABASE_URL: expected sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE',
  );
}
