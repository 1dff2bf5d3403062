import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEngine } from '../../src/conversation/engine.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { startBrowser } from '../support/browser.ts';
import { throwFault } from '../support/faults.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startPage, type TestPage } from '../support/page.ts';
import { servicesFor } from '../support/services.ts';

let browser: Browser;
let context: BrowserContext;
let tab: Page;
let page: TestPage;
let url: string;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  url = `sqlite:${temporaryFolder()}/page.db`;
  page = await startWhole();
  context = await browser.newContext();
  tab = await context.newPage();
  await tab.goto(page.address);
});
afterEach(async () => {
  await context.close();
  await page.stop();
});

/** The page with everything that belongs to it. */
async function startWhole(port = '0'): Promise<TestPage> {
  const database = await openDatabase(url);
  const { decisions, ...services } = await servicesFor(database);
  return startPage(
    { PORT: port },
    { database, decisions, engine: createEngine({ decisions, ...services }, throwFault) },
  );
}

const turns = () => tab.locator('.turn');
const last = () => turns().last();

async function say(words: string): Promise<void> {
  const before = await turns().count();
  await tab.getByLabel('Message').fill(words);
  await tab.keyboard.press('Enter');
  await turns().nth(before).waitFor();
}

async function become(name: string): Promise<void> {
  await tab.getByText('Speaking as').click();
  await tab.getByRole('button', { name, exact: true }).click();
  await tab.getByText(`Speaking as ${name}`).waitFor();
}

describe('the whole page', () => {
  test('answers a question and its follow-up', async () => {
    await say('fastapi vs django');
    expect(await last().innerText()).toContain('FastAPI for new, API-first services');
    await say('and Flask?');
    expect(await last().innerText()).toContain('Flask');
  });

  test('walks to a recommendation, over a restart in the middle', async () => {
    await say('help us choose a database');
    const { port } = new URL(page.address);
    await page.stop();
    page = await startWhole(port);
    for (let question = 0; question < 20; question++) {
      if ((await last().locator('.reply-recommendation').count()) > 0) break;
      const before = await turns().count();
      const box = last().getByRole('checkbox').first();
      if ((await box.count()) > 0) {
        await box.check();
        await last().getByRole('button', { name: 'Choose' }).click();
      } else await last().locator('.options button').first().click();
      await turns().nth(before).waitFor();
    }
    expect(await last().locator('.reply-recommendation h2').innerText()).toBe('PostgreSQL');
  });

  test('lets a team vote, and says where it differs', async () => {
    await say('help us choose a database');
    await last().getByRole('button', { name: 'Decide as a team' }).click();
    await tab.getByText('No votes yet.').waitFor();
    await last().getByRole('button', { name: 'Records that belong together and must add up' }).click();
    await tab.getByText('Records that belong together and must add up 1 vote: You').waitFor();
    await become('Ana');
    await last().getByRole('button', { name: 'Documents whose shape differs and changes' }).click();
    await tab.getByText('Documents whose shape differs and changes 1 vote: Ana').waitFor();
    await last().getByRole('button', { name: 'Recommend now' }).click();
    await last().locator('.reply-recommendation').waitFor();
    expect(await last().innerText()).toMatch(/You: PostgreSQL\s+Ana: MongoDB/);
  });

  test('records, approves, supersedes and finds a decision', async () => {
    await say('record that we chose MySQL because we know it');
    await become('Ana');
    await last().getByRole('button', { name: 'Approve' }).click();
    await last().getByText('accepted', { exact: true }).waitFor();
    await last().getByRole('link', { name: '1. Use MySQL' }).click();
    await tab.getByRole('button', { name: 'Supersede' }).click();
    await last().getByLabel('What is decided, in a line').fill('Use PostgreSQL');
    await last().getByRole('textbox', { name: 'Decision and why' }).fill('Orders need transactions.');
    await last().locator('form.fields button').click();
    await last().getByRole('link', { name: '2. Use PostgreSQL' }).waitFor();
    await say('approve 2');
    await tab.getByRole('link', { name: 'Decisions', exact: true }).click();
    await tab.getByLabel('Search').fill('mysql');
    await tab.getByRole('button', { name: 'Search' }).click();
    await tab.getByText('Superseded by 2. Use PostgreSQL').waitFor();
    await tab.getByRole('link', { name: '1. Use MySQL' }).click();
    expect(await tab.locator('main').innerText()).toMatch(/Superseded by 2. Use PostgreSQL/);
    expect(await page.decisions.verify('local')).toEqual([]);
  });
});
