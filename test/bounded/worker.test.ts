import { expect, it, onTestFinished } from 'vitest';
import { BoundedWorker } from '../../src/bounded/worker.ts';

const isResult = (message: unknown): message is { done: boolean } =>
  typeof message === 'object' && message !== null && 'done' in message;

function hungry() {
  const worker = new BoundedWorker<{ eat: boolean }, { done: boolean }>(
    new URL('./hungry-worker.ts', import.meta.url),
    { jobMs: 15_000, heapMb: 64, isResult },
  );
  onTestFinished(() => worker.close());
  return worker;
}

it('a job that takes too much memory fails alone, and the next one is done', async () => {
  const worker = hungry();
  for (let time = 0; time < 3; time++) {
    expect(await worker.run({ eat: true })).toEqual({
      kind: 'failed',
      reason: 'takes too much memory to read',
    });
    expect(await worker.run({ eat: false })).toEqual({ kind: 'done', result: { done: true } });
  }
});
