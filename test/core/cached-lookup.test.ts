import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cachedLookup } from '../../adapters/core/cached-lookup.ts';

let asked: string[];
beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Each answer says the how manyth it is. */
function asking(most?: number) {
  return cachedLookup(1_000, async (_workspace, id: string) => ({ at: asked.push(id) }), most);
}

test('remembers for a while, and what was forgotten not at all', async () => {
  const ask = asking();
  expect(await ask('a', '1')).toBe(await ask('a', '1'));
  ask.forget('a', '1');
  expect(await ask('a', '1')).toEqual({ at: 2 });
  vi.advanceTimersByTime(1_001);
  expect(await ask('a', '1')).toEqual({ at: 3 });
});

test('what is on its way when it is forgotten is not kept', async () => {
  const answers: ((value: string) => void)[] = [];
  const ask = cachedLookup(1_000, () => new Promise<string>((resolve) => answers.push(resolve)));
  const before = ask('a', '');
  ask.forget('a', '');
  const after = ask('a', '');
  answers[0]?.('old');
  expect(await before).toBe('old');
  answers[1]?.('new');
  expect(await after).toBe('new');
  expect(await ask('a', '')).toBe('new');
});

test('what failed before it was forgotten takes nothing newer along', async () => {
  const failing: ((error: Error) => void)[] = [];
  const ask = cachedLookup(1_000, () =>
    failing.length === 0
      ? new Promise<string>((_, reject) => failing.push(reject))
      : Promise.resolve(`${failing.push(() => {})}`),
  );
  const before = ask('a', '');
  ask.forget('a', '');
  expect(await ask('a', '')).toBe('2');
  failing[0]?.(new Error('no connection'));
  await expect(before).rejects.toThrow('no connection');
  expect(await ask('a', '')).toBe('2');
});

test('at most so many are kept, the latest', async () => {
  const ask = asking(2);
  for (const id of ['1', '2', '3']) await ask('a', id);
  await ask('a', '2');
  expect(asked).toHaveLength(3);
  await ask('a', '1');
  expect(asked).toHaveLength(4);
});

test('what one workspace was told is not told another', async () => {
  const ask = asking();
  expect([await ask('a', '1'), await ask('b', '1')]).toEqual([{ at: 1 }, { at: 2 }]);
  ask.forget('a', '1');
  expect(await ask('b', '1')).toEqual({ at: 2 });
});
