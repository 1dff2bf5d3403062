import { withDeadline } from '../core/with-deadline.ts';

/** Nobody who asks how it is waits longer, in milliseconds: what watches gives up itself after a few seconds. */
const longest = 2_000;
/** What has not come by then is asked for again, in milliseconds. */
const lostAfter = 30_000;

/** How often something is read. */
export interface ReadingOptions {
  /** At most every so many milliseconds. */
  readonly every: number;
  /** It takes one part in so many of the time at most; as much as it takes where it is left out. */
  readonly share?: number;
}

/**
 * Reads something that costs, once for all who ask. Undefined where it fails, or takes longer than anybody waits; what
 * comes late is there for the next who asks.
 */
export function createReading<Value>(
  read: () => Promise<Value>,
  { every, share = 0 }: ReadingOptions,
): () => Promise<Value | undefined> {
  let current: Promise<Value> | undefined;
  let until = 0;
  const begin = async () => {
    const begun = performance.now();
    until = begun + lostAfter;
    const value = await read().catch((error: unknown) => {
      until = performance.now() + every;
      throw error;
    });
    const now = performance.now();
    until = now + Math.max(every, (now - begun) * share);
    return value;
  };
  return () => {
    if (current === undefined || performance.now() >= until) current = begin();
    return withDeadline(current, longest);
  };
}
