// Draws docs/pictures: what people see in Slack, from what the adapter really sends there; the page and the terminal as they are.
// `npm run pictures` draws all of them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startBrowser } from '../test/support/browser.ts';
import { checkedRepository } from './pictures/checked-repository.ts';
import { shootPages } from './pictures/page-shots.ts';
import { slackPage } from './pictures/slack-look.ts';
import { playScenes } from './pictures/slack-scenes.ts';
import { smallPng } from './pictures/small-png.ts';
import { type Typed, terminalPage } from './pictures/terminal.ts';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const browser = await startBrowser();
mkdirSync(folder, { recursive: true });
try {
  for (const scene of await playScenes()) await draw(scene.name, await slackPage(scene));
  await drawTerminal('terminal', [asked('is go faster than node'), asked('what is the best css framework')]);
  const check = ['adr', 'check', 'docs/adr', '--diff', 'main'];
  await drawTerminal('check', [{ shown: `npx stack-advisor ${check.join(' ')}`, args: check }]);
  await shootPages(browser, keep);
} finally {
  await browser.close();
}

function asked(question: string): Typed {
  return { shown: `npx stack-advisor ask "${question}"`, args: ['ask', question] };
}

async function drawTerminal(name: string, commands: readonly Typed[]): Promise<void> {
  const repository = checkedRepository();
  await draw(name, await terminalPage(commands, repository));
  rmSync(repository, { recursive: true, force: true });
}

/** Draws the `main` of a page, whatever its size. */
async function draw(name: string, page: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 900, height: 720 }, deviceScaleFactor: 2 });
  const tab = await context.newPage();
  await tab.setContent(page);
  await tab.evaluate('document.fonts.ready.then(() => undefined)');
  keep(name, await tab.locator('main').screenshot());
  await context.close();
}

function keep(name: string, png: Buffer): void {
  const bytes = smallPng(png);
  writeFileSync(`${folder}${name}.png`, bytes);
  process.stdout.write(`${name}.png ${Math.round(bytes.length / 1_000)} kB\n`);
}
