import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { objectOf, textOf } from '../support/discord-calls.ts';
import { serveDiscord } from '../support/discord-process.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import type { LocalChannel } from '../support/discord-state.ts';
import { ours, type Somebody, somebody, startStrictDiscord } from '../support/discord-world.ts';
import { temporaryFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

let server: DiscordServer;
let general: LocalChannel;
let ann: Somebody;
let running: ChildProcess;
let databaseUrl: string;
let logged = '';

beforeEach(async () => {
  logged = '';
  databaseUrl = `sqlite:${join(temporaryFolder(), 'discord.db')}`;
  server = await startStrictDiscord();
  const guild = server.places.addGuild('Team');
  general = server.places.addChannel(guild.id, 'general');
  ann = somebody(server, server.places.addPerson('ann', guild.id), general);
  await start();
});
afterEach(async () => {
  running.kill('SIGKILL');
  await server.stop();
  expect(server.problems).toEqual([]);
  expect(logged).not.toContain(server.token);
});

/** Starts the program as it is started, and waits until it is connected. */
async function start(): Promise<void> {
  const before = server.gateway.begun.length;
  running = serveDiscord(server, databaseUrl);
  running.stdout?.resume();
  running.stderr?.on('data', (text) => {
    logged += String(text);
  });
  await until(
    () => `a connection; ${logged.slice(-900)}`,
    () => (server.gateway.begun.length > before && server.gateway.connected > 0 ? true : undefined),
    20_000,
  );
}

function ended(): Promise<number | null> {
  return new Promise((resolve) => running.once('exit', (code) => resolve(code)));
}

/** How often each message was answered. */
function answers(): Record<string, number> {
  const answered = ours(server, general.id).map((one) => textOf(objectOf(one.message_reference).message_id));
  return Object.fromEntries([...Map.groupBy(answered, (id) => id)].map(([id, all]) => [id, all.length]));
}

test('stops in the middle of its work when it is asked to, and loses and doubles nothing', async () => {
  const asked = Array.from({ length: 12 }, (_, at) => ann.say(`<@${server.bot.id}> fastapi vs django ${at}`));
  await until('some work', () => (Object.keys(answers()).length > 2 ? true : undefined));
  const over = ended();
  running.kill('SIGTERM');
  expect(await over).toBe(0);
  await start();
  const isAll = () => (Object.keys(answers()).length === asked.length ? answers() : undefined);
  const all = await until('all of them', isAll, 15_000);
  expect(Object.values(all).every((count) => count === 1)).toBe(true);
});

test('stops in time where Discord does not answer, and what waits is sent after the next start', async () => {
  server.fail('POST /channels/:id/messages', { status: 500, delay: 20_000 });
  ann.say(`<@${server.bot.id}> fastapi vs django`);
  await until('a message on its way', () =>
    server.calls.find(({ route }) => route === 'POST /channels/:id/messages'),
  );
  const began = Date.now();
  const over = ended();
  running.kill('SIGTERM');
  expect(await over).toBe(0);
  expect(Date.now() - began).toBeLessThan(9_500);
  await start();
  await until('the answer', () => (Object.keys(answers()).length === 1 ? true : undefined), 40_000);
});

test('killed in the middle of its work, it goes on where it was', async () => {
  const asked = Array.from({ length: 12 }, (_, at) => ann.say(`<@${server.bot.id}> fastapi vs django ${at}`));
  await until('some work', () => (Object.keys(answers()).length > 2 ? true : undefined));
  const over = ended();
  running.kill('SIGKILL');
  await over;
  await start();
  const all = await until(
    'all of them',
    () => (Object.keys(answers()).length === asked.length ? answers() : undefined),
    45_000,
  );
  // What was sent again after the kill went under the same nonce, so it is there once.
  expect(Object.values(all).every((count) => count === 1)).toBe(true);
});
