import { LRUCache } from 'lru-cache';

/** So many keys are remembered at once. */
const remembered = 5_000;

/** What happened lately in this process, by keys. */
export interface ExpiringSet {
  has(key: string): boolean;
  note(key: string): void;
}

/** Remembers for so many milliseconds. */
export function createExpiringSet(lasts: number): ExpiringSet {
  const noted = new LRUCache<string, true>({ max: remembered, ttl: lasts, perf: Date });
  return {
    has: (key) => noted.has(key),
    note: (key) => void noted.set(key, true),
  };
}
