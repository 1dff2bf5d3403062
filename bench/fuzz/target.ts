import type { Random } from './random.ts';

/** Something that takes what comes from outside. */
export interface Target {
  readonly name: string;
  /** How many of a hundred cases are for it. */
  readonly share: number;
  /** Gives it one case, which is all that `random` makes of it; what is wrong with what came of it. What it throws is wrong too. */
  run(random: Random): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The longest that anything may take, in milliseconds. */
export const longestMs = 2_000;

/** What a run of cases came to. */
export interface Tally {
  readonly cases: number;
  readonly slowestMs: number;
  readonly problems: readonly string[];
}
