import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { type SlackPlatform, signingSecret, startSlackPlatform } from '../support/slack-platform.ts';
import { callsOf, overHttp, type Somebody, somebody } from '../support/slack-world.ts';
import { until } from '../support/until.ts';

const bin = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

let platform: SlackPlatform;
let running: ChildProcess;
let ann: Somebody;
let databaseUrl: string;
let logged = '';

beforeEach(async () => {
  logged = '';
  databaseUrl = `sqlite:${join(temporaryFolder(), 'slack.db')}`;
  platform = await startSlackPlatform();
  await start();
});
afterEach(async () => {
  running.kill('SIGKILL');
  await platform.stop();
  expect(platform.problems).toEqual([]);
  expect(logged).not.toMatch(/xoxb-|an-endless-secret/);
});

/** Starts the program as it is started. */
async function start(): Promise<void> {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE_URL: databaseUrl,
    SLACK_API_URL: platform.apiUrl,
    SLACK_BOT_TOKEN: platform.workspaces[0]?.token ?? '',
    SLACK_SIGNING_SECRET: signingSecret,
  };
  running = spawn(process.execPath, [bin, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  running.stdout?.on('data', (text) => {
    out += String(text);
  });
  running.stderr?.on('data', (text) => {
    logged += String(text);
  });
  const address = await until('the program', () => /ready: (\S+)/.exec(out)?.[1], 15_000);
  ann = somebody(platform, overHttp({ address }), 'ann');
}

function ended(): Promise<number | null> {
  return new Promise((resolve) => running.once('exit', (code) => resolve(code)));
}

/** How often each thread was answered. */
function answers(): Record<string, number> {
  const threads = callsOf(platform, 'chat.postMessage').map(({ args }) => String(args.thread_ts));
  return Object.fromEntries(
    [...Map.groupBy(threads, (thread) => thread)].map(([thread, all]) => [thread, all.length]),
  );
}

describe('the program', () => {
  test('answers each of what it acknowledged once, though it is killed in between', async () => {
    const asked: string[] = [];
    for (let round = 0; round < 3; round++) asked.push((await ann.mention('what is the GIL')).ts);
    running.kill('SIGKILL');
    await ended();
    await start();
    await until('all answers', () => (Object.keys(answers()).length === 3 ? true : undefined), 40_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(answers()).toEqual(Object.fromEntries(asked.map((ts) => [ts, 1])));
  });

  test('ends by itself when it is asked to, with nothing half done', async () => {
    const { ts } = await ann.mention('what is the GIL');
    running.kill('SIGTERM');
    expect(await ended()).toBe(0);
    await start();
    await until('the answer', () => (answers()[ts] === 1 ? true : undefined), 30_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(answers()).toEqual({ [ts]: 1 });
  });
});
