import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyMemory, sharedMemorySchema } from '../../src/conversation/memory.ts';
import { createMemoryStore } from '../../src/conversation/memory-store.ts';
import { actAs, csrfOf, signInAs, startPage, type TestPage, type Visitor, visitor } from '../support/page.ts';

let page: TestPage;
let visit: Visitor;

beforeEach(async () => {
  page = await startPage();
  visit = visitor(page);
});
afterEach(() => page.stop());

const say = (thread: string, text: string, by = visit) =>
  by('/say', { fields: { thread, text, nonce: `nonce-${thread}-${text.replace(/\W/g, '-')}` } });

/** The list of the latest: where each leads, what it is called and what stands beside it. */
const listed = async () => {
  const { body } = await visit('/t/elsewhere');
  const aside = body.slice(body.indexOf('<aside'), body.indexOf('</aside>'));
  return [
    ...aside.matchAll(/<li><a href="\/t\/([^"]+)">(.*?) <span class="mark">(.*?)<\/span><\/a><\/li>/g),
  ].map(([, id = '', title = '', mark = '']) => ({ id, title, mark: mark.replace(/<[^>]+>/g, '') }));
};

async function began(thread: string, at: string): Promise<void> {
  await page.database.db.updateTable('turns').set({ at }).where('thread', '=', thread).execute();
}

describe('the titles of conversations', () => {
  test('are their first words; those of the same words are told apart by when they began', async () => {
    for (const thread of ['one', 'two', 'three']) await say(thread, 'FastAPI vs Django');
    await say('other', 'What is the GIL?');
    await began('one', '2026-03-01T09:00:10.000Z');
    await began('two', '2026-03-01T09:00:50.000Z');
    await began('three', '2026-03-02T10:30:00.000Z');
    await began('other', '2026-03-02T11:00:00.000Z');
    expect(await listed()).toEqual([
      { id: 'other', title: 'What is the GIL?', mark: '2026-03-02' },
      { id: 'three', title: 'FastAPI vs Django', mark: '2026-03-02 10:30 UTC' },
      { id: 'two', title: 'FastAPI vs Django', mark: '2026-03-01 09:00 UTC, 2' },
      { id: 'one', title: 'FastAPI vs Django', mark: '2026-03-01 09:00 UTC, 1' },
    ]);
  });

  test('can be changed, and taken back', async () => {
    await say('one', 'FastAPI vs Django');
    expect((await visit('/t/one/rename')).body).toContain('value="FastAPI vs Django"');
    const { status, headers } = await visit('/t/one/rename', { fields: { title: ' The   new\nAPI ' } });
    expect([status, headers.location]).toEqual([303, '/t/one']);
    expect(await listed()).toMatchObject([{ title: 'The new API' }]);
    expect((await visit('/t/one')).body).toContain('<h1>The new API</h1>');
    await visit('/t/one/rename', { fields: { title: '<b>Other</b>' } });
    expect((await visit('/t/one')).body).toContain('<h1>&lt;b&gt;Other&lt;/b&gt;</h1>');
    await visit('/t/one/rename', { fields: { title: '\u200b ' } });
    expect(await listed()).toMatchObject([{ title: 'FastAPI vs Django' }]);
  });

  test('that are too long are refused, and said why at the field', async () => {
    await say('one', 'FastAPI vs Django');
    const { status, body } = await visit('/t/one/rename', { fields: { title: 'x'.repeat(101) } });
    expect(status).toBe(422);
    expect(body).toContain('A title has at most 100 characters; this has 101.');
    expect(body).toContain(`value="${'x'.repeat(101)}"`);
  });

  test('stand over a conversation as soon as something was said in it', async () => {
    expect((await visit('/t/one')).body).not.toContain('/t/one/rename');
    const fields = { thread: 'one', text: 'FastAPI vs Django', nonce: 'nonce-000001' };
    const headers = { accept: 'application/json' };
    const first = await visit('/say?after=0', { fields, headers });
    expect(JSON.parse(first.body).heading).toContain('href="/t/one/rename"');
    const next = await visit('/say?after=1', { fields: { ...fields, nonce: 'nonce-000002' }, headers });
    expect(JSON.parse(next.body).heading).toBe('');
  });
});

describe('deleting a conversation', () => {
  const place = { workspace: 'local', channel: 'page', thread: 'one' };
  const remembered = async () => {
    const rows = await page.database.db.selectFrom('sessions').select('person').execute();
    return rows.map(({ person }) => person).sort();
  };
  const remember = async (person: string) => {
    const memories = createMemoryStore(page.database, () => '2026-03-01T09:00:00.000Z');
    const shared = sharedMemorySchema.parse({});
    await memories.save(place, person, { memory: emptyMemory(), shared, feedback: undefined, sync: true });
  };

  test('asks first, and takes away what was said and what is remembered of it, and no record', async () => {
    await say('one', 'FastAPI vs Django');
    await say('other', 'What is the GIL?');
    await visit('/t/one/rename', { fields: { title: 'Called' } });
    await remember('web:you');
    await page.decisions.propose(actAs('You'), { title: 'Use Go' });
    const asked = await visit('/t/one/delete');
    expect(asked.body).toContain('All of it goes. Decisions that were recorded in it stay.');
    expect((await listed()).map(({ id }) => id)).toEqual(['other', 'one']);
    const { status, headers } = await visit('/t/one/delete', { fields: {} });
    expect(status).toBe(303);
    expect(headers.location).toMatch(/^\/t\/[0-9a-f]{16}$/);
    expect((await listed()).map(({ id }) => id)).toEqual(['other']);
    expect(await remembered()).toEqual([]);
    // A new one that somebody gives the same address is not called like the old one.
    await say('one', 'Anew');
    expect(await listed()).toMatchObject([{ title: 'Anew' }, {}]);
    expect((await visit('/log/decisions/1')).status).toBe(200);
    // Whoever comes back does not come back to what is gone.
    await visit('/t/one/delete', { fields: {} });
    expect((await visit('/')).body).not.toContain('Anew');
  });

  test('leaves what others said, and says so; open pages go on', async () => {
    await say('one', 'FastAPI vs Django');
    const ben = visitor(page);
    await ben('/person', { fields: { name: 'Ben', back: '/' } });
    await say('one', 'And Flask?', ben);
    await say('one', 'And Go?');
    for (const person of ['web:you', 'web:ben']) await remember(person);
    expect((await visit('/t/one/delete')).body).toContain(
      'What you said as You and were answered goes; what Ben said stays.',
    );
    await visit('/t/one/delete', { fields: {} });
    const { body } = await visit('/t/one');
    expect(body).toContain('And Flask?');
    expect(body).not.toContain('And Go?');
    expect(await remembered()).toEqual(['', 'web:ben']);
    // Who knew the third change hears of the next one.
    await say('one', 'And Rust?', ben);
    const turns = await visit('/t/one/turns?after=3', { headers: { accept: 'application/json' } });
    expect(JSON.parse(turns.body).html).toContain('And Rust?');
  });

  test('waits for what is being said in it', async () => {
    page.engine.delay = 100;
    const [, deleted] = await Promise.all([
      say('one', 'FastAPI vs Django'),
      new Promise((resolve) => setTimeout(resolve, 30)).then(() => visit('/t/one/delete', { fields: {} })),
    ]);
    expect(deleted.status).toBe(303);
    expect(await listed()).toEqual([]);
  });

  test.each(['rename', 'delete'])('is not there for what was never said: %s', async (what) => {
    expect((await visit(`/t/nowhere/${what}`)).status).toBe(404);
  });

  test('is refused from a form of another session', async () => {
    const closed = await startPage({ WEB_TOKEN: 'correct-horse' });
    const ana = visitor(closed);
    await signInAs(ana, 'Ana', 'correct-horse');
    const csrf = await csrfOf(ana);
    const proof = { thread: 'one', text: 'hello', nonce: 'nonce-000001', csrf };
    await ana('/say', { fields: proof });
    const without = await ana('/t/one/delete', { fields: {} });
    const stays = (await ana('/t/one')).body;
    const withProof = await ana('/t/one/delete', { fields: { csrf } });
    await closed.stop();
    expect([without.status, withProof.status]).toEqual([403, 303]);
    expect(stays).toContain('hello');
  });
});
