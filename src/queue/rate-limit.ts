/** How fast messages may follow each other in a channel. */
export interface RateLimit {
  /** So many may be sent at once where nothing was sent for a while. */
  readonly burst: number;
  /** After that, one in so many milliseconds. */
  readonly every: number;
}

/**
 * So long what was sent is looked at, in milliseconds. Who sends as fast as it goes for all that time is given one burst
 * more in it, as if the bucket had been full at its beginning.
 */
export function memoryOf({ burst, every }: RateLimit): number {
  return 20 * burst * every;
}

/**
 * How long a channel has to rest before its next message, in milliseconds, by when its latest ones were sent, the latest
 * first. It is a bucket of `burst` tokens into which one falls every so often: with the n-th latest message, n - 1 more
 * were taken since, and as many as time has passed have fallen in.
 */
export function restFor(sent: readonly number[], { burst, every }: RateLimit, now: number): number {
  const rests = sent.map((at, index) => {
    const missing = index + 1 - (burst - 1);
    return missing <= 0 ? 0 : at + missing * every - now;
  });
  return Math.max(0, ...rests);
}
