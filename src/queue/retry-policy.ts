/** How often, how fast and how long what failed is tried again: set here alone. Times are in milliseconds. */
export const retryPolicy = {
  /** What waits for others (a platform, the network, the database) is tried for so long after it came in ... */
  longest: 6 * 3_600_000,
  /** ... and so often at least, so that what lay while nothing ran is not given up at the first try. */
  leastTries: 100,
  /** A platform that asks for more time than this in all does not want it any more. */
  longestAsked: 24 * 3_600_000,
  /** A platform that asks for a longer wait is asked again after this. */
  longestAskedWait: 5 * 60_000,
  firstWait: 500,
  /** A call that hangs may take ten seconds: with this there is an answer within fifteen of a platform's return. */
  longestWait: 5_000,
  /** So often something may fail by a fault of our own: it would only fail again, and others wait behind it. */
  mostFaults: 4,
  /** So often a process may end during something: it may be what ends it. */
  mostDeaths: 100,
  /** So many deaths are taken for chance; after more of them it waits, so that others get their turn. */
  chanceDeaths: 3,
} as const;

/** How long to wait after so many failures, from 1: longer each time, and never the same for all that failed together. */
export function waitAfter(failures: number, random: () => number): number {
  const whole = Math.min(retryPolicy.firstWait * 2 ** (failures - 1), retryPolicy.longestWait);
  return Math.round(whole * (0.5 + random() / 2));
}

/** What a failure means for what was tried. */
export type Failing =
  /** Somebody else cannot be reached, or has a moment: it passes. `wait` is how long they ask to wait. */
  | { readonly kind: 'away'; readonly wait?: number }
  /** It was refused, and would be again. */
  | { readonly kind: 'refused' }
  /** A fault of our own. */
  | { readonly kind: 'fault' };

/** What was tried so far. */
export interface Tried {
  /** When it came in. */
  readonly since: number;
  /** Tries so far, the one that failed among them. */
  readonly tries: number;
  /** Faults of our own so far, without this one. */
  readonly faults: number;
}

/** How long to wait after a failure; undefined where it is given up. */
export function waitFor(
  failing: Failing,
  { since, tries, faults }: Tried,
  now: number,
  random: () => number,
): number | undefined {
  switch (failing.kind) {
    case 'refused':
      return undefined;
    case 'fault':
      return faults + 1 >= retryPolicy.mostFaults ? undefined : waitAfter(faults + 1, random);
    case 'away': {
      const isOver = now - since >= retryPolicy.longest && tries >= retryPolicy.leastTries;
      const own = waitAfter(tries, random);
      return isOver ? undefined : Math.min(Math.max(own, failing.wait ?? 0), retryPolicy.longestAskedWait);
    }
  }
}

/** How long to wait after so many deaths, the latest among them. */
export function waitAfterDeath(deaths: number, random: () => number): number {
  const suspicious = deaths - retryPolicy.chanceDeaths;
  return suspicious < 0 ? 0 : waitAfter(suspicious + 1, random);
}

/** What went wrong, short enough to be stored. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').trim().slice(0, maxReason) || 'an error without words';
}

const maxReason = 500;

/** What is said of something whose process died at every attempt. */
export const diedWithProcess = 'the process ended while it was worked on';
