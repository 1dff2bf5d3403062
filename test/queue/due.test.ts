import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import type { Message } from '../../src/queue/message.ts';
import { dueRows } from '../../src/queue/queue-rows.ts';
import { sentOfLate } from '../../src/queue/rate-limit.ts';
import type { Text } from './schemas.ts';
import { arrival, manualClock, message, open, textInbox, textOutbox } from './support.ts';

const at = Date.parse('2026-03-02T12:00:00.000Z');
const time = (milliseconds: number) => new Date(milliseconds).toISOString();

/** Messages as they were put, one after the other, at one time. */
async function put(...messages: readonly Message<Text>[]): Promise<Database> {
  const database = await open('sqlite::memory:');
  const box = textOutbox(database, manualClock(time(at)));
  for (const one of messages) await box.put(one);
  return database;
}

const dueOut = async ({ db }: Database, platforms?: readonly string[], now = at, limit = 10) =>
  (await dueRows(db, 'outbox', { at: time(now), limit, platforms })).map(({ key }) => key);

describe('messages that are due', () => {
  it('are those of the platforms that are asked for', async () => {
    const database = await put(message('a'), message('b', 'c', { platform: 'q' }));
    expect(await dueOut(database)).toEqual(['a', 'b']);
    expect(await dueOut(database, ['q'])).toEqual(['b']);
    expect(await dueOut(database, [])).toEqual([]);
  });

  it('are the first of each channel, of each workspace and platform', async () => {
    const database = await put(
      message('a'),
      message('b'),
      message('c', 'other'),
      message('d', 'c', { workspace: 'other' }),
      message('e', 'c', { platform: 'other' }),
    );
    expect(await dueOut(database)).toEqual(['a', 'c', 'd', 'e']);
    expect(await dueOut(database, undefined, at, 2)).toEqual(['a', 'c']);
    await database.db
      .updateTable('outbox')
      .set({ settled_at: time(at) })
      .where('dedupe', '=', 'a')
      .execute();
    expect(await dueOut(database)).toEqual(['b', 'c', 'd', 'e']);
  });

  it('are not yet those that wait or that somebody sends, and nothing goes past them', async () => {
    const database = await put(message('a'), message('b'), message('c', 'other'));
    const first = (changes: object) =>
      database.db.updateTable('outbox').set(changes).where('dedupe', '=', 'a').execute();
    await first({ free_at: time(at + 1) });
    expect(await dueOut(database)).toEqual(['c']);
    expect(await dueOut(database, undefined, at + 1)).toEqual(['c', 'a']);
    await first({ owner: 'somebody' });
    expect(await dueOut(database, undefined, at + 1)).toEqual(['c']);
  });
});

describe('what was sent of late in a channel', () => {
  it('is told by when, the latest first, and of no other channel', async () => {
    const database = await put(
      message('a'),
      message('b'),
      message('c'),
      message('d'),
      message('e', 'other'),
      message('f', 'c', { workspace: 'other' }),
      message('g', 'c', { platform: 'other' }),
    );
    const settled = { a: 1_000, b: 3_000, c: 2_000, e: 1_500, f: 1_600, g: 1_700 };
    for (const [dedupe, after] of Object.entries(settled))
      await database.db
        .updateTable('outbox')
        .set({ settled_at: time(at + after) })
        .where('dedupe', '=', dedupe)
        .execute();
    const sent = (since: number) =>
      sentOfLate(database.db, { platform: 'p', workspace: 'w', line: 'c' }, since);
    expect(await sent(at)).toEqual([at + 3_000, at + 2_000, at + 1_000]);
    expect(await sent(at + 1_000)).toEqual([at + 3_000, at + 2_000]);
  });
});

describe('arrivals that are due', () => {
  it('are the first of each conversation, of each workspace and platform, where they are free', async () => {
    const database = await open('sqlite::memory:');
    const arrivals = [
      arrival('a'),
      arrival('b'),
      arrival('c', 'other'),
      arrival('d', 'c', { workspace: 'other' }),
      arrival('e', 'c', { platform: 'other' }),
    ];
    const inbox = textInbox(database, manualClock(time(at)));
    const accepted = await Promise.all([...arrivals, arrival('a')].map((one) => inbox.accept(one)));
    expect(accepted).toEqual(['new', 'new', 'new', 'new', 'new', 'seen']);
    const due = async (platforms?: readonly string[], now = at, limit = 10) =>
      (await dueRows(database.db, 'inbox', { at: time(now), limit, platforms })).map(({ key }) => key);
    expect(await due()).toEqual(['a', 'c', 'd', 'e']);
    expect(await due(['other'])).toEqual(['e']);
    expect(await due([])).toEqual([]);
    expect(await due(undefined, at, 2)).toEqual(['a', 'c']);
    expect(await due(undefined, at - 1)).toEqual([]);
    const first = (changes: object) =>
      database.db.updateTable('inbox').set(changes).where('key', '=', 'a').execute();
    await first({ free_at: time(at + 1) });
    expect(await due()).toEqual(['c', 'd', 'e']);
    expect(await due(undefined, at + 1)).toEqual(['c', 'd', 'e', 'a']);
    await first({ owner: 'somebody' });
    expect(await due(undefined, at + 1)).toEqual(['c', 'd', 'e']);
    await first({ owner: null, settled_at: time(at) });
    expect(await due()).toEqual(['b', 'c', 'd', 'e']);
  });
});
