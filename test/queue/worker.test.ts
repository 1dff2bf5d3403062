import { describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/queue/clock.ts';
import { Worker } from '../../src/queue/worker.ts';
import { fail } from './support.ts';

describe('a worker', () => {
  it('looks at once for what became due while the database was away', async () => {
    const waits: number[] = [];
    const clock: Clock = {
      ...systemClock,
      after(milliseconds, work) {
        waits.push(milliseconds);
        return systemClock.after(milliseconds, work);
      },
    };
    const due = ['only one'];
    const work = {
      claim: async () => ({ items: due.splice(0), moreIn: undefined }),
      // What came of it was stored seven seconds later than it was to be tried again.
      run: async () => -7_000,
      renew: async () => {},
      free: async () => {},
    };
    const hour = 3_600_000;
    const every = { pollEvery: hour, renewEvery: hour };
    const worker = new Worker(work, { clock, concurrency: 1, ...every, onFault: fail });
    await expect.poll(() => waits.length).toBe(3);
    expect(waits).toEqual([hour, hour, 0]);
    await worker.stop(1_000);
  });
});
