import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { DecisionRecord } from '../decisions/record.ts';
import { type Decided, decidedIn, ownNames } from './decided.ts';
import type { Thing, Things } from './things.ts';

/** What the records of a log decide, with the names that they give. */
export interface LogReading {
  readonly own: ReadonlyMap<string, Thing>;
  readonly decided: readonly Decided[];
}

/** Reads records of one log. */
export type ReadLog = (records: readonly DecisionRecord[]) => LogReading;

/** So many records' readings, and so many logs' names, are kept: to read takes ten times as long as to find it read. */
const keptRecords = 20_000;
const keptLogs = 100;

/**
 * Reads by the words alone, so that what was read is told by them and by nothing else: whose they are, and in which
 * workspace, makes no difference, and words that changed are read anew.
 */
export function createReadLog(things: Things): ReadLog {
  const readings = new LRUCache<string, Omit<Decided, 'record'>>({ max: keptRecords });
  const names = new LRUCache<string, ReadonlyMap<string, Thing>>({ max: keptLogs });
  return (records) => {
    const named = keyOf(records.map(({ options }) => options.map(({ name }) => name)));
    const own = names.get(named) ?? ownNames(records, things);
    names.set(named, own);
    const decided = records.map((record): Decided => {
      const { title, status, decision, options, tags, affects } = record;
      const key = keyOf([named, title, status, decision, options, tags, affects]);
      const known = readings.get(key) ?? decidedIn(record, things, own);
      readings.set(key, known);
      return { ...known, record };
    });
    return { own, decided };
  };
}

function keyOf(words: unknown): string {
  return hash('sha256', JSON.stringify(words), 'base64');
}
