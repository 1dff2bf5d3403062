import { describe, expect, it } from 'vitest';
import type { DeadItem, Item } from '../../src/queue/arrival.ts';
import { isoTime } from '../../src/queue/clock.ts';
import { freshUrl } from '../support/database.ts';
import type { Text } from './schemas.ts';
import {
  arrival,
  day,
  gate,
  hour,
  manualClock,
  minute,
  open,
  second,
  settled,
  textInbox,
} from './support.ts';

describe('what arrives', () => {
  it('is handled once, though the platform delivers it five times, out of order and across a restart', async () => {
    const url = await freshUrl();
    const clock = manualClock();
    const handled: string[] = [];
    const handle = async ({ key }: Item<Text>) => void handled.push(key);
    for (const keys of [
      ['b', 'a'],
      ['a', 'b', 'a'],
      ['b', 'a', 'b', 'a', 'b'],
    ]) {
      const database = await open(url);
      const inbox = textInbox(database, clock);
      inbox.start(handle);
      for (const key of keys) await inbox.accept(arrival(key));
      await settled();
      expect(await inbox.stop()).toBe(true);
    }
    expect(handled).toEqual(['b', 'a']);
  });

  it('is told to be new or seen before', async () => {
    const inbox = textInbox(await open(), manualClock());
    expect(await inbox.accept(arrival('a'))).toBe('new');
    expect(await inbox.accept(arrival('a'))).toBe('seen');
    expect(await inbox.accept(arrival('a', 'c', { workspace: 'other' }))).toBe('new');
    expect(await inbox.accept(arrival('a', 'c', { platform: 'other' }))).toBe('new');
  });

  it('is handled with what was handed over', async () => {
    const clock = manualClock();
    const inbox = textInbox(await open(), clock);
    const items: Item<Text>[] = [];
    inbox.start(async (item) => void items.push(item));
    await inbox.accept(arrival('a', 'thread', { expiresAt: '2026-03-02T13:00:03+01:00' }));
    await settled();
    expect(items).toEqual([
      {
        ...arrival('a', 'thread'),
        attempt: 1,
        receivedAt: '2026-03-02T12:00:00.000Z',
        late: false,
        expiresAt: '2026-03-02T12:00:03.000Z',
      },
    ]);
  });

  it('is handed on as late when its time has passed', async () => {
    const clock = manualClock();
    const inbox = textInbox(await open(), clock);
    await inbox.accept(arrival('a', 'c', { expiresAt: '2026-03-02T12:00:03Z' }));
    await clock.pass(3 * second);
    const late: boolean[] = [];
    inbox.start(async (item) => void late.push(item.late));
    await settled();
    expect(late).toEqual([true]);
  });

  it('is refused when it has no key, is too large, or is not what was agreed', async () => {
    const inbox = textInbox(await open(), manualClock());
    await expect(inbox.accept(arrival(''))).rejects.toThrow(/^key: /);
    await expect(inbox.accept(arrival('a', 'c', { expiresAt: 'soon' }))).rejects.toThrow(/^expiresAt: /);
    const huge = { text: 'x'.repeat(1_000_001) };
    await expect(inbox.accept(arrival('a', 'c', { payload: huge }))).rejects.toThrow(/at most 1000000/);
    const other = JSON.parse('{"words":"secret"}');
    await expect(inbox.accept(arrival('a', 'c', { payload: other }))).rejects.toThrow(
      /^the payload cannot be read at text$/,
    );
  });

  it('is not kept once it is handled; only its key is', async () => {
    const database = await open();
    const inbox = textInbox(database, manualClock());
    inbox.start(async () => {});
    await inbox.accept(arrival('a'));
    await settled();
    expect(await database.db.selectFrom('inbox').select(['key', 'payload']).execute()).toEqual([
      { key: 'a', payload: '' },
    ]);
  });

  it('is left to whoever works for its platform', async () => {
    const inbox = textInbox(await open(), manualClock(), { platforms: ['p'] });
    const handled: string[] = [];
    inbox.start(async ({ key }) => void handled.push(key));
    await inbox.accept(arrival('theirs', 'c', { platform: 'other' }));
    await inbox.accept(arrival('ours'));
    await settled();
    expect(handled).toEqual(['ours']);
  });
});

describe('the order', () => {
  it('of a conversation is that of arrival, while others go on beside it', async () => {
    const inbox = textInbox(await open(), manualClock());
    const { opened, open: release } = gate();
    const began: string[] = [];
    const ended: string[] = [];
    inbox.start(async ({ key }) => {
      began.push(key);
      if (key === 'slow') await opened;
      ended.push(key);
    });
    const arrivals = [
      arrival('slow'),
      arrival('second'),
      arrival('x1', 'x'),
      arrival('third'),
      arrival('x2', 'x'),
    ];
    await Promise.all(arrivals.map(inbox.accept));
    await settled();
    expect(began).toEqual(['slow', 'x1', 'x2']);
    expect(ended).toEqual(['x1', 'x2']);
    release();
    await settled();
    expect(ended).toEqual(['x1', 'x2', 'slow', 'second', 'third']);
  });

  it('is kept for a thousand that arrive at once in ten conversations', async () => {
    const inbox = textInbox(await open(), manualClock(), { concurrency: 4 });
    const handled = new Map<string, number[]>();
    let running = 0;
    let most = 0;
    const busy = new Set<string>();
    inbox.start(async ({ conversation, key }) => {
      expect(busy.has(conversation)).toBe(false);
      busy.add(conversation);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      handled.set(conversation, [...(handled.get(conversation) ?? []), Number(key)]);
      running--;
      busy.delete(conversation);
    });
    const numbers = Array.from({ length: 1_000 }, (_, index) => index);
    await Promise.all(numbers.map((number) => inbox.accept(arrival(String(number), `c${number % 10}`))));
    while ([...handled.values()].flat().length < numbers.length) await settled();
    for (const keys of handled.values()) expect(keys).toEqual(keys.toSorted((one, other) => one - other));
    expect(most).toBe(4);
  });

  it('lets everything else have its turn while much is worked off', async () => {
    const inbox = textInbox(await open(), manualClock(), { concurrency: 4 });
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    await Promise.all(numbers.map((number) => inbox.accept(arrival(String(number), `c${number}`))));
    let handled = 0;
    inbox.start(async () => void handled++);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(handled).toBeLessThan(numbers.length);
    while (handled < numbers.length) await settled();
    await inbox.stop();
  });

  it('holds while the first of a conversation waits for its next attempt', async () => {
    const clock = manualClock();
    const inbox = textInbox(await open(), clock);
    const handled: string[] = [];
    inbox.start(async ({ key, attempt }) => {
      if (key === 'a' && attempt === 1) throw new Error('not now');
      handled.push(key);
    });
    await inbox.accept(arrival('a'));
    await inbox.accept(arrival('b'));
    await inbox.accept(arrival('x', 'other'));
    await settled();
    expect(handled).toEqual(['x']);
    await clock.pass(1 * second);
    expect(handled).toEqual(['x', 'a', 'b']);
  });
});

describe('what fails', () => {
  it('by a fault of our own is tried four times, then given up and told once', async () => {
    const clock = manualClock();
    const dead: DeadItem<Text>[] = [];
    const database = await open();
    const inbox = textInbox(database, clock, { onDead: (item) => void dead.push(item) });
    const began = clock.now();
    const attempts: number[] = [];
    const after: string[] = [];
    inbox.start(async ({ key }) => {
      if (key === 'next') return void after.push(key);
      attempts.push((clock.now() - began) / second);
      throw new Error(`no\nluck ${attempts.length}`);
    });
    await inbox.accept(arrival('a'));
    await inbox.accept(arrival('next'));
    await clock.pass(3_400);
    expect(dead).toEqual([]);
    await clock.pass(1 * hour);
    expect(attempts).toEqual([0, 0.5, 1.5, 3.5]);
    expect(dead).toEqual([
      {
        ...arrival('a'),
        attempt: 4,
        receivedAt: '2026-03-02T12:00:00.000Z',
        late: false,
        error: 'no luck 4',
      },
    ]);
    expect(after).toEqual(['next']);
    expect(await inbox.accept(arrival('a'))).toBe('seen');
  });

  it('because somebody else is away is tried every five seconds, for six hours and a hundred times, in its order', async () => {
    const clock = manualClock();
    const dead: DeadItem<Text>[] = [];
    const database = await open();
    const inbox = textInbox(database, clock, {
      failing: () => ({ kind: 'away' }),
      onDead: (item) => void dead.push(item),
    });
    const began = clock.now();
    const attempts: number[] = [];
    const handled: string[] = [];
    inbox.start(async ({ key }) => {
      if (key !== 'a') return void handled.push(key);
      attempts.push((clock.now() - began) / second);
      throw new Error('away');
    });
    await inbox.accept(arrival('a'));
    await inbox.accept(arrival('b'));
    await inbox.accept(arrival('x', 'other'));
    await clock.pass(20 * second);
    expect(attempts).toEqual([0, 0.5, 1.5, 3.5, 7.5, 12.5, 17.5]);
    expect(handled).toEqual(['x']);
    // Nothing ran for nearly six hours: it is not given up at the first try.
    const receivedAt = isoTime(clock.now() + 10 * minute - 6 * hour);
    await database.db.updateTable('inbox').set({ received_at: receivedAt }).where('key', '=', 'a').execute();
    await clock.pass(10 * minute - second);
    expect(attempts.length).toBeGreaterThan(100);
    expect(dead).toEqual([]);
    await database.db
      .updateTable('inbox')
      .set({ attempts: 98, received_at: isoTime(clock.now() - 7 * hour) })
      .where('key', '=', 'a')
      .execute();
    attempts.length = 0;
    await clock.pass(minute);
    expect(attempts).toHaveLength(2);
    expect(dead).toMatchObject([{ key: 'a', error: 'away' }]);
    expect(handled).toEqual(['x', 'b']);
  });

  it('because somebody else was away is handled within five seconds of their return', async () => {
    const clock = manualClock();
    const inbox = textInbox(await open(), clock, { failing: () => ({ kind: 'away' }) });
    const back = clock.now() + 10 * minute;
    const handled: [string, boolean][] = [];
    inbox.start(async ({ key }) => {
      if (clock.now() < back) throw new Error('away');
      handled.push([key, clock.now() - back <= 5 * second]);
    });
    for (const key of ['a', 'b', 'c']) await inbox.accept(arrival(key));
    await clock.pass(hour);
    expect(handled).toEqual(['a', 'b', 'c'].map((key) => [key, true]));
  });

  it('is given up at once where it was refused', async () => {
    const clock = manualClock();
    const dead: DeadItem<Text>[] = [];
    const inbox = textInbox(await open(), clock, {
      failing: () => ({ kind: 'refused' }),
      onDead: (item) => void dead.push(item),
    });
    inbox.start(() => Promise.reject(new Error('channel_not_found')));
    await inbox.accept(arrival('a'));
    await settled();
    expect(dead).toMatchObject([{ attempt: 1, error: 'channel_not_found' }]);
  });

  it('by faults of our own and of others has its faults alone counted', async () => {
    const clock = manualClock();
    const dead: DeadItem<Text>[] = [];
    const inbox = textInbox(await open(), clock, {
      failing: (error) => ({ kind: String(error).includes('away') ? 'away' : 'fault' }),
      onDead: (item) => void dead.push(item),
    });
    inbox.start(({ attempt }) => Promise.reject(new Error(attempt % 10 === 0 ? 'ours' : 'away')));
    await inbox.accept(arrival('a'));
    await clock.pass(hour);
    expect(dead).toMatchObject([{ attempt: 40, error: 'ours' }]);
  });

  it('is given up though nobody can be told', async () => {
    const clock = manualClock();
    const faults: unknown[] = [];
    const inbox = textInbox(await open(), clock, {
      onDead: () => Promise.reject(new Error('nobody there')),
      onFault: (fault) => faults.push(fault),
    });
    const handled: string[] = [];
    inbox.start(async ({ key }) => {
      if (key === 'a') throw new Error('never');
      handled.push(key);
    });
    await inbox.accept(arrival('a'));
    await inbox.accept(arrival('b'));
    await clock.pass(3 * minute);
    expect(handled).toEqual(['b']);
    expect(faults).toEqual([new Error('nobody there')]);
  });

  it('is given up when what is stored cannot be read', async () => {
    const clock = manualClock();
    const dead: DeadItem<Text>[] = [];
    const database = await open();
    const inbox = textInbox(database, clock, { onDead: (item) => void dead.push(item) });
    await inbox.accept(arrival('a'));
    await database.db.updateTable('inbox').set({ payload: '{"version":2,"body":{"text":"a"}}' }).execute();
    inbox.start(async () => {});
    await clock.pass(3 * minute);
    expect(dead).toMatchObject([
      { key: 'a', payload: undefined, error: 'the payload cannot be read at version' },
    ]);
  });

  it('is given up when a hundred processes died while they worked on it', async () => {
    const database = await open();
    const attempts: number[] = [];
    const dead: DeadItem<Text>[] = [];
    const began = manualClock().now();
    for (let life = 0; life <= 100; life++) {
      // Each process has a clock of its own, which stands still when it dies: its claim is not renewed.
      const clock = manualClock(isoTime(began + life * hour));
      const inbox = textInbox(database, clock, { pollEvery: second, onDead: (item) => void dead.push(item) });
      inbox.start(({ attempt }) => {
        attempts.push(attempt);
        return new Promise(() => {});
      });
      await inbox.accept(arrival('a'));
      await clock.pass(6 * second);
    }
    expect(attempts).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(dead).toMatchObject([
      { key: 'a', payload: { text: 'a' }, error: 'the process ended while it was worked on' },
    ]);
  });
});

describe('a claim', () => {
  it('holds as long as the work is going on, and is taken over when its process is gone', async () => {
    const url = await freshUrl();
    const [clock, otherClock] = [manualClock(), manualClock()];
    const first = textInbox(await open(url), clock);
    const second = textInbox(await open(url), otherClock, { pollEvery: 1_000 });
    const taken: string[] = [];
    const { opened, open: release } = gate();
    first.start(async ({ attempt }) => {
      taken.push(`first ${attempt}`);
      await opened;
    });
    await first.accept(arrival('a'));
    await settled();
    second.start(async ({ attempt }) => void taken.push(`second ${attempt}`));
    for (let turn = 0; turn < 60; turn++) {
      await clock.pass(1_000);
      await otherClock.pass(1_000);
    }
    expect(taken).toEqual(['first 1']);
    // The first process stands still from here on.
    await otherClock.pass(21_000);
    expect(taken).toEqual(['first 1', 'second 2']);
    release();
    await settled();
  });

  it('that was lost changes nothing any more', async () => {
    const url = await freshUrl();
    const [clock, otherClock] = [manualClock(), manualClock()];
    const database = await open(url);
    const slow = textInbox(database, clock);
    const { opened, open: release } = gate();
    slow.start(() => opened.then(() => Promise.reject(new Error('too late'))));
    await slow.accept(arrival('a'));
    await settled();
    await otherClock.pass(21_000);
    const quick = textInbox(await open(url), otherClock);
    quick.start(async () => {});
    await settled();
    release();
    await settled();
    const row = await database.db.selectFrom('inbox').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ error: null, attempts: 2, settled_at: '2026-03-02T12:00:21.000Z' });
  });
});

describe('stopping', () => {
  it('finishes what runs and takes nothing new', async () => {
    const clock = manualClock();
    const inbox = textInbox(await open(), clock);
    const { opened, open: release } = gate();
    const ended: string[] = [];
    inbox.start(async ({ key }) => {
      await opened;
      ended.push(key);
    });
    await inbox.accept(arrival('a'));
    await inbox.accept(arrival('b'));
    await settled();
    const stopped = inbox.stop();
    expect(await inbox.accept(arrival('c', 'other'))).toBe('new');
    await clock.pass(9 * second);
    release();
    expect(await stopped).toBe(true);
    await clock.pass(day);
    expect(ended).toEqual(['a']);
  });

  it('does not wait for ever, and leaves the rest to the next process', async () => {
    const url = await freshUrl();
    const clock = manualClock();
    const inbox = textInbox(await open(url), clock);
    inbox.start(() => new Promise(() => {}));
    await inbox.accept(arrival('a'));
    await settled();
    const stopped = inbox.stop();
    await clock.pass(10 * second);
    expect(await stopped).toBe(false);
    await clock.pass(20 * second);
    const next = textInbox(await open(url), clock);
    const taken: number[] = [];
    next.start(async ({ attempt }) => void taken.push(attempt));
    await settled();
    expect(taken).toEqual([2]);
  });

  it('is possible before anything was started', async () => {
    expect(await textInbox(await open(), manualClock()).stop()).toBe(true);
  });
});

describe('a database in trouble', () => {
  it('is told of, and work goes on when it is over', async () => {
    const clock = manualClock();
    const database = await open();
    const faults: unknown[] = [];
    let isBroken = false;
    const shaky = {
      ...database,
      transaction: <Result>(...given: Parameters<typeof database.transaction<Result>>) =>
        isBroken ? Promise.reject(new Error('locked')) : database.transaction(...given),
    };
    const inbox = textInbox(shaky, clock, { onFault: (fault) => faults.push(fault), pollEvery: 1_000 });
    const handled: string[] = [];
    await inbox.accept(arrival('a'));
    isBroken = true;
    inbox.start(async ({ key }) => void handled.push(key));
    await clock.pass(2 * second);
    expect(handled).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
    isBroken = false;
    await clock.pass(1 * second);
    expect(handled).toEqual(['a']);
  });
});
