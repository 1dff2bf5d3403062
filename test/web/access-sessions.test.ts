import { beforeEach, describe, expect, test } from 'vitest';
import { createSessions, isSame } from '../../adapters/web/access/sessions.ts';
import { createSignIns } from '../../adapters/web/access/sign-ins.ts';
import { maxCookie, maxSignIns, sessionSeconds } from '../../adapters/web/limits.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';

const token = 'correct-horse-battery';
let database: Database;
let now: number;
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  now = Date.parse('2026-11-21T00:00:00Z');
  return () => database.close();
});

const sessions = ({ key = token, workspace = 'local', base = database } = {}) =>
  createSessions({ token: key, workspace, signIns: createSignIns(base, workspace), now: () => now });

describe('a session', () => {
  test('holds over a restart and in another process, and says who it is of', async () => {
    const cookie = await sessions().open('Ana');
    expect(await sessions().check(cookie)).toEqual({
      person: { id: 'web:ana', name: 'Ana' },
      csrf: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('keeps a name whole that has other letters', async () => {
    const cookie = await sessions().open('Zoë 山田.🦊');
    expect(cookie).toMatch(/^\d+\.[\w-]{22}\.[\w-]+\.[\w-]{43}$/);
    expect((await sessions().check(cookie))?.person.name).toBe('Zoë 山田.🦊');
  });

  test('ends after a week, to the second', async () => {
    const cookie = await sessions().open('Ana');
    now += sessionSeconds * 1_000 - 1;
    expect(await sessions().check(cookie)).toBeDefined();
    now += 1;
    expect(await sessions().check(cookie)).toBeUndefined();
  });

  test('ends by itself, also where the database still knows it', async () => {
    const cookie = await sessions().open('Ana');
    await database.db.updateTable('sign_ins').set({ ends_at: '2999-01-01T00:00:00.000Z' }).execute();
    now += sessionSeconds * 1_000;
    expect(await sessions().check(cookie)).toBeUndefined();
  });

  test('ends when the database says so', async () => {
    const cookie = await sessions().open('Ana');
    const ends_at = new Date(now).toISOString();
    await database.db.updateTable('sign_ins').set({ ends_at }).execute();
    expect(await sessions().check(cookie)).toBeUndefined();
  });

  test('is dead everywhere once it was closed, and others are not', async () => {
    const [cookie, other] = [await sessions().open('Ana'), await sessions().open('Ana')];
    await sessions().close(cookie);
    expect(await sessions().check(cookie)).toBeUndefined();
    expect(await sessions().check(other)).toBeDefined();
  });

  test('of another token, workspace or database is none, and cannot close one', async () => {
    const cookie = await sessions().open('Ana');
    const elsewhere = await openDatabase('sqlite::memory:');
    const others = [{ key: `${token}2` }, { workspace: 'other' }, { base: elsewhere }];
    for (const other of others) {
      expect(await sessions(other).check(cookie)).toBeUndefined();
      await sessions(other).close(cookie);
    }
    await elsewhere.close();
    expect(await sessions().check(cookie)).toBeDefined();
  });

  test('of another workspace is none though the database were asked for the same session', async () => {
    const cookie = await sessions().open('Ana');
    await database.db.updateTable('sign_ins').set({ workspace: 'other' }).execute();
    expect(await sessions().check(cookie)).toBeUndefined();
    expect(await sessions({ workspace: 'other' }).check(cookie)).toBeUndefined();
  });

  test('that was tampered with is none, whatever was changed', async () => {
    const cookie = await sessions().open('Ana');
    const [ends = '', id = '', name = '', signature = ''] = cookie.split('.');
    const bob = Buffer.from('Bob').toString('base64url');
    const tampered = [
      [ends, id, bob, signature],
      [Number(ends) + 1, id, name, signature],
      [ends, id.toLowerCase() === id ? `${id}A` : id.toLowerCase(), name, signature],
      [ends, id, name, signature.slice(1)],
      [ends, id, name, `${signature}A`],
      [ends, id, name, ''],
      [ends, id, name],
      [ends, id, name, signature, signature],
    ];
    for (const parts of tampered) expect(await sessions().check(parts.join('.'))).toBeUndefined();
    expect(await sessions().check('')).toBeUndefined();
    expect(await sessions().check('a')).toBeUndefined();
  });

  test('longer than any of ours is not looked at', async () => {
    const open = async (name: string) => sessions().open(name);
    const long = await open('x'.repeat(maxCookie));
    expect(await sessions().check(long)).toBeUndefined();
    const most = await open('🦊'.repeat(40));
    expect(most.length).toBeLessThan(maxCookie);
    expect(await sessions().check(most)).toBeDefined();
  });

  test('does not prove what another one sends', async () => {
    const [one, other] = [await sessions().open('Ana'), await sessions().open('Ana')];
    const proofs = [await sessions().check(one), await sessions().check(other)].map((found) => found?.csrf);
    expect(new Set(proofs).size).toBe(2);
    expect(one).not.toContain(proofs[0]);
  });

  test('is opened by its token alone', () => {
    expect(sessions().isToken(token)).toBe(true);
    for (const given of ['', 'x', token.slice(1), `${token} `, token.toUpperCase()]) {
      expect(sessions().isToken(given)).toBe(false);
    }
  });
});

test('texts are compared whole', () => {
  expect(isSame('', '')).toBe(true);
  expect(isSame('a', 'a')).toBe(true);
  expect(isSame('a', 'b')).toBe(false);
  expect(isSame('a', 'ab')).toBe(false);
});

describe('those who are signed in', () => {
  test('are so many at most: the newest stay, of each workspace for itself', async () => {
    const values = Array.from({ length: maxSignIns }, (_, at) => ({
      workspace: 'local',
      session: `old-${at}`,
      ends_at: '2026-12-01T00:00:00.000Z',
    }));
    const other = createSignIns(database, 'other');
    await other.add('of-another', now + 1);
    for (let at = 0; at < values.length; at += 1_000) {
      await database.db
        .insertInto('sign_ins')
        .values(values.slice(at, at + 1_000))
        .execute();
    }
    const own = createSignIns(database, 'local');
    await own.add('newest', now + 1);
    expect(await own.has('old-0', now)).toBe(false);
    expect(await own.has('old-1', now)).toBe(true);
    expect(await own.has('newest', now)).toBe(true);
    expect(await other.has('of-another', now)).toBe(true);
  });

  test('end in their own workspace', async () => {
    const [own, other] = [createSignIns(database, 'local'), createSignIns(database, 'other')];
    await own.add('one', now + 1);
    await other.add('one', now + 1);
    await other.end('one');
    expect(await own.has('one', now)).toBe(true);
    expect(await own.has('two', now)).toBe(false);
    expect(await other.has('one', now)).toBe(false);
  });
});
