// The local page over HTTP: what it weighs, and how long its pages and a turn take beside many records and conversations.
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readConfig } from '../adapters/config.ts';
import { createHealth } from '../adapters/health/health.ts';
import { createMetrics } from '../adapters/metrics/metrics.ts';
import { startWeb } from '../adapters/web/index.ts';
import { createEngine } from '../src/conversation/engine.ts';
import { loadServices } from '../src/conversation/load-services.ts';
import { openDatabase } from '../src/database/connection.ts';
import { createLog } from '../src/log.ts';

const records = Number(process.env.RECORDS ?? 10_000);
const conversations = Number(process.env.CONVERSATIONS ?? 10_000);
const runs = 200;
const questions = ['fastapi vs django', 'what is the GIL', 'help us choose a database', 'list decisions'];

const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-bench-'));
const config = readConfig({ PORT: '0', LOG_LEVEL: 'error', DATABASE_URL: `sqlite:${folder}/page.db` });
const database = await openDatabase(config.databaseUrl);
const services = await loadServices(database, undefined);
await fill();
const drawChart = () => Promise.reject(new Error('no charts here'));
const parts = {
  engine: createEngine(services, (error) => {
    throw error;
  }),
  decisions: services.decisions,
  conflicts: services.conflicts,
  database,
  drawChart,
  platforms: [],
  metrics: createMetrics(),
  health: createHealth(),
};
const web = await startWeb(config, parts, createLog(config));

process.stdout.write(`${records} records, ${conversations} conversations\n`);
process.stdout.write(`first page with style and script, compressed: ${(await weight()).toFixed(1)} KB\n`);
for (const [name, path, count] of [
  ['first page', '/', runs],
  ['decision log', '/log', 10],
  ['search', '/log?q=why+did+we+choose+postgres', 50],
  ['a record', '/log/decisions/5', runs],
] as const) {
  process.stdout.write(`${name}: ${await measure(count, () => send(path))}\n`);
}
let said = 0;
const turn = () => {
  const body = new URLSearchParams({
    thread: 'bench',
    nonce: `bench-${++said}`,
    text: questions[said % 4] ?? '',
  });
  return send('/say', body.toString());
};
process.stdout.write(`a turn, sent and kept: ${await measure(runs, turn)}\n`);
await web.stop();
await database.close();
rmSync(folder, { recursive: true });

/** Records and conversations as a team has after years; written at once, since only reading is measured. */
async function fill(): Promise<void> {
  const person = { id: 'web:ana', name: 'Ana' };
  const act = {
    workspace: 'local',
    log: 'decisions',
    person,
    viewer: { kind: 'operator' },
    source: 'bench',
  } as const;
  for (let number = 1; number <= records; number++) {
    const title = `Use ${number % 2 === 0 ? 'PostgreSQL' : 'Kafka'} for service ${number}`;
    await services.decisions.propose(act, {
      title,
      decision: `${title}, because we know it.`,
      tags: ['data'],
    });
  }
  const replies = JSON.stringify([{ kind: 'text', text: 'An answer.' }]);
  const rows = Array.from({ length: conversations }, (_, index) => ({
    workspace: 'local',
    channel: 'page',
    thread: `thread-${index}`,
    person_id: person.id,
    person_name: person.name,
    text: `question ${index}`,
    intent: 'ask',
    replies,
    live: null,
    at: new Date().toISOString(),
    revision: 1,
  }));
  for (let start = 0; start < rows.length; start += 500) {
    await database.db
      .insertInto('turns')
      .values(rows.slice(start, start + 500))
      .execute();
  }
}

async function weight(): Promise<number> {
  const page = await send('/');
  const files = page.body.match(/\/page\.(?:css|js)\?v=\w+/g) ?? [];
  const answers = await Promise.all(
    ['/', ...files].map((path) => send(path, undefined, { 'accept-encoding': 'gzip' })),
  );
  return answers.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
}

async function measure(count: number, work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let run = 0; run < count; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => (times[Math.min(count - 1, Math.floor(count * share))] ?? 0).toFixed(1);
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function send(
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<{ body: string; bytes: number }> {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const options = {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? headers : form,
  };
  return new Promise((resolve, reject) => {
    request(new URL(path, web.address), options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const all = Buffer.concat(chunks);
        if ((response.statusCode ?? 500) >= 400) reject(new Error(`${path}: ${response.statusCode}`));
        else resolve({ body: all.toString('utf8'), bytes: all.length });
      });
    })
      .on('error', reject)
      .end(body);
  });
}
