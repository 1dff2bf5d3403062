import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archive } from '../../adapters/web/records/archive.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { exportRecords } from '../../src/decisions/export.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import { temporaryFolder } from '../support/folder.ts';
import { act, imported } from '../support/imported.ts';

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

describe('what happened since a file was read', () => {
  it('comes out with the file, and goes in again without a difference', async () => {
    const sections = '\n## Context\n\nWe need it.\n\n## Decision\n\nWe take it.\n';
    const { database, decisions } = await imported(
      temporaryFolder({
        '0001-a.md': `# A\n\n## Status\n\nAccepted\n${sections}`,
        '0002-b.md': `# B\n\n* Status: proposed\n${sections}`,
      }),
    );
    await decisions.edit(act, 2, { decision: 'We take half of it.', tags: ['data'] });
    await decisions.supersede(act, 2, 1, false);
    await decisions.approve(act, 2);
    await decisions.amend(act, 2, 'And the rest.', '');
    const records = await decisions.list({ workspace: 'w', viewer });
    const since = await decisions.sinceImports({ workspace: 'w', viewer });
    const out = temporaryFolder();
    exportRecords(records, out, 'madr', 'flat', { since });
    expect(readFileSync(join(out, '0001-a.md'), 'utf8')).toBe(
      `# A\n\n## Status\n\nSuperseded by [2](0002-b.md)\n${sections}`,
    );
    expect(readFileSync(join(out, '0002-b.md'), 'utf8')).toBe(
      `---\ntags:\n  - "data"\n---\n# B\n\n* Status: accepted\n${sections.replace('take it', 'take half of it')}\n## Links\n\n* Supersedes [1](0001-a.md)\n\n## Amendments\n\n### 2026-03-01, ann\n\nAnd the rest.\n`,
    );
    const back = (await imported(out)).records;
    expect(back.map(({ status, decision, tags, links }) => [status, decision, tags, links])).toEqual(
      records.map(({ status, decision, tags, links }) => [status, decision, tags, links]),
    );
    await database.close();
  });
});

describe('full front matter', () => {
  it('says the links of a record too, in words that an import reads', async () => {
    const database = await openDatabase('sqlite::memory:');
    const decisions = createDecisions(database, () => '2026-03-01T09:00:00.000Z');
    const by = { workspace: 'w', log: 'decisions', person, viewer, source: 'test' } as const;
    for (const title of ['Old', 'Replaces the (old) queue', 'Other'])
      await decisions.approve(by, await decisions.propose(by, { title }));
    const content = { title: 'New', affects: ['src/[ab]/**', '@scope/pkg'], tags: ['x'] };
    const number = await decisions.propose(by, content, { supersedes: [1] });
    await decisions.supersede(by, number, 2, true);
    await decisions.relate(by, number, 3);
    await decisions.approve(by, number);
    const records = await decisions.list({ workspace: 'w', viewer });
    for (const format of ['madr', 'nygard'] as const) {
      const out = temporaryFolder();
      exportRecords(records, out, format, 'flat', { front: 'full' });
      const text = readFileSync(join(out, '0004-new.md'), 'utf8');
      expect(text.slice(0, text.indexOf('\n---\n'))).toBe(`---
title: "New"
status: "accepted"
date: "2026-03-01"
tags:
  - "x"
supersedes:
  - "0001-old.md"
partially-supersedes:
  - "0002-replaces-the-old-queue.md"
relates-to:
  - "0003-other.md"
affects:
  - "src/[ab]/**"
  - "@scope/pkg"`);
      expect(readFileSync(join(out, '0001-old.md'), 'utf8')).toContain('superseded-by:\n  - "0004-new.md"\n');
      const said = text.slice(0, text.indexOf(format === 'madr' ? '## Links' : '## Status'));
      writeFileSync(join(out, '0004-new.md'), said);
      for (const { file } of [
        { file: '0001-old.md' },
        { file: '0002-replaces-the-old-queue.md' },
        { file: '0003-other.md' },
      ])
        writeFileSync(join(out, file), '# X\n\n## Context\n\na\n\n## Decision\n\nb\n');
      const [last] = (await imported(out)).records.slice(-1);
      expect(last).toMatchObject({ status: 'accepted', affects: content.affects });
      expect(last?.links.map(({ kind, number, partial }) => [kind, number, partial])).toEqual([
        ['supersedes', 1, false],
        ['supersedes', 2, true],
        ['relates-to', 3, false],
      ]);
    }
    await database.close();
  });
});
