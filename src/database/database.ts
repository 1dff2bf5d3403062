import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Which database it is, where the two have to be spoken to differently. */
export type DatabaseKind = 'sqlite' | 'postgres';

/**
 * What a database is opened for. `use`: its tables are brought up to date. `read`, to copy it: it has to be there with the
 * tables of this program, and nothing of it is changed. `fill`, to copy into it: an empty one gets its tables, and it may
 * hold an unfinished copy, which nobody else may use.
 */
export type Purpose = 'use' | 'read' | 'fill';

/** How far a copy is, or what has to be known about it. */
export type CopyStep =
  | { readonly kind: 'rows'; readonly table: string; readonly done: number; readonly total: number }
  | { readonly kind: 'note'; readonly text: string };

/** A connection to the database, ready to be used: migrated and checked. */
export interface Database {
  readonly kind: DatabaseKind;
  /** All workspaces' rows: for what the program does for itself, and for what names its workspace in every statement. */
  readonly db: Kysely<Tables>;
  /** Milliseconds since 1970 by the clock that all processes go by which share the database. */
  now(): number;
  /** How many connections there are; undefined where there is one. */
  connections?(): Connections;
  /** Whether a change was refused lately because the disk is full; left out where that is not known. */
  isFull?(): boolean;
  /** Reads rows of one workspace: PostgreSQL shows no others then, as of one moment. */
  reading<Result>(workspace: string, work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /** Reads rows of all workspaces as of one moment, however long it takes. */
  snapshot<Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /** Runs `work` in a transaction; anything thrown rolls back. */
  transaction<Result>(
    work: (db: Kysely<Tables>) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  /** Does something once the transaction of `db` is there for others to see. */
  afterCommit(db: Kysely<Tables>, work: () => void): void;
  /** Copies the whole database to a file while others go on using it. */
  backup(file: string, onStep?: (step: CopyStep) => void): Promise<void>;
  /** What the database itself says about its state: an empty list when all is well. */
  check(): Promise<string[]>;
  close(): Promise<void>;
}

/** How connections are used. */
export interface Connections {
  readonly open: number;
  readonly idle: number;
  /** So many wait for one. */
  readonly waiting: number;
  readonly most: number;
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
  /** To be used, where it is left out. */
  readonly purpose?: Purpose;
  /** How long a writer waits for another process before it gives up, in milliseconds; with SQLite this process stands still meanwhile. */
  readonly busyWait?: number;
  /** So many connections at most; SQLite has one. */
  readonly connections?: number;
  /** Told of a connection that was lost while nobody used it. */
  readonly onFault?: (error: unknown) => void;
}
