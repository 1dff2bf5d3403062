import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stopInTurn } from '../../adapters/core/graceful-stop.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what never ends is left, and those after it have their time still', async () => {
  const begun = Date.now();
  const given: number[] = [];
  const endless = (within: number) => {
    given.push(within);
    return new Promise(() => {});
  };
  const stopped = stopInTurn([endless, endless, async (within) => given.push(within), endless], 8_000);
  await vi.runAllTimersAsync();
  await stopped;
  expect(Date.now() - begun).toBe(8_000);
  expect(given).toEqual([5_000, 1_000, 1_000, 2_000]);
});

test('what ends at once keeps nobody, one after the other', async () => {
  const order: string[] = [];
  const stop = (name: string) => async () => {
    await Promise.resolve();
    order.push(name);
  };
  await stopInTurn([stop('way'), stop('inbox'), stop('outbox')]);
  expect(order).toEqual(['way', 'inbox', 'outbox']);
  expect(vi.getTimerCount()).toBe(0);
});
