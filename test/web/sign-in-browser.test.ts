import { networkInterfaces } from 'node:os';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { startBrowser } from '../support/browser.ts';
import { startPage, type TestPage } from '../support/page.ts';

const token = 'correct-horse-battery';
let browser: Browser;
let page: TestPage;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  // A name that is no loopback one to the browser: what it does over plain http in a network, it does there.
  browser = await startBrowser('--host-resolver-rules=MAP *.example 127.0.0.1');
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await startPage({ WEB_TOKEN: token, HOST: '0.0.0.0' });
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  await page.stop();
});

const at = (host: string) => `http://${host}:${new URL(page.address).port}/`;

async function open(address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  contexts.push(context);
  const tab = await context.newPage();
  await tab.goto(address);
  return tab;
}

async function signIn(tab: Page, name: string, given = token): Promise<void> {
  await tab.getByLabel('Your name').fill(name);
  await tab.getByLabel('Token').fill(given);
  await tab.getByRole('button', { name: 'Sign in' }).click();
}

async function say(tab: Page, words: string): Promise<void> {
  await tab.getByLabel('Message').fill(words);
  await tab.getByRole('button', { name: 'Send' }).click();
}

/** This machine's own address in its network, where it has one. */
const lan = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

describe.each(['advisor.example', ...(lan === undefined ? [] : [lan])])('over plain http at %s', (host) => {
  test('one signs in, talks, and signs out', async () => {
    const tab = await open(at(host));
    const sent: Record<string, string>[] = [];
    tab.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.headers());
    });
    await signIn(tab, 'Ana');
    await tab.getByText('Signed in as Ana').waitFor();
    await say(tab, 'show facts');
    await tab.getByRole('heading', { name: 'Go: strengths' }).waitFor();
    // Nothing but Origin says where this came from: no secure context, no Sec-Fetch-Site.
    expect(sent.length).toBe(2);
    expect(sent.map((headers) => headers['sec-fetch-site'])).toEqual([undefined, undefined]);
    await tab.getByText('Signed in as').click();
    await tab.getByRole('button', { name: 'Sign out' }).click();
    expect(await tab.getByLabel('Your name').inputValue()).toBe('Ana');
    await tab.goto(at(host));
    await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('works without any script too', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    contexts.push(context);
    const tab = await context.newPage();
    await tab.goto(at(host));
    await signIn(tab, 'Ana');
    await say(tab, 'show facts');
    await tab.getByRole('heading', { name: 'Go: strengths' }).waitFor();
  });
});

describe('another site', () => {
  test.each([
    [
      'a form',
      '<form method="post" action="ACTION"><input name="name" value="Eve"><input name="token" value="TOKEN"></form>',
    ],
    [
      'a form that says nothing of itself',
      '<meta name="referrer" content="no-referrer"><form method="post" action="ACTION"><input name="name" value="Eve"><input name="token" value="TOKEN"></form>',
    ],
  ])('cannot sign anybody in by %s', async (_name, content) => {
    const tab = await open(at('advisor.example'));
    const html = content.replaceAll('ACTION', `${at('advisor.example')}signin`).replaceAll('TOKEN', token);
    await tab.route('http://evil.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: html }),
    );
    await tab.goto('http://evil.example/');
    await tab.evaluate('document.forms[0].submit()');
    await tab.getByText('This was sent from another site.').waitFor();
    await tab.goto(at('advisor.example'));
    await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});

describe('two browsers', () => {
  test('are two people by two names, each seeing what the other does', async () => {
    const ana = await open(at('advisor.example'));
    await signIn(ana, 'Ana');
    await say(ana, 'team');
    await ana.getByText('No votes yet.').waitFor();
    const ben = await open(at('advisor.example'));
    await signIn(ben, 'Ben');
    await ben.goto(ana.url());
    await ana.getByRole('button', { name: 'SQL' }).click();
    await ben.getByText('SQL 1 vote: Ana').waitFor();
    await ben.getByRole('button', { name: 'SQL' }).click();
    await ana.getByText('SQL 2 votes: Ana, Ben').waitFor();
  });
});

describe('the page to sign in', () => {
  test('says what is wrong beside the field, keeps the name, and has no accessibility fault', async () => {
    const tab = await open(at('advisor.example'));
    const faults = async () => {
      await tab.evaluate(axe.source);
      const { violations } = await tab.evaluate<AxeResults>('axe.run()');
      return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' | ')}`);
    };
    for (const colorScheme of ['light', 'dark'] as const) {
      await tab.emulateMedia({ colorScheme });
      expect(await faults()).toEqual([]);
    }
    await signIn(tab, '@ops');
    await tab.getByText('A name cannot begin with @').waitFor();
    expect(await tab.getByLabel('Your name').inputValue()).toBe('@ops');
    expect(await tab.evaluate<string>('document.activeElement.id')).toBe('name');
    expect(await faults()).toEqual([]);
    await signIn(tab, 'Ana', 'guess');
    await tab.getByText('That is not the token.').waitFor();
    expect(await tab.getByLabel('Your name').inputValue()).toBe('Ana');
    expect(await tab.evaluate<string>('document.activeElement.id')).toBe('token');
    expect(await faults()).toEqual([]);
    expect(
      await tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0);
  });

  test('leads an open page there once its session ended elsewhere, and keeps what was written', async () => {
    const tab = await open(at('advisor.example'));
    await signIn(tab, 'Ana');
    await page.database.db.deleteFrom('sign_ins').execute();
    await say(tab, 'words of mine');
    await tab.getByText('You are signed out. Reload the page to sign in.').waitFor();
    expect(await tab.getByLabel('Message').inputValue()).toBe('words of mine');
  });
});

test('a page that is opened from another database asks to sign in', async () => {
  const tab = await open(at('advisor.example'));
  await signIn(tab, 'Ana');
  await tab.getByText('Signed in as Ana').waitFor();
  const { port } = new URL(page.address);
  await page.stop();
  const settings = { WEB_TOKEN: token, HOST: '0.0.0.0', PORT: port };
  page = await startPage(settings, { database: await openDatabase('sqlite::memory:') });
  await tab.reload();
  await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
});
