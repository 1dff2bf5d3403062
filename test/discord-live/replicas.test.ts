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
let databaseUrl: string;
let started: ChildProcess[];

beforeEach(async () => {
  started = [];
  databaseUrl = `sqlite:${join(temporaryFolder(), 'discord.db')}`;
  server = await startStrictDiscord();
  const guild = server.places.addGuild('Team');
  general = server.places.addChannel(guild.id, 'general');
  ann = somebody(server, server.places.addPerson('ann', guild.id), general);
});
afterEach(async () => {
  for (const process of started) process.kill('SIGKILL');
  await server.stop();
  expect(server.problems).toEqual([]);
});

/** Starts one of several processes, and waits until it says that it is ready. */
async function start(): Promise<ChildProcess> {
  const child = serveDiscord(server, databaseUrl);
  child.stderr?.pipe(process.stderr);
  started.push(child);
  let said = '';
  child.stdout?.on('data', (text) => {
    said += String(text);
  });
  await until('a process that is ready', () => (said.includes('ready') ? true : undefined), 60_000);
  return child;
}

function connections(count: number): Promise<true> {
  const identified = () => server.gateway.begun.filter(({ kind }) => kind === 'identify').length;
  return until(
    () => `${count} connections; there were ${identified()}`,
    () => (identified() === count && server.gateway.connected > 0 ? true : undefined),
    60_000,
  );
}

/** What is said is answered, once. */
async function answered(): Promise<void> {
  const id = ann.say(`<@${server.bot.id}> fastapi vs django`);
  const answers = () =>
    ours(server, general.id).filter((one) => textOf(objectOf(one.message_reference).message_id) === id);
  await until('an answer', () => (answers().length > 0 ? true : undefined), 60_000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(answers()).toHaveLength(1);
}

test('of several processes one is connected; where it is killed or stops another one is', async () => {
  const first = await start();
  await connections(1);
  const second = await start();
  await answered();
  expect(server.gateway.begun).toHaveLength(1);
  first.kill('SIGKILL');
  await connections(2);
  await answered();
  await start();
  const over = new Promise((resolve) => second.once('exit', resolve));
  second.kill('SIGTERM');
  expect(await over).toBe(0);
  await connections(3);
  await answered();
  expect(server.gateway.begun).toHaveLength(3);
});
