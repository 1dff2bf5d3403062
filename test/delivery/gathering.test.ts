import { expect, test } from 'vitest';
import { createGathering } from '../../src/delivery/gathering.ts';
import { gate } from './support.ts';

test('what comes at once is stored together, in its order, each with its own result', async () => {
  const stored: (readonly number[])[] = [];
  const gather = createGathering<number, string>(async (rows) => {
    stored.push(rows);
    return rows.map((row) => `stored ${row}`);
  }, 3);
  expect(await Promise.all([1, 2, 3, 4, 5].map(gather))).toEqual(
    [1, 2, 3, 4, 5].map((row) => `stored ${row}`),
  );
  expect(stored).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  expect(await gather(6)).toBe('stored 6');
  expect(stored).toHaveLength(3);
});

test('what comes while others are stored waits for them, and goes together', async () => {
  const stored: (readonly number[])[] = [];
  const { opened, open } = gate();
  const gather = createGathering<number, number>(async (rows) => {
    stored.push(rows);
    await opened;
    return rows;
  }, 10);
  const first = gather(1);
  await Promise.resolve();
  const others = [gather(2), gather(3)];
  await new Promise((resolve) => setImmediate(resolve));
  expect(stored).toEqual([[1]]);
  open();
  expect(await Promise.all([first, ...others])).toEqual([1, 2, 3]);
  expect(stored).toEqual([[1], [2, 3]]);
});

test('what cannot be stored fails for all that came with it, and for nobody after', async () => {
  let isAway = true;
  const gather = createGathering<number, number>(async (rows) => {
    if (isAway) throw new Error('away');
    return rows;
  }, 2);
  const some = [gather(1), gather(2)];
  const results = await Promise.allSettled(some);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await gather(3)).toBe(3);
});
