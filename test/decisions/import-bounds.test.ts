import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTextFile } from '../../src/bounded/read-file.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { importFolder } from '../../src/decisions/import.ts';
import { createRecordReader } from '../../src/decisions/markdown/record-reader.ts';
import { temporaryFolder } from '../support/folder.ts';

const act = {
  workspace: 'w',
  log: 'decisions',
  person: { id: 'ann', name: 'ann' },
  viewer: { kind: 'operator' },
  source: 'test',
} as const;
const sections = '\n## Status\n\nAccepted\n\n## Context\n\nWe need it.\n\n## Decision\n\nWe take it.\n';

/** Imports files beside a good one. */
async function importing(files: Record<string, string>, prepare: (folder: string) => void = () => {}) {
  const good = { '0001-good.md': `# Good\n${sections}`, '9999-good-too.md': `# Good too\n${sections}` };
  const folder = temporaryFolder({ ...good, ...files });
  prepare(folder);
  const database = await openDatabase('sqlite::memory:');
  const result = await importFolder(database, act, folder, () => '2026-03-01T09:00:00.000Z');
  await database.close();
  return { ...result, files: result.records.map(({ file }) => file) };
}

const good = ['0001-good.md', '9999-good-too.md'];

describe('a file that is too much is skipped with its reason, and the others come', () => {
  it.each([
    ['emphasis without end', '*a_ '.repeat(30_000), /longer than 5 s/],
    ['quotes in quotes', `${'>'.repeat(20_000)} x`, /longer than 5 s|too deep/],
    ['lists in lists', Array.from({ length: 1_500 }, (_, at) => `${' '.repeat(at)}- a`).join('\n'), /./],
    ['a file of 2.1 MB', 'x'.repeat(2_100_000), /^larger than 2 MB$/],
  ])('%s', async (_what, text, reason) => {
    const { files, skipped } = await importing({ '0002-bad.md': `# Bad\n${sections}\n${text}` });
    // What is fast enough is welcome.
    if (skipped.length > 0) {
      expect(skipped).toMatchObject([{ file: '0002-bad.md', reason: expect.stringMatching(reason) }]);
      expect(files).toEqual(good);
    }
    expect(files).toEqual(expect.arrayContaining(good));
  });

  it.each([
    ['a pipe', (at: string) => void execFileSync('mkfifo', [at]), 'no regular file'],
    ['a link out of the folder', (at: string) => symlinkSync('/etc/hostname', at), 'a symbolic link'],
    ['a link to a folder', (at: string) => symlinkSync('/etc', at), 'a symbolic link to a folder'],
    ['binary', (at: string) => writeFileSync(at, Buffer.from([35, 32, 0, 1])), 'a binary file'],
    ['Latin-1', (at: string) => writeFileSync(at, Buffer.from([35, 32, 0xe9, 0x20])), /not UTF-8/],
  ])('%s', async (_what, make, reason) => {
    const { files, skipped } = await importing({}, (folder) => make(join(folder, '0002-bad.md')));
    expect(files).toEqual(good);
    expect(skipped).toEqual([{ file: '0002-bad.md', reason: expect.stringMatching(reason) }]);
  });

  it('folders nested 1,000 deep', async () => {
    const { files, skipped } = await importing({}, (folder) => {
      const deep = 'a/'.repeat(1_000);
      mkdirSync(join(folder, deep), { recursive: true });
      writeFileSync(join(folder, deep, '0001-x.md'), `# X\n${sections}`);
    });
    expect(files).toEqual(good);
    expect(skipped).toMatchObject([{ reason: 'nested deeper than 100 folders' }]);
  });

  it('front matter of aliases in aliases, nested 20,000 deep', async () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`;
    const { files } = await importing({
      '0002-bomb.md': `---\n${bomb}---\n# Bomb\n${sections}`,
      '0003-deep.md': `---\na: ${'['.repeat(20_000)}\n---\n# Deep\n${sections}`,
    });
    expect(files).toEqual(['0001-good.md', '0002-bomb.md', '0003-deep.md', '9999-good-too.md']);
  });

  it('more links than anybody reads', async () => {
    const links = Array.from({ length: 300 }, (_, at) => `* Supersedes [x](${at + 5_000}-x.md)`).join('\n');
    const { files, warnings } = await importing({ '0002-x.md': `# X\n${sections}\n## Links\n\n${links}\n` });
    expect(files).toHaveLength(3);
    expect(warnings).toContain('0002-x.md: only the first 200 of 300 links are kept');
  });
});

describe('a process that reads', () => {
  it('goes on with the next file after one that never ended', async () => {
    const reader = createRecordReader();
    const read = (text: string) => reader.read({ text, path: '0001-x.md', isAlone: false });
    try {
      expect(await read('*a_ '.repeat(100_000))).toEqual({ reason: 'takes longer than 5 s to read' });
      expect(await read(`# Next\n${sections}`)).toMatchObject({ parsed: { title: 'Next' } });
    } finally {
      await reader.close();
    }
  });
});

describe('a file', () => {
  it('is read only where it is a regular one of at most so many bytes', () => {
    const path = join(temporaryFolder({ 'x.md': 'x' }), 'x.md');
    expect(readTextFile(path, { maxBytes: 10 })).toEqual({ text: 'x' });
    appendFileSync(path, 'more than ten');
    expect(readTextFile(path, { maxBytes: 10 })).toMatchObject({ reason: expect.stringContaining('larger') });
    expect(readTextFile('/dev/zero', { maxBytes: 10 })).toEqual({ reason: 'no regular file' });
  });
});
