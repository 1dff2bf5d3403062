// Several real processes on one PostgreSQL, with Slack over HTTP against a local counterpart: signed events and commands of
// many workspaces. What is to be reached: nothing lost, nothing doubled, the order of each conversation kept; two
// processes do at least 70 % of what a bare loop of the same transactions does; what a killed process held is answered
// in under 10 s; a process needs no more memory for many workspaces than for ten. Everything runs on this machine, so ratios are what counts.
//   REPLICAS=1,2,4 WORKSPACES=40 CHANNELS=10 SECONDS=6 KILL_SECONDS=20 MEMORY_UNITS=300 node bench/replicas.ts
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type House, leftOf, memoryOf, openHouse, type Replicas, startReplicas } from './replicas/house.ts';
import { settings } from './replicas/settings.ts';
import { endDeliveries } from './replicas/slack-teams.ts';
import { Traffic, type Verdict } from './replicas/traffic.ts';

/** So many people wait for an answer at the same time. */
const people = 32;
const answeredWithin = 10;

const print = (text: string) => process.stdout.write(`${text}\n`);
let isWell = true;
let first = 1;

const house = await openHouse(settings.workspaces);
print(
  `${settings.workspaces} workspaces with ${settings.channels} channels, ${people} people; fsync on, everything on this machine`,
);
const bare = await bareLoop(house.url);
const rate = settings.rate === 0 ? Math.max(2, Math.floor(bare / 4)) : settings.rate;
print(`bare loop, one process  ${bare.toFixed(1).padStart(7)} answers/s`);
for (const count of settings.replicas) await measure(house, count);
if (settings.killSeconds > 0) await measureKills(house);
if (settings.memoryUnits > 0) await measureMemory(house);
endDeliveries();
await house.stop();
process.exit(isWell ? 0 : 1);

async function bareLoop(url: string): Promise<number> {
  const script = fileURLToPath(new URL('replicas/bare-loop.ts', import.meta.url));
  const ran = promisify(execFile)(process.execPath, [script, url, `${settings.seconds}`, `${people}`]);
  return Number((await ran).stdout);
}

/** Lets people act, and says what came of it. */
async function acting(
  house: House,
  replicas: Replicas,
  act: (traffic: Traffic) => Promise<void>,
  size = settings,
): Promise<Verdict> {
  const traffic = new Traffic(size, replicas, house.api.url, first);
  house.traffic = traffic;
  await act(traffic);
  await traffic.settled(60);
  first = traffic.count;
  const verdict = traffic.verdict();
  if (verdict.lost > 0) {
    print(`  lost: ${traffic.lost().slice(0, 8).join(', ')}; now is ${new Date().toISOString()}`);
    for (const line of await leftOf(house.url)) print(`  left in the ${line}`);
  }
  return verdict;
}

async function measure(house: House, count: number): Promise<void> {
  const replicas = await startReplicas(house.url, house.api, count);
  let reached = 0;
  const fast = await acting(house, replicas, async (traffic) => {
    reached = await traffic.asFastAs(people, settings.seconds, 2);
  });
  const steady = await acting(house, replicas, (traffic) => traffic.atRate(rate, settings.seconds));
  await replicas.stop();
  const bar = count === 2 ? '  (to reach: 70 %)' : '';
  print(
    `${processes(count)}  ${reached.toFixed(1).padStart(7)} answers/s, ${((100 * reached) / bare).toFixed(0)} % of the bare loop${bar}`,
  );
  tell('as fast as they can', fast);
  tell(`${rate} a second`, steady);
}

/** What a process held when it was killed is among what takes longest, whoever held it. */
async function measureKills(house: House): Promise<void> {
  const replicas = await startReplicas(house.url, house.api, 2);
  let kills = 0;
  let held = 0;
  const verdict = await acting(house, replicas, async (traffic) => {
    const end = Date.now() + settings.killSeconds * 1_000;
    const over = traffic.atRate(rate, settings.killSeconds);
    while (Date.now() + settings.killEvery * 1_000 < end) {
      await sleep(settings.killEvery * 1_000);
      const killed = replicas.killed(kills++);
      held += traffic.open().length;
      await killed;
    }
    await over;
  });
  await replicas.stop();
  const longest = verdict.longest / 1_000;
  print(
    `one of two killed ${kills} times, with ${held} things acknowledged and not answered; the slowest answer of all took ${longest.toFixed(1)} s  (to reach: under ${answeredWithin} s)`,
  );
  if (!(longest < answeredWithin)) isWell = false;
  tell(`${rate} a second`, verdict);
}

/** The same number of things, in ten workspaces and in many, each in a process of its own. */
async function measureMemory(house: House): Promise<void> {
  const { memoryUnits, memoryWorkspaces } = settings;
  const channels = Math.ceil(memoryWorkspaces / 10);
  const few = await memoryAfter(house, 'few', { workspaces: 10, channels });
  const many = await memoryAfter(house, 'many', { workspaces: memoryWorkspaces, channels: 1 });
  print(
    `memory after ${memoryUnits} things  ${few.toFixed(0)} MB with 10 workspaces, ${many.toFixed(0)} MB with ${memoryWorkspaces}: ${((100 * many) / few - 100).toFixed(0)} % more  (to reach: 10 %)`,
  );
}

async function memoryAfter(
  house: House,
  name: string,
  size: { readonly workspaces: number; readonly channels: number },
): Promise<number> {
  const url = await house.empty(name, size.workspaces);
  const replicas = await startReplicas(url, house.api, 1);
  const wanted = { ...settings, ...size };
  const seconds = settings.memoryUnits / rate;
  await acting(house, replicas, (traffic) => traffic.atRate(rate, seconds), wanted);
  await sleep(3_000);
  const [program] = replicas.programs;
  const memory = program === undefined ? Number.NaN : memoryOf(program);
  await replicas.stop();
  return memory;
}

function processes(count: number): string {
  return (count === 1 ? '1 process' : `${count} processes`).padEnd(22);
}

function tell(what: string, { taken, again, lost, doubled, disordered, p50, p99 }: Verdict): void {
  print(
    `  ${what.padEnd(20)}${`${taken}`.padStart(7)} acknowledged, ${again} given again: ${lost} lost, ${doubled} doubled, ${disordered} out of order; p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
  );
  if (lost + doubled + disordered > 0) isWell = false;
}
