import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { planSite } from '../../adapters/web/site/site-files.ts';
import { writeSite } from '../../adapters/web/site/write-site.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { startBrowser } from '../support/browser.ts';
import { actAs, operator } from '../support/page.ts';

let browser: Browser;
let server: Server;
let folder: string;
/** Where the site is: on a disk, and on a host below a path. */
let places: Record<'disk' | 'host', string>;
const faults: string[] = [];
const opened: Page[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(join(tmpdir(), 'stack-advisor-site-'));
  const database = await openDatabase('sqlite::memory:');
  const decisions = createDecisions(database);
  const ana = actAs('Ana');
  await decisions.propose(ana, { title: 'Use MySQL for orders', decision: 'MySQL.', tags: ['data'] });
  await decisions.approve(ana, 1);
  await decisions.propose(
    ana,
    {
      title: 'Use PostgreSQL for orders',
      context: '**Orders** are lost. See [that](https://example.org/).',
      decision: 'PostgreSQL, because orders and stock change together.',
      options: [{ name: 'MongoDB', cons: ['Joins'] }],
      tags: ['data', 'c#'],
      deciders: ['Cy'],
    },
    { supersedes: [1] },
  );
  await decisions.approve(actAs('Ben'), 2);
  await decisions.propose(ana, { title: '"><img src=x onerror=alert(1)>', decision: 'Élan for Zoë.' });
  await decisions.propose(actAs('Ana', 'shop'), { title: 'Pay by card' });
  const look = { workspace: 'local', viewer: operator };
  await writeSite(folder, await planSite(decisions, { look, name: 'Our decisions' }));
  await database.close();
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://host').pathname);
    const file = join(folder, path.replace(/^\/docs\/adr\//, '').replace(/(^|\/)$/, '$1index.html'));
    if (!path.startsWith('/docs/adr/') || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = { html: 'text/html', js: 'text/javascript', css: 'text/css' }[file.split('.').at(-1) ?? ''];
    response.writeHead(200, { 'content-type': type ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  places = { disk: `${pathToFileURL(folder).href}/`, host: `http://127.0.0.1:${port}/docs/adr/` };
});
afterEach(async () => {
  for (const tab of opened.splice(0)) await tab.context().close();
  expect(faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
  await browser.close();
});

async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const tab = await (
    await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options })
  ).newPage();
  tab.on('pageerror', (error) => faults.push(error.message));
  tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  opened.push(tab);
  await tab.goto(address);
  return tab;
}

const titles = (tab: Page) => tab.locator('.records > li > a').allInnerTexts();

describe.each(['disk', 'host'] as const)('a site on a %s', (place) => {
  test('finds records by their words, also misspelt ones, and leads to them', async () => {
    const tab = await open(`${places[place]}index.html`);
    expect(await titles(tab)).toHaveLength(4);
    await tab.getByLabel('Search').fill('why did we choose postgres');
    await tab.getByRole('button', { name: 'Search' }).click();
    await tab.getByText('1 record', { exact: true }).waitFor();
    expect(await titles(tab)).toEqual(['decisions-2. Use PostgreSQL for orders']);
    expect(new URL(tab.url()).search).toBe('?q=why+did+we+choose+postgres');
    expect(await tab.getByLabel('Search').inputValue()).toBe('why did we choose postgres');
    await tab.goto(`${places[place]}index.html?q=mongodv+joins`);
    await tab.getByText('1 record', { exact: true }).waitFor();
    await tab.goto(`${places[place]}index.html?q=elan+zoe`);
    await tab.getByText('1 record', { exact: true }).waitFor();
    await tab.goto(`${places[place]}index.html?q=blockchain`);
    await tab.getByText('No record says anything about that.').waitFor();
    await tab.goto(`${places[place]}index.html?q=mysql`);
    await tab.getByRole('link', { name: 'decisions-2. Use PostgreSQL for orders' }).click();
    await tab.getByRole('heading', { level: 1, name: 'decisions-2. Use PostgreSQL for orders' }).waitFor();
  });

  test('narrows and orders by what its address says', async () => {
    const at = async (query: string) => {
      const tab = await open(`${places[place]}index.html?${query}`);
      await tab.locator('[data-list] [role=status]', { hasText: 'record' }).waitFor();
      return titles(tab);
    };
    expect(await at('tag=c%23')).toEqual(['decisions-2. Use PostgreSQL for orders']);
    expect(await at('status=superseded')).toEqual(['decisions-1. Use MySQL for orders']);
    expect(await at('decider=Cy')).toEqual(['decisions-2. Use PostgreSQL for orders']);
    expect(await at('log=shop')).toEqual(['shop-1. Pay by card']);
    expect(await at('sort=title&tag=data')).toEqual([
      'decisions-1. Use MySQL for orders',
      'decisions-2. Use PostgreSQL for orders',
    ]);
  });

  test('is walked through by its links', async () => {
    const tab = await open(`${places[place]}index.html`);
    await tab.getByRole('link', { name: 'decisions-1. Use MySQL for orders' }).click();
    await tab.getByRole('link', { name: 'decisions-2. Use PostgreSQL for orders' }).click();
    await tab.getByRole('link', { name: '#c#' }).click();
    await tab.getByRole('heading', { level: 1, name: '#c#' }).waitFor();
    await tab.getByRole('link', { name: 'Tags' }).click();
    await tab.getByRole('link', { name: '#data' }).click();
    expect(await titles(tab)).toHaveLength(2);
    await tab.getByRole('link', { name: 'Our decisions' }).click();
    expect(await titles(tab)).toHaveLength(4);
    await tab.getByRole('link', { name: 'Cy' }).first().click();
    await tab.getByText('1 record', { exact: true }).waitFor();
  });
});

describe('a site', () => {
  test('copies the markdown of a record on a host, and leads to it on a disk', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const host = await open(`${places.host}log/decisions/2.html`, { permissions });
    await host.getByRole('link', { name: 'Copy markdown' }).click();
    await host.getByText('Copied.').waitFor();
    expect(await host.evaluate<string>('navigator.clipboard.readText()')).toContain(
      '# Use PostgreSQL for orders',
    );
    await host.getByRole('link', { name: 'Copy link' }).click();
    await expect
      .poll(() => host.evaluate<string>('navigator.clipboard.readText()'))
      .toBe(`${places.host}log/decisions/2.html`);
    const disk = await open(`${places.disk}log/decisions/2.html`, { permissions });
    await disk.getByRole('link', { name: 'Copy markdown' }).click();
    await disk.waitForURL(`${places.disk}log/decisions/2.md`);
    // No script may read what lies on a disk, and the browser says so.
    faults.splice(0);
  });

  test('can be read without any script', async () => {
    const tab = await open(`${places.host}index.html`, { javaScriptEnabled: false });
    expect(await titles(tab)).toHaveLength(4);
    expect(await tab.getByLabel('Search').isVisible()).toBe(false);
    expect(await tab.getByText('Search and filters need a script').isVisible()).toBe(true);
    await tab.getByRole('link', { name: '#data' }).first().click();
    expect(await titles(tab)).toHaveLength(2);
  });

  test.each(['light', 'dark'] as const)(
    'has no accessibility fault on any page (%s)',
    async (colorScheme) => {
      const found: string[] = [];
      const tab = await open(`${places.host}index.html`, { colorScheme, reducedMotion: 'reduce' });
      for (const path of [
        'index.html',
        'index.html?q=orders&status=accepted',
        'index.html?q=blockchain',
        'log/decisions/1.html',
        'log/decisions/2.html',
        'log/shop/index.html',
        'tag/data/index.html',
        'tags.html',
      ]) {
        await tab.goto(`${places.host}${path}`);
        await tab.getByText('Looking').waitFor({ state: 'detached' });
        await tab.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
        await tab.evaluate(axe.source);
        const { violations } = await tab.evaluate<AxeResults>('axe.run()');
        found.push(...violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html.slice(0, 120)}`));
      }
      expect(found).toEqual([]);
    },
  );

  test('fits a phone of 360 pixels', async () => {
    const tab = await open(`${places.host}index.html`, { viewport: { width: 360, height: 740 } });
    for (const path of ['index.html', 'log/decisions/2.html', 'tags.html']) {
      await tab.goto(`${places.host}${path}`);
      expect(
        await tab.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
      ).toBeLessThanOrEqual(0);
    }
  });
});
