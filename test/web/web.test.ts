import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../adapters/config.ts';
import { createHealth } from '../../adapters/health/health.ts';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import { startWeb } from '../../adapters/web/index.ts';
import { maxBodyBytes } from '../../adapters/web/limits.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { createLog } from '../../src/log.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startPage, type TestPage, type Visitor, visitor } from '../support/page.ts';

let page: TestPage;
let visit: Visitor;
beforeEach(async () => {
  page = await startPage();
  visit = visitor(page);
});
afterEach(() => page.stop());

const thread = 'thread-1';
const json = { accept: 'application/json' };
let nonces = 0;
const nonce = () => `nonce-${String(++nonces).padStart(6, '0')}`;
const say = (text: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  visit('/say', { fields: { thread, nonce: nonce(), text, ...more }, headers });
const countOf = (text: string, part: string) => text.split(part).length - 1;

describe('the chat', () => {
  test('greets with examples for asking, deciding and recording', async () => {
    const { status, body } = await visit('/');
    expect(status).toBe(200);
    expect(body).toContain('value="FastAPI vs Django"');
    expect(body).toContain('value="Help us choose a database"');
    expect(body).toContain('?q=Record%20that%20we%20chose');
  });

  test('puts a question from the address into the box', async () => {
    const { body } = await visit(`/?q=${encodeURIComponent('</textarea><script>')}`);
    expect(body).toMatch(/<textarea [^>]*>\n&lt;\/textarea&gt;&lt;script&gt;<\/textarea>/);
  });

  test('answers without any script: sends, and shows the conversation at the new turn', async () => {
    const sent = await say('show facts');
    expect(sent.status).toBe(303);
    expect(sent.headers.location).toBe(`/t/${thread}#turn-1`);
    const { body } = await visit(`/t/${thread}`);
    expect(body).toContain('<strong>You</strong>');
    expect(body).toContain('Go: strengths');
    expect(page.engine.heard).toMatchObject([
      { kind: 'said', text: 'show facts', workspace: 'local', channel: 'page', source: 'web', thread },
    ]);
  });

  test('goes on where somebody left off, and lists the latest conversations', async () => {
    await say('show facts');
    const { body } = await visit('/');
    expect(body).toContain('Go: strengths');
    expect(body).toContain(`<a href="/t/${thread}" aria-current="true">show facts`);
  });

  test('begins a new conversation', async () => {
    await say('show facts');
    const { status, headers } = await visit('/new');
    expect(status).toBe(303);
    const { body } = await visit(String(headers.location));
    expect(body).not.toContain('Go: strengths');
    expect(body).toContain('What are you deciding?');
  });

  test('shows what was chosen by its label', async () => {
    await say('show list');
    const fields = { thread, turn: '1', nonce: nonce(), choice: 'open:12' };
    await visit('/choose', { fields });
    expect((await visit(`/t/${thread}`)).body).toContain('<p class="prose">Open</p>');
    expect(page.engine.heard[1]).toMatchObject({ kind: 'chose', choices: ['open:12'] });
  });

  test('passes several choices on together', async () => {
    await say('show question');
    const choice = ['q:consistency', 'q:scale'];
    await visit('/choose', { fields: { thread, turn: '1', nonce: nonce(), choice } });
    expect(page.engine.heard[1]).toMatchObject({ choices: choice });
    expect((await visit(`/t/${thread}`)).body).toContain('Consistency, Scale');
  });

  test('says so when nothing was chosen or written', async () => {
    expect(await visit('/choose', { fields: { thread } })).toMatchObject({ status: 422 });
    const { status, body } = await say('   ');
    expect(status).toBe(422);
    expect(body).toContain('There is nothing to send yet.');
    expect(page.engine.heard).toEqual([]);
  });

  test.each(['<script>alert(1)</script>', '"onfocus="alert(1)', "'><b>"])(
    'escapes %s wherever it is said',
    async (words) => {
      await visit('/person', { fields: { name: words, back: '/' } });
      await say(words);
      const { body } = await visit(`/t/${thread}`);
      expect(body).not.toContain(words);
    },
  );

  test('takes a message of 40,000 characters to the engine and folds it', async () => {
    const text = '漢'.repeat(40_000);
    expect((await say(text)).status).toBe(303);
    expect(page.engine.heard).toMatchObject([{ text }]);
    expect((await visit(`/t/${thread}`)).body).toContain('All 40000 characters');
  });

  test('refuses more than it can take with a clear reply', async () => {
    const { status, body } = await say('a'.repeat(maxBodyBytes));
    expect(status).toBe(413);
    expect(body).toContain('That is more than 512 KB. Shorten it and send it again.');
  });

  test('takes forms only', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await visit('/say', { fields: { text: 'x' }, headers })).status).toBe(415);
  });

  test('survives a fault: says a reference and keeps the words', async () => {
    const { status, body } = await say('fail');
    expect(status).toBe(500);
    expect(body).toMatch(/Something went wrong here \(reference [0-9a-f]{8}\)/);
    expect(body).toMatch(/<textarea[^>]*>\nfail<\/textarea>/);
    expect(body).not.toContain('secret');
    expect((await say('show facts')).status).toBe(303);
  });

  test('shows earlier messages on a page of their own', async () => {
    for (let turn = 0; turn < 105; turn++) await say(`message ${turn}`);
    const { body } = await visit(`/t/${thread}`);
    expect(countOf(body, 'class="turn"')).toBe(100);
    const [, link = ''] = /href="(\/t\/thread-1\?before=\d+)"/.exec(body) ?? [];
    expect(countOf((await visit(link)).body, 'class="turn"')).toBe(5);
  });
});

describe('what is sent twice', () => {
  test('counts once, also at the same time', async () => {
    const one = nonce();
    await Promise.all([say('show facts', { nonce: one }), say('show facts', { nonce: one })]);
    expect((await say('show facts', { nonce: one })).status).toBe(303);
    expect(page.engine.heard).toHaveLength(1);
    expect(countOf((await visit(`/t/${thread}`)).body, 'class="turn"')).toBe(1);
  });

  test('is told to the engine by the same id', async () => {
    const one = nonce();
    await say('show facts', { nonce: one });
    expect(page.engine.heard[0]?.id).toMatch(new RegExp(`^web:${one}:`));
  });

  test('is something new where other words are sent from the same page', async () => {
    const one = nonce();
    await say('show facts', { nonce: one });
    await say('show list', { nonce: one });
    expect(page.engine.heard).toHaveLength(2);
  });

  test('is not shown again where the engine knows it already', async () => {
    page.engine.handle = async () => ({ intent: 'none', audience: 'channel', replies: [] });
    expect((await say('show facts')).status).toBe(303);
    expect((await visit(`/t/${thread}`)).body).not.toContain('class="turn"');
  });

  test('may be tried again after a fault', async () => {
    const one = nonce();
    await say('fail', { nonce: one });
    expect((await say('fail', { nonce: one })).status).toBe(500);
    expect(page.engine.heard).toHaveLength(2);
  });

  test('ten messages at once are all answered, in one order for everybody', async () => {
    // The earlier, the slower: whoever did not wait for the one before would be kept first.
    page.engine.delay = 20;
    const { handle } = page.engine;
    page.engine.handle = (event) => {
      page.engine.delay -= 2;
      return handle(event);
    };
    await Promise.all(Array.from({ length: 10 }, (_, index) => say(`message ${index}`)));
    const { body } = await visit(`/t/${thread}`);
    const shown = [...body.matchAll(/You said: (message \d)/g)].map(([, words]) => words);
    expect(shown).toEqual(page.engine.heard.map((event) => (event.kind === 'said' ? event.text : '')));
    expect(new Set(shown).size).toBe(10);
  });
});

describe('a form', () => {
  const submit = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    visit('/submit', {
      fields: { thread, turn: '1', nonce: nonce(), form: 'form-1', 'field.log': 'decisions', ...fields },
      headers,
    });
  beforeEach(() => say('show form'));

  test('comes to the engine with its fields', async () => {
    const sent = await submit({ 'field.title': 'Use Go', 'field.decision': 'Because', 'field.other': 'x' });
    expect(sent.status).toBe(303);
    expect(page.engine.heard[1]).toMatchObject({
      kind: 'submitted',
      form: 'form-1',
      fields: { title: 'Use Go', decision: 'Because', reviewBy: '', log: 'decisions' },
    });
  });

  test('comes back with what is wrong beside each field', async () => {
    const faults = { 'field.title': 'x'.repeat(301), 'field.reviewBy': 'soon', 'field.log': 'nowhere' };
    const { status, body } = await submit(faults);
    expect(status).toBe(422);
    expect(body).toContain('At most 300 characters; this has 301.');
    expect(body).toContain('This is needed.');
    expect(body).toContain('A day such as 2027-03-01.');
    expect(body).toContain('Choose one of the list.');
    expect(body).toContain(`value="${'x'.repeat(301)}"`);
    expect(page.engine.heard).toHaveLength(1);
  });

  test('comes back in place for the script', async () => {
    const { status, body } = await submit({ 'field.title': '' }, json);
    expect(status).toBe(200);
    expect(JSON.parse(body).html).toContain('aria-invalid="true"');
  });

  test('keeps what was written where the engine does not take it', async () => {
    const { status, body } = await submit({ 'field.title': 'refused', 'field.decision': 'Written for long' });
    expect(status).toBe(422);
    expect(body).toMatch(
      /aria-invalid="true"[^>]*><p class="error" id="[^"]*-title-error">That record is not here\./,
    );
    expect(body).toContain('Written for long</textarea>');
  });

  test('that is not here any more is left to the engine', async () => {
    await visit('/submit', { fields: { thread, form: 'gone', nonce: nonce(), 'field.title': 'x' } });
    expect(page.engine.heard[1]).toMatchObject({ form: 'gone', fields: { title: 'x' } });
  });

  test('of another conversation is not looked up', async () => {
    await visit('/submit', { fields: { thread: 'other', turn: '1', form: 'form-1', nonce: nonce() } });
    expect(page.engine.heard[1]).toMatchObject({ thread: 'other', form: 'form-1', fields: {} });
  });
});

describe('a message that is updated in place', () => {
  const vote = (choice: string) =>
    visit('/choose', { fields: { thread, turn: '1', nonce: nonce(), choice } });

  test('takes the votes of a team without further messages', async () => {
    await say('team');
    await vote('team:sql');
    await visit('/person', { fields: { name: 'Ana', back: '/' } });
    await vote('team:sql');
    const { body } = await visit(`/t/${thread}`);
    expect(countOf(body, 'class="turn"')).toBe(1);
    expect(body).toContain('2 votes: You, Ana');
    expect(page.engine.heard.map(({ person }) => person.id)).toEqual(['web:you', 'web:you', 'web:ana']);
  });

  test('moves to where somebody types, and leaves a word behind', async () => {
    await say('propose');
    await say('show facts');
    await say('propose');
    const { body } = await visit(`/t/${thread}`);
    expect(countOf(body, 'Recorded as proposed.')).toBe(1);
    expect(body.indexOf('This goes on below.')).toBeLessThan(body.indexOf('Recorded as proposed.'));
  });
});

describe('the script', () => {
  test('gets what is new as pieces of the page', async () => {
    await say('show facts');
    const first = JSON.parse((await say('show list', {}, json)).body);
    expect(first).toMatchObject({ thread, revision: 2 });
    expect(countOf(first.html, 'class="turn"')).toBe(2);
    const next = JSON.parse((await visit(`/t/${thread}/turns?after=1`, { headers: json })).body);
    expect(countOf(next.html, 'class="turn"')).toBe(1);
  });

  test('gets errors as text', async () => {
    expect(JSON.parse((await say('', {}, json)).body)).toEqual({
      error: 'There is nothing to send yet. Write something first.',
    });
    const { status, body } = await say('fail', {}, json);
    expect(status).toBe(500);
    expect(JSON.parse(body).error).toContain('Something went wrong here');
  });

  test('hears when something is new in its conversation, and not in others', async () => {
    const stop = new AbortController();
    const events = await fetch(new URL(`/t/${thread}/events`, page.address), { signal: stop.signal });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await visit('/say', { fields: { thread: 'other', nonce: nonce(), text: 'x' } });
    await say('show facts');
    const { value } = (await reader?.read()) ?? {};
    expect(value).toBe('event: turns\ndata: \n\n');
    expect(events.headers.get('content-type')).toBe('text/event-stream');
    stop.abort();
  });
});

describe('people', () => {
  test('are switched, and go back to where they were on this page only', async () => {
    const back = `/t/${thread}`;
    expect((await visit('/person', { fields: { name: ' Ana ', back } })).headers.location).toBe(back);
    expect((await visit('/')).body).toContain('Speaking as <strong>Ana</strong>');
    for (const elsewhere of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      `/log?q=${'é'.repeat(30_000)}`,
    ]) {
      const { headers } = await visit('/person', { fields: { name: 'Ana', back: elsewhere } });
      expect(headers.location).toMatch(/^\/($|[^/\\])/);
    }
  });

  test('have names that can be seen: another is refused with its reason', async () => {
    const { status, body } = await visit('/person', { fields: { name: 'x'.repeat(41), back: '/' } });
    expect(status).toBe(422);
    expect(body).toContain('A name has at most 40 characters; this has 41.');
    expect(body).toContain(`${'x'.repeat(41)}</textarea>`);
    expect((await visit('/')).body).toContain('Speaking as <strong>You</strong>');
  });

  test('are the default one where a browser keeps a name that is none', async () => {
    const headers = { cookie: `stack_advisor_person=${'x'.repeat(10_000)}` };
    expect((await visit('/', { headers })).body).toContain('Speaking as <strong>You</strong>');
  });
});

describe('charts', () => {
  test('are drawn from the turn that holds them, for light and dark', async () => {
    await say('show chart');
    const { status, headers, body } = await visit('/chart/1/0/dark.svg');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('image/svg+xml');
    expect(body).toContain('ranking');
  });

  test.each(['/chart/1/1/dark.svg', '/chart/9/0/dark.svg', '/chart/1/0/red.svg'])(
    'are not at %s',
    async (path) => {
      await say('show chart');
      expect((await visit(path)).status).toBe(404);
    },
  );
});

describe('the server', () => {
  test('keeps a conversation over a restart', async () => {
    const folder = temporaryFolder();
    const url = `sqlite:${folder}/page.db`;
    const first = await startPage({}, { database: await openDatabase(url) });
    await visitor(first)('/say', { fields: { thread, nonce: nonce(), text: 'show facts' } });
    await first.stop();
    const second = await startPage({}, { database: await openDatabase(url) });
    const { body } = await visitor(second)(`/t/${thread}`);
    await second.stop();
    expect(body).toContain('Go: strengths');
  });

  test('shows a conversation although one of its answers was kept by another version', async () => {
    await say('show facts');
    await page.database.db.updateTable('turns').set({ replies: '[{"kind":"facts"}]' }).execute();
    await say('show list');
    const { status, body } = await visit(`/t/${thread}`);
    expect(status).toBe(200);
    expect(body).toContain('kept by another version');
    expect(body).toContain('Decisions on databases');
  });

  test('names a port that is in use', async () => {
    const { port } = new URL(page.address);
    const config = readConfig({ PORT: port, LOG_LEVEL: 'silent' });
    const { engine, decisions, database } = page;
    const drawChart = () => Promise.reject(new Error('not drawn'));
    const conflicts = { among: async () => [] };
    const own = { metrics: createMetrics(), health: createHealth() };
    const parts = { engine, decisions, conflicts, database, drawChart, platforms: [], ...own };
    await expect(startWeb(config, parts, createLog(config))).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use`,
    );
  });

  test('counts what was said and what failed for whoever watches', async () => {
    await say('show facts');
    await say('fail');
    const { body } = await visit('/metrics');
    const counts = [
      'events_total{platform="web",kind="said",outcome="at-once"} 1',
      'events_total{platform="web",kind="said",outcome="not-stored"} 1',
      'faults_total{part="page"} 1',
      'reply_seconds_count{platform="web",way="at-once"} 1',
      'responses_total{part="page",status="303"} 1',
      'responses_total{part="page",status="500"} 1',
    ];
    for (const count of counts) expect(body).toContain(`\nstack_advisor_${count}\n`);
  });

  test('sends its files to be kept, under addresses that change with them', async () => {
    const { body } = await visit('/');
    const [address = ''] = /\/page\.js\?v=\w+/.exec(body) ?? [];
    const script = await visit(address);
    expect(script.headers['cache-control']).toContain('immutable');
    expect(script.body).toBe(
      readFileSync(new URL('../../adapters/web/static/page.js', import.meta.url), 'utf8'),
    );
  });

  test('ends while pages listen', async () => {
    const other = await startPage();
    const events = await fetch(new URL('/t/abc/events', other.address));
    await other.stop();
    expect(await events.text()).toBe('');
  });

  test.each(['/nothing', '/t/ABC', `/t/${'a'.repeat(41)}`, '/t/a/b'])(
    'says that %s is not there',
    async (path) => {
      const { status, body } = await visit(path);
      expect(status).toBe(404);
      expect(body).toContain('There is no such page.');
    },
  );
});
