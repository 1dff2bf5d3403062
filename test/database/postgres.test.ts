import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { lookAt } from '../../adapters/health/look.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { isDatabaseAway } from '../../src/database/database-away.ts';
import { fencedTables } from '../../src/database/migrations/postgres.ts';
import { schemaVersion } from '../../src/database/migrations.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { AdvisorError } from '../../src/errors.ts';
import { createOutbox } from '../../src/queue/outbox.ts';
import { textSchema } from '../queue/schemas.ts';
import { fail, message, open } from '../queue/support.ts';
import { asAdmin, freshDatabase, freshUrl } from '../support/database.ts';
import { postgresUrl } from '../support/postgres-url.ts';

const operator = { kind: 'operator' } as const;

function actIn(workspace: string) {
  return {
    workspace,
    log: 'decisions',
    person: { id: 'ann', name: 'ann' },
    viewer: operator,
    source: 'test',
  };
}

async function refusal(work: Promise<unknown>): Promise<AdvisorError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdvisorError)) throw new Error('nothing that a person can act on', { cause: error });
  return error;
}

describe('the fence between workspaces', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
    const decisions = createDecisions(database);
    for (const workspace of ['one', 'two']) {
      const number = await decisions.propose(actIn(workspace), { title: `Use Go in ${workspace}` });
      await decisions.approve(actIn(workspace), number);
    }
  });
  afterAll(() => database.close());

  test.each(['logs', 'records', 'events', 'approvals', 'audiences'] as const)(
    'shows rows of its own in %s alone, whatever a query forgets',
    async (table) => {
      const all = await database.db.selectFrom(table).selectAll().execute();
      const own = await database.reading('one', (db) => db.selectFrom(table).selectAll().execute());
      expect(own.length).toBeGreaterThan(0);
      expect(all.length).toBe(2 * own.length);
    },
  );

  test('changes no rows of others', async () => {
    const changed = await database.transaction(
      (db) => db.updateTable('records').set({ title: 'mine' }).executeTakeFirst(),
      { workspace: 'three' },
    );
    expect(changed.numUpdatedRows).toBe(0n);
  });

  test('takes no row for others', async () => {
    const foreign = database.transaction(
      (db) => db.insertInto('people').values({ workspace: 'two', person_id: 'x', direct_asks: 1 }).execute(),
      { workspace: 'one' },
    );
    await expect(foreign).rejects.toThrow();
  });

  test('takes no record of nobody', async () => {
    const log = await database.db.selectFrom('logs').select('id').executeTakeFirstOrThrow();
    const nobodys = database.db
      .insertInto('audiences')
      .values({ log_id: log.id, visibility: 'open', channel: 'x' })
      .execute();
    await expect(nobodys).rejects.toThrow(/workspace/);
  });

  test('stands around every table that names a workspace', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct columns.table_name as name from information_schema.columns
      where table_schema = current_schema() and column_name = 'workspace' and table_name <> 'workspace_turns'
      order by 1`.execute(database.db);
    expect(rows.map(({ name }) => name)).toEqual([...fencedTables].sort());
  });
});

describe('the role that it uses', () => {
  test('is fine where row security holds for it', async () => {
    const database = await freshDatabase();
    onTestFinished(() => database.close());
    expect(await database.check()).toEqual([]);
  });

  test('is named where row security does not', async () => {
    const { pathname } = new URL(await freshUrl());
    const database = await openDatabase(postgresUrl(inject('postgresPort'), pathname.slice(1), 'postgres'));
    onTestFinished(() => database.close());
    expect(await database.check()).toEqual([expect.stringMatching(/^postgres goes round row security/)]);
  });
});

describe('what cannot be opened is said in one line, without the password', () => {
  const port = inject('postgresPort');
  test.each([
    ['no server', () => 'postgres://advisor:s3cret@127.0.0.1:1/x', /127\.0\.0\.1:1 cannot be reached/],
    [
      'no such host',
      () => 'postgres://advisor:s3cret@nowhere.invalid/x',
      /nowhere\.invalid cannot be reached/,
    ],
    ['a wrong password', () => `postgres://advisor:s3cret@127.0.0.1:${port}/postgres`, /refuses advisor/],
    ['no such role', () => `postgres://nobody:s3cret@127.0.0.1:${port}/postgres`, /refuses nobody/],
    ['no such database', () => postgresUrl(port, 'nothing'), /there is no database nothing/],
    ['no TLS', () => `${postgresUrl(port, 'postgres')}?sslmode=verify-full`, /TLS/],
    [
      'a role without rights',
      () => postgresUrl(port, 'postgres'),
      /may not do this in postgres.*docs\/postgresql\.md/,
    ],
    ['no address', () => 'postgres://a:s3cret@[/x', /^DATABASE_URL/],
  ])('%s', async (_name, url, words) => {
    const { message, code } = await refusal(openDatabase(url()));
    expect(message).toMatch(words);
    expect(message).not.toContain('s3cret');
    expect(message).not.toContain('\n');
    expect(['database', 'configuration']).toContain(code);
  });

  test("somebody else's schema, which stays as it is", async () => {
    const url = await freshUrl('template0');
    await asAdmin('create table records (name text)', url);
    expect((await refusal(openDatabase(url))).message).toMatch(/somebody else's tables \(records\)/);
    const { rows } = await asAdmin(
      "select table_name from information_schema.tables where table_schema = 'public'",
      url,
    );
    expect(rows).toEqual([{ table_name: 'records' }]);
  });

  test('a database of a newer version', async () => {
    const url = await freshUrl();
    await asAdmin("insert into schema_version values (99, '2030-01-01')", url);
    expect((await refusal(openDatabase(url))).message).toMatch(/schema 99.*start the newer version/);
  });
});

test('many processes can bring the tables up to date at once', async () => {
  const url = await freshUrl('template0');
  const all = await Promise.all(Array.from({ length: 8 }, () => openDatabase(url, { connections: 1 })));
  for (const database of all) await database.close();
  const { rows } = await asAdmin('select count(*)::int as count from schema_version', url);
  expect(rows).toEqual([{ count: schemaVersion('postgres') }]);
});

test('a migration that is killed half-way leaves nothing, and the next start does it whole', async () => {
  const url = await freshUrl('template0');
  // Whoever holds one of the names keeps the migration in its middle.
  const holding = new pg.Client(postgresUrl(inject('postgresPort'), new URL(url).pathname.slice(1)));
  await holding.connect();
  await holding.query('begin; create table turns (name text)');
  const started = openDatabase(url, { connections: 1 }).then(
    () => 'opened',
    (error: unknown) => error,
  );
  const waiting = `select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and application_name = 'stack-advisor'`;
  await expect.poll(async () => (await asAdmin(waiting, url)).rowCount).toBe(1);
  await asAdmin(`select pg_terminate_backend(pid) from (${waiting}) as one`, url);
  expect(isDatabaseAway(await started)).toBe(true);
  await holding.query('rollback');
  await holding.end();
  const tables = "select 1 from information_schema.tables where table_schema = 'public'";
  expect((await asAdmin(tables, url)).rowCount).toBe(0);
  const database = await openDatabase(url);
  onTestFinished(() => database.close());
  expect(await createDecisions(database).propose(actIn('w'), { title: 'Use Go' })).toBe(1);
});

test('what is put first is worked on first, though its transaction ends last', async () => {
  const database = await open();
  const handled: string[] = [];
  const outbox = createOutbox(database, {
    ...{ payload: textSchema, onFailed: fail, onFault: fail, pollEvery: 50 },
    pace: { burst: 10, every: 1_000 },
  });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: isPut, resolve: put } = Promise.withResolvers<void>();
  const slow = database.transaction(async (db) => {
    await outbox.put(message('first'), db);
    put();
    await released;
  });
  await isPut;
  const quick = outbox.put(message('second'));
  outbox.start(async ({ dedupe }) => {
    handled.push(dedupe);
    return 'sent';
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(handled).toEqual([]);
  release();
  await Promise.all([slow, quick]);
  await expect.poll(() => handled.length).toBe(2);
  expect(handled).toEqual(['first', 'second']);
  await outbox.stop();
});

test('a connection that is lost is a fault that passes, and the next question is answered', async () => {
  const url = await freshUrl();
  const database = await openDatabase(url, { connections: 1 });
  onTestFinished(() => database.close());
  const asked = sql`select pg_sleep(5)`.execute(database.db).catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await asAdmin(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    url,
  );
  expect(isDatabaseAway(await asked)).toBe(true);
  const again = async () => (await sql<{ one: number }>`select 1 as one`.execute(database.db)).rows[0]?.one;
  await expect.poll(() => again().catch(isDatabaseAway)).toBe(1);
});

test('a disk that is full is told of for a moment, and passes', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const refused = await refusal(
    database.transaction((db) =>
      sql`do $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$`.execute(db),
    ),
  );
  expect(refused.message).toMatch(/the disk of the database at .+ is full; nothing was changed/);
  expect(isDatabaseAway(refused)).toBe(true);
  expect(await lookAt(database, [])()).toEqual([{ kind: 'database-full' }]);
});

test('that others hold all connections is told, and passes', async () => {
  const url = await freshUrl();
  const name = new URL(url).pathname.slice(1);
  const database = await openDatabase(url, { connections: 1 });
  onTestFinished(() => database.close());
  const cut = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = ';
  await asAdmin(`alter database ${name} connection limit 0`);
  await asAdmin(`${cut}'${name}'`);
  const look = lookAt(database, []);
  await expect.poll(look).toEqual([{ kind: 'database-crowded' }]);
  await asAdmin(`alter database ${name} connection limit -1`);
  await expect.poll(look).toEqual([]);
});

test("its time is the server's, whatever the clock of this process says", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const real = Date.now;
  Date.now = () => real() + 300_000;
  onTestFinished(() => {
    Date.now = real;
  });
  expect(Math.abs(database.now() - real())).toBeLessThan(5_000);
});
