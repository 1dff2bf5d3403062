import { attemptsInAll, attemptsPerAddress } from '../limits.ts';

/** Counts wrong tokens, so that nobody can try many. */
export interface Attempts {
  /** Whether somebody may try now. */
  mayTry(address: string): boolean;
  failed(address: string): void;
}

const minute = 60_000;

/** Counts anew every minute, for each address and for all of them together. */
export function createAttempts(now: () => number = Date.now): Attempts {
  let began = now();
  let all = 0;
  const counts = new Map<string, number>();
  const startAnew = () => {
    if (now() - began < minute) return;
    began = now();
    all = 0;
    counts.clear();
  };
  return {
    mayTry(address) {
      startAnew();
      return all < attemptsInAll && (counts.get(address) ?? 0) < attemptsPerAddress;
    },
    failed(address) {
      startAnew();
      all++;
      counts.set(address, (counts.get(address) ?? 0) + 1);
    },
  };
}
