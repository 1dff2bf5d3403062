import { LRUCache } from 'lru-cache';

/** So many answers are remembered at once, where it is not said otherwise. */
const usuallyRemembered = 5_000;

/** Asks, or remembers. */
export interface CachedLookup<Value> {
  (workspace: string, id: string): Promise<Value>;
  /** Whoever asks from now on is told anew, whatever was asked before and is still on its way. */
  forget(workspace: string, id: string): void;
}

/**
 * Remembers what was asked, for so many milliseconds; who asks the same at the same time waits for the same answer. What
 * fails is not remembered. At most so many answers are kept: those go first that nobody asked for longest.
 */
export function cachedLookup<Value>(
  lasts: number,
  ask: (workspace: string, id: string) => Promise<Value>,
  most = usuallyRemembered,
): CachedLookup<Value> {
  const known = new LRUCache<string, Promise<Value>>({ max: most, ttl: lasts, perf: Date });
  const keyOf = (workspace: string, id: string) => `${workspace} ${id}`;
  const recall = (workspace: string, id: string) => {
    const key = keyOf(workspace, id);
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const value = ask(workspace, id);
    known.set(key, value);
    value.catch(() => {
      if (known.peek(key) === value) known.delete(key);
    });
    return value;
  };
  return Object.assign(recall, {
    forget: (workspace: string, id: string) => void known.delete(keyOf(workspace, id)),
  });
}
