import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { actAs } from '../../test/support/page.ts';
import { fontFace } from './slack-look.ts';

/** Takes the page of the running program, with a team's decisions in it. */
export async function shootPages(browser: Browser, keep: (name: string, png: Buffer) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-pictures-'));
  const databaseUrl = `sqlite:${join(folder, 'pictures.db')}`;
  await decideThings(databaseUrl);
  const { address, child } = await serve(databaseUrl);
  const options = { viewport: { width: 1100, height: 900 }, deviceScaleFactor: 1.5, bypassCSP: true };
  const context = await browser.newContext(options);
  try {
    const tab = await context.newPage();
    await tab.goto(`${address}log`);
    await inLato(tab);
    keep('log', await tab.screenshot());
    await tab.goto(address);
    for (const [at, words] of ['is go faster than node', 'and python?'].entries()) {
      await tab.getByLabel('Message').fill(words);
      await tab.keyboard.press('Enter');
      await tab.locator('.turn').nth(at).waitFor();
    }
    await tab.waitForTimeout(500);
    await tab.evaluate("scrollTo({ top: 0, behavior: 'instant' })");
    await tab.waitForTimeout(200);
    await inLato(tab);
    keep('chat', await tab.screenshot());
  } finally {
    await context.close();
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The page takes the system's own font; what that is differs. */
async function inLato(tab: Page): Promise<void> {
  const fonts = [400, 700].map((weight) => fontFace('Lato', 'lato', weight)).join('\n');
  await tab.addStyleTag({
    content: `${fonts} body, button, input, select, textarea { font-family: Lato !important; }`,
  });
  await tab.evaluate('document.fonts.ready.then(() => undefined)');
}

/** What a team decided, with the day. */
const decided = [
  ['2026-02-03', 'Use RabbitMQ for order events', 'RabbitMQ, because nobody replays order events.', 'events'],
  [
    '2026-03-17',
    'Use PostgreSQL for orders',
    'PostgreSQL, because orders and stock change in one transaction.',
    'data',
  ],
  ['2026-05-06', 'Write new services in Go', 'Go, because we ship one binary to small machines.', 'services'],
  [
    '2026-08-25',
    'Put Redis before the catalogue',
    'Redis, because the same hundred products are read all day.',
    'data',
  ],
  ['2026-11-12', 'Use Kafka for order events', 'Kafka, because billing replays old orders.', 'events'],
] as const;

async function decideThings(databaseUrl: string): Promise<void> {
  const database = await openDatabase(databaseUrl);
  let day = '';
  const decisions = createDecisions(database, () => `${day}T09:41:00.000Z`);
  for (const [on, title, decision, tag] of decided) {
    day = on;
    const number = await decisions.propose(actAs('Ana'), { title, decision, tags: [tag] });
    if (number < decided.length) await decisions.approve(actAs('Ben'), number);
  }
  await database.close();
}

function serve(databaseUrl: string): Promise<{ address: string; child: ChildProcess }> {
  const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));
  const env = { ...process.env, DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, [program, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the program did not start')));
    child.stdout?.on('data', (text: Buffer) => {
      const address = /ready: (\S+)/.exec(text.toString())?.[1];
      if (address !== undefined) resolve({ address, child });
    });
  });
}
