/** Waits between attempts, in milliseconds: a glitch is over in a second, a network may be down for a minute. */
const waits = [1_000, 5_000, 30_000, 120_000] as const;

/** So often something is tried before it is given up; an attempt that died with its process counts. */
export const maxAttempts = waits.length + 1;

/** How long to wait after the attempt of this number, from 1; undefined when it was the last one. */
export function waitAfter(attempt: number): number | undefined {
  return waits[attempt - 1];
}

/** What went wrong, short enough to be stored. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').trim().slice(0, maxReason) || 'an error without words';
}

const maxReason = 500;

/** What is said of something whose process died at every attempt. */
export const diedWithProcess = 'the process ended while it was worked on';
