// Signed `/ask` over HTTP: our server beside a bare Bolt app, with 200 different questions. Ratios are what counts.
// What is to be reached: at least 75 % of 1 / (bare Bolt + bare `ask`), at least 30 % of bare Bolt; p99 under 50 ms at
// 200 requests a second. Each server is a process of its own, as it would be.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadAnswerer } from '../src/answers/load.ts';
import { ownSet, readQuestions, sharedSet } from './eval/questions.ts';

const secret = 'a secret for measuring';
const team = 'T1';
const seconds = Number(process.env.SECONDS ?? 5);
const connections = 8;

/** Slack, as far as answering `/ask` needs it. */
function startApi(): Promise<{ url: string; stop(): void }> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    const user = { id: 'U1', name: 'ann', team_id: team, profile: { display_name: 'ann' } };
    const channel = { id: 'C1', is_private: false };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        ok: true,
        team_id: team,
        user_id: 'UBOT',
        url: 'https://t.slack.com/',
        user: incoming.url?.includes('users.info') === true ? user : 'advisor',
        channel,
        bot_id: 'B1',
      }),
    );
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
      resolve({ url: `http://127.0.0.1:${port}/api/`, stop: () => server.close() });
    });
  });
}

interface Serving {
  readonly url: string;
  readonly child: ChildProcess;
}

function serve(kind: 'bolt' | 'ours', apiUrl: string, folder: string): Promise<Serving> {
  const env = {
    ...process.env,
    PORT: '0',
    LOG_LEVEL: 'silent',
    LIMIT_PERSON: '0',
    LIMIT_WORKSPACE: '0',
    DATABASE_URL: `sqlite:${join(folder, 'bench.db')}`,
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: apiUrl,
  };
  const program = kind === 'ours' ? ['../bin/stack-advisor.js', 'serve'] : ['slack-server.ts'];
  const [file = '', ...args] = program;
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      const url = /ready: (\S+)/.exec(text.toString())?.[1];
      if (url !== undefined) resolve({ url, child });
    });
    child.once('exit', () => reject(new Error(`${kind} did not start`)));
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
let triggers = 0;

function ask(url: string, question: string): Promise<number> {
  const body = new URLSearchParams({
    command: '/ask',
    text: question,
    team_id: team,
    channel_id: 'C1',
    channel_name: 'general',
    user_id: `U${triggers % 50}`,
    response_url: 'https://hooks.slack.com/commands/1/2/3',
    trigger_id: `${++triggers}.1.bench`,
  }).toString();
  const at = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${signature}`,
  };
  const start = performance.now();
  return new Promise((resolve, reject) => {
    request(new URL('/slack/events', url), { method: 'POST', headers, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
      response.resume();
      response.on('end', () => resolve(performance.now() - start));
    })
      .on('error', reject)
      .end(body);
  });
}

/** Requests a second with so many connections, each with the next question as soon as it has an answer. */
async function throughput(url: string, questions: readonly string[]): Promise<number> {
  let asked = 0;
  const end = performance.now() + 1_000;
  const one = async () => {
    while (performance.now() < end) await ask(url, questions[asked++ % questions.length] ?? '');
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, one));
  return asked / ((performance.now() - start) / 1_000);
}

/** Times at a steady rate, however long answers take. */
async function atRate(
  url: string,
  questions: readonly string[],
  rate: number,
): Promise<{ p50: number; p99: number }> {
  const pending: Promise<number>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < rate * seconds; sent++) {
    const due = start + (sent * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    pending.push(ask(url, questions[sent % questions.length] ?? ''));
  }
  const times = (await Promise.all(pending)).sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

function memoryOf({ child }: Serving): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

const print = (text: string) => process.stdout.write(`${text}\n`);
const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-bench-'));
const questions = [ownSet, sharedSet]
  .flatMap((set) => readQuestions(set) ?? [])
  .flatMap(({ q }) => (q.trim() === '' ? [] : [q]))
  .slice(0, 200);
const api = await startApi();
const [bolt, ours] = [await serve('bolt', api.url, folder), await serve('ours', api.url, folder)];
await new Promise((resolve) => setTimeout(resolve, 3_000));
const idle = memoryOf(ours);

const answer = await loadAnswerer(undefined);
for (let warming = 0; warming < 3; warming++) for (const question of questions) answer(question);
const begun = performance.now();
for (const question of questions) answer(question);
const bare = (performance.now() - begun) / questions.length;

// In turns, a second each, so that what else the machine does meets both; the first ones warm up.
const rates = [];
for (let round = 0; round <= seconds; round++) {
  rates.push({ bolt: await throughput(bolt.url, questions), ours: await throughput(ours.url, questions) });
}
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const boltRate = median(rates.slice(1).map((rate) => rate.bolt));
const ourRate = median(rates.slice(1).map((rate) => rate.ours));
const times = await atRate(ours.url, questions, 200);
const allowed = 1_000 / (1_000 / boltRate + bare);
print(`${questions.length} different questions, ${connections} connections, ${seconds} times a second each`);
print(`bare Bolt            ${boltRate.toFixed(0).padStart(6)} requests/s`);
print(`bare ask             ${(1_000 / bare).toFixed(0).padStart(6)} answers/s (${bare.toFixed(3)} ms)`);
print(`ours                 ${ourRate.toFixed(0).padStart(6)} requests/s`);
print(`of 1 / (Bolt + ask)  ${((100 * ourRate) / allowed).toFixed(0).padStart(6)} %  (to reach: 75 %)`);
print(`of bare Bolt         ${((100 * ourRate) / boltRate).toFixed(0).padStart(6)} %  (to reach: 30 %)`);
print(
  `at 200 requests/s    p50 ${times.p50.toFixed(1)} ms, p99 ${times.p99.toFixed(1)} ms  (to reach: p99 under 50 ms)`,
);
print(`idle memory          ${idle.toFixed(0).padStart(6)} MB  (to reach: under 130 MB)`);
bolt.child.kill('SIGTERM');
ours.child.kill('SIGTERM');
api.stop();
agent.destroy();
rmSync(folder, { recursive: true, force: true });
