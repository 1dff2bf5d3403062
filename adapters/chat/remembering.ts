/** So many answers are remembered at once. */
const remembered = 5_000;

/**
 * Remembers what was asked, for so many milliseconds; who asks the same at the same time waits for the same answer. What
 * fails is not remembered.
 */
export function remembering<Value>(
  lasts: number,
  ask: (workspace: string, id: string) => Promise<Value>,
): (workspace: string, id: string) => Promise<Value> {
  const known = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  return (workspace, id) => {
    const key = `${workspace} ${id}`;
    const cached = known.get(key);
    if (cached !== undefined && cached.until > Date.now()) return cached.value;
    const value = ask(workspace, id);
    known.delete(key);
    known.set(key, { until: Date.now() + lasts, value });
    value.catch(() => known.delete(key));
    if (known.size > remembered) known.delete(known.keys().next().value ?? '');
    return value;
  };
}
