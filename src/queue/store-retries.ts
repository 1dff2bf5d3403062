import type { Clock } from './clock.ts';
import { waitAfter } from './retry-policy.ts';

/** What is needed to wait for a database. */
export interface StoreRetryOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** Told of the first failure alone. */
  readonly onFault: (error: unknown) => void;
  /** Whether a failure passes; one that does not is thrown. All do where it is left out. */
  readonly passes?: (error: unknown) => boolean;
}

/**
 * Stores what came of work, again and again until the database takes it: what was done must not be done once more because
 * the database was locked when it was over.
 */
export async function untilStored<Result>(
  store: () => Promise<Result>,
  { clock, random, onFault, passes = () => true }: StoreRetryOptions,
): Promise<Result> {
  for (let failures = 1; ; failures++) {
    try {
      return await store();
    } catch (error) {
      if (!passes(error)) throw error;
      if (failures === 1) onFault(error);
      await new Promise<void>((resolve) => clock.after(waitAfter(failures, random), resolve));
    }
  }
}
