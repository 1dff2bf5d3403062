// Agents over stdio: a list of tools and a first call of a cold process, in starts of Node; then each tool warm.
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openDatabase } from '../src/database/connection.ts';
import { createDecisions } from '../src/decisions/decisions.ts';

const program = fileURLToPath(new URL('../bin/stack-advisor.js', import.meta.url));
const records = Number(process.env.RECORDS ?? 200);
const coldRuns = 9;
const warmRuns = 200;

const calls = {
  ask: { question: 'fastapi vs django' },
  advise: { brief: 'four people who write Python, a CRUD API', topic: 'framework' },
  search_decisions: { words: 'why postgres' },
  get_decision: { number: 5 },
  decisions_for: { files: ['src/orders/7.ts', 'package.json'] },
  check_decision: { approach: 'store the orders of service 8 in MongoDB' },
} as const;

const nameSchema = z.enum([
  'ask',
  'advise',
  'search_decisions',
  'get_decision',
  'decisions_for',
  'check_decision',
]);
const answerSchema = z.object({
  id: z.number(),
  result: z.looseObject({ isError: z.literal(false).optional() }),
});

const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-bench-'));
const url = `sqlite:${folder}/mcp.db`;
await fill();

const bare: number[] = [];
const cold = new Map<string, number[]>();
for (let run = 0; run < coldRuns; run++) {
  bare.push(startOfNode());
  for (const name of ['search_decisions', 'check_decision', 'ask'] as const) {
    const agent = start();
    await agent.send('tools/list', {});
    await agent.call(name);
    cold.set(name, [...(cold.get(name) ?? []), agent.age()]);
    await agent.end();
  }
}
process.stdout.write(`${records} records; node -e 0 ${median(bare).toFixed(0)} ms\n`);
for (const [name, times] of cold) {
  const ratio = (median(times) / median(bare)).toFixed(1);
  process.stdout.write(`cold, tools/list and ${name}: ${median(times).toFixed(0)} ms, ${ratio}x\n`);
}
const agent = start();
for (const name of Object.keys(calls)) await warm(name);
await agent.end();
rmSync(folder, { recursive: true });

async function warm(name: string): Promise<void> {
  for (let run = 0; run < 5; run++) await agent.call(name);
  const times: number[] = [];
  for (let run = 0; run < warmRuns; run++) {
    const begun = performance.now();
    await agent.call(name);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
  process.stdout.write(`${name}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`);
}

function startOfNode(): number {
  const begun = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Starts the program and shakes hands with it, as a client does. */
function start() {
  const begun = performance.now();
  const child = spawn(process.execPath, [program, 'mcp'], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const send = sender(child);
  const handshake = send('initialize', {
    ...{ protocolVersion: '2025-11-25', capabilities: {} },
    clientInfo: { name: 'bench', version: '1' },
  });
  return {
    send: async (method: string, params: object) => {
      await handshake;
      return send(method, params);
    },
    call: (name: string) => send('tools/call', { name, arguments: calls[nameSchema.parse(name)] }),
    age: () => performance.now() - begun,
    async end() {
      child.stdin.end();
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

function sender(child: ChildProcessByStdio<Writable, Readable, null>) {
  const waiting = new Map<number, () => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id } = answerSchema.parse(JSON.parse(line));
    waiting.get(id)?.();
    waiting.delete(id);
  });
  let last = 0;
  return (method: string, params: object): Promise<void> => {
    const id = ++last;
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return new Promise((resolve) => waiting.set(id, resolve));
  };
}

/** Records as a team has them. */
async function fill(): Promise<void> {
  const database = await openDatabase(url);
  const decisions = createDecisions(database);
  const act = {
    ...{ workspace: 'local', log: 'decisions', source: 'bench' },
    person: { id: 'ann', name: 'ann' },
    viewer: { kind: 'operator' },
  } as const;
  for (let number = 1; number <= records; number++) {
    const title = `Use ${number % 2 === 0 ? 'PostgreSQL' : 'Kafka'} for the orders of service ${number}`;
    await decisions.propose(act, {
      title,
      context: `Orders of service ${number} grow. `.repeat(20),
      decision: `${title}, because we know it.`,
      options: [{ name: 'MongoDB', cons: ['no joins'] }],
      affects: [`src/orders/${number}.ts`],
    });
    await decisions.approve(act, number);
  }
  await database.close();
}
