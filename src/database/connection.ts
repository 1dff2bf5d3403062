import type { Kysely } from 'kysely';
import { AdvisorError } from '../errors.ts';
import type { Tables } from './schema.ts';

/** Which database it is, where the two have to be spoken to differently. */
export type DatabaseKind = 'sqlite' | 'postgres';

/** A connection to the database, ready to be used: migrated and checked. */
export interface Database {
  readonly kind: DatabaseKind;
  /** All workspaces' rows: for what the program does for itself, and for what names its workspace in every statement. */
  readonly db: Kysely<Tables>;
  /** Reads rows of one workspace: PostgreSQL shows no others then, as of one moment. */
  reading<Result>(workspace: string, work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /** Runs `work` in a transaction; anything thrown rolls back. */
  transaction<Result>(
    work: (db: Kysely<Tables>) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  /** Copies the whole database to a file while others go on using it. */
  backup(file: string): Promise<void>;
  /** What the database itself says about its state: an empty list when all is well. */
  check(): Promise<string[]>;
  close(): Promise<void>;
}

/** What a transaction needs. */
export interface TransactionOptions {
  /**
   * Whose rows are read and written: PostgreSQL shows and takes no others then, and such transactions of one workspace come
   * one after the other. SQLite has one writer at a time anyway.
   */
  readonly workspace?: string;
  /**
   * Without it the change survives the end of the process, but a power failure may undo it (never a part of it): for what
   * nobody was told is kept.
   */
  readonly sync?: boolean;
}

/** How a database is opened. */
export interface OpeningOptions {
  /** How long a writer waits for another process before it gives up, in milliseconds; with SQLite this process stands still meanwhile. */
  readonly busyWait?: number;
  /** So many connections at most; SQLite has one. */
  readonly connections?: number;
  /** Told of a connection that was lost while nobody used it. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Opens `sqlite:PATH`, `sqlite::memory:` or `postgres://...`, and brings its tables up to date.
 * @throws AdvisorError `not-writable` when the file cannot be used, `configuration` for another address, `database`
 * when it is no database, is damaged, cannot be reached, or was made by a newer version.
 */
export async function openDatabase(url: string, options: OpeningOptions = {}): Promise<Database> {
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  // Each is loaded where it is used alone: a driver costs a third of a cold start.
  if (path !== undefined) return (await import('./sqlite.ts')).openSqlite(path, options);
  if (/^postgres(?:ql)?:\/\/./.test(url)) return (await import('./postgres/open.ts')).openPostgres(url, options);
  throw new AdvisorError(
    'configuration',
    'DATABASE_URL: expected sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE',
  );
}
