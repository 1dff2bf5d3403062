import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { type Claim, claim, claimOf, end, freeAbandoned, holds, renew } from '../../src/queue/claims.ts';
import type { OwnerState } from '../../src/queue/process-owner.ts';
import { arrival, manualClock, open, textInbox } from './support.ts';

const lease = 1_000;
const at = Date.parse('2026-03-02T12:00:00.000Z');
const minute = 60_000;
const by = (owner: string, now: number) => ({ table: 'inbox', owner, now, lease }) as const;
const time = (milliseconds: number) => new Date(milliseconds).toISOString();

async function rows(database: Database) {
  return database.db.selectFrom('inbox').selectAll().orderBy('id').execute();
}

async function arrived(database: Database, ...keys: readonly string[]): Promise<void> {
  const inbox = textInbox(database, manualClock(time(at)));
  for (const key of keys) await inbox.accept(arrival(key));
}

/** Two arrivals, of which one process has claimed the first. */
async function claimed(): Promise<{ database: Database; first: { id: number; attempts: number } }> {
  const database = await open();
  await arrived(database, 'a', 'b');
  const [found] = await rows(database);
  if (found === undefined) throw new Error('nothing is stored');
  expect(await claim(database, by('slow', at), [found])).toEqual([found]);
  return { database, first: claimOf(found) };
}

const free = (database: Database, owner: string, now: number, state: OwnerState, running: Claim[] = []) =>
  freeAbandoned(database, by(owner, now), { stateOfOwner: () => state, random: () => 0, running });

describe('a claim', () => {
  it('holds one row for its owner, and counts a try when it begins', async () => {
    const { database } = await claimed();
    expect(await rows(database)).toMatchObject([
      { owner: 'slow', attempts: 1, free_at: time(at + lease) },
      { owner: null, attempts: 0, free_at: time(at) },
    ]);
  });

  it.each([
    ['somebody tried', { attempts: 1 }],
    ['was put off', { free_at: time(at + 1) }],
    ['somebody took', { owner: 'fast' }],
    ['was ended', { settled_at: time(at) }],
  ])('is not made on what %s since it was found', async (_what, changed) => {
    const database = await open();
    await arrived(database, 'a');
    const found = await rows(database);
    await database.db.updateTable('inbox').set(changed).execute();
    expect(await claim(database, by('late', at), found)).toEqual([]);
  });

  it('is made on nothing where nothing was found', async () => {
    expect(await claim(await open(), by('slow', at), [])).toEqual([]);
  });

  it('holds for longer when it is renewed, and no other does', async () => {
    const { database, first } = await claimed();
    const before = await rows(database);
    await renew(database, by('other', at + 500), [first]);
    await renew(database, by('slow', at + 500), []);
    expect(await rows(database)).toEqual(before);
    await renew(database, by('slow', at + 500), [first]);
    expect((await rows(database)).map((row) => row.free_at)).toEqual([time(at + 500 + lease), time(at)]);
  });

  it('is not renewed once its work is done', async () => {
    const { database, first } = await claimed();
    await database.db
      .updateTable('inbox')
      .set({ settled_at: time(at) })
      .execute();
    const before = await rows(database);
    await renew(database, by('slow', at + 500), [first]);
    expect(await rows(database)).toEqual(before);
    expect(await holds(database, by('slow', at), first)).toBe(false);
    expect(await end(database, by('slow', at), first, { kind: 'wait', at })).toBe(false);
  });

  it('still holds in its time, and is taken up again after it where nobody took it', async () => {
    const { database, first } = await claimed();
    expect(await holds(database, by('slow', at + lease - 1), first)).toBe(true);
    expect((await rows(database))[0]?.free_at).toBe(time(at + lease));
    expect(await holds(database, by('slow', at + lease), first)).toBe(true);
    expect((await rows(database)).map((row) => row.free_at)).toEqual([time(at + 2 * lease), time(at)]);
  });

  it('holds for its owner alone, and for its own try', async () => {
    const { database, first } = await claimed();
    for (const now of [at, at + 2 * lease]) {
      expect(await holds(database, by('other', now), first)).toBe(false);
      expect(await holds(database, by('slow', now), { ...first, attempts: 2 })).toBe(false);
      expect(await holds(database, by('slow', now), { ...first, id: first.id + 1 })).toBe(false);
    }
  });

  it.each([
    ['done', { kind: 'done' }, { settled_at: time(at), error: null, payload: '' }],
    ['given up', { kind: 'dead', error: 'no' }, { settled_at: time(at), error: 'no', attempts: 1 }],
    [
      'tried again',
      { kind: 'again', error: 'no', at: at + 9, faults: 2 },
      { settled_at: null, error: 'no', free_at: time(at + 9), faults: 2, attempts: 1 },
    ],
    ['not begun', { kind: 'wait', at: at + 9 }, { settled_at: null, free_at: time(at + 9), attempts: 0 }],
  ] as const)('ends where its work is %s', async (_what, ending, row) => {
    const { database, first } = await claimed();
    const [, other] = await rows(database);
    expect(await end(database, by('slow', at), first, ending)).toBe(true);
    expect(await rows(database)).toMatchObject([{ owner: null, ...row }, { ...other }]);
  });
});

describe('what a process claimed that', () => {
  it.each([
    ['is gone, is free at once', 'gone', at, at - 1],
    ['is on another machine, is free after its time', 'unknown', at + lease, at + lease - 1],
    ['is there but slow, is free a minute later', 'there', at + lease + minute, at + lease + minute - 1],
  ] as const)('%s', async (_what, state, freed, kept) => {
    const { database, first } = await claimed();
    if (state !== 'gone') await free(database, 'other', kept, state);
    await free(database, 'slow', freed, state, [first]);
    expect(await rows(database)).toMatchObject([{ owner: 'slow', deaths: 0 }, { owner: null }]);
    await free(database, 'other', freed, state);
    expect(await rows(database)).toMatchObject([
      { owner: null, deaths: 1, attempts: 1 },
      { owner: null, deaths: 0, free_at: time(at) },
    ]);
  });

  it('is over, stays as it ended', async () => {
    const { database } = await claimed();
    await database.db
      .updateTable('inbox')
      .set({ settled_at: time(at) })
      .execute();
    const before = await rows(database);
    await free(database, 'other', at + lease, 'gone');
    expect(await rows(database)).toEqual(before);
  });

  it('was taken over by another process, is neither ended nor prolonged by it', async () => {
    const { database, first } = await claimed();
    const later = at + lease;
    await free(database, 'other', later, 'unknown');
    const found = await rows(database);
    const [second] = await claim(database, by('other', later), found.slice(0, 1));
    if (second === undefined) throw new Error('nothing was claimed');
    const held = await rows(database);
    await renew(database, by('slow', later + 500), [first]);
    expect(await end(database, by('slow', later), first, { kind: 'done' })).toBe(false);
    // Also where both are on a try of the same number.
    expect(await end(database, by('slow', later), claimOf(second), { kind: 'done' })).toBe(false);
    expect(await end(database, by('other', later), first, { kind: 'done' })).toBe(false);
    expect(await rows(database)).toEqual(held);
    expect(await end(database, by('other', later), claimOf(second), { kind: 'done' })).toBe(true);
  });
});
