import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSessions, isSame, type Session } from '../../adapters/web/access/sessions.ts';
import { createSignIns } from '../../adapters/web/access/sign-ins.ts';
import { maxSignIns, sessionSeconds } from '../../adapters/web/limits.ts';
import type { WebContext, WebEnvironment } from '../../adapters/web/request-context.ts';
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
  createSessions({
    token: key,
    workspace,
    publicUrl: undefined,
    signIns: createSignIns(base, workspace),
    now: () => now,
  });

/** Does something in a request that brings a cookie; gives the cookie that the answer sets. */
async function inRequest(cookie: string, work: (context: WebContext) => Promise<unknown>): Promise<string> {
  const app = new Hono<WebEnvironment>();
  app.get('/', async (context) => {
    await work(context);
    return context.text('');
  });
  const headers = { cookie: `stack_advisor_session=${cookie}` };
  const answer = await app.request('/', { headers });
  expect(answer.status).toBe(200);
  return /^stack_advisor_session=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

const open = (name: string, cookie = '') => inRequest(cookie, (context) => sessions().open(context, name));
const close = (cookie: string, by = sessions()) => inRequest(cookie, (context) => by.close(context));

async function find(cookie: string, by = sessions()): Promise<Session | undefined> {
  let found: Session | undefined;
  await inRequest(cookie, async (context) => {
    found = await by.find(context);
  });
  return found;
}

describe('a session', () => {
  test('holds over a restart and in another process, and says who it is of', async () => {
    expect(await find(await open('Ana'))).toEqual({
      person: { id: 'web:ana', name: 'Ana' },
      csrf: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('keeps a name whole that has other letters', async () => {
    const cookie = await open('Zoë 山田.🦊;"=');
    expect(cookie).toMatch(/^[\w.%()'!~*-]+$/);
    expect((await find(cookie))?.person.name).toBe('Zoë 山田.🦊;"=');
    // The longest name that there is fits into what browsers keep.
    const longest = await open('🦊'.repeat(40));
    expect(longest.length).toBeLessThan(4_000);
    expect(await find(longest)).toBeDefined();
  });

  test('ends after a week, to the second', async () => {
    const cookie = await open('Ana');
    now += sessionSeconds * 1_000 - 1;
    expect(await find(cookie)).toBeDefined();
    now += 1;
    expect(await find(cookie)).toBeUndefined();
  });

  test('ends by itself, also where the database still knows it', async () => {
    const cookie = await open('Ana');
    await database.db.updateTable('sign_ins').set({ ends_at: '2999-01-01T00:00:00.000Z' }).execute();
    now += sessionSeconds * 1_000;
    expect(await find(cookie)).toBeUndefined();
  });

  test('ends when the database says so', async () => {
    const cookie = await open('Ana');
    const ends_at = new Date(now).toISOString();
    await database.db.updateTable('sign_ins').set({ ends_at }).execute();
    expect(await find(cookie)).toBeUndefined();
  });

  test('is dead everywhere once it was closed, and others are not', async () => {
    const [cookie, other] = [await open('Ana'), await open('Ana')];
    expect(await close(cookie)).toBe('');
    expect(await find(cookie)).toBeUndefined();
    expect(await find(other)).toBeDefined();
  });

  test('ends the one that was there in the same browser', async () => {
    const first = await open('Ana');
    const second = await open('Ben', first);
    expect(await find(first)).toBeUndefined();
    expect((await find(second))?.person.name).toBe('Ben');
  });

  test('of another token, workspace or database is none, and cannot close one', async () => {
    const cookie = await open('Ana');
    const elsewhere = await openDatabase('sqlite::memory:');
    const others = [{ key: `${token}2` }, { workspace: 'other' }, { base: elsewhere }];
    for (const other of others) {
      expect(await find(cookie, sessions(other))).toBeUndefined();
      await close(cookie, sessions(other));
    }
    await elsewhere.close();
    expect(await find(cookie)).toBeDefined();
  });

  test('of another workspace is none though the database were asked for the same session', async () => {
    const cookie = await open('Ana');
    await database.db.updateTable('sign_ins').set({ workspace: 'other' }).execute();
    expect(await find(cookie)).toBeUndefined();
    expect(await find(cookie, sessions({ workspace: 'other' }))).toBeUndefined();
  });

  test('that was tampered with is none, whatever was changed', async () => {
    const cookie = decodeURIComponent(await open('Ana'));
    const end = cookie.lastIndexOf('.');
    const [text, signature] = [cookie.slice(0, end), cookie.slice(end + 1)];
    const { endsAt, id, name } = JSON.parse(text);
    const said = (changes: object) => JSON.stringify({ endsAt, id, name, ...changes });
    expect(said({})).toBe(text);
    const tampered = [
      `${said({ name: 'Bob' })}.${signature}`,
      `${said({ endsAt: endsAt + 1 })}.${signature}`,
      `${said({ id: `${id}A` })}.${signature}`,
      `${text}.${signature.slice(1)}`,
      `${text}.A${signature}`,
      `${text}.${'A'.repeat(43)}=`,
      `${text}.`,
      text,
      `${text}.${signature}.${signature}`,
      `${text}${'x'.repeat(10_000)}.${signature}`,
      // As an earlier version made them.
      `1799999999.AAAAAAAAAAAAAAAAAAAAAA.QW5h.${'A'.repeat(43)}`,
      '',
      'a',
    ];
    for (const one of tampered) expect(await find(encodeURIComponent(one))).toBeUndefined();
    expect(await find(encodeURIComponent(cookie))).toBeDefined();
  });

  test('does not prove what another one sends', async () => {
    const [one, other] = [await open('Ana'), await open('Ana')];
    const proofs = [await find(one), await find(other)].map((found) => found?.csrf);
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

/** As many sessions as a workspace can have. */
async function fill(workspace: string): Promise<void> {
  const ends_at = '2026-12-01T00:00:00.000Z';
  const values = Array.from({ length: maxSignIns }, (_, at) => ({
    workspace,
    session: `old-${at}`,
    ends_at,
  }));
  for (let at = 0; at < values.length; at += 1_000) {
    await database.db
      .insertInto('sign_ins')
      .values(values.slice(at, at + 1_000))
      .execute();
  }
}

describe('those who are signed in', () => {
  test('are so many at most: the newest stay, of each workspace for itself', async () => {
    const other = createSignIns(database, 'other');
    await other.add('of-another', now + 1);
    await fill('local');
    const own = createSignIns(database, 'local');
    await own.add('newest', now + 1);
    expect(await own.has('old-0', now)).toBe(false);
    expect(await own.has('old-1', now)).toBe(true);
    expect(await own.has('newest', now)).toBe(true);
    expect(await other.has('of-another', now)).toBe(true);
  });

  test('are not pushed out by those of another workspace', async () => {
    const own = createSignIns(database, 'local');
    await own.add('early', now + 1);
    await fill('other');
    await own.add('late', now + 1);
    expect(await own.has('early', now)).toBe(true);
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
