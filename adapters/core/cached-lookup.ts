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
 * fails is not remembered. At most so many answers are kept: the oldest go first.
 */
export function cachedLookup<Value>(
  lasts: number,
  ask: (workspace: string, id: string) => Promise<Value>,
  most = usuallyRemembered,
): CachedLookup<Value> {
  const known = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  const keyOf = (workspace: string, id: string) => `${workspace} ${id}`;
  // All last equally long, so those that are over stand first.
  const tidy = (now: number) => {
    for (const [key, { until }] of known) {
      if (until > now && known.size < most) return;
      known.delete(key);
    }
  };
  const recall = (workspace: string, id: string) => {
    const key = keyOf(workspace, id);
    const now = Date.now();
    const cached = known.get(key);
    if (cached !== undefined && cached.until > now) return cached.value;
    known.delete(key);
    tidy(now);
    const kept = { until: now + lasts, value: ask(workspace, id) };
    known.set(key, kept);
    kept.value.catch(() => {
      if (known.get(key) === kept) known.delete(key);
    });
    return kept.value;
  };
  return Object.assign(recall, {
    forget: (workspace: string, id: string) => void known.delete(keyOf(workspace, id)),
  });
}
