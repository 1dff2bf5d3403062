import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';

const bin = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** Tells on stderr which packages are loaded. */
const telling = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const told = new Set();
  registerHooks({ load(url, context, next) {
    const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
    if (name !== undefined && !told.has(name)) { told.add(name); process.stderr.write('loaded ' + name + '\\n'); }
    return next(url, context);
  } });
`)}`;

/** The packages that a server has loaded once it is ready, with these settings. */
async function loadedBy(settings: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: `sqlite:${join(temporaryFolder(), 'loading.db')}`,
    ...settings,
  };
  const server = spawn(process.execPath, ['--import', telling, bin, 'serve'], { env });
  let told = '';
  server.stderr.on('data', (text) => {
    told += String(text);
  });
  for await (const text of server.stdout) if (String(text).includes('ready')) break;
  server.kill('SIGTERM');
  await once(server, 'exit');
  return [...told.matchAll(/^loaded (\S+)$/gm)].flatMap(([, name]) => name ?? []);
}

const nowhere = 'http://127.0.0.1:9/';

test('a platform that is off is not loaded, nor what few ever need', async () => {
  const alone = await loadedBy({});
  expect(alone).toContain('hono');
  for (const name of [
    'discord.js',
    '@slack/bolt',
    'echarts',
    'mdast-util-from-markdown',
    'fflate',
    '@modelcontextprotocol/server',
  ])
    expect(alone).not.toContain(name);
  const withSlack = await loadedBy({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'eight letters',
    SLACK_API_URL: nowhere,
  });
  expect(withSlack).toContain('@slack/bolt');
  expect(withSlack).not.toContain('discord.js');
  const withDiscord = await loadedBy({
    DISCORD_TOKEN: 'a-token-of-tests',
    DISCORD_APPLICATION_ID: '123456789012345678',
    DISCORD_API_URL: nowhere,
  });
  expect(withDiscord).toContain('discord.js');
  expect(withDiscord).not.toContain('@slack/bolt');
});
