import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { temporaryFolder } from '../support/folder.ts';

const act = {
  workspace: 'w',
  log: 'decisions',
  person: { id: 'ann', name: 'ann' },
  viewer: { kind: 'operator' },
  source: 'test',
} as const;

describe('the SQLite file', () => {
  it('is durable: every commit is on the disk', async () => {
    const database = await openDatabase(`sqlite:${join(temporaryFolder({}), 'x.db')}`);
    const pragma = async (name: string) =>
      (await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(database.db)).rows[0]?.[name];
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual(
      ['wal', 2, 1],
    );
    await database.close();
  });

  it('is copied while it is in use', async () => {
    const folder = temporaryFolder({});
    const database = await openDatabase(`sqlite:${join(folder, 'x.db')}`);
    await createDecisions(database).propose(act, { title: 'Use Go' });
    await database.backup(join(folder, 'copy.db'));
    await expect(database.backup(join(folder, 'copy.db'))).rejects.toThrow(/there already/);
    const copy = await openDatabase(`sqlite:${join(folder, 'copy.db')}`);
    expect(await createDecisions(copy).list({ workspace: 'w', viewer: { kind: 'operator' } })).toHaveLength(
      1,
    );
    expect(await copy.check()).toEqual([]);
    await copy.close();
    await database.close();
  });

  it('is refused when a newer program made it', async () => {
    const file = join(temporaryFolder({}), 'x.db');
    await (await openDatabase(`sqlite:${file}`)).close();
    new Sqlite(file).exec("insert into schema_version values (99, '2030-01-01')");
    await expect(openDatabase(`sqlite:${file}`)).rejects.toThrow(/schema 99.*start the newer version/);
  });

  it('of an older version is brought up to date, its words with it', async () => {
    const url = `sqlite:${join(temporaryFolder({}), 'x.db')}`;
    const before = await openDatabase(url);
    await createDecisions(before).propose(act, { title: 'Use PostgreSQL' });
    for (const statement of [
      'drop table record_words',
      'drop table data_copies',
      'drop table leases',
      'drop table tokens',
      'drop table audiences',
      ...['sync_files', 'change_requests', 'asked_people', 'asked_records', 'people', 'sign_ins'].map(
        (table) => `drop table ${table}`,
      ),
      'drop index posted_directly',
      'alter table posted drop column person',
      'drop table token_owners',
      'drop table conversation_titles',
      'alter table logs drop column template',
      'drop index records_for_members',
      ...['inbox', 'outbox'].flatMap((table) => [
        `drop index ${table}_held`,
        `alter table ${table} drop column faults`,
        `alter table ${table} drop column deaths`,
      ]),
      'alter table logs drop column own_approval',
      'alter table logs drop column decider_names',
      'drop table digests',
      'drop table digest_questions',
      ...['day', 'hour', 'since'].map((name) => `alter table channels drop column digest_${name}`),
      'create table record_words (word text primary key) without rowid',
      'delete from schema_version where version > 4',
    ])
      await sql.raw(statement).execute(before.db);
    await before.close();
    const after = await openDatabase(url);
    const look = { workspace: 'w', viewer: act.viewer };
    expect(await createDecisions(after).search(look, 'postgrsql')).toHaveLength(1);
    expect(await after.check()).toEqual([]);
    await after.close();
  });

  it('is refused when it is no database', async () => {
    const file = join(temporaryFolder({}), 'x.db');
    writeFileSync(file, randomBytes(10_000));
    await expect(openDatabase(`sqlite:${file}`)).rejects.toThrow(/damaged or no database/);
  });

  it('says that the disk is full, and keeps what was there', async () => {
    const database = await openDatabase(`sqlite:${join(temporaryFolder({}), 'x.db')}`);
    const decisions = createDecisions(database);
    await decisions.propose(act, { title: 'Use Go' });
    const pages =
      (await sql.raw<{ page_count: number }>('pragma page_count').execute(database.db)).rows[0]?.page_count ??
      0;
    await sql.raw(`pragma max_page_count = ${pages}`).execute(database.db);
    await expect(decisions.propose(act, { title: 'Use Rust', context: 'x'.repeat(90_000) })).rejects.toThrow(
      /disk .* is full; nothing was changed/,
    );
    expect(await decisions.list({ workspace: 'w', viewer: { kind: 'operator' } })).toHaveLength(1);
    expect(await decisions.verify('w')).toEqual([]);
    await database.close();
  });

  it('leaves nothing half-written when something fails in the middle', async () => {
    const database = await openDatabase('sqlite::memory:');
    const decisions = createDecisions(database);
    await decisions.approve(act, await decisions.propose(act, { title: 'One' }));
    await expect(decisions.propose(act, { title: 'Two' }, { supersedes: [1, 7] })).rejects.toThrow(
      /no record 7/,
    );
    expect(await decisions.list({ workspace: 'w', viewer: { kind: 'operator' } })).toHaveLength(1);
    expect(await decisions.verify('w')).toEqual([]);
    expect(await decisions.propose(act, { title: 'Two' })).toBe(2);
  });
});
