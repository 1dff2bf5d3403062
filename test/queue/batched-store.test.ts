import { describe, expect, it } from 'vitest';
import { createBatchedStore } from '../../src/queue/batched-store.ts';
import { untilStored } from '../../src/queue/store-retries.ts';
import { arrival, gate, manualClock, open, second, settled, textInbox } from './support.ts';

describe('what comes at once', () => {
  it('is stored together, in its order, and what comes meanwhile after it', async () => {
    const stored: (readonly number[])[] = [];
    const { opened, open: release } = gate();
    const gather = createBatchedStore(async (rows: readonly number[]) => {
      stored.push(rows);
      if (stored.length === 1) await opened;
      return rows.map((row) => row * 10);
    }, 3);
    const first = [1, 2].map(gather);
    await settled();
    const then = [3, 4, 5, 6].map(gather);
    await settled();
    expect(stored).toEqual([[1, 2]]);
    release();
    expect(await Promise.all([...first, ...then])).toEqual([10, 20, 30, 40, 50, 60]);
    expect(stored).toEqual([[1, 2], [3, 4, 5], [6]]);
    expect(await gather(7)).toBe(70);
  });

  it('fails together, and what comes after it is stored', async () => {
    let isLocked = true;
    const gather = createBatchedStore(async (rows: readonly number[]) => {
      if (isLocked) throw new Error('locked');
      return rows;
    }, 10);
    const [one, other] = [gather(1), gather(2)];
    await expect(one).rejects.toThrow('locked');
    await expect(other).rejects.toThrow('locked');
    isLocked = false;
    expect(await gather(3)).toBe(3);
  });

  it('is new once, though it comes twice in the same moment', async () => {
    const inbox = textInbox(await open(), manualClock());
    const keys = ['a', 'b', 'a', 'c', 'b'];
    expect(await Promise.all(keys.map((key) => inbox.accept(arrival(key))))).toEqual([
      'new',
      'new',
      'seen',
      'new',
      'seen',
    ]);
  });

  it('and is not what was agreed keeps nobody else from being stored', async () => {
    const inbox = textInbox(await open(), manualClock());
    const accepted = await Promise.allSettled([inbox.accept(arrival('')), inbox.accept(arrival('a'))]);
    expect(accepted.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

describe('what has to be stored', () => {
  it('is tried until it is, and told of once', async () => {
    const clock = manualClock();
    const faults: unknown[] = [];
    let tries = 0;
    const stored = untilStored(
      async () => {
        if (++tries < 20) throw new Error(`locked ${tries}`);
        return 'stored';
      },
      { clock, random: () => 1, onFault: (fault) => faults.push(fault) },
    );
    await clock.pass(82_400);
    expect(tries).toBe(19);
    await clock.pass(200);
    expect(await stored).toBe('stored');
    expect(faults).toEqual([new Error('locked 1')]);
  });

  it('is not tried again where that is of no use', async () => {
    const clock = manualClock();
    const stored = untilStored(() => Promise.reject(new Error('never')), {
      clock,
      random: () => 1,
      onFault: () => {},
      passes: () => false,
    });
    await expect(stored).rejects.toThrow('never');
    await clock.pass(10 * second);
  });
});
