import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createHealth } from '../../adapters/health/health.ts';
import { counters, gauges, histograms, named } from '../../adapters/metrics/declared.ts';
import { createMetrics, type Metrics } from '../../adapters/metrics/metrics.ts';
import { createReading } from '../../adapters/metrics/reading.ts';
import { timedDatabase } from '../../adapters/metrics/timed-database.ts';
import { turnsCounted, watchDatabase, watchHealth } from '../../adapters/metrics/watch.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { isStill, openItems, stillAfter } from '../../src/queue/open-items.ts';
import { createOutbox } from '../../src/queue/outbox.ts';
import { textSchema } from '../queue/schemas.ts';
import { throwFault } from '../support/faults.ts';
import { actAs } from '../support/page.ts';
import { servicesFor } from '../support/services.ts';

let database: Database;
let metrics: Metrics;
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:');
  metrics = createMetrics();
});
afterEach(() => database.close());

/** The values of one metric: what stands in its brackets, and the figure. */
async function valuesOf(name: string): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line.startsWith(`stack_advisor_${name}`));
  return Object.fromEntries(
    lines.map((line) => {
      const [, labels = '', value] = /^\w+(?:\{([^}]*)\})? (\S+)$/.exec(line) ?? [];
      return [labels.replaceAll('"', ''), Number(value)];
    }),
  );
}

const unheard = { payload: textSchema, onFault: throwFault, onDead() {}, onFailed() {} };
const later = () => Date.now() + stillAfter + 60_000;

/** Stores an event that nobody works on. */
async function arrives(platform: string, key: string): Promise<void> {
  const inbox = createInbox(database, unheard);
  await inbox.accept({ platform, workspace: 'w1', key, conversation: key, payload: { text: 'hello' } });
}

describe('what waits in the queues', () => {
  test('is told by queue and platform, with the age of the oldest', async () => {
    watchDatabase(metrics, database);
    await arrives('slack', 'k1');
    await arrives('slack', 'k2');
    await arrives('discord', 'k3');
    const outbox = createOutbox(database, unheard);
    await outbox.put({
      ...{ platform: 'slack', workspace: 'w1', channel: 'c', dedupe: 'm1' },
      payload: { text: 'hello' },
    });
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    await database.db.updateTable('inbox').set({ received_at: hourAgo }).where('key', '=', 'k2').execute();
    expect(await valuesOf('queue_open')).toEqual({
      'queue=inbox,platform=slack': 2,
      'queue=inbox,platform=discord': 1,
      'queue=outbox,platform=slack': 1,
    });
    const ages = await valuesOf('queue_oldest_seconds');
    expect(Math.round((ages['queue=inbox,platform=slack'] ?? 0) / 60)).toBe(60);
    expect(Math.round((ages['queue=inbox,platform=discord'] ?? 9_999) / 60)).toBe(0);
  });

  test('leaves out what was done with', async () => {
    await arrives('slack', 'k1');
    await database.db.updateTable('inbox').set({ settled_at: new Date().toISOString() }).execute();
    expect(await openItems(database)).toEqual([]);
  });

  test('stands still where something was due long ago, and nothing was done since', async () => {
    await arrives('slack', 'k1');
    await arrives('slack', 'k2');
    expect(await isStill(database, ['slack'], Date.now())).toBe(false);
    expect(await isStill(database, ['slack'], later())).toBe(true);
    // A platform that is configured no more keeps nobody busy.
    expect(await isStill(database, ['discord'], later())).toBe(false);
    expect(await isStill(database, [], later())).toBe(false);
    const settled_at = new Date(later() - 5_000).toISOString();
    await database.db.updateTable('inbox').set({ settled_at }).where('key', '=', 'k1').execute();
    expect(await isStill(database, ['slack'], later())).toBe(false);
  });

  test('does not stand still while it waits for a platform that is away', async () => {
    await arrives('slack', 'k1');
    const free_at = new Date(later() + 5_000).toISOString();
    await database.db.updateTable('inbox').set({ free_at }).execute();
    expect(await isStill(database, ['slack'], later())).toBe(false);
  });
});

test('records are counted by status over all workspaces, without their names', async () => {
  const decisions = createDecisions(database);
  const draft = { title: 'Use Go', decision: 'Go, because we know it.' };
  await decisions.propose(actAs('ann'), draft);
  await decisions.propose({ ...actAs('ann'), workspace: 'other' }, draft);
  watchDatabase(metrics, database);
  expect(await valuesOf('records{')).toEqual({ 'status=proposed': 2 });
  expect(await metrics.text()).not.toMatch(/"(local|other)"/);
});

test('what the pool tells is shown where there is one', async () => {
  watchDatabase(metrics, { ...database, connections: () => ({ open: 5, idle: 2, waiting: 1, most: 10 }) });
  expect(await valuesOf('database_connections')).toEqual({
    'state=used': 3,
    'state=idle': 2,
    'state=waiting': 1,
  });
});

test('what is wrong is told while it is, and no longer', async () => {
  const health = createHealth();
  watchHealth(metrics, health);
  expect(await valuesOf('problem')).toEqual({ 'problem=starting,platform=': 1 });
  health.started(async () => []);
  expect(await valuesOf('problem')).toEqual({});
  health.drain();
  expect(await valuesOf('problem')).toEqual({ 'problem=draining,platform=': 1 });
  expect(await valuesOf('info')).toEqual({ 'version=0.1.0': 1 });
  expect(await metrics.text()).toMatch(/^process_resident_memory_bytes \d/m);
});

test('a database that is away takes away what it would tell, and nothing else', async () => {
  const other = await openDatabase('sqlite::memory:');
  watchDatabase(metrics, other);
  await other.close();
  metrics.count('faults_total', { part: 'page' });
  expect(await valuesOf('queue_open')).toEqual({});
  expect(await valuesOf('faults_total')).toEqual({ 'part=page': 1 });
});

test('transactions are measured, those that fail too', async () => {
  const timed = timedDatabase(database, metrics);
  await timed.transaction(async () => 1);
  await expect(timed.transaction(() => Promise.reject(new RangeError('no')))).rejects.toThrow('no');
  expect(await valuesOf('transaction_seconds_count')).toEqual({ '': 2 });
});

describe('turns', () => {
  test('are counted with what was meant, how they ended, and walks that began and finished', async () => {
    const services = await servicesFor(database);
    const engine = createEngine(services, throwFault, turnsCounted(metrics));
    const person = { id: 'ann', name: 'ann' };
    const viewer = { kind: 'member', person, channels: ['backend'], outside: false } as const;
    const where = {
      workspace: 'w',
      channel: 'backend',
      thread: 't',
      source: 'test',
      person,
      viewer,
    } as const;
    const say = (text: string, id?: string) =>
      engine.handle({ ...where, kind: 'said', text, ...(id === undefined ? {} : { id }) });
    await say('what is the GIL', 'e1');
    // The same event again is no turn.
    await say('what is the GIL', 'e1');
    await say('how does elixir supervise processes?');
    await engine.handle({ ...where, kind: 'chose', choices: ['show:long-ago'] });
    await say('help us choose a database');
    await say('skip');
    await say('recommend now');
    await say('why');
    const turns = await valuesOf('turns_total');
    expect(turns['platform=test,intent=ask,outcome=answered']).toBe(1);
    expect(turns['platform=test,intent=ask,outcome=not-covered']).toBe(1);
    expect(turns['platform=test,intent=none,outcome=refused']).toBe(1);
    expect(await valuesOf('walks_total')).toEqual({
      'platform=test,step=begun': 1,
      'platform=test,step=finished': 1,
    });
    expect(await valuesOf('turn_seconds_count')).toEqual({ 'platform=test': 7 });
  });

  test('that fail are counted as such', async () => {
    const services = await servicesFor(database);
    await database.close();
    const engine = createEngine(services, () => {}, turnsCounted(metrics));
    const person = { id: 'ann', name: 'ann' };
    await engine.handle({
      ...{ workspace: 'w', channel: 'c', thread: 't', source: 'test', person, kind: 'said', text: 'hello' },
      viewer: { kind: 'operator' },
    });
    expect(await valuesOf('turns_total')).toEqual({ 'platform=test,intent=none,outcome=failed': 1 });
    database = await openDatabase('sqlite::memory:');
  });
});

describe('what costs', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is read once for all who ask, and again when its time is over', async () => {
    vi.useFakeTimers();
    const read = vi.fn(async () => 'value');
    const reading = createReading(read, { every: 5_000 });
    expect(await Promise.all([reading(), reading()])).toEqual(['value', 'value']);
    await reading();
    expect(read).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5_001);
    await reading();
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('takes its share of the time and no more, however long it lasts', async () => {
    vi.useFakeTimers();
    const read = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 1_000, 'slow')));
    const reading = createReading(read, { every: 5_000, share: 100 });
    const first = reading();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await first).toBe('slow');
    await vi.advanceTimersByTimeAsync(99_000);
    expect(await reading()).toBe('slow');
    expect(read).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_001);
    void reading();
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('that fails or hangs gives nothing, and is tried again', async () => {
    vi.useFakeTimers();
    const works = [() => Promise.reject(new Error('away')), () => new Promise(() => {}), async () => 'back'];
    const reading = createReading<unknown>(() => works.shift()?.() ?? Promise.resolve('again'), {
      every: 1_000,
    });
    expect(await reading()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_001);
    const hanging = reading();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await hanging).toBeUndefined();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await reading()).toBe('back');
  });
});

test('no label names a tenant, a channel or a person: series do not grow with use', () => {
  const labels = [...named(counters), ...named(histograms), ...named(gauges)].flatMap(([, one]) => [
    ...one.labels,
  ]);
  expect(new Set<string>(labels)).toEqual(
    new Set([
      ...['tool', 'platform', 'kind', 'outcome', 'intent', 'step', 'part', 'status', 'way', 'queue'],
      ...['problem', 'limit', 'state', 'version'],
    ]),
  );
});
