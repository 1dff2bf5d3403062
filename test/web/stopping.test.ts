import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { type SlackPlatform, signingSecret, startSlackPlatform } from '../support/slack-platform.ts';
import { callsOf, overHttp, somebody } from '../support/slack-world.ts';
import { until } from '../support/until.ts';

const bin = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));
let running: ChildProcess | undefined;
let platform: SlackPlatform;
beforeEach(async () => {
  platform = await startSlackPlatform();
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await platform.stop();
});

/** Starts the program as it is started; gives its address once it is ready. */
async function serve(settings: Record<string, string>): Promise<string> {
  const env = { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...settings };
  running = spawn(process.execPath, [bin, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  running.stdout?.on('data', (text) => {
    out += String(text);
  });
  return until('the program', () => /ready: (\S+)/.exec(out)?.[1], 15_000);
}

const databaseUrl = () => `sqlite:${temporaryFolder()}/stopping.db`;
const ended = async () => running !== undefined && (await once(running, 'exit'));
const ready = async (address: string) => {
  const answer = await fetch(new URL('/readyz', address));
  return { status: answer.status, line: await answer.text() };
};

describe('a process that is asked to end', () => {
  test('says so first, takes nothing new then, finishes what runs, and ends with 0', async () => {
    const address = await serve({
      DATABASE_URL: databaseUrl(),
      STOP_WITHIN: '12',
      STOP_NOTICE: '2',
      SLACK_API_URL: platform.apiUrl,
      SLACK_BOT_TOKEN: platform.workspaces[0]?.token ?? '',
      SLACK_SIGNING_SECRET: signingSecret,
    });
    const ann = somebody(platform, overHttp({ address }), 'ann');
    expect(await ready(address)).toEqual({ status: 200, line: 'ready\n' });
    // The answer is on its way when the signal comes, and hangs.
    platform.hold('chat.postMessage', 3_000);
    await ann.mention('what is the GIL');
    await until('the call', () => (callsOf(platform, 'chat.postMessage').length > 0 ? true : undefined));
    const exit = ended();
    running?.kill('SIGTERM');
    const draining = { status: 503, line: 'not ready: it was asked to end and finishes what runs\n' };
    await expect.poll(() => ready(address)).toEqual(draining);
    // Whoever has not seen that yet is served still.
    expect((await fetch(address)).status).toBe(200);
    const refused = () =>
      fetch(address).then(({ status, headers }) => [
        status,
        headers.get('connection'),
        headers.get('retry-after'),
      ]);
    await expect.poll(refused).toEqual([503, 'close', '5']);
    expect(await ready(address)).toEqual(draining);
    expect(await exit).toEqual([0, null]);
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
  });

  test('ends with 0 within its time, though a call never comes back', async () => {
    const address = await serve({
      DATABASE_URL: databaseUrl(),
      STOP_WITHIN: '4',
      SLACK_API_URL: platform.apiUrl,
      SLACK_BOT_TOKEN: platform.workspaces[0]?.token ?? '',
      SLACK_SIGNING_SECRET: signingSecret,
    });
    platform.hold('chat.postMessage', 600_000);
    await somebody(platform, overHttp({ address }), 'ann').mention('what is the GIL');
    await until('the call', () => (callsOf(platform, 'chat.postMessage').length > 0 ? true : undefined));
    const exit = ended();
    running?.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });
});

describe('a start that fails', () => {
  test('ends, though its port was open already', async () => {
    const env = { PATH: process.env.PATH, PORT: '0', DATABASE_URL: `sqlite:${temporaryFolder()}` };
    running = spawn(process.execPath, [bin, 'serve'], { env, stdio: 'ignore' });
    expect(await ended()).toEqual([1, null]);
  });

  test('touches no database where the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const env = { PATH: process.env.PATH, PORT: port, DATABASE_URL: databaseUrl() };
    running = spawn(process.execPath, [bin, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    running.stderr?.on('data', (text) => {
      told += String(text);
    });
    expect(await ended()).toEqual([1, null]);
    expect(told).toContain(`port ${port} on 127.0.0.1 is in use`);
    server.close();
  });
});
