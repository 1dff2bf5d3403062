// Kills a process that takes in, handles and sends, again and again, on one database. Afterwards every arrival that was
// acknowledged has to be handled, with one message each, in the order of its conversation, and each message has to be on
// the platform once.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { openDatabase } from '../../src/database/connection.ts';

const runs = Number(process.env.FAULT_RUNS ?? 60);
const worker = fileURLToPath(new URL('./delivery-worker.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-delivery-'));
const url = `sqlite:${join(folder, 'delivery.db')}`;
const platformFile = join(folder, 'platform.db');
const print = (text: string) => process.stdout.write(`${text}\n`);
const began = performance.now();

const acknowledged = new Set<string>();
for (let run = 1; run <= runs; run++) {
  for (const key of await workAndKill(run)) acknowledged.add(key);
}
await drain();
const { faults, again, repeated } = await look();
rmSync(folder, { recursive: true, force: true });
for (const fault of faults) print(fault);
const seconds = Math.round((performance.now() - began) / 1_000);
print(
  `${runs} kills in ${seconds} s, ${acknowledged.size} acknowledged, ${again} begun again, ${repeated} sent again and known by their token: ${faults.length === 0 ? 'each handled once, in order' : `${faults.length} faults`}`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Lets a worker run and kills it at a random moment after its first word; returns what it acknowledged. */
function workAndKill(run: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [worker, url, platformFile, String(run)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      timer ??= setTimeout(() => child.kill('SIGKILL'), 200 + Math.random() * 600);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code !== null) reject(new Error(`the worker ended by itself (${code})`));
      // The last line may be cut off: what was not wholly printed was not acknowledged.
      else resolve(text.split('\n').slice(0, -1));
    });
  });
}

/** A last process finishes what the killed ones left. */
function drain(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [worker, url, platformFile, 'last', 'drain'], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the last worker ended with ${code}`)),
    );
  });
}

async function look(): Promise<{ faults: string[]; again: number; repeated: number }> {
  const database = await openDatabase(url);
  const items = await database.db.selectFrom('inbox').selectAll().execute();
  const messages = await database.db.selectFrom('outbox').selectAll().orderBy('id').execute();
  const faults = await database.check();
  await database.close();
  const arrived = new Map(items.map((item) => [item.key, item]));
  const effects = Map.groupBy(messages, ({ dedupe }) => dedupe);
  for (const key of acknowledged) {
    const item = arrived.get(key);
    if (item?.settled_at == null || item.error !== null)
      faults.push(`${key} was acknowledged and not handled`);
  }
  for (const { key } of items) {
    const count = effects.get(key)?.length ?? 0;
    if (count !== 1) faults.push(`${key} had ${count} effects`);
  }
  faults.push(...disordered(messages.map(({ channel, dedupe }) => [channel, stepOf(dedupe)])));
  const taken = readPlatform();
  if (taken.length !== items.length) faults.push(`${taken.length} of ${items.length} are on the platform`);
  faults.push(...disordered(taken.map(({ channel, step }) => [channel, step])));
  const again = items.filter(({ attempts }) => attempts > 1).length;
  return { faults, again, repeated: taken.filter(({ times }) => times > 1).length };
}

function stepOf(key: string): number {
  return Number(key.slice('event-'.length));
}

/** Where a conversation's steps do not rise. */
function disordered(steps: readonly (readonly [string, number])[]): string[] {
  const last = new Map<string, number>();
  return steps.flatMap(([conversation, step]) => {
    const before = last.get(conversation) ?? -1;
    last.set(conversation, step);
    return step > before ? [] : [`${conversation}: ${step} came after ${before}`];
  });
}

function readPlatform() {
  const platform = new Sqlite(platformFile, { readonly: true });
  const rows = platform.prepare('select channel, step, times from taken order by id').all();
  platform.close();
  return z.array(z.object({ channel: z.string(), step: z.number(), times: z.number() })).parse(rows);
}
