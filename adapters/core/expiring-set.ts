import { LatestMap } from '../../src/latest-map.ts';

/** So many keys are remembered at once. */
const remembered = 5_000;

/** What happened lately in this process, by keys. */
export interface ExpiringSet {
  has(key: string): boolean;
  note(key: string): void;
}

/** Remembers for so many milliseconds. */
export function createExpiringSet(lasts: number): ExpiringSet {
  const until = new LatestMap<string, number>(remembered);
  return {
    has: (key) => (until.get(key) ?? 0) > Date.now(),
    note: (key) => void until.set(key, Date.now() + lasts),
  };
}
