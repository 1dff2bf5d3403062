import { beforeEach, describe, expect, test } from 'vitest';
import { type Attempts, createAttempts, type Verdict } from '../../adapters/web/access/attempts.ts';
import { attemptsAtOnce, countedClients, freeAttempts } from '../../adapters/web/limits.ts';
import { type ManualClock, manualClock } from '../queue/support.ts';

let clock: ManualClock;
let attempts: Attempts;
beforeEach(() => {
  clock = manualClock();
  attempts = createAttempts(clock);
});

/** Tries without waiting for what comes of it; `verdict` is there once it came. */
function begin(client: string, right: boolean) {
  const tried: { verdict?: Verdict } = {};
  attempts
    .try(client, () => right)
    .then((verdict) => {
      tried.verdict = verdict;
    });
  return tried;
}
const wrong = (client = 'a') => attempts.try(client, () => false);

/** Gives so many wrong ones, however long each waits. */
async function fail(times: number, client = 'a'): Promise<void> {
  for (let at = 0; at < times; at++) {
    const tried = begin(client, false);
    await clock.pass(1_000);
    expect(tried.verdict).toBe('wrong');
  }
}

describe('trying tokens', () => {
  test('costs nothing at first', async () => {
    for (let at = 0; at < freeAttempts; at++) expect(await wrong()).toBe('wrong');
    expect(await attempts.try('b', () => true)).toBe('right');
  });

  test('with the right one is free however often', async () => {
    for (let at = 0; at < 20; at++) expect(await attempts.try('a', () => true)).toBe('right');
  });

  test.each([
    [freeAttempts, 250],
    [freeAttempts + 1, 500],
    [freeAttempts + 2, 1_000],
    [freeAttempts + 20, 1_000],
  ])('waits after %i wrong ones for %i ms, and then the right one comes in', async (times, delay) => {
    await fail(times);
    const tried = begin('a', true);
    await clock.pass(delay - 1);
    expect(tried.verdict).toBeUndefined();
    await clock.pass(1);
    expect(tried.verdict).toBe('right');
  });

  test('of one client does not slow down another', async () => {
    await fail(20);
    expect(await attempts.try('b', () => false)).toBe('wrong');
    expect(await attempts.try('b', () => true)).toBe('right');
  });

  test('is looked at one after the other, in order, and what cannot wait is refused unseen', async () => {
    await fail(freeAttempts + 5);
    let looked = 0;
    const verdicts: Verdict[] = [];
    const all = Array.from({ length: attemptsAtOnce + 2 }, () =>
      attempts
        .try('a', () => {
          looked++;
          return false;
        })
        .then((verdict) => verdicts.push(verdict)),
    );
    await clock.pass(0);
    expect(verdicts).toEqual(['refused', 'refused']);
    expect(looked).toBe(0);
    await clock.pass(1_000);
    expect(looked).toBe(1);
    // There is room again for one, and for one alone.
    const late = begin('a', true);
    const later = begin('a', true);
    await clock.pass(0);
    expect(later.verdict).toBe('refused');
    await clock.pass((attemptsAtOnce - 1) * 1_000);
    expect(looked).toBe(attemptsAtOnce);
    expect(late.verdict).toBeUndefined();
    await clock.pass(1_000);
    expect(late.verdict).toBe('right');
    await Promise.all(all);
    expect(verdicts).toHaveLength(attemptsAtOnce + 2);
  });

  test('many at the same moment has no more free ones than one after the other', async () => {
    const tried = Array.from({ length: freeAttempts + 3 }, () => begin('a', false));
    await clock.pass(0);
    expect(tried.filter(({ verdict }) => verdict === 'wrong')).toHaveLength(freeAttempts);
  });

  test('nobody passes those who wait', async () => {
    await fail(freeAttempts);
    const first = begin('a', false);
    const second = begin('a', true);
    await clock.pass(250);
    expect(first.verdict).toBe('wrong');
    expect(second.verdict).toBeUndefined();
    await clock.pass(500);
    expect(second.verdict).toBe('right');
  });

  test('is forgotten a minute after the last wrong one', async () => {
    await fail(freeAttempts);
    await clock.pass(58_999);
    const slow = begin('a', true);
    await clock.pass(0);
    expect(slow.verdict).toBeUndefined();
    await clock.pass(250);
    expect(slow.verdict).toBe('right');
    await clock.pass(60_000);
    expect(await wrong()).toBe('wrong');
  });

  test('is forgotten at the minute itself, and counts from nothing then', async () => {
    for (let at = 0; at < freeAttempts; at++) await wrong();
    await clock.pass(60_000);
    for (let at = 0; at < freeAttempts; at++) {
      const tried = begin('a', false);
      await clock.pass(0);
      expect(tried.verdict).toBe('wrong');
    }
  });

  test('is counted for so many clients, the latest', async () => {
    for (let at = 0; at < freeAttempts; at++) await wrong('first');
    for (let at = 0; at < countedClients - 1; at++) await wrong(`client-${at}`);
    const counted = begin('first', true);
    await clock.pass(0);
    expect(counted.verdict).toBeUndefined();
    await clock.pass(250);
    await wrong('one-more');
    expect(await attempts.try('first', () => true)).toBe('right');
  });
});
