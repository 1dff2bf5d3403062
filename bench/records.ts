// Records at size: creating beside a bare durable insert, searching, listing, showing, importing. `RECORDS` says how
// many records there are in all (default 20,000; the large run is 1,000,000), a tenth of them in one log. `WORKSPACES`
// others (none by default) share the half of them. With `DATABASE=postgres` it is a PostgreSQL server of its own, beside the
// same on SQLite.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../src/database/connection.ts';
import { checkFolder } from '../src/decisions/check/check-folder.ts';
import { createDecisions } from '../src/decisions/decisions.ts';
import { importFolder } from '../src/decisions/import.ts';
import { contentSchema } from '../src/decisions/record.ts';
import type { RecordSearch } from '../src/decisions/record-search.ts';
import { ensureLog } from '../src/decisions/rows.ts';
import { recordSearch } from '../src/decisions/search.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { ordinaryRole } from '../test/support/postgres-url.ts';

const sizes = (process.env.RECORDS ?? '10000,20000').split(',').map(Number);
const act = {
  workspace: 'local',
  log: 'big',
  person: { id: 'bench', name: 'bench' },
  viewer: { kind: 'operator' },
  source: 'bench',
} as const;
const workspaces = Number(process.env.WORKSPACES ?? 0);
const print = (text: string) => process.stdout.write(`${text}\n`);

const things = [
  'PostgreSQL',
  'MongoDB',
  'Redis',
  'Kafka',
  'RabbitMQ',
  'FastAPI',
  'NestJS',
  'Go',
  'Rust',
  'Docker',
  'Kubernetes',
  'gRPC',
  'Prisma',
  'Celery',
];
const places = [
  'orders',
  'payments',
  'search',
  'sessions',
  'billing',
  'reports',
  'mails',
  'uploads',
  'audits',
  'invoices',
  'tenants',
  'catalogue',
  'shipping',
  'returns',
  'fraud',
];
const reasons = [
  'it is durable',
  'the team knows it',
  'it scales out',
  'it is simple to run',
  'it has transactions',
  'it is fast enough',
  'we run it already',
];

function contentOf(index: number) {
  const thing = things[index % things.length] ?? '';
  const place = places[Math.floor(index / things.length) % places.length] ?? '';
  const reason = reasons[index % reasons.length] ?? '';
  return contentSchema.parse({
    title: `Use ${thing} for ${place} of team ${index % 977}`,
    context: `${place} of team ${index % 977} have outgrown what they run on. ${'More has to be said about this, as teams do. '.repeat(4)}`,
    options: [
      { name: thing, pros: [reason] },
      { name: things[(index + 3) % things.length] ?? '', cons: ['nobody knows it'] },
    ],
    decision: `${thing}, because ${reason}.`,
    tags: [place],
  });
}

/** Fills logs quickly, in large transactions; the records are as if they had been proposed and accepted. */
async function fill(database: Database, total: number): Promise<void> {
  const index = recordSearch(database.kind);
  const logs: LogToFill[] = [
    { workspace: act.workspace, name: 'big', count: Math.floor(total / 10), from: 0 },
  ];
  let from = Math.floor(total / 10);
  const add = (workspace: string, name: string, count: number) => {
    logs.push({ workspace, name, count, from });
    from += count;
  };
  const others = workspaces === 0 ? 0 : Math.floor(total / 2);
  for (let log = 1; from < total - others; log++)
    add(act.workspace, `log-${log}`, Math.min(1_000, total - others - from));
  for (let one = 0; one < workspaces; one++)
    add(`other-${one}`, 'decisions', Math.floor(others / workspaces));
  // PostgreSQL fills several workspaces at once.
  const hands = database.kind === 'postgres' ? 4 : 1;
  const rest = [...Map.groupBy(logs, ({ workspace }) => workspace).values()].toReversed();
  const work = async () => {
    for (let own = rest.pop(); own !== undefined; own = rest.pop())
      for (const log of own) await fillLog(database, index, log);
  };
  await Promise.all(Array.from({ length: hands }, work));
  if (database.kind === 'postgres') await sql`analyze`.execute(database.db);
}

interface LogToFill {
  readonly workspace: string;
  readonly name: string;
  readonly count: number;
  /** The number of its first record among all. */
  readonly from: number;
}

/** So many records are written in one statement. */
const atOnce = 200;

async function fillLog(
  database: Database,
  search: RecordSearch,
  { workspace, name, count, from }: LogToFill,
): Promise<void> {
  let index = from;
  await database.transaction(
    async (db) => {
      const log = await ensureLog(db, workspace, name);
      const last = log.next_number + count;
      for (let number = log.next_number; number < last; number += atOnce) {
        const some = Array.from({ length: Math.min(atOnce, last - number) }, (_, at) => {
          const content = contentOf(index++);
          return {
            log_id: log.id,
            number: number + at,
            label: null,
            title: content.title,
            status: index % 5 === 0 ? 'proposed' : 'accepted',
            status_raw: null,
            date: '2026-01-01',
            content: JSON.stringify(content),
            file: null,
            visibility: 'open',
            channel: null,
            review_by: null,
            proposed_by: 'bench',
            origin: null,
            created_at: '2026-01-01',
            decided_at: null,
            version: 1,
          };
        });
        const rows = await db.insertInto('records').values(some).returningAll().execute();
        await search.put(db, rows, log);
      }
      await db
        .updateTable('logs')
        .set({ next_number: log.next_number + count })
        .where('id', '=', log.id)
        .execute();
    },
    { workspace, sync: false },
  );
}

async function time(
  count: number,
  work: (index: number) => Promise<unknown> | unknown,
): Promise<{ p50: number; p99: number }> {
  // Not yet compiled code is not what is measured.
  for (let index = 0; index < Math.min(count / 10, 200); index++) await work(index);
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await work(index);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(count / 2)] ?? 0, p99: times[Math.floor(count * 0.99)] ?? 0 };
}

const show = (name: string, { p50, p99 }: { p50: number; p99: number }) =>
  print(`  ${name.padEnd(34)} p50 ${p50.toFixed(2).padStart(8)} ms   p99 ${p99.toFixed(2).padStart(8)} ms`);

const server = process.env.DATABASE === 'postgres' ? await startPostgres(['fsync=on']) : undefined;
for (const size of sizes) {
  await measure(size);
  if (server === undefined) continue;
  await server.admin(`create database bench_${size} owner ${ordinaryRole}`);
  await measure(size, server.url(`bench_${size}`));
}
await server?.stop();

async function measure(size: number, url?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-records-'));
  const database = await openDatabase(url ?? `sqlite:${join(folder, 'records.db')}`);
  const decisions = createDecisions(database);
  const filling = performance.now();
  await fill(database, size);
  print(
    `\n${database.kind}: ${size} records (filled in ${((performance.now() - filling) / 1000).toFixed(0)} s)`,
  );

  const bare = new Sqlite(join(folder, 'bare.db'));
  bare.pragma('journal_mode = WAL');
  bare.pragma('synchronous = FULL');
  bare.exec(`create table rows (id integer primary key, log_id, number, title, status, date, content, channel,
    proposed_by, created_at, version)`);
  const insert = bare.prepare(
    'insert into rows (log_id, number, title, status, date, content, channel, proposed_by, created_at, version) values (1, ?, ?, ?, ?, ?, ?, ?, ?, 1)',
  );
  const rounds = 2_000;
  const bareTimes = await time(rounds, (index) => {
    const content = contentOf(index);
    const day = '2026-01-01';
    insert.run(index, content.title, 'proposed', day, JSON.stringify(content), null, 'bench', day);
  });
  const createTimes = await time(rounds, (index) => decisions.propose(act, contentOf(index)));
  show('a bare durable insert', bareTimes);
  show('propose', createTimes);
  print(
    `  propose / bare: p50 ${(createTimes.p50 / bareTimes.p50).toFixed(1)}x, p99 ${(createTimes.p99 / bareTimes.p99).toFixed(1)}x`,
  );

  const look = { workspace: 'local', viewer: { kind: 'operator' } } as const;
  const big = { ...look, log: 'big' } as const;
  show('show', await time(500, (index) => decisions.get(big, 1 + ((index * 37) % Math.floor(size / 10)))));
  show('list, 50 of the big log', await time(500, () => decisions.list(big, { limit: 50 })));
  show('list in force, 50', await time(500, () => decisions.list(big, { limit: 50, status: ['accepted'] })));
  show(
    'search two words in the big log',
    await time(500, (index) =>
      decisions.search(big, `why ${things[index % things.length]} for ${places[index % places.length]}`),
    ),
  );
  show(
    'search one common word, big log',
    await time(500, (index) => decisions.search(big, things[index % things.length] ?? '')),
  );
  show(
    'search two words, all logs',
    await time(500, (index) =>
      decisions.search(look, `${things[index % things.length]} team ${index % 977}`),
    ),
  );
  show('search a misspelt word', await time(500, () => decisions.search(big, 'postgrsql orders')));
  await database.close();
  bare.close();
  rmSync(folder, { recursive: true, force: true });
}

const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-import-'));
mkdirSync(join(folder, 'adr'));
for (let index = 1; index <= 1_000; index++) {
  const content = contentOf(index);
  writeFileSync(
    join(folder, 'adr', `${String(index).padStart(4, '0')}-record.md`),
    `# ${index}. ${content.title}\n\n## Status\n\nAccepted\n\n## Context\n\n${content.context}\n\n## Decision\n\n${content.decision}\n\n## Consequences\n\n* more\n* less\n`,
  );
}
const database = await openDatabase(`sqlite:${join(folder, 'records.db')}`);
const start = performance.now();
await importFolder(database, act, join(folder, 'adr'), () => new Date().toISOString());
print(`\nimport of 1,000 files: ${((performance.now() - start) / 1000).toFixed(2)} s`);
const checking = performance.now();
await checkFolder(join(folder, 'adr'), { today: '2026-01-01', mend: false });
print(`check of 1,000 files: ${((performance.now() - checking) / 1000).toFixed(2)} s`);
await database.close();
rmSync(folder, { recursive: true, force: true });
