import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { csrfOf, signInAs, startPage, type TestPage, type Visitor, visitor } from '../support/page.ts';

let page: TestPage;
let visit: Visitor;
const token = 'correct-horse-battery';
const say = (fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  visit('/say', { fields: { thread: 'abc', text: 'show facts', nonce: 'nonce-000001', ...fields }, headers });

describe('without a token', () => {
  beforeEach(async () => {
    page = await startPage();
    visit = visitor(page);
  });
  afterEach(() => page.stop());

  test.each([
    ['another Host (DNS rebinding)', { host: 'evil.example' }],
    ['a forwarding header (a tunnel)', { 'x-forwarded-for': '10.0.0.1' }],
  ])('the page is closed to requests with %s, while health stays reachable', async (_name, headers) => {
    for (const path of ['/', '/page.css', '/log', '/connect', '/t/abc/turns']) {
      expect((await visit(path, { headers })).status).toBe(403);
    }
    expect((await say({}, headers)).status).toBe(403);
    for (const path of ['/healthz', '/readyz']) {
      expect((await visit(path, { headers })).status).toBe(200);
    }
    // Metrics tell how much a team works, and with what success.
    expect((await visit('/metrics', { headers })).status).toBe(403);
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['no address', { origin: 'nowhere' }],
  ])('what %s posts is refused', async (_name, headers) => {
    await visit('/');
    const refused = await say({}, headers);
    expect(refused.status).toBe(403);
    expect(refused.body).toBe('This was sent from another site. Open the page itself and try again.\n');
    expect(page.engine.heard).toEqual([]);
  });

  test('what the page itself posts is taken, also by browsers that say little', async () => {
    expect((await say({}, { 'sec-fetch-site': 'same-origin', origin: 'null' })).status).toBe(303);
    expect((await say({}, { origin: new URL(page.address).origin })).status).toBe(303);
    expect((await say({}, { 'sec-fetch-site': 'none' })).status).toBe(303);
    expect((await say()).status).toBe(303);
  });

  test.each(['/', '/log', '/connect', '/nothing'])(
    '%s lets no inline script run and no other site frame it',
    async (path) => {
      const { headers, body } = await visit(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['cache-control']).toBe('no-store');
      expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+="|<script(?! type="module" src="\/page\.js)/);
    },
  );

  test('one may be whoever one likes to try, and hears what is new', async () => {
    expect((await visit('/')).body).toContain('Speaking as <strong>You</strong>');
    await visit('/person', { fields: { name: 'Ana', back: '/' } });
    expect((await visit('/')).body).toContain('Speaking as <strong>Ana</strong>');
    const events = await fetch(new URL('/t/abc/events', page.address));
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await say();
    expect((await reader?.read())?.value).toBe('event: turns\ndata: \n\n');
    await reader?.cancel();
  });

  test('cookies are for this page alone', async () => {
    const { headers } = await visit('/');
    expect(String(headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict$/);
  });
});

describe('with a token', () => {
  beforeEach(async () => {
    page = await startPage({ WEB_TOKEN: token, PUBLIC_URL: 'https://advisor.example' });
    visit = visitor(page);
  });
  afterEach(() => page.stop());

  const signIn = (given = token, next = '/log') => signInAs(visit, 'Ana', given, { fields: { next } });
  const csrf = async () => /name="csrf" value="([^"]+)"/.exec((await visit('/')).body)?.[1] ?? '';

  test('asks to sign in and leads back', async () => {
    const asked = await visit('/log?status=accepted', { headers: { host: 'advisor.example' } });
    expect(asked.headers.location).toBe('/signin?next=%2Flog%3Fstatus%3Daccepted');
    expect((await visit('/signin?next=%2Flog')).body).toContain('name="next" value="/log"');
    const entered = await signIn();
    expect(entered.headers.location).toBe('/log');
    const { status, body } = await visit('/log');
    expect(status).toBe(200);
    expect(body).toContain('Signed in as <strong>Ana</strong>');
    expect(body).not.toContain('action="/person"');
  });

  test('the page that asks for it lets no inline script run and no other site frame it', async () => {
    const { headers, body } = await visit('/signin');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+="/);
  });

  test('opens to others behind a proxy', async () => {
    await signIn();
    const headers = { host: 'advisor.example', 'x-forwarded-for': '10.0.0.1' };
    expect((await visit('/', { headers })).status).toBe(200);
  });

  test('keeps the session in a cookie that is secure, and never says the token', async () => {
    const entered = await signIn();
    const cookie = String(entered.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly; Secure; SameSite=Strict/);
    expect(cookie).not.toContain(token);
    expect((await visit('/')).body).not.toContain(token);
    expect((await visit('/metrics')).body).not.toContain(token);
  });

  test.each(['', 'x', '1.2.3', `${Date.now()}.abc.def`])('takes no forged session (%s)', async (cookie) => {
    expect((await visit('/', { headers: { cookie: `stack_advisor_session=${cookie}` } })).status).toBe(303);
  });

  test('refuses what is posted without a session or without its proof', async () => {
    expect((await say()).headers.location).toBe('/signin');
    const json = { accept: 'application/json' };
    const unsigned = await say({}, json);
    expect(unsigned.status).toBe(401);
    const told = { error: 'You are signed out. Reload the page to sign in.' };
    expect(JSON.parse(unsigned.body)).toEqual(told);
    await signIn();
    const refused = await say({ csrf: 'wrong', text: 'words of mine' });
    expect(refused.status).toBe(403);
    expect(refused.body).toContain('<h1>Not sent</h1><p>This form is of another session.');
    expect(refused.body).toContain('words of mine</textarea>');
    const refusedPart = await say({ csrf: 'wrong' }, json);
    expect(refusedPart.status).toBe(403);
    expect(JSON.parse(refusedPart.body).error).toContain('This form is of another session.');
    expect((await say()).status).toBe(403);
    expect(page.engine.heard).toEqual([]);
    expect((await say({ csrf: await csrf() })).status).toBe(303);
  });

  test('every form that posts carries the proof', async () => {
    await signIn();
    await say({ csrf: await csrf() });
    const { body } = await visit('/t/abc');
    const forms = body.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? [];
    expect(forms.length).toBeGreaterThan(2);
    for (const form of forms) expect(form).toContain('name="csrf"');
  });

  test('takes what comes from the public address only', async () => {
    await signIn();
    const proof = await csrf();
    expect((await say({ csrf: proof }, { origin: 'https://advisor.example' })).status).toBe(303);
    expect((await say({ csrf: proof }, { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('signs out, and ends what other tabs of the session listen to', async () => {
    await signIn();
    const other = visitor(page);
    await signInAs(other, 'Ben', token);
    const speak = async (nonce: string) => {
      const fields = { thread: 'abc', text: 'show facts', nonce, csrf: await csrfOf(other) };
      expect((await other('/say', { fields })).status).toBe(303);
    };
    const headers = { cookie: `stack_advisor_session=${visit.cookies.get('stack_advisor_session')}` };
    const events = await fetch(new URL('/t/abc/events', page.address), { headers });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await speak('nonce-000001');
    expect((await reader?.read())?.value).toBe('event: turns\ndata: \n\n');
    const left = await visit('/signout', { fields: { csrf: await csrf() } });
    expect(left.headers.location).toBe('/signin');
    await speak('nonce-000002');
    expect(await reader?.read()).toEqual({ done: true, value: undefined });
    expect((await visit('/', { headers })).status).toBe(303);
  });

  test('leads nowhere else after signing in', async () => {
    expect((await signIn(token, 'https://evil.example/')).headers.location).toBe('/');
    expect((await signIn(token, '//evil.example')).headers.location).toBe('/');
  });

  test('gives style and script to the sign-in page', async () => {
    expect((await visit('/page.css')).status).toBe(200);
    expect((await visit('/page.js')).status).toBe(200);
  });
});
