import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { platforms } from '../../adapters/web/platform-states.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { startBrowser } from '../support/browser.ts';
import { temporaryFolder } from '../support/folder.ts';
import { actAs, startPage, type TestPage, visitor } from '../support/page.ts';
import { sampleReplies } from '../support/sample-replies.ts';

let browser: Browser;
let page: TestPage;
const opened: Page[] = [];
const faults: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await startPage({}, { platforms });
});
afterEach(async () => {
  for (const tab of opened.splice(0)) await tab.context().close();
  await page.stop();
  // A page that breaks its own rules says so here.
  expect(faults.splice(0)).toEqual([]);
});

/** A tab of its own, as another machine would have it. */
async function open(path = '', options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  const tab = await context.newPage();
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('console', (message) => {
    // A form that comes back is a failed request to the browser.
    if (message.type() === 'error' && !/status of [45]\d\d|ERR_/.test(message.text()))
      faults.push(message.text());
  });
  opened.push(tab);
  await tab.goto(new URL(path, page.address).href);
  return tab;
}

async function say(tab: Page, words: string): Promise<void> {
  await tab.getByLabel('Message').fill(words);
  await tab.keyboard.press('Enter');
}

const box = (tab: Page) => tab.getByLabel('Message');

describe('a conversation in the browser', () => {
  test('a question and a follow-up are answered in place, and are there after a reload', async () => {
    const tab = await open();
    await say(tab, 'show facts');
    await tab.getByRole('heading', { name: 'Go: strengths' }).waitFor();
    await say(tab, 'and against Django?');
    await tab.getByRole('heading', { name: 'FastAPI vs Django' }).waitFor();
    expect(await tab.locator('.turn').count()).toBe(2);
    expect(await box(tab).inputValue()).toBe('');
    expect(await hasFocus(box(tab))).toBe(true);
    expect(new URL(tab.url()).pathname).toMatch(/^\/t\//);
    await tab.reload();
    expect(await tab.locator('.turn').count()).toBe(2);
  });

  test('Shift+Enter makes a new line', async () => {
    const tab = await open();
    await box(tab).fill('one');
    await tab.keyboard.press('Shift+Enter');
    await tab.keyboard.type('two');
    expect(await box(tab).inputValue()).toBe('one\ntwo');
    expect(await tab.locator('.turn').count()).toBe(0);
  });

  test('the examples are asked with one press', async () => {
    const tab = await open();
    await tab.getByRole('button', { name: 'FastAPI vs Django' }).click();
    await tab.getByText('You said: FastAPI vs Django').waitFor();
    expect(await tab.getByText('What are you deciding?').count()).toBe(0);
  });

  test('shows that it thinks where that takes long', async () => {
    page.engine.delay = 1_500;
    const tab = await open();
    await say(tab, 'show facts');
    await tab.getByText('Thinking …').waitFor();
    await tab.getByRole('heading', { name: 'Go: strengths' }).waitFor();
    expect(await tab.getByText('Thinking …').count()).toBe(0);
  });

  test('a double click is one press, and what was written stays where the server cannot be reached', async () => {
    page.engine.delay = 50;
    const tab = await open();
    await say(tab, 'show list');
    await tab.getByRole('button', { name: 'Open' }).dblclick();
    await tab.getByText('You chose open:12').waitFor();
    expect(page.engine.heard).toHaveLength(2);
    await tab.context().setOffline(true);
    await say(tab, 'kept words');
    await tab.getByText('The server cannot be reached.').waitFor();
    expect(await box(tab).inputValue()).toBe('kept words');
    await tab.context().setOffline(false);
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.getByText('You said: kept words').waitFor();
  });

  test('two people vote in one conversation, each seeing the other at once', async () => {
    const you = await open();
    await say(you, 'team');
    await you.getByText('No votes yet.').waitFor();
    const ana = await open(new URL(you.url()).pathname);
    await ana.getByText('Speaking as').click();
    await ana.getByRole('button', { name: 'Ana' }).click();
    await ana.getByText('Speaking as Ana').waitFor();
    await you.getByRole('button', { name: 'SQL' }).click();
    await ana.getByText('SQL 1 vote: You').waitFor();
    await ana.getByRole('button', { name: 'Documents' }).click();
    await you.getByText('Documents 1 vote: Ana').waitFor();
    expect(await you.locator('.turn').count()).toBe(1);
    await say(ana, 'show facts');
    await you.getByRole('heading', { name: 'Go: strengths' }).waitFor();
  });

  test('what somebody ticked and has not sent stays when the message is updated', async () => {
    const tab = await open();
    const told = { intent: 'advise', live: { kind: 'team', id: 1 }, audience: 'channel' } as const;
    const outcome = { ...told, replies: [sampleReplies().question] };
    page.engine.handle = async () => outcome;
    await say(tab, 'begin');
    await tab.getByLabel('Scale').check();
    const thread = new URL(tab.url()).pathname.slice('/t/'.length);
    const votes = { thread, turn: '1', choice: 'q:consistency', nonce: 'nonce-000001' };
    const replies = [{ ...sampleReplies().question, topic: 'Updated' }];
    page.engine.handle = async () => ({ ...outcome, replies });
    await visitor(page)('/choose', { fields: votes });
    await tab.getByText('Updated').waitFor();
    expect(await tab.getByLabel('Scale').isChecked()).toBe(true);
    expect(await tab.getByLabel('Consistency').isChecked()).toBe(false);
  });

  test('chooses up to the number that a question takes', async () => {
    const tab = await open();
    await say(tab, 'show question');
    await tab.getByLabel('Consistency').check();
    await tab.getByLabel('Scale').check();
    expect(await tab.getByLabel('Simplicity').isDisabled()).toBe(true);
    await tab.getByRole('button', { name: 'Choose' }).click();
    await tab.getByText('You chose q:consistency and q:scale').waitFor();
  });

  test('a form comes back with its faults at the first of them, and is sent when they are gone', async () => {
    const tab = await open();
    await say(tab, 'show form');
    await tab.getByLabel('Title').fill('Use Rust');
    await tab.getByRole('textbox', { name: 'Decision' }).fill('   ');
    await tab.getByRole('button', { name: 'Propose' }).click();
    await tab.getByText('This is needed.').waitFor();
    expect(await hasFocus(tab.getByRole('textbox', { name: 'Decision' }))).toBe(true);
    expect(await tab.getByLabel('Title').inputValue()).toBe('Use Rust');
    await tab.getByRole('textbox', { name: 'Decision' }).fill('Because');
    await tab.getByRole('button', { name: 'Propose' }).click();
    await tab.getByRole('link', { name: '12. Use Rust' }).waitFor();
  });

  test('a proposal is approved from its page', async () => {
    const { decisions } = page;
    await decisions.propose(actAs('Ben'), { title: 'Use Kafka', decision: 'Kafka' });
    const tab = await open('/log');
    await tab.getByRole('link', { name: '1. Use Kafka' }).click();
    await tab.getByRole('button', { name: 'Approve', exact: true }).click();
    await tab.getByText('You said: approve 1 in decisions').waitFor();
  });

  test('a record’s address and its markdown are copied, and stay links where there is no clipboard', async () => {
    await page.decisions.propose(actAs('Ben'), { title: 'Use Kafka', decision: 'Kafka' });
    const permissions = ['clipboard-read', 'clipboard-write'];
    const tab = await open('/log/decisions/1', { permissions });
    const copied = () => tab.evaluate<string>('navigator.clipboard.readText()');
    await tab.getByRole('link', { name: 'Copy link' }).click();
    await tab.getByText('Copied.').waitFor();
    expect(await copied()).toBe(`${page.address}log/decisions/1`);
    await tab.getByRole('link', { name: 'Copy markdown' }).click();
    await expect.poll(copied).toContain('# Use Kafka');
    const plain = await open('/log/decisions/1', { javaScriptEnabled: false });
    await plain.getByRole('link', { name: 'Markdown' }).click();
    expect(await plain.locator('pre').innerText()).toContain('# Use Kafka');
  });

  test('a conversation is renamed where its title stands, and deleted after it was asked', async () => {
    const tab = await open();
    await say(tab, 'show facts');
    await tab.getByRole('link', { name: 'Rename' }).click();
    expect(await hasFocus(tab.getByLabel('Title'))).toBe(true);
    await tab.getByLabel('Title').fill('What Go is good at');
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { level: 1, name: 'What Go is good at' }).waitFor();
    await tab.getByRole('link', { name: 'Delete' }).click();
    await tab.getByRole('heading', { name: 'Delete this conversation?' }).waitFor();
    await tab.getByRole('button', { name: 'Delete' }).click();
    await tab.getByText('What are you deciding?').waitFor();
    expect(await tab.getByText('What Go is good at').count()).toBe(0);
  });
});

describe('what opens', () => {
  /** Where the first part of a kind is: how far its beginning is from the window's, and its end from the box's. */
  const placeOf = (tab: Page, selector: string) =>
    tab.evaluate<{ top: number; below: number }>(`(() => {
      const { top, bottom } = document.querySelector('${selector}').getBoundingClientRect();
      return { top, below: bottom - document.querySelector('[data-composer]').getBoundingClientRect().top };
    })()`);
  const isDrawn = (tab: Page) =>
    tab.evaluate<boolean>('document.querySelector(".reply-chart img").naturalWidth > 0');

  /** A conversation that is longer than the window. */
  async function longTab(): Promise<Page> {
    const tab = await open('/', { reducedMotion: 'reduce', viewport: { width: 1100, height: 600 } });
    for (const kind of ['facts', 'recommendation']) {
      await say(tab, `show ${kind}`);
      await tab.locator(`.reply-${kind}`).waitFor();
    }
    return tab;
  }

  test('is scrolled into view: a chart, when its picture has come', async () => {
    const tab = await longTab();
    await say(tab, 'show chart');
    await tab.locator('.reply-chart').waitFor();
    await expect.poll(() => isDrawn(tab)).toBe(true);
    await expect.poll(async () => (await placeOf(tab, '.reply-chart figure')).top).toBeLessThan(300);
    expect((await placeOf(tab, '.reply-chart figure')).top).toBeGreaterThanOrEqual(0);
  });

  test('is scrolled into view: what is unfolded at the lower edge', async () => {
    const tab = await longTab();
    await tab.evaluate(`(() => {
      const summary = document.querySelector('.reply-facts summary').getBoundingClientRect();
      const box = document.querySelector('[data-composer]').getBoundingClientRect();
      scrollBy(0, summary.bottom - box.top);
    })()`);
    // The driver's own click would scroll first.
    await tab.evaluate('document.querySelector(".reply-facts summary").click()');
    await expect.poll(async () => (await placeOf(tab, '.reply-facts details')).below).toBeLessThanOrEqual(0);
    expect(await tab.locator('.reply-facts details li').first().isVisible()).toBe(true);
  });

  test('leaves whoever has gone on reading where they are', async () => {
    const tab = await longTab();
    const held = Promise.withResolvers<void>();
    await tab.route('**/*.svg*', async (route) => {
      await held.promise;
      await route.continue();
    });
    await say(tab, 'show chart');
    await tab.locator('.reply-chart').waitFor();
    await tab.mouse.move(600, 300);
    await tab.mouse.wheel(0, -100_000);
    await expect.poll(() => tab.evaluate<number>('scrollY')).toBe(0);
    held.resolve();
    await expect.poll(() => isDrawn(tab)).toBe(true);
    expect(await tab.evaluate<number>('scrollY')).toBe(0);
  });
});

describe('with the keyboard alone', () => {
  test('one gets from the top to an answer and to its choices', async () => {
    const tab = await open();
    await tab.keyboard.press('Tab');
    expect(await focused(tab)).toBe('Skip to the content');
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('Tab');
    expect(await focused(tab)).toBe('New conversation');
    await box(tab).focus();
    await tab.keyboard.type('show text');
    await tab.keyboard.press('Enter');
    await tab.getByText('Recorded as 12.').waitFor();
    await tab.keyboard.press('Shift+Tab');
    expect(await focused(tab)).toBe('Drop it');
    const outline = await tab.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await tab.keyboard.press('Enter');
    await tab.getByText('You chose drop').waitFor();
  });

  test('the keyboard stays on a button whose message is updated', async () => {
    const tab = await open();
    await say(tab, 'team');
    await tab.getByRole('button', { name: 'SQL' }).focus();
    await tab.keyboard.press('Enter');
    await tab.getByText('SQL 1 vote: You').waitFor();
    expect(await focused(tab)).toBe('SQL');
  });
});

// What runs in the browser is text here: this program's types know no browser.
const focused = (tab: Page) => tab.evaluate<string>('document.activeElement.textContent.trim()');
const hasFocus = (field: Locator) =>
  field
    .and(field.page().locator(':focus'))
    .count()
    .then((count) => count === 1);
const tooWide = (tab: Page) => tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
const unfoldAll = (tab: Page) =>
  tab.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');

describe('without any script', () => {
  test('a question, a choice, a form and a vote work', async () => {
    const tab = await open('/', { javaScriptEnabled: false });
    await box(tab).fill('team');
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.getByRole('button', { name: 'SQL' }).click();
    await tab.getByText('SQL 1 vote: You').waitFor();
    await tab.getByText('Speaking as').click();
    await tab.getByLabel('Another name').fill('Zoë');
    await tab.getByRole('button', { name: 'Switch' }).click();
    await tab.getByRole('button', { name: 'SQL' }).click();
    await tab.getByText('SQL 2 votes: You, Zoë').waitFor();
    await box(tab).fill('show form');
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.getByRole('textbox', { name: 'Decision' }).fill('Because');
    await tab.getByRole('button', { name: 'Propose' }).click();
    await tab.getByRole('link', { name: '12. Use Go' }).waitFor();
    expect(await tab.locator('.turn').count()).toBe(3);
  });
});

/** What axe finds, whatever its impact. */
async function faultsOf(tab: Page): Promise<string[]> {
  await tab.evaluate(axe.source);
  const { violations } = await tab.evaluate<AxeResults>('axe.run()');
  return violations.map(
    ({ id, impact, nodes }) => `${impact} ${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

const kinds = Object.keys(sampleReplies());

/** Everything that the page shows, once each. */
async function everyPage(visit: (tab: Page, name: string) => Promise<void>, options: BrowserContextOptions) {
  const { decisions } = page;
  const long = `Use PostgreSQL for ${'everything-that-has-to-be-consistent-'.repeat(5)}`;
  await decisions.propose(actAs('Ana'), { title: 'Use MySQL', decision: 'MySQL', tags: ['data'] });
  await decisions.approve(actAs('Ana'), 1);
  const whole = {
    title: long,
    decision: 'PostgreSQL',
    options: [{ name: 'MongoDB', cons: ['Joins'] }],
    tags: ['data'],
  };
  await decisions.propose(actAs('Ana'), whole, { supersedes: [1] });
  await decisions.approve(actAs('Ben'), 2);
  const text = '## Why\n\n- **One** `two` [three](https://example.org/)\n\n| A | B |\n|---|---|\n| 1 | 2 |';
  await decisions.propose(actAs('Ana'), { title: 'Use Kafka', decision: 'Kafka', context: text });
  await decisions.setLog(actAs('Ana', 'closed'), { deciders: ['Ana'] });
  const tab = await open('/log', options);
  await visit(tab, 'a list that is filled');
  await tab.goto(page.address);
  await visit(tab, 'the first page');
  for (const kind of kinds) {
    await say(tab, `show ${kind}`);
    await tab.locator(`.reply-${kind}`).waitFor();
  }
  await unfoldAll(tab);
  await visit(tab, 'every kind of reply');
  const thread = new URL(tab.url()).pathname;
  for (const path of [
    thread,
    `${thread}/rename`,
    `${thread}/delete`,
    '/log',
    '/log?status=accepted&sort=title',
    '/log?q=nothing+of+that',
    '/log/decisions/1',
    '/log/decisions/2',
    '/log/decisions/3',
    '/log/timeline',
    '/logs',
    '/logs/decisions',
    '/logs/closed',
    '/connect',
    '/nothing',
  ]) {
    await tab.goto(new URL(path, page.address).href);
    await visit(tab, path);
  }
}

describe('with a token', () => {
  test('one signs in, talks, and signs out', async () => {
    await page.stop();
    page = await startPage({ WEB_TOKEN: 'correct-horse' }, { platforms });
    const tab = await open('/', { viewport: { width: 360, height: 740 } });
    await tab.getByLabel('Your name').fill('W'.repeat(40));
    await tab.getByLabel('Token').fill('wrong-horse');
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByText('That is not the token.').waitFor();
    expect(await faultsOf(tab)).toEqual([]);
    await tab.getByLabel('Token').fill('correct-horse');
    await tab.keyboard.press('Enter');
    // The page that follows is there with its script, whoever is quicker.
    await tab.getByLabel('Message').waitFor();
    await tab.waitForLoadState('networkidle').catch(() => undefined);
    await say(tab, 'team');
    await tab.getByRole('button', { name: 'SQL' }).click();
    await tab.getByText(`SQL 1 vote: ${'W'.repeat(40)}`).waitFor();
    expect(await tooWide(tab)).toBeLessThanOrEqual(0);
    await tab.getByText('Signed in as').click();
    expect(await tooWide(tab)).toBeLessThanOrEqual(0);
    expect(await faultsOf(tab)).toEqual([]);
    await tab.getByRole('button', { name: 'Sign out' }).click();
    await tab.getByLabel('Token').waitFor();
  });
});

describe('a restart of the server', () => {
  test('is survived by an open page: the same buttons go on, and what is new arrives', async () => {
    const url = `sqlite:${temporaryFolder()}/page.db`;
    await page.stop();
    page = await startPage({}, { database: await openDatabase(url) });
    const tab = await open();
    await say(tab, 'show list');
    await tab.getByRole('button', { name: 'Open' }).waitFor();
    const { port } = new URL(page.address);
    await page.stop();
    page = await startPage({ PORT: port }, { database: await openDatabase(url) });
    await tab.getByRole('button', { name: 'Open' }).click();
    await tab.getByText('You chose open:12').waitFor();
    const thread = new URL(tab.url()).pathname.slice('/t/'.length);
    await visitor(page)('/say', { fields: { thread, text: 'show facts', nonce: 'nonce-000001' } });
    await tab.getByRole('heading', { name: 'Go: strengths' }).waitFor();
  });
});

describe('every page', () => {
  test.each(['light', 'dark'] as const)(
    'has no accessibility fault (%s)',
    async (colorScheme) => {
      const found: string[] = [];
      await everyPage(
        async (tab, name) => {
          found.push(...(await faultsOf(tab)).map((fault) => `${name}: ${fault}`));
        },
        { colorScheme, reducedMotion: 'reduce' },
      );
      expect(found).toEqual([]);
    },
    60_000,
  );

  test.each(['light', 'dark'] as const)(
    'has none where nothing is there yet, or is refused (%s)',
    async (colorScheme) => {
      const found: string[] = [];
      const tab = await open('/log', { colorScheme, reducedMotion: 'reduce' });
      const look = async (name: string) => {
        found.push(...(await faultsOf(tab)).map((fault) => `${name}: ${fault}`));
      };
      await look('an empty list');
      await tab.goto(new URL('/logs', page.address).href);
      await look('no logs');
      await tab.getByLabel('Name', { exact: true }).fill('-');
      await tab.getByRole('button', { name: 'Make it' }).click();
      await tab.getByText('named with letters').waitFor();
      await look('a refused log');
      await tab.getByLabel('Name', { exact: true }).fill('shop');
      await tab.getByRole('button', { name: 'Make it' }).click();
      await tab.getByLabel('Who sees it').selectOption('members of its channel');
      await tab.getByRole('button', { name: 'Save' }).click();
      await tab.getByText('name the channel').waitFor();
      await look('refused settings');
      await tab.goto(page.address);
      await box(tab).fill('fail');
      // As a form is sent without any script.
      await tab.evaluate('document.querySelector("[data-composer]").submit()');
      await tab.getByText('Something went wrong here').waitFor();
      await look('a fault');
      await page.stop();
      page = await startPage({ WEB_TOKEN: 'correct-horse' }, { platforms });
      await tab.goto(page.address);
      await look('signing in');
      await tab.getByLabel('Your name').fill('Ana');
      await tab.getByLabel('Token').fill('wrong-horse');
      await tab.getByRole('button', { name: 'Sign in' }).click();
      await tab.getByText('That is not the token.').waitFor();
      await look('a wrong token');
      expect(found).toEqual([]);
    },
  );

  test('fits a phone of 360 pixels', async () => {
    const wide: string[] = [];
    await everyPage(
      async (tab, name) => {
        const over = await tooWide(tab);
        if (over > 0) wide.push(`${name}: ${over} pixels too wide`);
      },
      { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' },
    );
    expect(wide).toEqual([]);
  });
});

describe('the first page', () => {
  test('weighs less than 12 KB, compressed, with all that it loads', async () => {
    const tab = await open('/healthz');
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(page.address, { waitUntil: 'load' });
    const loaded = asked.filter((url) => /^http/.test(url) && !url.endsWith('/events'));
    expect(loaded.map((url) => new URL(url).pathname).sort()).toEqual(['/', '/page.css', '/page.js']);
    const visit = visitor(page);
    const headers = { 'accept-encoding': 'gzip' };
    const answers = await Promise.all(loaded.map((url) => visit(url, { headers })));
    expect(answers.map((answer) => answer.headers['content-encoding'])).toEqual(['gzip', 'gzip', 'gzip']);
    const weight = answers.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(weight).toBeLessThan(12 * 1_024);
  });

  test('is readable before any script or style', async () => {
    const tab = await open('/', { javaScriptEnabled: false });
    expect(await tab.getByRole('heading', { level: 2 }).first().textContent()).toBe('What are you deciding?');
  });
});
