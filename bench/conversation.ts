// The engine's time for a turn, with 10,000 stored sessions and 10,000 records: questions, follow-ups, walks, records.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createEngine, type Engine } from '../src/conversation/engine.ts';
import { loadServices } from '../src/conversation/load-services.ts';
import { emptyMemory, remember, sharedMemorySchema } from '../src/conversation/memory.ts';
import type { Outcome } from '../src/conversation/outcome.ts';
import type { Services } from '../src/conversation/services.ts';
import { openDatabase } from '../src/database/connection.ts';

const sessions = 10_000;
const records = 10_000;
const rounds = 150;

const things = ['PostgreSQL', 'Redis', 'Kafka', 'RabbitMQ', 'FastAPI', 'NestJS', 'Docker', 'gRPC'];
const places = ['orders', 'payments', 'search', 'sessions', 'billing', 'reports', 'mails', 'uploads'];

/** What people say, by kind of turn. */
const turns = {
  question: [
    'fastapi vs django',
    'what is the GIL',
    'when should we use Kafka?',
    'redis memory and persistence',
  ],
  'follow-up': ['and Go?', 'what about memory?', 'which is faster?', 'shorter please'],
  'not covered': ['who will win the world cup', 'best pizza in town'],
  'advice begun': [
    'help us choose a database',
    'help us choose a message broker: event sourcing with replay',
  ],
  'walk answered': ['many tenants', 'background jobs', 'why?', 'what would change your mind?'],
  'record told': ['record that we use NATS for telemetry because it is small'],
  'decision asked': [
    'why did we choose postgres?',
    'did we ever rule out redis?',
    'ADR-12',
    'list decisions',
  ],
  'small talk': ['thanks!', 'good morning'],
} as const;

const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-turns-'));
const database = await openDatabase(`sqlite:${join(folder, 'turns.db')}`);
const services = await loadServices(database, undefined);
await fill(services);
const engine = createEngine(services, (error) => {
  throw error;
});

const say = (engine: Engine, text: string, place: number): Promise<Outcome> => {
  const person = { id: `p${place % 100}`, name: `p${place % 100}` };
  return engine.handle({
    kind: 'said',
    text,
    workspace: 'local',
    channel: `c${place % 50}`,
    thread: `t${place}`,
    person,
    viewer: { kind: 'member', person, channels: [`c${place % 50}`], outside: false },
    source: 'bench',
  });
};

for (let round = 0; round < 30; round++)
  for (const words of Object.values(turns)) await say(engine, words[round % words.length] ?? '', round);

const all: number[] = [];
for (const [kind, words] of Object.entries(turns)) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    if (kind === 'walk answered' && round % 4 === 0)
      await say(engine, 'help us choose a database', 500 + round);
    const place = kind === 'walk answered' ? 500 + round - (round % 4) : 500 + (round % 200);
    const start = performance.now();
    await say(engine, words[round % words.length] ?? '', place);
    times.push(performance.now() - start);
  }
  all.push(...times);
  show(kind, times);
}
show('all turns', all);
await database.close();
rmSync(folder, { recursive: true, force: true });

function show(name: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2).padStart(7);
  process.stdout.write(`${name.padEnd(16)} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms\n`);
}

async function fill({ decisions, memories }: Services): Promise<void> {
  const act = {
    workspace: 'local',
    log: 'decisions',
    person: { id: 'bench', name: 'bench' },
    viewer: { kind: 'operator' },
    source: 'bench',
  } as const;
  for (let number = 0; number < records; number++) {
    const thing = things[number % things.length] ?? '';
    const place = places[Math.floor(number / things.length) % places.length] ?? '';
    const proposed = await decisions.propose(act, {
      title: `Use ${thing} for ${place} of team ${number % 977}`,
      decision: `${thing}, because the team knows it.`,
      options: [{ name: thing }, { name: things[(number + 3) % things.length] ?? '' }],
    });
    if (number % 5 !== 0) await decisions.approve(act, proposed);
  }
  const { memory } = remember(emptyMemory(), {
    said: 'fastapi vs django',
    question: 'fastapi vs django',
    entries: ['fastapi', 'django'],
    told: [],
  });
  for (let place = 0; place < sessions; place++) {
    const where = { workspace: 'local', channel: `c${place % 50}`, thread: `old${place}` };
    await memories.save(where, `p${place % 100}`, {
      memory,
      shared: sharedMemorySchema.parse({}),
      feedback: undefined,
      sync: false,
    });
  }
}
