import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archive } from '../../adapters/web/records/archive.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { exportRecords } from '../../src/decisions/export.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import { temporaryFolder } from '../support/folder.ts';

const viewer = { kind: 'operator' } as const;
const person = { id: 'ann', name: 'ann' };

/** One record of one title in each log. */
async function inLogs(...logs: readonly string[]): Promise<readonly DecisionRecord[]> {
  const database = await openDatabase('sqlite::memory:');
  const decisions = createDecisions(database, () => '2026-03-01T09:00:00.000Z');
  for (const log of logs)
    await decisions.propose({ workspace: 'w', log, person, viewer, source: 'test' }, { title: 'Use Go' });
  const records = await decisions.list({ workspace: 'w', viewer });
  await database.close();
  return records;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

describe('an export of several logs', () => {
  it('loses no record to one of the same number and title, and counts what it wrote', async () => {
    const records = await inLogs('decisions', 'shop', 'shop/web', 'shop-web');
    const out = temporaryFolder();
    expect(exportRecords(records, out, 'madr')).toEqual({ written: 5, unchanged: 0 });
    expect(filesIn(out)).toHaveLength(5);
    expect(filesIn(out)).toEqual(expect.arrayContaining(['0001-use-go.md', 'shop/0001-use-go.md']));
    expect(exportRecords(records, out, 'madr')).toEqual({ written: 0, unchanged: 5 });
  });

  it('leaves the files of a log as they are when another one comes', async () => {
    const out = temporaryFolder();
    exportRecords(await inLogs('shop'), out, 'madr');
    const before = filesIn(out);
    exportRecords(await inLogs('decisions', 'a', 'shop'), out, 'madr');
    expect(filesIn(out)).toEqual(expect.arrayContaining(before));
    expect(filesIn(out)).toHaveLength(before.length + 2);
  });

  it('is one folder where that was asked for, and still loses none', async () => {
    const out = temporaryFolder();
    expect(exportRecords(await inLogs('a', 'A', 'b'), out, 'madr', 'flat').written).toBe(4);
    expect(filesIn(out)).toEqual(['0001-use-go-1-2.md', '0001-use-go-1.md', '0001-use-go.md', 'index.md']);
  });

  it('links from folder to folder, and tells numbers apart in the index', async () => {
    const [one] = await inLogs('shop');
    if (one === undefined) throw new Error('no record');
    const older = { ...one, log: 'decisions', title: 'Use Perl' };
    const link = { kind: 'supersedes', log: 'decisions', number: 1, file: null, partial: false } as const;
    const out = temporaryFolder();
    exportRecords([older, { ...one, links: [link] }], out, 'madr');
    expect(readFileSync(join(out, 'shop/0001-use-go.md'), 'utf8')).toContain('[1](../0001-use-perl.md)');
    const index = readFileSync(join(out, 'index.md'), 'utf8');
    expect(index).toContain('[shop-1](shop/0001-use-go.md)');
    expect(index).toContain('n1["shop-1 Use Go"] --> n0');
  });
});

describe('a file of an export', () => {
  it.each([
    ['that was imported under a name of the index', 'index.md'],
    ['that differs from another by capitals alone', 'A.md'],
    ['in a folder of the name of another', 'a.md/x.md'],
  ])('%s has a name of its own', async (_what, file) => {
    const [one] = await inLogs('decisions');
    if (one === undefined) throw new Error('no record');
    const out = temporaryFolder();
    const result = exportRecords(
      [
        { ...one, file: 'a.md' },
        { ...one, number: 2, file },
      ],
      out,
      'madr',
    );
    const written = filesIn(out);
    expect(written).toHaveLength(result.written);
    expect(new Set(written.map((name) => name.toLowerCase())).size).toBe(3);
  });

  it('has a name that file systems take, whatever the title', async () => {
    const [one] = await inLogs('decisions');
    if (one === undefined) throw new Error('no record');
    const out = temporaryFolder();
    const titles = ['決'.repeat(300), '𝒜'.repeat(150), `a${'\u{20000}'.repeat(100)}`];
    const records = titles.map((title, at) => ({ ...one, number: 100_000_000 + at, title }));
    expect(exportRecords(records, out, 'madr').written).toBe(4);
    expect(filesIn(out).join('')).not.toContain('\ufffd');
  });

  it('is not waited for where no folder can be made', async () => {
    const records = await inLogs('decisions');
    expect(() => exportRecords(records, '/proc/nowhere', 'madr')).toThrow(/cannot be written/);
  });

  it('takes the place of a pipe without waiting for it', async () => {
    const out = temporaryFolder();
    execFileSync('mkfifo', [join(out, '0001-use-go.md')]);
    expect(exportRecords(await inLogs('decisions'), out, 'madr').written).toBe(2);
    expect(existsSync(join(out, '0001-use-go.md'))).toBe(true);
  });
});

describe('the zip of the page', () => {
  it('holds every record, where logs are named alike', async () => {
    const logs = ['a/b', 'a-b', 'a b', 'A-B', 'con', 'Log', 'log'];
    const files = Object.keys(unzipSync(archive(await inLogs(...logs))));
    expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(2 * logs.length);
    expect(files).toEqual(expect.arrayContaining(['a-b/0001-use-go.md', 'log/0001-use-go.md']));
  });
});
