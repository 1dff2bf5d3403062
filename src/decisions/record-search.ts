import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Viewer } from './record.ts';
import type { LogRow, RecordRow } from './rows.ts';

/** Where to look: a workspace, or one of its logs. */
export interface SearchScope {
  readonly workspace: string;
  /** The log's id; the whole workspace where it is left out. */
  readonly log: number | undefined;
  /** Who looks, and at which logs: words that only others' records hold must not show, not even by what they correct. */
  readonly viewer: Viewer;
  readonly logs: ReadonlyMap<number, LogRow>;
  /** Whether words are taken as they are: a name that no record holds is no other one mistyped. */
  readonly exact: boolean;
  /** Whether a record has to hold all words, or most of them. */
  readonly share: 'all' | 'most';
  /** So many matches at most from where the words stand as well. */
  readonly limit: number;
}

/** A record that was found; the lower its rank, the better it fits. */
export interface Ranked {
  readonly log: number;
  readonly number: number;
  readonly rank: number;
}

/** The full-text search over records: one implementation for each database. */
export interface RecordSearch {
  /** Puts the texts of a workspace's records into the index, in the place of what was there. */
  put(db: Kysely<Tables>, rows: readonly RecordRow[], log: Pick<LogRow, 'workspace'>): Promise<void>;
  /** Takes all records of a log out of the index. */
  removeLog(db: Kysely<Tables>, log: number): Promise<void>;
  /** Records that hold what was asked for, the best first. */
  find(db: Kysely<Tables>, words: string, scope: SearchScope): Promise<readonly Ranked[]>;
}
