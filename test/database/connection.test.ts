import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { isDatabaseAway } from '../../src/database/database-away.ts';
import { AdvisorError } from '../../src/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const at = '2026-03-01T09:00:00.000Z';

async function opened(file = join(temporaryFolder(), 'x.db')): Promise<{ database: Database; file: string }> {
  const database = await openDatabase(`sqlite:${file}`);
  onTestFinished(() => database.close());
  return { database, file };
}

function remember(database: Pick<Database, 'db'>, thread: string) {
  return database.db
    .insertInto('sessions')
    .values({ workspace: 'w', channel: 'c', thread, person: 'ann', state: '{}', updated_at: at })
    .execute();
}

async function threads({ db }: Pick<Database, 'db'>): Promise<string[]> {
  return (await db.selectFrom('sessions').select('thread').orderBy('thread').execute()).map(
    ({ thread }) => thread,
  );
}

async function pragma({ db }: Pick<Database, 'db'>, name: string): Promise<unknown> {
  return Object.values((await sql.raw<object>(`pragma ${name}`).execute(db)).rows[0] ?? {})[0];
}

async function failure(work: Promise<unknown>): Promise<[code: string, message: string]> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdvisorError))
    throw new Error('no error that a person can act on', { cause: error });
  expect(error.cause === undefined || error.cause instanceof Error).toBe(true);
  return [error.code, error.message];
}

describe('a database is opened', () => {
  test.each(['postgres://', 'sqlite:', 'x.db', 'more sqlite:x.db', ''])('not from "%s"', async (url) => {
    expect(await failure(openDatabase(url))).toEqual([
      'configuration',
      'DATABASE_URL: expected sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE',
    ]);
  });

  test('not where a folder stands in its place', async () => {
    const file = join(temporaryFolder(), 'x.db');
    mkdirSync(file);
    expect(await failure(openDatabase(`sqlite:${file}`))).toEqual([
      'not-writable',
      `${file} is no file; name the path of one`,
    ]);
  });

  test('not where something else is in the file, or where it is damaged', async () => {
    const file = join(temporaryFolder({ 'x.db': 'no database '.repeat(1_000) }), 'x.db');
    const refused = ['database', `${file} is damaged or no database; restore it from a backup`];
    expect(await failure(openDatabase(`sqlite:${file}`))).toEqual(refused);
    const { database, file: damaged } = await opened();
    for (let thread = 0; thread < 200; thread++) await remember(database, `${thread} ${'x'.repeat(100)}`);
    await sql.raw('pragma wal_checkpoint(truncate)').execute(database.db);
    const bytes = readFileSync(damaged);
    writeFileSync(file, bytes.fill(0xff, 4_096));
    expect(await failure(openDatabase(`sqlite:${file}`))).toEqual(refused);
  });

  test('with a folder of its own where there is none, and references that hold', async () => {
    const { database } = await opened(join(temporaryFolder(), 'new', 'x.db'));
    expect(await pragma(database, 'foreign_keys')).toBe(1);
  });

  test('again, with what was there', async () => {
    const { database, file } = await opened();
    await remember(database, 't');
    expect(await threads((await opened(file)).database)).toEqual(['t']);
  });

  test('with a log that grows to ten thousand pages before a write has to wait for its end', async () => {
    expect(await pragma((await opened()).database, 'wal_autocheckpoint')).toBe(10_000);
  });

  test('with patience for another writer', async () => {
    expect(await pragma((await opened()).database, 'busy_timeout')).toBe(10_000);
  });
});

describe('a transaction', () => {
  test('keeps all of it, and gives back what its work gave', async () => {
    const { database, file } = await opened();
    const result = await database.transaction(async (db) => {
      await remember({ db }, 'a');
      await remember({ db }, 'b');
      return 'done';
    });
    expect(result).toBe('done');
    expect(await threads((await opened(file)).database)).toEqual(['a', 'b']);
  });

  test('keeps nothing where its work fails, with the error as it was', async () => {
    const { database } = await opened();
    const fault = new Error('no');
    await expect(
      database.transaction(async (db) => {
        await remember({ db }, 'a');
        throw fault;
      }),
    ).rejects.toBe(fault);
    expect(await threads(database)).toEqual([]);
    await database.transaction((db) => remember({ db }, 'b'));
    expect(await threads(database)).toEqual(['b']);
  });

  test('holds the write lock from its start, so that nobody decides on what is old', async () => {
    const { database, file } = await opened();
    const other = new Sqlite(file, { timeout: 0 });
    await database.transaction(async () => {
      expect(() => other.exec('begin immediate')).toThrow(/locked/);
    });
    other.exec('begin immediate; rollback');
    other.close();
  });

  test('says that another process holds the file', async () => {
    const { database, file } = await opened();
    const other = new Sqlite(file);
    other.exec('begin immediate');
    await sql.raw('pragma busy_timeout = 1').execute(database.db);
    expect(await failure(database.transaction((db) => remember({ db }, 'a')))).toEqual([
      'database',
      `${file} is locked by another process; stop that one or try again`,
    ]);
    expect(
      isDatabaseAway(
        await database.transaction((db) => remember({ db }, 'a')).catch((error: unknown) => error),
      ),
    ).toBe(true);
    other.close();
    await database.transaction((db) => remember({ db }, 'a'));
    expect(await threads(database)).toEqual(['a']);
  });

  test('says that the disk is full, and keeps what was there', async () => {
    const { database, file } = await opened();
    await remember(database, 'a');
    await sql
      .raw(`pragma max_page_count = ${Number(await pragma(database, 'page_count'))}`)
      .execute(database.db);
    const filling = database.transaction(async (db) => {
      for (let thread = 0; thread < 2_000; thread++) await remember({ db }, `${thread} ${'x'.repeat(100)}`);
    });
    expect(await failure(filling)).toEqual([
      'database',
      `the disk of ${file} is full; nothing was changed. Make room and try again`,
    ]);
    expect(await threads(database)).toEqual(['a']);
  });

  test('says that the file may not be written', async () => {
    const { database, file } = await opened();
    await sql.raw('pragma query_only = on').execute(database.db);
    expect(await failure(database.transaction((db) => remember({ db }, 'a')))).toEqual([
      'not-writable',
      `${file} cannot be read or written; check that it is a file you may write`,
    ]);
  });

  test('tells a fault of the program from a database that is away', async () => {
    const { database, file } = await opened();
    const twice = database.transaction(async (db) => {
      await remember({ db }, 'a');
      await remember({ db }, 'a');
    });
    await expect(twice).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining(`${file} cannot be used (SQLITE_CONSTRAINT`),
    });
    expect(isDatabaseAway(await twice.catch((error: unknown) => error))).toBe(false);
  });

  test('waits for the disk, but where nobody was told of what is kept', async () => {
    const { database } = await opened();
    const synced = (options?: { sync: boolean }) =>
      database.transaction((db) => pragma({ db }, 'synchronous'), options);
    expect(await synced()).toBe(2);
    expect(await synced({ sync: true })).toBe(2);
    expect(await synced({ sync: false })).toBe(1);
    expect(await pragma(database, 'synchronous')).toBe(2);
    await expect(
      database.transaction(() => Promise.reject(new Error('no')), { sync: false }),
    ).rejects.toThrow('no');
    expect(await pragma(database, 'synchronous')).toBe(2);
  });

  test('may ask hundreds of different things', async () => {
    const { database } = await opened();
    const ask = (number: number) => sql.raw<{ n: number }>(`select ${number} as n`).execute(database.db);
    for (let round = 0; round < 2; round++) {
      for (let number = 0; number < 450; number++) expect((await ask(number)).rows).toEqual([{ n: number }]);
    }
  });
});

describe('what was changed', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** What the file alone holds, without the log beside it. */
  async function inFile(file: string): Promise<string[]> {
    const copy = join(temporaryFolder(), 'copy.db');
    copyFileSync(file, copy);
    return threads((await opened(copy)).database);
  }

  test('is moved from the log into the file in the first idle moment', async () => {
    const file = join(temporaryFolder(), 'x.db');
    await (await openDatabase(`sqlite:${file}`)).close();
    const { database } = await opened(file);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await database.transaction((db) => remember({ db }, 'a'));
    vi.advanceTimersByTime(199);
    await database.transaction((db) => remember({ db }, 'b'));
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(199);
    expect(await inFile(file)).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(await inFile(file)).toEqual(['a', 'b']);
  });

  test('stays in the log while another change waits for something, and while the file cannot take it', async () => {
    const { database, file } = await opened();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await database.transaction((db) => remember({ db }, 'a'));
    await database.transaction(async (db) => {
      await remember({ db }, 'b');
      vi.advanceTimersByTime(200);
    });
    await sql.raw('pragma query_only = on').execute(database.db);
    vi.advanceTimersByTime(200);
    await sql.raw('pragma query_only = off').execute(database.db);
    await database.transaction((db) => remember({ db }, 'c'));
    vi.advanceTimersByTime(200);
    expect(await inFile(file)).toEqual(['a', 'b', 'c']);
  });

  test('leaves nothing to be done when the database is closed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const database = await openDatabase('sqlite::memory:');
    expect(vi.getTimerCount()).toBe(1);
    await database.close();
    expect(vi.getTimerCount()).toBe(0);
    await expect(threads(database)).rejects.toThrow();
  });
});

describe('a check', () => {
  test('finds a sound file sound', async () => {
    expect(await (await opened()).database.check()).toEqual([]);
  });

  test('names a reference that leads nowhere', async () => {
    const { database } = await opened();
    await sql.raw('pragma foreign_keys = off').execute(database.db);
    await sql
      .raw(`insert into approvals (record_id, person_id, person_name, at) values (7, 'a', 'a', '')`)
      .execute(database.db);
    expect(await database.check()).toEqual([expect.stringMatching(/^broken reference: .*"approvals".*/)]);
  });

  test('names what does not fit together', async () => {
    const { database, file } = await opened();
    const other = new Sqlite(file).unsafeMode();
    other.exec('create table damaged (a); insert into damaged values (null)');
    other.exec(`pragma writable_schema = on;
      update sqlite_schema set sql = 'CREATE TABLE damaged (a not null)' where name = 'damaged'`);
    other.close();
    expect(await database.check()).toEqual(['NULL value in damaged.a']);
  });
});

describe('a copy', () => {
  test.each([
    ['over what is there already', 'not-writable', 'x.db', 'is there already; name a new file'],
    ['into no folder', 'not-writable', 'nowhere/x.db', 'there is no such folder; make it first'],
    ['into a file', 'not-writable', 'x.db/copy.db', 'there is no such folder; make it first'],
  ])('is not written %s', async (_what, code, name, message) => {
    const { database, file } = await opened();
    const [failed, said] = await failure(database.backup(join(dirname(file), name)));
    expect([failed, said]).toEqual([code, expect.stringContaining(message)]);
    expect(said).toContain(name);
  });

  test('has to have a name', async () => {
    const { database } = await opened();
    expect(await failure(database.backup(' '))).toEqual(['usage', 'name a new file for the copy']);
  });

  test('is whole', async () => {
    const { database, file } = await opened();
    await remember(database, 'a');
    await database.backup(`${file}.copy`);
    expect(await threads((await opened(`${file}.copy`)).database)).toEqual(['a']);
  });
});

test.each([
  ['locked', 'SQLITE_BUSY', true],
  ['locked by itself', 'SQLITE_LOCKED_SHAREDCACHE', true],
  ['full', 'SQLITE_FULL', true],
  ['not read', 'SQLITE_IOERR_READ', true],
  ['not there', 'SQLITE_CANTOPEN', true],
  ['read-only', 'SQLITE_READONLY', true],
  ['forbidden', 'SQLITE_PERM', true],
  ['damaged', 'SQLITE_CORRUPT', false],
  ['used wrongly', 'SQLITE_CONSTRAINT_UNIQUE', false],
  ['something else', 'NOT_SQLITE_BUSY', false],
])('a database that is %s is away for a moment, or is not', (_what, code, isAway) => {
  const cause = new Sqlite.SqliteError('x', code);
  expect(isDatabaseAway(cause)).toBe(isAway);
  expect(isDatabaseAway(new AdvisorError('database', 'x', { cause }))).toBe(isAway);
  expect(isDatabaseAway(new AdvisorError('not-writable', 'x', { cause }))).toBe(isAway);
  expect(isDatabaseAway(new AdvisorError('database', 'x'))).toBe(false);
  expect(isDatabaseAway('x')).toBe(false);
});
