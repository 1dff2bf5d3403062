import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { temporaryFolder } from '../support/folder.ts';

async function fresh(): Promise<{ sqlite: Sqlite.Database; url: string }> {
  const file = join(temporaryFolder(), 'x.db');
  const url = `sqlite:${file}`;
  await (await openDatabase(url)).close();
  const sqlite = new Sqlite(file);
  onTestFinished(() => {
    sqlite.close();
  });
  return { sqlite, url };
}

const names = (sqlite: Sqlite.Database, type: string) =>
  sqlite
    .prepare(
      `select name from sqlite_schema where type = ? and name not like 'sqlite_%' and name not like 'record_search_%' order by name`,
    )
    .pluck()
    .all(type);

describe('a new database', () => {
  test('has every table and every index that the program asks by', async () => {
    const { sqlite } = await fresh();
    for (const [type, expected] of [
      [
        'table',
        `approvals asked_people asked_records audiences change_requests channels conversation_titles events gaps inbox installations kept_forms links logs outbox people posted record_search
        record_words records reminders schema_version sessions sign_ins sync_files turns`,
      ],
      [
        'index',
        `events_of_record inbox_due inbox_held inbox_open inbox_settled kept_forms_by_age links_to outbox_due outbox_held outbox_open outbox_pace
        outbox_settled posted_by_age posted_live records_by_file records_by_origin records_by_review records_by_status
        sessions_by_age sign_ins_by_end sync_files_of_record turns_of_thread`,
      ],
    ] as const) {
      expect(names(sqlite, type)).toEqual(expect.arrayContaining(expected.split(/\s+/)));
    }
  });

  test('has what was added to its tables later', async () => {
    const { sqlite } = await fresh();
    const columns = (table: string) =>
      sqlite
        .prepare(`select name || ' ' || coalesce(dflt_value, '') from pragma_table_info(?)`)
        .pluck()
        .all(table);
    expect(columns('logs')).toEqual(expect.arrayContaining(['own_approval 1', "decider_names '[]'"]));
    expect(columns('records')).toContain('origin ');
    for (const table of ['inbox', 'outbox'])
      expect(columns(table)).toEqual(expect.arrayContaining(['faults 0', 'deaths 0']));
  });

  test('is left as it is when it is opened again', async () => {
    const { sqlite, url } = await fresh();
    const versions = () => sqlite.prepare('select * from schema_version order by version').all();
    const before = versions();
    expect(before.length).toBeGreaterThan(0);
    expect(before).toEqual(
      before.map((_, index) => ({ version: index + 1, applied_at: expect.stringMatching(/^\d{4}-.*Z$/) })),
    );
    await (await openDatabase(url)).close();
    expect(versions()).toEqual(before);
  });
});

test('a database of a newer program is not touched, and the message names both versions', async () => {
  const { sqlite, url } = await fresh();
  const newest = Number(sqlite.prepare('select max(version) from schema_version').pluck().get());
  sqlite.prepare('insert into schema_version values (?, ?)').run(newest + 1, '2030-01-01');
  await expect(openDatabase(url)).rejects.toMatchObject({
    code: 'database',
    message: `the database is of schema ${newest + 1}, this program knows ${newest}; start the newer version again`,
  });
});

test('a step that fails leaves the database as it was', async () => {
  const file = join(temporaryFolder(), 'x.db');
  const sqlite = new Sqlite(file);
  sqlite.exec(
    'create table schema_version (version integer not null, applied_at text not null); create table outbox (taken text)',
  );
  await expect(openDatabase(`sqlite:${file}`)).rejects.toThrow(/cannot be used \(SQLITE_ERROR\)/);
  expect(names(sqlite, 'table')).toEqual(['outbox', 'schema_version']);
  sqlite.close();
});
