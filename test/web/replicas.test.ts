import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseName, freshUrl } from '../support/database.ts';
import { startPage, type TestPage, visitor } from '../support/page.ts';

const thread = 'thread-1';
let pages: readonly TestPage[];
let listening: AbortController;
beforeEach(async () => {
  const environment = { DATABASE_URL: await freshUrl() };
  pages = [await startPage(environment), await startPage(environment)];
  listening = new AbortController();
});
afterEach(async () => {
  listening.abort();
  await Promise.all(pages.map((page) => page.stop()));
});

const page = (at: 0 | 1): TestPage => {
  const found = pages[at];
  if (found === undefined) throw new RangeError('no such page');
  return found;
};

/** What a page hears of a conversation, as it comes. */
async function listenTo(at: 0 | 1, to: string): Promise<() => Promise<string | undefined>> {
  const url = new URL(`/t/${to}/events`, page(at).address);
  const events = await fetch(url, { signal: listening.signal });
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async () => (await reader?.read())?.value;
}

let nonces = 0;
function say(at: 0 | 1, text: string, to = thread) {
  const fields = { thread: to, nonce: `nonce-${String(++nonces).padStart(6, '0')}`, text };
  return visitor(page(at))('/say', { fields });
}

describe(`two processes with one ${databaseName}`, () => {
  test('a page hears of what is said through the other process, and of nothing else', async () => {
    await say(0, 'before');
    const elsewhere = await listenTo(0, 'thread-2');
    const heard = await listenTo(0, thread);
    await say(1, 'show facts');
    expect(await heard()).toBe('event: turns\ndata: \n\n');
    const turns = await visitor(page(0))(`/t/${thread}/turns?after=1`, {
      headers: { accept: 'application/json' },
    });
    expect(turns.body).toContain('Go: strengths');
    await say(1, 'in the other one', 'thread-2');
    expect(await elsewhere()).toBe('event: turns\ndata: \n\n');
  });

  test('and of a conversation that is emptied there', async () => {
    await say(0, 'before');
    const heard = await listenTo(0, thread);
    await page(1).database.db.deleteFrom('turns').execute();
    expect(await heard()).toBe('event: turns\ndata: \n\n');
  });
});
