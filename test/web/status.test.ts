import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createHealth, type Problem } from '../../adapters/health/health.ts';
import { lookAt } from '../../adapters/health/look.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { startPage, type TestPage, visitor } from '../support/page.ts';

let page: TestPage | undefined;
afterEach(async () => {
  await page?.stop();
  page = undefined;
});

const json = { accept: 'application/json' };
const metricsToken = 'a-token-for-the-scraper';

describe('metrics', () => {
  const asked = async (headers: Record<string, string>) => {
    if (page === undefined) throw new RangeError('no page');
    return (await visitor(page)('/metrics', { headers })).status;
  };

  test('without a token are told on this machine alone', async () => {
    page = await startPage();
    expect(await asked({})).toBe(200);
    expect(await asked({ 'x-forwarded-for': '10.0.0.1' })).toBe(403);
    expect(await asked({ host: 'advisor.example' })).toBe(403);
  });

  test('with a token are told to whoever sends it, and to nobody else on this machine either', async () => {
    page = await startPage({ METRICS_TOKEN: metricsToken });
    expect(await asked({})).toBe(401);
    expect(await asked({ authorization: 'Bearer ' })).toBe(401);
    expect(await asked({ authorization: `Bearer ${metricsToken}x` })).toBe(401);
    expect(await asked({ authorization: `Basic ${metricsToken}` })).toBe(401);
    const authorization = `Bearer ${metricsToken}`;
    expect(await asked({ authorization, host: 'advisor.example', 'x-forwarded-for': '10.0.0.1' })).toBe(200);
  });

  test("the page's own token does not open them", async () => {
    page = await startPage({ METRICS_TOKEN: metricsToken, WEB_TOKEN: 'correct-horse-battery' });
    expect(await asked({ authorization: 'Bearer correct-horse-battery' })).toBe(401);
  });
});

describe('readiness', () => {
  const readyWith = async (problems: readonly Problem[]) => {
    const health = createHealth();
    health.started(async () => problems);
    page = await startPage({}, { health });
    const visit = visitor(page);
    const [line, told] = [await visit('/readyz'), await visit('/readyz', { headers: json })];
    expect(told.status).toBe(line.status);
    return { status: line.status, line: line.body, told: JSON.parse(told.body) };
  };

  test('is said in a line and in JSON', async () => {
    expect(await readyWith([])).toEqual({
      status: 200,
      line: 'ready\n',
      told: { ready: true, problems: [] },
    });
  });

  test('ends where the database does not answer, with the reason', async () => {
    const text = 'the database does not answer';
    expect(await readyWith([{ kind: 'database-away' }])).toEqual({
      status: 503,
      line: `not ready: ${text}\n`,
      told: { ready: false, problems: [{ kind: 'database-away', text }] },
    });
  });

  test('stays where one platform is away, and says so', async () => {
    const { status, line } = await readyWith([{ kind: 'platform-away', platform: 'slack' }]);
    expect(status).toBe(200);
    expect(line).toBe('ready, but the connection to slack is lost\n');
  });

  test('is not there before everything is, while the process lives', async () => {
    page = await startPage({}, { health: createHealth() });
    const visit = visitor(page);
    expect(await visit('/readyz')).toMatchObject({
      status: 503,
      body: 'not ready: it starts: the database is brought up to date\n',
    });
    expect(await visit('/healthz')).toMatchObject({ status: 200, body: 'ok\n' });
    expect((await visit('/healthz', { headers: json })).body).toBe('{"alive":true}');
  });

  test('ends with a real database that is closed, and says which platform is lost beside', async () => {
    const database = await openDatabase('sqlite::memory:');
    const look = lookAt(database, [{ platform: 'discord', state: () => ({ kind: 'failing' }) }]);
    expect(await look()).toEqual([{ kind: 'platform-away', platform: 'discord' }]);
    await database.close();
    expect(await look()).toEqual([{ kind: 'database-away' }, { kind: 'platform-away', platform: 'discord' }]);
  });

  test('stays where the disk of the database is full, and says so', async () => {
    const database = await openDatabase('sqlite::memory:');
    expect(await lookAt({ ...database, isFull: () => true }, [])()).toEqual([{ kind: 'database-full' }]);
    await database.close();
    const { status, line } = await readyWith([{ kind: 'database-full' }]);
    expect(status).toBe(200);
    expect(line).toBe('ready, but the disk of the database is full: nothing is stored\n');
  });

  test("stays where this machine's clock and the database's differ, and says so", async () => {
    const database = await openDatabase('sqlite::memory:');
    const off = (milliseconds: number) => ({ ...database, now: () => Date.now() + milliseconds });
    expect(await lookAt(off(-120_000), [])()).toEqual([{ kind: 'clock-off' }]);
    expect(await lookAt(off(120_000), [])()).toEqual([{ kind: 'clock-off' }]);
    expect(await lookAt(off(30_000), [])()).toEqual([]);
    await database.close();
    expect(await readyWith([{ kind: 'clock-off' }])).toMatchObject({ status: 200 });
  });

  test("tells a queue that stands still by the database's clock, whatever the process's own says", async () => {
    const database = await openDatabase('sqlite::memory:');
    const state = () => ({ kind: 'connected' }) as const;
    const platforms = [{ platform: 'slack', state }];
    const inbox = createInbox(database, { payload: z.string(), onDead() {}, onFault() {} });
    const arrival = { platform: 'slack', workspace: 'w', key: 'k', conversation: 'c', payload: 'hello' };
    await inbox.accept(arrival);
    const now = () => Date.now() + 10 * 60_000;
    expect(await lookAt(database, platforms)()).toEqual([]);
    expect(await lookAt({ ...database, now }, platforms)()).toContainEqual({ kind: 'queue-still' });
    await database.close();
  });

  test('a database that never answers keeps nobody waiting who asks', async () => {
    const health = createHealth();
    health.started(() => new Promise(() => {}));
    expect(await health.problems()).toEqual([{ kind: 'database-away' }]);
  });
});
