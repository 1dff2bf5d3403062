import { describe, expect, it } from 'vitest';
import { memoryOf, restFor } from '../../src/delivery/pace.ts';
import {
  type Failing,
  reasonOf,
  type Tried,
  waitAfter,
  waitAfterDeath,
  waitFor,
} from '../../src/delivery/patience.ts';
import { askedWait } from '../../src/delivery/sending.ts';

const least = () => 0;
const most = () => 1;
const hour = 3_600_000;

describe('after a failure', () => {
  it('is waited longer each time, up to a limit, and never all at the same time', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => waitAfter(failures, most))).toEqual([
      500, 1_000, 2_000, 4_000, 5_000, 5_000,
    ]);
    expect([1, 2, 3, 4, 5, 50].map((failures) => waitAfter(failures, least))).toEqual([
      250, 500, 1_000, 2_000, 2_500, 2_500,
    ]);
  });

  it('of a process, others come first from the third time on', () => {
    expect([1, 2, 3, 4, 5].map((deaths) => waitAfterDeath(deaths, most))).toEqual([0, 0, 500, 1_000, 2_000]);
  });

  const waitOf = (failing: Failing, tried: Partial<Tried> = {}, now = 0) =>
    waitFor(failing, { since: 0, tries: 1, faults: 0, ...tried }, now, most);

  it('is given up where it was refused', () => {
    expect(waitOf({ kind: 'refused' })).toBeUndefined();
  });

  it('by a fault of our own is given up the fourth time', () => {
    expect([0, 1, 2, 3, 4].map((faults) => waitOf({ kind: 'fault' }, { faults, tries: 99 }))).toEqual([
      500,
      1_000,
      2_000,
      undefined,
      undefined,
    ]);
  });

  it('of others is given up after six hours and a hundred tries, not before both', () => {
    const away = { kind: 'away' } as const;
    expect(waitOf(away, { tries: 2 })).toBe(1_000);
    expect(waitOf(away, { tries: 99 }, 7 * hour)).toBe(5_000);
    expect(waitOf(away, { tries: 100 }, 6 * hour - 1)).toBe(5_000);
    expect(waitOf(away, { tries: 100, since: 1 }, 6 * hour)).toBe(5_000);
    expect(waitOf(away, { tries: 100 }, 6 * hour)).toBeUndefined();
  });

  it('is waited as long as others ask, within reason', () => {
    const asked = (wait: number) => waitOf({ kind: 'away', wait });
    expect([0, 499, 501, 60_000, 5 * 60_000, hour].map(asked)).toEqual([
      500, 500, 501, 60_000, 300_000, 300_000,
    ]);
    expect([0.5, 0.0001, 2, 300, 301, 0, -1, Number.NaN].map(askedWait)).toEqual([
      500, 1, 2_000, 300_000, 300_000, 1_000, 1_000, 1_000,
    ]);
  });

  it('is kept in a few words what went wrong', () => {
    expect(reasonOf(new Error(' a\n  b '))).toBe('a b');
    expect(reasonOf('a')).toBe('a');
    expect(reasonOf(new Error('x'.repeat(600)))).toBe('x'.repeat(500));
    expect(reasonOf(new Error(' '))).toBe('an error without words');
  });
});

describe('a channel', () => {
  const pace = { burst: 3, every: 1_000 };
  const rest = (...ago: number[]) =>
    restFor(
      ago.map((milliseconds) => 100_000 - milliseconds),
      pace,
      100_000,
    );

  it('takes a burst, and then one message at a time', () => {
    expect(rest()).toBe(0);
    expect(rest(0)).toBe(0);
    expect(rest(0, 0)).toBe(0);
    expect(rest(0, 0, 0)).toBe(1_000);
    expect(rest(0, 0, 0, 0)).toBe(2_000);
    expect(rest(400, 500, 600)).toBe(400);
    expect(rest(999, 999, 999)).toBe(1);
    expect(rest(1_000, 1_000, 1_000)).toBe(0);
    expect(rest(0, 5_000, 5_000)).toBe(0);
  });

  it('is looked at for as long as twenty bursts take', () => {
    expect(memoryOf(pace)).toBe(60_000);
  });
});
