import type { DatabaseKind } from '../database/database.ts';
import { postgresSearch } from './postgres-search.ts';
import type { RecordSearch } from './record-search.ts';
import { sqliteSearch } from './sqlite-search.ts';

/** The search of a kind of database. */
export function recordSearch(kind: DatabaseKind): RecordSearch {
  return kind === 'postgres' ? postgresSearch : sqliteSearch;
}
