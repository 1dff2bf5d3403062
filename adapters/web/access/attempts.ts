import { LRUCache } from 'lru-cache';
import { createInOrder } from '../../../src/in-order.ts';
import { type Clock, systemClock } from '../../../src/queue/clock.ts';
import { attemptsAtOnce, countedClients, freeAttempts } from '../limits.ts';

/** What came of somebody's try; `refused` is one that was not looked at. */
export type Verdict = 'right' | 'wrong' | 'refused';

/** Slows down who gives wrong tokens, so that nobody can try many. Who has the right one comes in, if later. */
export interface Attempts {
  try(client: string, isRight: () => boolean): Promise<Verdict>;
}

/** What a client did wrong lately. */
interface Wrong {
  readonly count: number;
  readonly at: number;
}

/** So long after the last wrong one it is forgotten, in milliseconds. */
const forgottenAfter = 60_000;

/**
 * Counts for each client by itself. Some wrong tries are free; each one after that waits, one behind the other, a little
 * longer every time and at most a second. Only more of one client at the same time than can wait are refused.
 */
export function createAttempts(clock: Clock = systemClock): Attempts {
  const wrongs = new LRUCache<string, Wrong>({ max: countedClients });
  const waiting = new Map<string, number>();
  const inOrder = createInOrder();
  const countOf = (client: string) => {
    const wrong = wrongs.peek(client);
    return wrong === undefined || clock.now() - wrong.at >= forgottenAfter ? 0 : wrong.count;
  };
  const look = (client: string, isRight: () => boolean): Verdict => {
    if (isRight()) return 'right';
    wrongs.set(client, { count: countOf(client) + 1, at: clock.now() });
    return 'wrong';
  };
  const leave = (client: string) => {
    const left = (waiting.get(client) ?? 0) - 1;
    if (left > 0) waiting.set(client, left);
    else waiting.delete(client);
  };
  return {
    async try(client, isRight) {
      if (countOf(client) < freeAttempts) return look(client, isRight);
      const ahead = waiting.get(client) ?? 0;
      if (ahead >= attemptsAtOnce) return 'refused';
      waiting.set(client, ahead + 1);
      return inOrder(client, async () => {
        await pause(clock, delayAfter(countOf(client)));
        leave(client);
        return look(client, isRight);
      });
    },
  };
}

/** How long one waits after so many wrong tries, in milliseconds. */
function delayAfter(wrong: number): number {
  return Math.min(1_000, 250 * 2 ** (wrong - freeAttempts));
}

function pause(clock: Clock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(milliseconds, resolve);
  });
}
