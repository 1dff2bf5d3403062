import { copyFileSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { asAdmin, freshUrl } from '../support/database.ts';
import { temporaryFolder } from '../support/folder.ts';
import { behindItsBack, copy, everything, fill, filledFile, newFile, run, start } from './support.ts';

/** That a copy was refused in one line, and what it said. */
async function refusal(from: string, to: string, code = 1): Promise<string> {
  const ended = await copy(from, to);
  expect(ended).toMatchObject({
    code,
    stdout: '',
    stderr: expect.stringMatching(/^stack-advisor: [^\n]+\n$/),
  });
  return ended.stderr.slice('stack-advisor: '.length, -1);
}

const emptyServer = () => freshUrl('template0');
const fileOf = (url: string) => url.slice('sqlite:'.length);
const itself = /^both addresses lead to the same database \(.+\); name another one$/;

describe('a copy onto itself is refused', () => {
  test('of a file, also by a link or another spelling of its path', async () => {
    const from = await filledFile();
    const file = fileOf(from);
    const folder = temporaryFolder();
    symlinkSync(file, join(folder, 'soft.db'));
    linkSync(file, join(dirname(file), 'hard.db'));
    symlinkSync(dirname(file), join(folder, 'folder'));
    const before = readFileSync(file);
    for (const path of [
      file,
      relative(process.cwd(), file),
      `${dirname(file)}/./../${dirname(file).split('/').at(-1)}/source.db`,
      join(folder, 'soft.db'),
      join(dirname(file), 'hard.db'),
      join(folder, 'folder', 'source.db'),
    ])
      expect(await refusal(from, `sqlite:${path}`)).toMatch(itself);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('of a database on a server, also by another name of the host or another role', async () => {
    const server = await freshUrl();
    await fill(server);
    const before = await everything(server);
    const admin = server.replace('//advisor:', '//postgres:');
    for (const to of [
      server,
      server.replace('127.0.0.1', 'localhost'),
      admin,
      `${server}?application_name=other`,
    ])
      expect(await refusal(server, to)).toMatch(itself);
    expect(await everything(server)).toEqual(before);
  });
});

describe('a target in use is refused, and nothing of it is changed', () => {
  test('where it holds anything', async () => {
    const from = await filledFile();
    const file = `sqlite:${newFile()}`;
    for (const to of [file, await freshUrl()]) {
      await behindItsBack(
        to,
        `insert into people (workspace, person_id, direct_asks) values ('w', 'ann', 1)`,
      );
      const before = await everything(to);
      expect(await refusal(from, to)).toBe('the target is in use (there are people); name an empty database');
      expect(await everything(to)).toEqual(before);
      expect(await run(['adr', 'list'], to)).toMatchObject({ code: 0 });
    }
  });

  test('where a process serves it', async () => {
    const from = await filledFile();
    for (const [to, words] of [
      [`sqlite:${newFile()}`, /is locked by another process; stop that one or try again$/],
      [await freshUrl(), /^the target is in use by another process; stop it and try again$/],
    ] as const) {
      const serving = await openDatabase(to);
      onTestFinished(() => serving.close());
      await serving.db.selectFrom('logs').selectAll().execute();
      expect(await refusal(from, to)).toMatch(words);
      expect(await serving.db.selectFrom('data_copies').selectAll().execute()).toEqual([]);
    }
  });

  test('where it holds a half of another copy, which nobody can use', async () => {
    const from = await filledFile();
    const other = await filledFile();
    for (const to of [`sqlite:${newFile()}`, await emptyServer()]) {
      const half = start(['migrate-data', '--from', other, '--to', to]);
      await expect.poll(half.said).not.toBe('');
      half.kill();
      await half.ended;
      await behindItsBack(to, 'update data_copies set finished_at = null');
      expect(await refusal(from, to)).toBe(
        `the target holds half of a copy of ${fileOf(other)}; finish that one, or name an empty database`,
      );
      for (const args of [['serve'], ['adr', 'list'], ['backup', newFile()]])
        expect(await run(args, to)).toMatchObject({
          code: 1,
          stdout: '',
          stderr: expect.stringMatching(
            /^stack-advisor: \S+ holds half of a copy of .+; finish it with the same stack-advisor migrate-data as before, or use another database\n$/,
          ),
        });
      expect(await refusal(to, `sqlite:${newFile()}`)).toMatch(/^--from: .+ holds half of a copy/);
      expect(await copy(other, to)).toMatchObject({ code: 0 });
      expect(await everything(to)).toEqual(await everything(other));
    }
  });
});

describe('an address that leads to nothing of use is told of', () => {
  test.each([
    ['sqlite:/nowhere/x.db', /^--from: there is no file \/nowhere\/x\.db; check its path$/],
    ['postgres://advisor:wrong@127.0.0.1:1/x', /^--from: the database at 127\.0\.0\.1:1 cannot be reached/],
  ])('a source that is not there: %s', async (from, words) => {
    const to = newFile();
    expect(await refusal(from, `sqlite:${to}`)).toMatch(words);
    expect(() => readFileSync(to)).toThrow(/ENOENT/);
  });

  test.each(['mysql://x', 'sqlite:', 'sqlite::memory:', 'postgres://a b:c@d e/x', 'postgres://'])(
    'what is no address: %s',
    async (address) => {
      const file = `sqlite:${newFile()}`;
      const words = 'expected sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE';
      expect(await refusal(address, file, 2)).toBe(`--from: ${words}`);
      expect(await refusal(file, address, 2)).toBe(`--to: ${words}`);
    },
  );

  test('a source without data, of an older or newer version, and files of others', async () => {
    const to = `sqlite:${newFile()}`;
    const empty = newFile('empty.db');
    writeFileSync(empty, '');
    expect(await refusal(`sqlite:${empty}`, to)).toBe(
      `--from: ${empty} holds no data of Stack Advisor; check its address`,
    );
    const text = newFile('text.db');
    writeFileSync(text, 'Dear diary, '.repeat(100));
    expect(await refusal(`sqlite:${text}`, to)).toBe(
      `--from: ${text} is damaged or no database; restore it from a backup`,
    );
    const others = newFile('others.db');
    new Sqlite(others).exec('create table songs (name)').close();
    const before = readFileSync(others);
    expect(await refusal(`sqlite:${others}`, to)).toMatch(
      /^--from: .+ holds somebody else's tables \(songs\)/,
    );
    const from = await filledFile();
    expect(await refusal(from, `sqlite:${others}`)).toMatch(
      /^--to: .+ holds somebody else's tables \(songs\)/,
    );
    expect(readFileSync(others).equals(before)).toBe(true);
    const old = newFile('old.db');
    copyFileSync(fileOf(from), old);
    await behindItsBack(`sqlite:${old}`, 'delete from schema_version where version > 3');
    expect(await refusal(`sqlite:${old}`, to)).toMatch(
      /^--from: .+ is of schema 3, this program's is \d+; bring it up to date first/,
    );
    expect(await refusal(from, `sqlite:${old}`)).toMatch(/^--to: .+ is of schema 3, this program's is \d+/);
    const newer = newFile('newer.db');
    copyFileSync(fileOf(from), newer);
    await behindItsBack(`sqlite:${newer}`, `insert into schema_version values (99, 'x')`);
    expect(await refusal(`sqlite:${newer}`, to)).toMatch(
      /^--from: .+ is of schema 99, this program knows \d+; use the newer version$/,
    );
    expect(() => readFileSync(fileOf(to))).toThrow(/ENOENT/);
  });

  test('a role without rights changes nothing', async () => {
    const from = await filledFile();
    const to = await emptyServer();
    await asAdmin(
      `do $$ begin create role nobody login password 'for-tests'; exception when others then null; end $$`,
    );
    expect(await refusal(from, to.replace('//advisor:', '//nobody:'))).toMatch(
      /^--to: nobody may not do this in t_\w+; grant it what docs\/postgresql\.md names$/,
    );
    expect((await asAdmin(`select 1 from pg_tables where schemaname = 'public'`, to)).rows).toEqual([]);
  });
});
