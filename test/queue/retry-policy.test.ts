import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Failing,
  reasonOf,
  retryPolicy,
  waitAfter,
  waitAfterDeath,
  waitFor,
} from '../../src/queue/retry-policy.ts';
import { hour, minute, second } from './support.ts';

const least = () => 0;
const most = () => 1;
const away: Failing = { kind: 'away' };
const fresh = { since: 0, tries: 1, faults: 0 };

describe('waits', () => {
  it('begin below a second, double, and are never longer than five', () => {
    expect([1, 2, 3, 4, 5, 6, 2_000].map((failures) => waitAfter(failures, most))).toEqual([
      500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000,
    ]);
    expect([1, 2, 3, 4, 5].map((failures) => waitAfter(failures, least))).toEqual([
      250, 500, 1_000, 2_000, 2_500,
    ]);
  });

  it('leave no more than fifteen seconds between two tries, whatever failed and by whatever chance', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), chance, (failures, random) => {
        const wait = waitAfter(failures, () => random);
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(250);
        // A call that hangs takes ten seconds by itself.
        expect(wait).toBeLessThanOrEqual(15_000 - 10_000);
      }),
    );
  });

  it('after a death begin with the fourth: three are taken for chance', () => {
    expect([1, 2, 3, 4, 5, 100].map((deaths) => waitAfterDeath(deaths, most))).toEqual([
      0, 0, 500, 1_000, 2_000, 5_000,
    ]);
  });
});

describe('a failure', () => {
  it('that was a refusal is the end, however early', () => {
    expect(waitFor({ kind: 'refused' }, fresh, 0, most)).toBeUndefined();
  });

  it('of our own is tried four times, however fast or slow', () => {
    const waitOf = (faults: number, now: number) =>
      waitFor({ kind: 'fault' }, { ...fresh, faults }, now, most);
    expect([0, 1, 2, 3, 4].map((faults) => waitOf(faults, 0))).toEqual([
      500,
      1_000,
      2_000,
      undefined,
      undefined,
    ]);
    expect(waitOf(0, 100 * hour)).toBe(500);
  });

  it('that passes is tried for six hours, and a hundred times at least', () => {
    const tried = (tries: number, now: number) =>
      waitFor(away, { since: 1_000, tries, faults: 3 }, now, most);
    const end = 1_000 + 6 * hour;
    expect(retryPolicy.longest).toBe(6 * hour);
    expect(tried(4_000, end - 1)).toBe(5_000);
    expect(tried(100, end)).toBeUndefined();
    expect(tried(99, end)).toBe(5_000);
    expect(tried(99, 100 * hour)).toBe(5_000);
    expect(tried(100_000, end - 1)).toBe(5_000);
  });

  it('for which somebody asks to wait is given that time, within five minutes', () => {
    const asked = (wait: number) => waitFor({ kind: 'away', wait }, fresh, 0, most);
    expect(asked(0)).toBe(500);
    expect(asked(499)).toBe(500);
    expect(asked(30 * second)).toBe(30 * second);
    expect(asked(6 * minute)).toBe(5 * minute);
    expect(asked(Number.POSITIVE_INFINITY)).toBe(5 * minute);
  });
});

describe('a reason', () => {
  it('is what was said, in one line, cut to 500 characters', () => {
    expect(reasonOf(new Error(' no\n luck '))).toBe('no luck');
    expect(reasonOf('words')).toBe('words');
    expect(reasonOf(new Error(''))).toBe('an error without words');
    expect(reasonOf('x'.repeat(501))).toBe('x'.repeat(500));
  });
});
