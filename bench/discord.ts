// Interactions over the gateway: how soon the first response is there, at 100 a second of all kinds, and how much memory
// the program waits in beside a bare discord.js client. What is to be reached: p99 under 50 ms; at most 30 MB more.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ApplicationCommandOptionType, InteractionType } from 'discord.js';
import type { LocalInteraction } from '../test/support/discord-interactions.ts';
import { startDiscordServer } from '../test/support/discord-server.ts';
import { ownSet, readQuestions, sharedSet } from './eval/questions.ts';

const seconds = Number(process.env.SECONDS ?? 10);
const rate = 100;
const print = (text: string) => process.stdout.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-bench-'));
const discord = await startDiscordServer();
const guilds = Array.from({ length: 20 }, (_, number) => discord.places.addGuild(`Team ${number}`));
const [guild] = guilds;
if (guild === undefined) throw new RangeError('no server');
const channels = Array.from({ length: 50 }, (_, number) =>
  discord.places.addChannel(guild.id, `channel-${number}`),
);
const people = Array.from({ length: 50 }, (_, number) =>
  discord.places.addPerson(`person${number}`, guild.id),
);

/** Starts a program that says on stdout that it is ready. */
function start(args: readonly [string, ...string[]]): Promise<ChildProcess> {
  const [file, ...rest] = args;
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...rest], {
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'silent',
      LIMIT_PERSON: '0',
      LIMIT_WORKSPACE: '0',
      DATABASE_URL: `sqlite:${join(folder, 'bench.db')}`,
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_API_URL: discord.apiUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (text.includes('ready: ')) resolve(child);
    });
    child.once('exit', () => reject(new Error(`${file} did not start`)));
  });
}

function memoryOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

const text = (name: string, value: string) => ({ type: ApplicationCommandOptionType.String, name, value });
const adr = (name: string, options: readonly object[] = []) => ({
  id: '1',
  name: 'adr',
  type: 1,
  options: [{ type: ApplicationCommandOptionType.Subcommand, name, options }],
});

const questions = [ownSet, sharedSet]
  .flatMap((set) => readQuestions(set) ?? [])
  .flatMap(({ q }) => (q.trim() === '' ? [] : [q]))
  .slice(0, 200);

/** Of twenty interactions twelve ask, three complete, two begin a walk, two list records, one proposes. */
function interaction(number: number): { kind: string; type: InteractionType; data: Record<string, unknown> } {
  const command = InteractionType.ApplicationCommand;
  const turn = number % 20;
  if (turn < 12) {
    const question = questions[number % questions.length] ?? '';
    return {
      kind: 'ask',
      type: command,
      data: { id: '1', name: 'ask', type: 1, options: [text('question', question)] },
    };
  }
  if (turn < 15) {
    const option = { ...text('number', 'use'), focused: true };
    return {
      kind: 'complete',
      type: InteractionType.ApplicationCommandAutocomplete,
      data: adr('show', [option]),
    };
  }
  if (turn < 17) {
    const brief = text('brief', 'four people, money, a database for orders');
    return { kind: 'walk', type: command, data: { id: '1', name: 'advise', type: 1, options: [brief] } };
  }
  if (turn < 19) return { kind: 'list', type: command, data: adr('list') };
  const decision = text('decision', `we use PostgreSQL for service ${number} because we need transactions`);
  return { kind: 'propose', type: command, data: adr('propose', [decision]) };
}

async function atRate(count: number): Promise<Map<string, LocalInteraction[]>> {
  const made = new Map<string, LocalInteraction[]>();
  const begun = performance.now();
  for (let number = 0; number < count; number++) {
    const wait = begun + (number * 1_000) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    const { kind, type, data } = interaction(number);
    const by = people[number % people.length];
    const channel = channels[number % channels.length];
    if (by === undefined || channel === undefined) throw new RangeError('nobody');
    const one = discord.interact({ by, channel, type, data });
    made.set(kind, [...(made.get(kind) ?? []), one]);
  }
  await sleep(2_000);
  return made;
}

const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;

const bare = await start(['discord-client.ts']);
await sleep(4_000);
const bareMemory = memoryOf(bare);
bare.kill('SIGTERM');
const ours = await start(['../bin/stack-advisor.js', 'serve']);
await sleep(4_000);
const idle = memoryOf(ours);
await atRate(rate * 2);
const made = await atRate(rate * seconds);
const all = [...made.values()].flat();
const times = (of: readonly LocalInteraction[]) => of.flatMap(({ respondedIn }) => respondedIn ?? []);
print(`${all.length} interactions, ${rate} a second; ${all.length - times(all).length} without a response`);
for (const [kind, of] of [['all', all] as const, ...made]) {
  const [p50, p99] = [at(times(of), 0.5), at(times(of), 0.99)];
  print(`${kind.padEnd(10)} p50 ${String(p50).padStart(3)} ms, p99 ${String(p99).padStart(3)} ms`);
}
print('(to reach: p99 of all under 50 ms)');
print(`idle memory of a bare client ${bareMemory.toFixed(0)} MB, of ours ${idle.toFixed(0)} MB`);
print(`more than the bare client    ${(idle - bareMemory).toFixed(0)} MB  (to reach: at most 30 MB)`);
ours.kill('SIGTERM');
await new Promise((resolve) => ours.once('exit', resolve));
await discord.stop();
rmSync(folder, { recursive: true, force: true });
