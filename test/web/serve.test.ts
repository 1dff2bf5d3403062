import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

const bin = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));
let running: ChildProcess | undefined;
afterEach(async () => {
  if (running === undefined || running.exitCode !== null) return;
  running.kill('SIGKILL');
  await once(running, 'exit');
});

/** Starts the program as it is started, and takes what it prints until it is ready. */
async function serve(settings: Record<string, string>): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: `sqlite:${temporaryFolder()}/page.db`,
    ...settings,
  };
  running = spawn(process.execPath, [bin, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  running.stdout?.on('data', (text) => {
    out += String(text);
  });
  // All of it is written at once.
  return until(
    'the program',
    () => (out.includes('ready: ') && out.endsWith('\n') ? out : undefined),
    15_000,
  );
}

const lan = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

test('a start on every address without a token says what others get', async () => {
  const out = await serve({ HOST: '0.0.0.0' });
  const own = /^Stack Advisor is ready: (http:\/\/localhost:\d+\/)\n/.exec(out)?.[1] ?? '';
  expect((await fetch(own)).status).toBe(200);
  expect(out).not.toContain('0.0.0.0');
  expect(out).toContain('\nOther machines get a 403: without WEB_TOKEN ');
  if (lan === undefined) return;
  expect(out).not.toContain(lan);
  expect((await fetch(own.replace('localhost', lan))).status).toBe(403);
});

test('a start on every address with a token prints those that can be opened', async () => {
  const out = await serve({ HOST: '0.0.0.0', WEB_TOKEN: 'correct-horse' });
  const addresses = out.match(/http:\/\/\S+/g) ?? [];
  expect(out).not.toMatch(/0\.0\.0\.0|\b403\b/);
  expect(addresses[0]).toMatch(/^http:\/\/localhost:/);
  if (lan !== undefined) expect(out).toContain(`\n  for others: http://${lan}:`);
  for (const address of addresses) {
    expect((await fetch(address)).url).toBe(`${address}signin?next=%2F`);
  }
});

test('a start on this machine alone prints its one address', async () => {
  expect(await serve({})).toMatch(/^Stack Advisor is ready: http:\/\/127\.0\.0\.1:\d+\/\n$/);
});
