import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../../../src/decisions/markdown/list-files.ts';
import { readRecordText } from '../../../src/decisions/markdown/reading.ts';
import { isReading, isReadingJob } from '../../../src/decisions/markdown/reading-job.ts';
import { temporaryFolder } from '../../support/folder.ts';

const sections = '\n## Context\n\na\n\n## Decision\n\nb\n';

describe('a file', () => {
  it.each([
    ['a/0007-use-x.md', '0007-use-x.md', 7],
    ['a/use-y/README.md', 'Use y', null],
    ['a/0008-use-z/index.md', 'Use z', 8],
    ['readme.md', 'Readme', null],
    ['a/use-x/my-readme.md', 'My readme', null],
  ])('%s is called by its name, or by its folder where it is the index of one', (path, title, number) => {
    const text = `## Context\n\na\n${sections}`;
    expect(readRecordText({ text, path, isAlone: true })).toMatchObject({
      parsed: { title: title === '0007-use-x.md' ? 'Use x' : title, number },
    });
  });

  it('is none for a reason, unless somebody says that it is one', () => {
    const job = { text: '# Notes\n\na', path: 'notes.md' };
    expect(readRecordText({ ...job, isAlone: false })).toEqual({
      reason: expect.stringContaining('no decision record'),
    });
    expect(readRecordText({ ...job, isAlone: undefined })).toMatchObject({ parsed: { title: 'Notes' } });
    const index = { text: `# X\n${sections}`, path: 'a/README.md' };
    expect(readRecordText({ ...index, isAlone: false })).toEqual({ reason: 'an index or README' });
    expect(readRecordText({ ...index, isAlone: true })).toMatchObject({ parsed: { title: 'X' } });
  });

  it('keeps two hundred links, and says how many there were', () => {
    const links = (count: number) =>
      `# X\n\n## Status\n\nSupersedes ${Array.from({ length: count }, (_, index) => `ADR-${index + 1}`).join(', ')}\n`;
    const read = (count: number) => {
      const reading = readRecordText({ text: links(count), path: '0900-x.md', isAlone: false });
      if (!('parsed' in reading)) throw new Error(reading.reason);
      return reading.parsed;
    };
    expect([read(200).links.length, read(200).warnings]).toEqual([200, []]);
    expect([read(205).links.length, read(205).warnings]).toEqual([
      200,
      ['only the first 200 of 205 links are kept'],
    ]);
  });

  it('and its reading are told from other messages between threads', () => {
    expect(
      [{ text: '', path: '' }, { text: '' }, { path: '' }, null, 'text', undefined].map(isReadingJob),
    ).toEqual([true, false, false, false, false, false]);
    expect([{ parsed: 1 }, { reason: '' }, {}, null, 'reason', undefined].map(isReading)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a folder', () => {
  it('is listed by name, markdown files alone, each with its folder', () => {
    const folder = temporaryFolder({
      'b.md': '',
      'a.markdown': '',
      'c.mdx': '',
      'd.txt': '',
      md: '',
      '.hidden.md': '',
      '.git/x.md': '',
      'node_modules/x.md': '',
      'z/b/c.MD': '',
    });
    const { found, skipped } = listFiles(folder);
    expect(found).toEqual([
      { path: 'a.markdown', folder: '', at: join(folder, 'a.markdown'), why: undefined },
      { path: 'b.md', folder: '', at: join(folder, 'b.md'), why: undefined },
      { path: 'c.mdx', folder: '', at: join(folder, 'c.mdx'), why: undefined },
      { path: 'z/b/c.MD', folder: 'z/b', at: join(folder, 'z/b/c.MD'), why: undefined },
    ]);
    expect(skipped).toEqual([]);
  });

  it('says of links that they are some, and follows none', () => {
    const folder = temporaryFolder({ 'x.md': '', 'elsewhere/y.md': '' });
    symlinkSync(join(folder, 'x.md'), join(folder, 'link.md'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.md'));
    symlinkSync(join(folder, 'x.md'), join(folder, 'link.txt'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'other'));
    expect(listFiles(folder).found.map(({ path, why }) => [path, why])).toEqual([
      ['broken.md', 'a symbolic link'],
      ['link.md', 'a symbolic link'],
      ['other', 'a symbolic link to a folder'],
      ['x.md', undefined],
      ['elsewhere/y.md', undefined],
    ]);
  });

  it('is looked into a hundred folders deep, and says what lies deeper', () => {
    const folder = temporaryFolder();
    const deep = (depth: number) => Array.from({ length: depth }, () => 'd').join('/');
    mkdirSync(join(folder, deep(102)), { recursive: true });
    writeFileSync(join(folder, deep(100), 'x.md'), '');
    writeFileSync(join(folder, deep(101), 'y.md'), '');
    const { found, skipped } = listFiles(folder);
    expect(found.map(({ path }) => path)).toEqual([`${deep(100)}/x.md`]);
    expect(skipped).toEqual([{ file: deep(101), reason: 'nested deeper than 100 folders' }]);
  });

  it.each([
    ['is not there', 'nowhere', 'cannot be read (ENOENT)'],
    ['is a file', 'x.md', 'not a folder'],
  ])('that %s is refused', (_what, name, reason) => {
    const folder = join(temporaryFolder({ 'x.md': '' }), name);
    expect(() => listFiles(folder)).toThrow(
      expect.objectContaining({ code: 'not-found', message: `${folder}: ${reason}` }),
    );
  });
});
