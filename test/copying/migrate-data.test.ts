import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { freshUrl } from '../support/database.ts';
import { copiedRows, copy, everything, filledFile, newFile, run, start } from './support.ts';

const operator = { kind: 'operator' } as const;

/** What is found by words, and what the next record is called. */
async function used(url: string) {
  const database = await openDatabase(url);
  try {
    const decisions = createDecisions(database);
    const found = async (words: string, workspace = 'team') =>
      (await decisions.search({ workspace, viewer: operator }, words)).map(({ record }) => record.title);
    const results = {
      kafka: await found('kafka'),
      kafak: await found('kafak'),
      other: await found('kafka', 'other'),
    };
    expect(await decisions.verify('team')).toEqual([]);
    const next = await decisions.propose(
      {
        workspace: 'team',
        log: 'decisions',
        person: { id: 'x', name: 'X' },
        viewer: operator,
        source: 'test',
      },
      { title: 'Use Zig' },
    );
    return { ...results, next, zig: await found('zig') };
  } finally {
    await database.close();
  }
}

describe('stack-advisor migrate-data', () => {
  test('takes everything from SQLite to PostgreSQL and back, and it can be used there', async () => {
    const from = await filledFile();
    const server = await freshUrl('template0');
    const there = await copy(from, server);
    expect(there).toMatchObject({
      code: 0,
      stdout: 'Copied and verified: 6 records in 4 logs, 8 entries of history, 42 rows in all.\n',
    });
    expect(there.stderr).toMatch(/^logs +4\nrecords +6\n/);
    const before = await everything(from);
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
    expect(await everything(server)).toEqual(before);
    const back = `sqlite:${newFile()}`;
    expect(await copy(server, back)).toMatchObject({ code: 0, stdout: there.stdout });
    expect(await everything(back)).toEqual(before);
    const after = await used(server);
    expect(after).toEqual(await used(back));
    expect(after).toEqual({
      kafka: ['Use Kafka in team'],
      kafak: ['Use Kafka in team'],
      other: ['Use Kafka in other'],
      next: 3,
      zig: ['Use Zig'],
    });
  });

  test('puts every row behind the fence of its workspace', async () => {
    const server = await freshUrl('template0');
    await copy(await filledFile(), server);
    const database = await openDatabase(server);
    const counts = (workspace: string) =>
      database.reading(workspace, async (db) => {
        const count = async (
          table: 'records' | 'events' | 'approvals' | 'links' | 'asked_records' | 'audiences',
        ) => (await db.selectFrom(table).selectAll().execute()).length;
        return [
          await count('records'),
          await count('events'),
          await count('approvals'),
          await count('links'),
          await count('asked_records'),
          await count('audiences'),
        ];
      });
    expect(await counts('team')).toEqual([3, 4, 1, 1, 1, 2]);
    expect(await counts('other')).toEqual([3, 4, 1, 0, 0, 2]);
    await database.close();
  });

  test.each(['to PostgreSQL', 'to SQLite'] as const)(
    '%s: killed again and again, it goes on and doubles nothing',
    async (direction) => {
      const file = await filledFile(6_000);
      const server = await freshUrl('template0');
      if (direction === 'to SQLite') await copy(file, server);
      const [from, to] = direction === 'to SQLite' ? [server, `sqlite:${newFile()}`] : [file, server];
      const steps: number[] = [];
      for (let tries = 0; tries < 30 && (steps.at(-1) ?? 0) < 5_000; tries++) {
        const killed = start(['migrate-data', '--from', from, '--to', to]);
        if (direction === 'to SQLite') {
          // Nobody else can look into the file meanwhile: some time after it has begun.
          await expect.poll(killed.said, { interval: 20 }).not.toBe('');
          await setTimeout(50 * tries);
        } else await expect.poll(() => copiedRows(to), { interval: 20 }).toBeGreaterThan(steps.at(-1) ?? 0);
        killed.kill();
        await killed.ended;
        steps.push(await copiedRows(to));
        if (steps.at(-1) !== 0)
          expect(await run(['adr', 'list'], to)).toMatchObject({
            code: 1,
            stderr: expect.stringMatching(/^stack-advisor: [^\n]* holds half of a copy of [^\n]*\n$/),
          });
      }
      const last = await copy(from, to);
      expect(last).toMatchObject({
        code: 0,
        stdout:
          'Copied and verified: 6,006 records in 5 logs, 6,008 entries of history, 12,043 rows in all.\n',
        stderr: expect.stringMatching(/^going on with the copy that was begun at /),
      });
      expect(steps.some((rows) => rows > 0 && rows < 6_006)).toBe(true);
      expect(await everything(to)).toEqual(await everything(from));
      expect((await used(to)).kafka).toEqual(['Use Kafka in team']);
    },
  );
});
