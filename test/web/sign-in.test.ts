import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { freeAttempts } from '../../adapters/web/limits.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { throwFault } from '../support/faults.ts';
import { temporaryFolder } from '../support/folder.ts';
import {
  type Ask,
  actAs,
  csrfOf,
  operator,
  signInAs,
  startPage,
  type TestPage,
  type Visitor,
  visitor,
} from '../support/page.ts';
import { servicesFor } from '../support/services.ts';

const token = 'correct-horse-battery';
const started: TestPage[] = [];
afterEach(async () => {
  for (const page of started.splice(0)) await page.stop();
});

/** A page behind the token, over the database in that folder. */
async function start(settings: Record<string, string> = {}, folder = temporaryFolder()) {
  const database = await openDatabase(`sqlite:${folder}/page.db`);
  const page = await startPage({ WEB_TOKEN: token, ...settings }, { database });
  started.push(page);
  return page;
}

async function signedIn(page: TestPage, name: string): Promise<Visitor> {
  const visit = visitor(page);
  expect((await signInAs(visit, name, token)).status).toBe(303);
  return visit;
}

let nonces = 0;
async function say(visit: Visitor, text: string, thread = 'abc') {
  const nonce = `nonce-${String(++nonces).padStart(6, '0')}`;
  const { status } = await visit('/say', { fields: { thread, nonce, text, csrf: await csrfOf(visit) } });
  expect(status).toBe(303);
  return (await visit(`/t/${thread}`)).body;
}

describe('signing in', () => {
  test('asks for a name, which stands beside what is said', async () => {
    const page = await start();
    const visit = await signedIn(page, '  Ana  Lucía ');
    expect(await say(visit, 'show facts')).toContain('<strong>Ana Lucía</strong>');
    expect(page.engine.heard).toMatchObject([{ person: { id: 'web:ana lucía', name: 'Ana Lucía' } }]);
  });

  test.each([
    ['no name', '', 'Type your name'],
    ['a name of 10,000 characters', 'x'.repeat(10_000), 'at most 40 characters; this has 10000.'],
    ['a name with U+0000', 'An\u0000a', 'this has U+0000.'],
    ['a name of invisible characters', '\u200b\u2060', 'a letter or a digit that people can see'],
    ['a group’s name', '@ops', 'cannot begin with @'],
    ['the name that was everybody’s', 'you', 'would be taken for somebody else'],
  ])('with %s is refused on the form, which keeps what was typed', async (_name, typed, problem) => {
    const page = await start();
    const visit = visitor(page);
    const { status, body } = await signInAs(visit, typed, token, { fields: { next: '/log' } });
    expect(status).toBe(422);
    expect(body).toContain(problem);
    expect(body).toContain(` value="${typed.replace('\0', '\ufffd')}"`);
    expect(body).toContain('name="next" value="/log"');
    expect(body).toMatch(
      /id="name"[^>]* aria-describedby="name-fault name-hint" aria-invalid="true" autofocus>/,
    );
    expect(body).not.toContain(token);
    expect(visit.cookies.has('stack_advisor_session')).toBe(false);
  });

  test('with a wrong token keeps the name, escaped', async () => {
    const { status, body } = await signInAs(visitor(await start()), '"><b>Ana', 'guess');
    expect(status).toBe(401);
    expect(body).toContain('That is not the token.');
    expect(body).toContain('value="&quot;&gt;&lt;b&gt;Ana"');
    expect(body).toMatch(/id="token"[^>]* aria-invalid="true" autofocus>/);
    expect(body).not.toContain('guess');
  });

  test('offers the name of the last time', async () => {
    const page = await start();
    const visit = await signedIn(page, 'Ana');
    await visit('/signout', { fields: { csrf: await csrfOf(visit) } });
    const { body } = await visit('/signin');
    expect(body).toContain('value="Ana"');
    expect(body).toMatch(/id="token"[^>]* autofocus>/);
    expect((await visitor(page)('/signin')).body).toMatch(/id="name"[^>]* autofocus>/);
  });

  test('anew ends the session before', async () => {
    const page = await start();
    const visit = await signedIn(page, 'Ana');
    const cookie = `stack_advisor_session=${visit.cookies.get('stack_advisor_session')}`;
    await signInAs(visit, 'Ben', token);
    expect((await visit('/')).body).toContain('Signed in as <strong>Ben</strong>');
    expect((await visitor(page)('/', { headers: { cookie } })).status).toBe(303);
  });

  test('says where the cookie would be kept, where it would not be', async () => {
    const visit = visitor(await start({ PUBLIC_URL: 'https://advisor.example' }));
    const headers = { host: '192.0.2.2:3000', origin: 'http://192.0.2.2:3000' };
    const { status, body } = await signInAs(visit, 'Ana', token, { headers });
    expect(status).toBe(422);
    expect(body).toContain('Sign in at https://advisor.example: ');
    const own = { origin: 'https://advisor.example' };
    expect((await signInAs(visit, 'Ana', token, { headers: own })).status).toBe(303);
  });

  test.each([
    ['http', {}, 'HttpOnly; SameSite=Strict'],
    ['https', { PUBLIC_URL: 'https://advisor.example' }, 'HttpOnly; Secure; SameSite=Strict'],
  ])('makes cookies for this page alone over %s', async (_name, settings, flags) => {
    const entered = await signInAs(visitor(await start(settings)), 'Ana', token);
    const lines = [entered.headers['set-cookie'] ?? []].flat();
    expect(lines.map((line) => line.split('=')[0])).toEqual([
      'stack_advisor_session',
      'stack_advisor_person',
    ]);
    for (const line of lines) {
      expect(line).toMatch(/; Max-Age=\d+; Path=\//);
      expect(line.endsWith(flags)).toBe(true);
    }
  });
});

describe('whoever is not signed in', () => {
  test('reads nothing of a record, also where a chat asks what a link shows', async () => {
    const page = await start();
    await page.decisions.propose(actAs('Ana'), { title: 'Use Quokka', decision: 'Wombat it is.' });
    const visit = visitor(page);
    const told = async (address: string) => {
      const { status, headers, body } = await visit(address);
      expect(status).toBe(303);
      const { body: form } = await visit(String(headers.location));
      return `${body} ${form}`.replaceAll(encodeURIComponent(address), '').replaceAll(address, '');
    };
    const there = await told('/log/decisions/1');
    expect(there).toContain('Sign in');
    expect(there).not.toMatch(/quokka|wombat|proposed|og:|theme-color|Ana/i);
    // What is not there looks the same.
    expect(await told('/log/decisions/2')).toBe(there);
  });
});

describe('who is signed in', () => {
  test('is not offered to be somebody else, and cannot be', async () => {
    const page = await start();
    const visit = await signedIn(page, 'Ana');
    for (const path of ['/', '/log', '/connect']) {
      const { body } = await visit(path);
      expect(body).toContain('Signed in as <strong>Ana</strong>');
      expect(body).not.toMatch(/\/person|Speaking as|Switch the person/);
    }
    const csrf = await csrfOf(visit);
    const refused = await visit('/person', { fields: { name: 'Bob', back: '/', csrf } });
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('You are signed in as Ana. To be somebody else, sign out first.');
    expect(refused.headers['set-cookie']).toBeUndefined();
    visit.cookies.set('stack_advisor_person', 'Bob');
    await say(visit, 'show facts');
    expect(page.engine.heard[0]?.person).toEqual({ id: 'web:ana', name: 'Ana' });
  });

  test('is one person in two browsers, and another by another name', async () => {
    const page = await start();
    const visits = [
      await signedIn(page, 'Ana'),
      await signedIn(page, 'ANA\u200b'),
      await signedIn(page, 'Ben'),
    ];
    for (const visit of visits) await say(visit, 'show facts');
    expect(page.engine.heard.map(({ person }) => person.id)).toEqual(['web:ana', 'web:ana', 'web:ben']);
  });

  test('accepts an own proposal once, whatever the browser is told, and a second person completes it', async () => {
    const database = await openDatabase('sqlite::memory:');
    const services = await servicesFor(database);
    const { decisions } = services;
    await decisions.createLog(actAs('Ops'));
    await decisions.setLog(actAs('Ops'), { quorum: 2 });
    const engine = createEngine(services, throwFault);
    const page = await startPage({ WEB_TOKEN: token }, { database, decisions, engine });
    started.push(page);
    const look = { workspace: 'local', viewer: operator, log: 'decisions' };
    const statusOf = async () => (await decisions.get(look, 1)).status;

    const ana = await signedIn(page, 'Ana');
    await say(ana, 'record that we chose PostgreSQL because we need transactions');
    await say(ana, 'accept 1');
    await ana('/person', { fields: { name: 'Bob', back: '/', csrf: await csrfOf(ana) } });
    ana.cookies.set('stack_advisor_person', 'Bob');
    await say(ana, 'accept 1');
    await say(await signedIn(page, 'aNA'), 'accept 1', 'other');
    expect(await statusOf()).toBe('proposed');

    await say(await signedIn(page, 'Bob'), 'accept 1');
    expect(await statusOf()).toBe('accepted');
    expect((await decisions.get(look, 1)).approvals.map(({ person }) => person)).toEqual(['Ana', 'Bob']);
    const said = (await decisions.history(look, 1)).map(({ person }) => person);
    expect(said).toEqual(expect.arrayContaining(['Ana', 'Bob']));
    expect(said).not.toContain('You');
  });
});

describe('signing out', () => {
  test('ends the session for good: over a restart, and in another process', async () => {
    const folder = temporaryFolder();
    const [page, other] = [await start({}, folder), await start({}, folder)];
    const visit = await signedIn(page, 'Ana');
    const headers = { cookie: `stack_advisor_session=${visit.cookies.get('stack_advisor_session')}` };
    const left = async (where: TestPage) => (await visitor(where)('/', { headers })).status === 303;
    expect(await left(other)).toBe(false);

    const answer = await visit('/signout', { fields: { csrf: await csrfOf(visit) } });
    expect(answer.headers.location).toBe('/signin');
    expect(visit.cookies.has('stack_advisor_session')).toBe(false);
    expect(await left(page)).toBe(true);
    expect(await left(other)).toBe(true);
    expect(await left(await start({}, folder))).toBe(true);
  });

  test('is not possible without its proof', async () => {
    const visit = await signedIn(await start(), 'Ana');
    expect((await visit('/signout', { fields: { csrf: 'guess' } })).status).toBe(403);
    expect((await visit('/')).status).toBe(200);
  });
});

describe('a cookie', () => {
  test('of another server, or no session at all, leads to the page to sign in', async () => {
    const page = await start();
    const elsewhere = await signedIn(await start(), 'Ana');
    const cookies = [
      elsewhere.cookies.get('stack_advisor_session'),
      '%E0%A4%A',
      '.',
      '...',
      'x'.repeat(20_000),
    ];
    for (const cookie of cookies) {
      const headers = { cookie: `stack_advisor_session=${cookie}` };
      const answer = await visitor(page)('/log', { headers });
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toBe('/signin?next=%2Flog');
    }
  });

  test('of 100 kB is refused in words', async () => {
    const page = await start();
    const answer = await raw(page, `GET / HTTP/1.1\r\nhost: x\r\ncookie: a=${'x'.repeat(100_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('more than 32 KB. Most often these are cookies: delete this page');
    expect(await raw(page, 'GET / HTTP/1.1\r\nhost: x\r\ncookie: a=\0\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*This is no request that can be read\.\n$/,
    );
    expect(await raw(page, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

/** Sends bytes as they are, and takes what comes back. */
function raw({ address }: TestPage, text: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (part) => {
      answer += part.toString();
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('wrong tokens', () => {
  const guess = (visit: Visitor, ask: Ask = {}) => signInAs(visit, 'Mallory', 'guess-guess', ask);

  test('lock out nobody who has the right one', async () => {
    const page = await start();
    const visit = visitor(page);
    for (let at = 0; at <= freeAttempts; at++) expect((await guess(visit)).status).toBe(401);
    expect((await signInAs(visit, 'Ana', token)).status).toBe(303);
  });

  test('of many at once are refused in words, and the right one comes in after them', async () => {
    const page = await start();
    const visit = visitor(page);
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess(visit)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers['retry-after']).toBe('10');
    expect(refused[0]?.body).toContain('Too many try at once from where you are.');
    expect((await signInAs(visit, 'Ana', token)).status).toBe(303);
  });

  // Whether one waits is told by whether more of them at once are refused.
  const manyFrom = async (page: TestPage, address: string) => {
    const headers = { 'x-forwarded-for': address };
    const visit = visitor(page);
    return Promise.all(Array.from({ length: freeAttempts }, () => guess(visit, { headers })));
  };
  const statusesOf = async (page: TestPage, addresses: readonly string[]) => {
    const answers = await Promise.all(addresses.map((address) => manyFrom(page, address)));
    return answers.flat().map(({ status }) => status);
  };
  const clients = ['198.51.100.1', '198.51.100.2', '198.51.100.3', '198.51.100.4'];

  test('are counted for each client behind a proxy that the operator named', async () => {
    const page = await start({ TRUSTED_PROXY: '127.0.0.1' });
    expect(new Set(await statusesOf(page, clients))).toEqual(new Set([401]));
  });

  test('are counted together where somebody else says whom they heard', async () => {
    const page = await start({ TRUSTED_PROXY: '10.0.0.5' });
    expect(await statusesOf(page, clients)).toContain(429);
  });
});
