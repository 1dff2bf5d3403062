import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/queue/clock.ts';
import type { FailedMessage, Outgoing, Sent } from '../../src/queue/message.ts';
import { databaseName, freshUrl } from '../support/database.ts';
import type { Text } from './schemas.ts';
import {
  day,
  gate,
  hour,
  manualClock,
  message,
  minute,
  open,
  second,
  settled,
  textOutbox,
} from './support.ts';

describe('a message', () => {
  it('is sent once, however often it is put, also across a restart', async () => {
    const url = await freshUrl();
    const clock = manualClock();
    const sent: string[] = [];
    for (let start = 0; start < 3; start++) {
      const outbox = textOutbox(await open(url), clock);
      outbox.start(async ({ dedupe }) => {
        sent.push(dedupe);
        return 'sent';
      });
      expect(await outbox.put(message('a'))).toBe(start === 0 ? 'new' : 'seen');
      expect(await outbox.put(message('a', 'elsewhere'))).toBe('seen');
      await clock.pass(minute);
      expect(await outbox.stop()).toBe(true);
    }
    expect(sent).toEqual(['a']);
  });

  it('keeps its place, and is sent once, where many are put in the same moment', async () => {
    const clock = manualClock();
    const outbox = textOutbox(await open(), clock);
    const sent: string[] = [];
    outbox.start(async ({ dedupe }) => {
      sent.push(dedupe);
      return 'sent';
    });
    const names = Array.from({ length: 50 }, (_, index) => `m${index}`);
    const put = await Promise.all([...names, 'm7', 'm49'].map((name) => outbox.put(message(name))));
    expect(put).toEqual([...names.map(() => 'new'), 'seen', 'seen']);
    await clock.pass(minute);
    expect(sent).toEqual(names);
  });

  it('is there with what caused it, or not at all', async () => {
    const database = await open();
    const outbox = textOutbox(database, manualClock());
    const sent: string[] = [];
    outbox.start(async ({ dedupe }) => {
      sent.push(dedupe);
      return 'sent';
    });
    const failing = database.transaction(async (db) => {
      await outbox.put(message('a'), db);
      throw new Error('the cause failed');
    });
    await expect(failing).rejects.toThrow('the cause failed');
    await database.transaction((db) => outbox.put(message('b'), db));
    await settled();
    expect(sent).toEqual(['b']);
  });

  it('comes to the sender with a token of its own, the same for every attempt', async () => {
    const clock = manualClock();
    const outbox = textOutbox(await open(), clock);
    const seen: Outgoing<Text>[] = [];
    outbox.start(async (one) => {
      seen.push(one);
      if (one.dedupe === 'a' && one.attempt === 1) throw new Error('connection lost');
      return 'sent';
    });
    await outbox.put(message('a', 'x'));
    await outbox.put(message('b', 'y'));
    await clock.pass(minute);
    const first = seen.find(({ dedupe }) => dedupe === 'a');
    expect(seen).toEqual([
      {
        ...message('a', 'x'),
        token: first?.token,
        attempt: 1,
        uncertain: false,
        putAt: '2026-03-02T12:00:00.000Z',
      },
      expect.objectContaining({ dedupe: 'b', attempt: 1, uncertain: false }),
      expect.objectContaining({ dedupe: 'a', attempt: 2, uncertain: true, token: first?.token }),
    ]);
    expect(new Set(seen.map(({ token }) => token)).size).toBe(2);
    for (const { token } of seen)
      expect(token).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('keeps no words once it is sent', async () => {
    const database = await open();
    const outbox = textOutbox(database, manualClock());
    outbox.start(async () => 'sent');
    await outbox.put(message('a'));
    await settled();
    expect(await database.db.selectFrom('outbox').select(['dedupe', 'payload']).execute()).toEqual([
      { dedupe: 'a', payload: '' },
    ]);
  });

  it('is refused when it has no dedupe key or is not what was agreed', async () => {
    const outbox = textOutbox(await open(), manualClock());
    await expect(outbox.put(message(''))).rejects.toThrow(/^dedupe: /);
    await expect(outbox.put(message('a', 'c', { payload: JSON.parse('{}') }))).rejects.toThrow(
      /cannot be read at text/,
    );
  });
});

describe('a channel', () => {
  it('gets its messages in order, one a second, while other channels get theirs', async () => {
    const clock = manualClock();
    const outbox = textOutbox(await open(), clock);
    const began = clock.now();
    const sent: string[] = [];
    outbox.start(async ({ dedupe }) => {
      sent.push(`${dedupe} ${(clock.now() - began) / second}`);
      return 'sent';
    });
    await Promise.all(['a1', 'a2', 'a3'].map((dedupe) => outbox.put(message(dedupe, 'a'))));
    await outbox.put(message('b1', 'b'));
    await outbox.put(message('a1', 'a', { workspace: 'other' }));
    await settled();
    expect(sent).toEqual(['a1 0', 'b1 0', 'a1 0']);
    await clock.pass(minute);
    expect(sent.slice(3)).toEqual(['a2 1', 'a3 2']);
    await outbox.put(message('a4', 'a'));
    await settled();
    expect(sent.slice(5)).toEqual(['a4 60']);
  });

  it('keeps its pace over a restart', async () => {
    const url = await freshUrl();
    const clock = manualClock();
    const sent: number[] = [];
    for (const dedupe of ['a', 'b']) {
      const outbox = textOutbox(await open(url), clock, { pollEvery: 100 });
      outbox.start(async () => {
        sent.push(clock.now());
        return 'sent';
      });
      await outbox.put(message(dedupe));
      await clock.pass(400);
      if (dedupe === 'b') await clock.pass(second);
      await outbox.stop();
    }
    expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBe(second);
  });

  it('waits while its first message is being sent', async () => {
    const clock = manualClock();
    const outbox = textOutbox(await open(), clock);
    const { opened, open: release } = gate();
    const began: string[] = [];
    outbox.start(async ({ dedupe }) => {
      began.push(dedupe);
      if (dedupe === 'a') await opened;
      return 'sent';
    });
    await outbox.put(message('a'));
    await outbox.put(message('b'));
    await clock.pass(5 * minute);
    expect(began).toEqual(['a']);
    release();
    await clock.pass(second);
    expect(began).toEqual(['a', 'b']);
  });
});

describe('a platform that asks to wait', () => {
  const sentAfter = async (answers: Sent[], pass: number) => {
    const clock = manualClock();
    const outbox = textOutbox(await open(), clock);
    const began = clock.now();
    const asked: { at: number; attempt: number; uncertain: boolean }[] = [];
    outbox.start(async ({ attempt, uncertain }) => {
      asked.push({ at: (clock.now() - began) / second, attempt, uncertain });
      return answers.shift() ?? 'sent';
    });
    await outbox.put(message('a'));
    await clock.pass(pass);
    return asked;
  };

  it('is given the time, and the wait counts as no attempt', async () => {
    const waits = Array.from({ length: 8 }, () => ({ retryAfter: 7 }));
    const asked = await sentAfter(waits, 2 * minute);
    expect(asked.map(({ at }) => at)).toEqual([0, 7, 14, 21, 28, 35, 42, 49, 56]);
    expect(asked.every(({ attempt, uncertain }) => attempt === 1 && !uncertain)).toBe(true);
  });

  it('is asked again after five minutes at the latest, and after a second at the earliest', async () => {
    const odd = [86_400, Number.POSITIVE_INFINITY, Number.NaN, -5, 0.25].map((retryAfter) => ({
      retryAfter,
    }));
    const asked = await sentAfter(odd, hour);
    expect(asked.map(({ at }) => at)).toEqual([0, 300, 600, 601, 602, 602.25]);
  });

  it('for a whole day loses the message, and that is told', async () => {
    const clock = manualClock();
    const failed: FailedMessage<Text>[] = [];
    const outbox = textOutbox(await open(), clock, { onFailed: (one) => void failed.push(one) });
    outbox.start(async () => ({ retryAfter: 300 }));
    await outbox.put(message('a'));
    await clock.pass(day);
    expect(failed).toEqual([]);
    await clock.pass(10 * minute);
    expect(failed).toMatchObject([{ dedupe: 'a', reason: 'the platform asked to wait for a day' }]);
  });
});

describe('a message that cannot be sent', () => {
  it('is given up at once when the platform says so, and the next one goes', async () => {
    const clock = manualClock();
    const failed: FailedMessage<Text>[] = [];
    const outbox = textOutbox(await open(), clock, { onFailed: (one) => void failed.push(one) });
    const asked: string[] = [];
    outbox.start(async ({ dedupe }) => {
      asked.push(dedupe);
      return dedupe === 'a' ? { failed: 'channel_not_found' } : 'sent';
    });
    await outbox.put(message('a'));
    await outbox.put(message('b'));
    await clock.pass(minute);
    expect(asked).toEqual(['a', 'b']);
    expect(failed).toMatchObject([
      { dedupe: 'a', payload: { text: 'a' }, attempt: 1, reason: 'channel_not_found' },
    ]);
  });

  it('is tried while the platform is away, and sent within five seconds of its return', async () => {
    const clock = manualClock();
    const outbox = textOutbox(await open(), clock);
    const back = clock.now() + 10 * minute;
    const sent: [string, boolean, boolean][] = [];
    outbox.start(async ({ dedupe, uncertain }) => {
      if (clock.now() < back) return { away: 'ECONNREFUSED' };
      sent.push([dedupe, uncertain, clock.now() - back <= 6 * second]);
      return 'sent';
    });
    await outbox.put(message('a'));
    await outbox.put(message('b'));
    await clock.pass(hour);
    expect(sent).toEqual([
      ['a', true, true],
      ['b', false, true],
    ]);
  });

  it('is given up after six hours, told once, and those behind it go', async () => {
    const clock = manualClock();
    const failed: FailedMessage<Text>[] = [];
    const database = await open();
    const outbox = textOutbox(database, clock, { onFailed: (one) => void failed.push(one) });
    const sent: string[] = [];
    outbox.start(async ({ dedupe }) => {
      if (dedupe === 'a') return { away: 'ECONNREFUSED' };
      sent.push(dedupe);
      return 'sent';
    });
    await outbox.put(message('a'));
    await outbox.put(message('b'));
    await clock.pass(10 * minute);
    expect([failed, sent]).toEqual([[], []]);
    await database.db
      .updateTable('outbox')
      .set({ put_at: isoTime(clock.now() - 6 * hour) })
      .where('dedupe', '=', 'a')
      .execute();
    await clock.pass(10 * second);
    expect(failed).toMatchObject([{ dedupe: 'a', reason: 'ECONNREFUSED' }]);
    expect(sent).toEqual(['b']);
  });

  it('by a fault of our own is given up after four attempts, told once, though nobody listens', async () => {
    const clock = manualClock();
    const faults: unknown[] = [];
    let told = 0;
    const outbox = textOutbox(await open(), clock, {
      onFailed: () => Promise.reject(new Error(`told ${++told}`)),
      onFault: (fault) => faults.push(fault),
    });
    let asked = 0;
    outbox.start(() => Promise.reject(new Error(`refused ${++asked}`)));
    await outbox.put(message('a'));
    await clock.pass(hour);
    expect([asked, told]).toEqual([4, 1]);
    expect(faults).toEqual([new Error('told 1')]);
  });
});

describe('another platform', () => {
  it('with a channel of the same id is not waited for', async () => {
    const outbox = textOutbox(await open(), manualClock());
    const sent: string[] = [];
    outbox.start(async ({ platform, dedupe }) => {
      if (platform === 'hangs') await new Promise<never>(() => {});
      sent.push(dedupe);
      return 'sent';
    });
    await outbox.put(message('a', 'c', { platform: 'hangs' }));
    await outbox.put(message('b', 'c', { platform: 'done' }));
    await settled();
    await outbox.put(message('c'));
    await settled();
    expect(sent).toEqual(['b', 'c']);
  });
});

// One writer holds the whole file; PostgreSQL locks rows, and nobody else's.
if (databaseName === 'SQLite')
  describe('a file that is locked', () => {
    it('while a message is sent is waited for, and the message is not sent once more', async () => {
      const url = await freshUrl();
      const clock = manualClock();
      const faults: unknown[] = [];
      const outbox = textOutbox(await open(url, { busyWait: 0 }), clock, {
        pollEvery: second,
        onFault: (fault) => faults.push(fault),
      });
      const locking = new Sqlite(url.replace('sqlite:', ''));
      const sent: string[] = [];
      outbox.start(async ({ dedupe }) => {
        if (dedupe === 'a') locking.exec('begin immediate');
        sent.push(dedupe);
        return 'sent';
      });
      await outbox.put(message('a'));
      await settled();
      expect(sent).toEqual(['a']);
      await expect(outbox.put(message('b'))).rejects.toThrow(/locked/);
      await clock.pass(minute);
      locking.exec('rollback');
      locking.close();
      await outbox.put(message('b'));
      await clock.pass(10 * second);
      expect(sent).toEqual(['a', 'b']);
      // Once for what could not be stored, once for the claims that could not be renewed.
      expect(faults).toHaveLength(2);
    });
  });

describe('stopping', () => {
  it('finishes what is being sent and begins nothing', async () => {
    const clock = manualClock();
    const outbox = textOutbox(await open(), clock);
    const { opened, open: release } = gate();
    const sent: string[] = [];
    outbox.start(async ({ dedupe }) => {
      await opened;
      sent.push(dedupe);
      return 'sent';
    });
    await outbox.put(message('a'));
    await outbox.put(message('b'));
    await settled();
    const stopped = outbox.stop();
    release();
    expect(await stopped).toBe(true);
    await clock.pass(hour);
    expect(sent).toEqual(['a']);
  });
});
