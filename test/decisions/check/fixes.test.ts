import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyFixes, edited } from '../../../src/decisions/check/apply-fixes.ts';
import type { Edit } from '../../../src/decisions/check/finding.ts';
import { found, nygard } from '../../support/checking.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** The files as the changes of what is found leave them. */
function mended(files: Record<string, string>): Record<string, string> {
  const edits = found(files).flatMap(({ fix }) => fix ?? []);
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      edited(
        text,
        edits.filter(({ file }) => file === name),
      ) ?? 'not as it was read',
    ]),
  );
}

const newer = nygard('B', 'Accepted\n\nSupersedes [0001](0001-a.md)');
const newerInFront = `---\nstatus: accepted\nsupersedes: "0001"\n---\n\n# B\n\nText.\n`;

describe('the older side of a supersession', () => {
  it.each([
    ['its section', nygard('A', 'Accepted'), '\nSuperseded by [0002](0002-b.md)\n'],
    ['a list', nygard('A', '- accepted'), '\n- superseded by [0002](0002-b.md)\n'],
    ['front matter', '---\nstatus: accepted\n---\n\n# A\n', 'status: "superseded by [0002](0002-b.md)"\n'],
    [
      'a quoted value',
      "---\nstatus: 'Accepted'\n---\n\n# A\n",
      'status: "Superseded by [0002](0002-b.md)"\n',
    ],
    [
      'a field',
      '# A\n\n* Status: accepted\n* Date: 2026-01-01\n',
      '* Status: superseded by [0002](0002-b.md)\n',
    ],
    ['a field in bold', '# A\n\n**Status:** Accepted\n', '**Status:** Superseded by [0002](0002-b.md)\n'],
  ])('is written where it states its status: %s', (_what, older, line) => {
    const files = { '0001-a.md': older, '0002-b.md': newer };
    const after = mended(files);
    expect(after['0001-a.md']).toContain(line);
    expect(after['0002-b.md']).toBe(newer);
    expect(found(after).filter(({ rule }) => rule.includes('supersession'))).toEqual([]);
    expect(mended(after)).toEqual(after);
  });

  it.each([
    ['more than a word', { '0001-a.md': nygard('A', 'Accepted on 2026-01-01'), '0002-b.md': newer }],
    [
      'two places',
      { '0001-a.md': `---\nstatus: accepted\n---\n${nygard('A', 'Accepted')}`, '0002-b.md': newer },
    ],
    ['a table', { '0001-a.md': '# A\n\n| Status | Accepted |\n| --- | --- |\n', '0002-b.md': newer }],
    ['a proposal', { '0001-a.md': nygard('A', 'Proposed'), '0002-b.md': newer }],
    [
      'two that claim it',
      { '0001-a.md': nygard('A', 'Accepted'), '0002-b.md': newer, '0003-c.md': newer.replace('# B', '# C') },
    ],
  ])('is left to people where it is not sure: %s', (_what, files) => {
    expect(found(files).some(({ rule }) => rule === 'one-sided-supersession')).toBe(true);
    expect(mended(files)).toEqual(files);
  });
});

describe('the newer side of a supersession', () => {
  const older = (number: number) => nygard('A', `Superseded by [000${number}](000${number}-b.md)`);
  it.each([
    ['its section', nygard('B', 'Accepted'), '\nAccepted\n\nSupersedes [0001](0001-a.md)\n\n## Context'],
    ['a list', nygard('B', '* Accepted'), '\n* Accepted\n* Supersedes [0001](0001-a.md)\n\n## Context'],
    ['front matter', '---\nstatus: accepted\n---\n\n# B\n', 'accepted\nsupersedes: "[0001](0001-a.md)"\n---'],
    ['fields', '# B\n\n- Status: accepted\n- Date: x\n', 'accepted\n- Supersedes: [0001](0001-a.md)\n- Date'],
  ])('is written beside its status: %s', (_what, text, lines) => {
    const files = { '0001-a.md': older(2), '0002-b.md': text };
    const after = mended(files);
    expect(after['0002-b.md']).toContain(lines);
    expect(found(after).filter(({ rule }) => rule === 'silent-successor')).toEqual([]);
    expect(mended(after)).toEqual(after);
  });

  it('several are written one after the other, a field of front matter never twice', () => {
    const files = { '0001-a.md': older(3), '0002-c.md': older(3), '0003-b.md': nygard('B', 'Accepted') };
    expect(mended(files)['0003-b.md']).toContain(
      'Accepted\n\nSupersedes [0001](0001-a.md)\n\nSupersedes [0002](0002-c.md)\n\n## Context',
    );
    const inFront = { ...files, '0003-b.md': '---\nstatus: accepted\n---\n\n# B\n' };
    expect(mended(inFront)).toEqual(inFront);
    const taken = {
      '0001-a.md': older(2),
      '0002-b.md': '---\nstatus: accepted\nsupersedes: []\n---\n\n# B\n',
    };
    expect(mended(taken)).toEqual(taken);
  });

  it('names with signs are written so that the link leads there', () => {
    const files = { '0001-a.md': nygard('A', 'Accepted'), '0002-use-(#)-[x].md': newer };
    const after = mended(files);
    expect(after['0001-a.md']).toContain('[0002](0002-use-%28%23%29-');
    expect(found(after).filter(({ rule }) => rule === 'dead-link')).toEqual([]);
  });
});

describe('a change of a text', () => {
  const edit = (line: number, was: string, now: string, after: string[] = []): Edit => ({
    file: 'x',
    line,
    was,
    now,
    after,
  });

  it.each([
    ['the ends of lines, mixed', 'a\r\nb\nc\rd', [edit(2, 'b', 'B', ['x', 'y'])], 'a\r\nB\nx\ny\nc\rd'],
    ['CRLF', 'a\r\nb\r\n', [edit(1, 'a', 'A', ['x'])], 'A\r\nx\r\nb\r\n'],
    ['no end of the last line', 'a\nb', [edit(2, 'b', 'B', ['x'])], 'a\nB\nx'],
    ['a mark of byte order', '\uFEFFa\nb', [edit(1, 'a', 'A')], '\uFEFFA\nb'],
    ['two of one line', 'a\n', [edit(1, 'a', 'A'), edit(1, 'a', 'a', ['x'])], 'A\nx\n'],
  ])('keeps %s', (_what, text, edits, after) => {
    expect(edited(text, edits)).toBe(after);
  });

  it.each([
    ['not there', 'a\n', [edit(3, 'b', 'B')]],
    ['another', 'a\nx\n', [edit(2, 'b', 'B')]],
    ['to be two things', 'a\n', [edit(1, 'a', 'A'), edit(1, 'a', 'B')]],
  ])('is none where the line is %s', (_what, text, edits) => {
    expect(edited(text, edits)).toBeUndefined();
  });
});

describe('files that are changed', () => {
  const edit: Edit = { file: 'adr/0001-a.md', line: 1, was: 'a', now: 'A', after: [] };

  it('keep their rights, and no partial file stays', () => {
    const folder = temporaryFolder({ 'adr/0001-a.md': 'a\nb' });
    chmodSync(join(folder, edit.file), 0o640);
    expect(applyFixes(folder, [edit])).toEqual({ made: [edit], left: [] });
    expect(readFileSync(join(folder, edit.file), 'utf8')).toBe('A\nb');
    expect(statSync(join(folder, edit.file)).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, 'adr'))).toEqual(['0001-a.md']);
  });

  it('are left as they are where they were changed meanwhile', () => {
    const folder = temporaryFolder({ 'adr/0001-a.md': 'x\nb' });
    expect(applyFixes(folder, [edit])).toEqual({
      made: [],
      left: [{ file: edit.file, reason: 'it was changed meanwhile; run it again' }],
    });
    expect(readFileSync(join(folder, edit.file), 'utf8')).toBe('x\nb');
  });

  it('are not written where one of them is read-only', () => {
    const folder = temporaryFolder({ 'adr/0001-a.md': 'a', 'adr/0002-b.md': 'a' });
    chmodSync(join(folder, 'adr/0002-b.md'), 0o444);
    expect(() => applyFixes(folder, [edit, { ...edit, file: 'adr/0002-b.md' }])).toThrow(
      /0002-b\.md: it is read-only; nothing was changed/,
    );
    expect(readFileSync(join(folder, edit.file), 'utf8')).toBe('a');
  });

  it('never lead out of the folder, by links that came meanwhile neither', () => {
    const outside = temporaryFolder({ '0001-a.md': 'a' });
    const folder = temporaryFolder({ 'adr/0001-a.md': 'a', '0003-c.md': 'a' });
    renameSync(join(folder, 'adr'), join(folder, 'old'));
    symlinkSync(outside, join(folder, 'adr'));
    mkdirSync(join(folder, 'more'));
    symlinkSync(join(outside, '0001-a.md'), join(folder, 'more/0001-a.md'));
    const edits = [edit, { ...edit, file: '../x.md' }, { ...edit, file: 'more/0001-a.md' }];
    writeFileSync(join(folder, '../x.md'), 'a');
    expect(applyFixes(folder, edits).left).toEqual([
      { file: edit.file, reason: 'it is not in the folder any more' },
      { file: '../x.md', reason: 'it is not in the folder any more' },
      { file: 'more/0001-a.md', reason: 'a symbolic link' },
    ]);
    expect(readFileSync(join(outside, '0001-a.md'), 'utf8')).toBe('a');
  });
});

it('what front matter says is read back as it is written', () => {
  const files = { '0001-a.md': '---\nstatus: accepted\n---\n\n# A\n', '0002-b.md': newerInFront };
  expect(found(mended(files)).filter(({ rule }) => rule.includes('super'))).toEqual([]);
});
