/** So many keys are remembered at once. */
const remembered = 5_000;

/** What happened lately in this process, by keys. */
export interface Lately {
  has(key: string): boolean;
  note(key: string): void;
}

/** Remembers for so many milliseconds. */
export function createLately(lasts: number): Lately {
  const until = new Map<string, number>();
  return {
    has: (key) => (until.get(key) ?? 0) > Date.now(),
    note(key) {
      until.delete(key);
      until.set(key, Date.now() + lasts);
      if (until.size > remembered) until.delete(until.keys().next().value ?? '');
    },
  };
}
