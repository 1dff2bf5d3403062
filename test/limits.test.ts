import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLimits, limitWords, mostCounted } from '../src/limits.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('limits', () => {
  test('begin anew after a minute, and say how long that is', async () => {
    const limits = createLimits({ person: 2, workspace: 0, page: 0, agent: 0 });
    const ask = () => limits.asked('T1', 'ann');
    expect([await ask(), await ask()]).toEqual([{ kind: 'within' }, { kind: 'within' }]);
    vi.advanceTimersByTime(18_500);
    const over = await ask();
    expect(over).toEqual({ kind: 'over', limit: 'person', milliseconds: 41_500 });
    if (over.kind === 'over') expect(limitWords(over)).toBe('You are faster than I am; try again in 42 s.');
    vi.advanceTimersByTime(41_500);
    expect((await ask()).kind).toBe('within');
  });

  test('are of each person in each workspace', async () => {
    const limits = createLimits({ person: 1, workspace: 0, page: 1, agent: 0 });
    await limits.asked('T1', 'ann');
    expect((await limits.asked('T1', 'ann')).kind).toBe('over');
    expect((await limits.asked('T1', 'bob')).kind).toBe('within');
    expect((await limits.asked('T2', 'ann')).kind).toBe('within');
    expect((await limits.posted('T1', 'ann')).kind).toBe('within');
  });

  test('of one person leave what is the workspace’s to others', async () => {
    const limits = createLimits({ person: 2, workspace: 4, page: 0, agent: 0 });
    for (let time = 0; time < 10; time++) await limits.asked('T1', 'ann');
    expect(
      [await limits.asked('T1', 'bob'), await limits.asked('T1', 'bob')].map(({ kind }) => kind),
    ).toEqual(['within', 'within']);
    expect(await limits.asked('T1', 'cy')).toMatchObject({ kind: 'over', limit: 'workspace' });
    expect(limits.refusals()).toEqual({
      person: 8,
      workspace: 1,
      page: 0,
      overheard: 0,
      agent: 0,
      agents: 0,
    });
  });

  test('of 0 are none', async () => {
    const limits = createLimits({ person: 0, workspace: 0, page: 0, agent: 0 });
    for (let time = 0; time < 1_000; time++) expect((await limits.asked('T1', 'ann')).kind).toBe('within');
  });

  test('hold a bounded number of people and workspaces, and of timers', async () => {
    const limits = createLimits({ person: 1, workspace: 1, page: 1, agent: 0 });
    await limits.asked('T0', 'ann');
    expect((await limits.asked('T0', 'ann')).kind).toBe('over');
    for (let one = 1; one <= mostCounted; one++) await limits.asked(`T${one}`, 'ann');
    expect(vi.getTimerCount()).toBeLessThanOrEqual(2 * mostCounted);
    // The one of long ago begins anew.
    expect((await limits.asked('T0', 'ann')).kind).toBe('within');
  });
});
