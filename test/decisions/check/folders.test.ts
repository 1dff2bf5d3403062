import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { changedSince, namedFiles } from '../../../src/decisions/check/changed-files.ts';
import { checkFolder } from '../../../src/decisions/check/check-folder.ts';
import { nygard, today, told } from '../../support/checking.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { imported } from '../../support/imported.ts';

const checked = (folder: string, only?: ReadonlySet<string>) =>
  checkFolder(folder, { today, mend: false, only });

describe('a folder that is not as it should be', () => {
  const good = { '0001-a.md': nygard('A', 'Accepted') };

  it.each([
    ['binary', (at: string) => writeFileSync(at, Buffer.from([35, 32, 0, 1])), /a binary file/],
    ['Latin-1', (at: string) => writeFileSync(at, Buffer.from([35, 32, 0xe9, 0x20])), /not UTF-8/],
    ['a pipe', (at: string) => void execFileSync('mkfifo', [at]), /no regular file/],
    ['made to take for ever', (at: string) => writeFileSync(at, '*a_ '.repeat(100_000)), /longer than 5 s/],
  ])('a file that is %s is a finding, and the others are checked', async (_what, make, reason) => {
    const folder = temporaryFolder({ ...good, '0003-c.md': nygard('C', 'Superseded by ADR-2') });
    make(join(folder, '0002-b.md'));
    const { findings, records } = await checked(folder);
    expect(told(findings)).toEqual(['0002-b.md:1 unreadable-file']);
    expect(findings[0]?.what).toMatch(reason);
    expect(records).toBe(2);
  });

  it('links to files are left out, and a link out of the folder is none of its business', async () => {
    const folder = temporaryFolder({
      ...good,
      '0003-c.md': nygard('C', 'Accepted', '\n[x](../../../etc/passwd) [y](../x.md)\n'),
    });
    symlinkSync('/etc/hostname', join(folder, '0002-b.md'));
    const { findings, leftOut } = await checked(folder);
    expect(findings).toEqual([]);
    expect(leftOut).toEqual([{ file: '0002-b.md', reason: 'a symbolic link' }]);
  });

  it('what stands beside records is left out as it is by an import, and may be named', async () => {
    const folder = temporaryFolder({
      '0001-a.md': nygard('1. A', 'Accepted', '\nSee [the votes](0001A-approval.md) and ADR-2.\n'),
      '0001A-approval.md': '# Approval\n\n- Ann: yes\n',
      '0002-b.md': nygard('2. B', 'Accepted'),
      '0002-notes.md': '# What was said\n\nMuch.\n',
      '0009-list.md': '# Who was asked\n\n- Ann\n',
      '0010-list.md': '# Who was asked\n\n- Bob\n',
      'review-of-1.md': '# Review of ADR-1\n\nGood.\n',
    });
    const { findings, leftOut, records } = await checked(folder);
    expect(told(findings)).toEqual([]);
    expect(records).toBe(2);
    const { result } = await imported(folder);
    expect(leftOut.map(({ file }) => file).sort()).toEqual([
      '0001A-approval.md',
      '0002-notes.md',
      '0009-list.md',
      '0010-list.md',
      'review-of-1.md',
    ]);
    expect(new Set(leftOut)).toEqual(new Set(result.skipped));
  });

  it('files of other kinds that may be records are left out, and that is told', async () => {
    const { findings, leftOut } = await checked(
      temporaryFolder({ ...good, '0002-b.adoc': '= B', 'b.png': '' }),
    );
    expect(findings).toEqual([]);
    expect(leftOut).toEqual([{ file: '0002-b.adoc', reason: 'not markdown (.adoc)' }]);
  });

  it('hostile front matter and deep nesting are findings or none, and no fault', async () => {
    const bomb = 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n';
    const folder = temporaryFolder({
      ...good,
      '0002-b.md': `---\n${bomb}---\n${nygard('B', 'Accepted')}`,
      '0003-c.md': `---\na: ${'['.repeat(20_000)}\n---\n${nygard('C', 'Accepted')}`,
      '0004-d.md': `${'>'.repeat(3_000)} ${nygard('D', 'Accepted')}`,
      '0005-e.md': `---\n__proto__: { status: x }\nconstructor: y\nstatus: accepted\n---\n${nygard('E', 'Accepted')}`,
    });
    const { findings } = await checked(folder);
    expect(findings.filter(({ rule }) => !/front-matter|unreadable/.test(rule))).toEqual([]);
  });

  it.each([
    ['no record', { 'README.md': '# X' }, /no decision record in it \(1 files are none\)/],
    ['nothing', {}, /no decision record in it/],
  ])('%s in it is told', async (_what, files, message) => {
    await expect(checked(temporaryFolder(files))).rejects.toThrow(message);
  });

  it('a folder is looked at through a link to it', async () => {
    const folder = temporaryFolder(good);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(folder, link);
    expect((await checked(link, namedFiles([join(link, '0001-a.md')]))).records).toBe(1);
  });
});

describe('what changed in a repository', () => {
  function repository() {
    const top = temporaryFolder({
      'docs/adr/0001-a.md': nygard('A', 'Foo', '\n[b](0002-b.md) [c](0003-c.md)\n'),
      'docs/adr/0002-b.md': nygard('B', 'Bar'),
      'docs/adr/0003-c.md': nygard('C', 'Accepted'),
    });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
        cwd: top,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-qm', 'one');
    const folder = join(top, 'docs/adr');
    return {
      top,
      git,
      folder,
      found: async (base: string) => told((await checked(folder, await changedSince(folder, base))).findings),
    };
  }

  it('is what was committed, what was not, and what is new', async () => {
    const { git, folder, found } = repository();
    expect(await found('main')).toEqual([]);
    git('checkout', '-qb', 'side');
    writeFileSync(join(folder, '0002-b.md'), nygard('B', 'Baz'));
    expect(await found('main')).toEqual(['0002-b.md:7 unknown-status']);
    git('commit', '-qam', 'two');
    expect(await found('main')).toEqual(['0002-b.md:7 unknown-status']);
    writeFileSync(join(folder, '0004 d.md'), nygard('D', 'Foo'));
    expect(await found('main')).toEqual(['0002-b.md:7 unknown-status', '0004 d.md:7 unknown-status']);
    // What main got since is no change of this side.
    git('checkout', '-q', 'main');
    writeFileSync(join(folder, '0001-a.md'), nygard('A', 'Foo', '\nmore\n'));
    git('commit', '-qam', 'three');
    git('checkout', '-q', 'side');
    expect(await found('main')).toEqual(['0002-b.md:7 unknown-status', '0004 d.md:7 unknown-status']);
  });

  it('a file that is gone is told where something leads to it; a supersession on whichever side changed', async () => {
    const { folder, git, found } = repository();
    rmSync(join(folder, '0003-c.md'));
    expect(await found('main')).toEqual(['0001-a.md:21 dead-link']);
    git('checkout', '-q', '--', '.');
    git('mv', 'docs/adr/0003-c.md', 'docs/adr/0005-c.md');
    expect(await found('main')).toEqual(['0001-a.md:21 dead-link']);
    git('mv', 'docs/adr/0005-c.md', 'docs/adr/0003-c.md');
    writeFileSync(join(folder, '0003-c.md'), nygard('C', 'Accepted'));
    writeFileSync(join(folder, '0004-d.md'), nygard('D', 'Accepted\n\nSupersedes [0003](0003-c.md)'));
    expect(await found('main')).toEqual(['0003-c.md:7 one-sided-supersession']);
  });

  it('in the middle of a merge a file with its marks is a finding', async () => {
    const { git, folder, found } = repository();
    git('checkout', '-qb', 'side');
    writeFileSync(join(folder, '0002-b.md'), nygard('B', 'Accepted'));
    git('commit', '-qam', 'two');
    git('checkout', '-q', 'main');
    writeFileSync(join(folder, '0002-b.md'), nygard('B', 'Rejected'));
    git('commit', '-qam', 'three');
    expect(() => git('merge', 'side')).toThrow();
    expect(await found('main')).toEqual(['0002-b.md:7 conflict-markers']);
  });

  it('names what it cannot compare with', async () => {
    const { folder, git, top } = repository();
    await expect(changedSince(folder, '--output=x')).rejects.toThrow('--diff: "--output=x" names no commit');
    await expect(changedSince(folder, 'nowhere')).rejects.toThrow('"nowhere" names no commit; fetch it');
    await expect(changedSince(temporaryFolder(), 'main')).rejects.toThrow('needs a git repository');
    git('checkout', '-q', '--orphan', 'other');
    git('commit', '-qm', 'alone');
    await expect(changedSince(folder, 'main')).rejects.toThrow('have no common one; fetch the whole history');
    expect(existsSync(join(top, 'x'))).toBe(false);
  });

  it('runs nothing that the repository names', async () => {
    const { folder, git, top } = repository();
    writeFileSync(join(top, 'hook.sh'), `#!/bin/sh\ntouch ${top}/ran\n`, { mode: 0o755 });
    git('config', 'core.fsmonitor', join(top, 'hook.sh'));
    git('config', 'diff.external', join(top, 'hook.sh'));
    await changedSince(folder, 'main');
    expect(existsSync(join(top, 'ran'))).toBe(false);
  });

  it('links out of the folder are looked for up to the root', async () => {
    const { folder, top } = repository();
    mkdirSync(join(top, 'src'));
    writeFileSync(join(top, 'src/x.ts'), '');
    writeFileSync(
      join(folder, '0005-e.md'),
      nygard('E', 'Accepted', '\n[a](../../src/x.ts) [b](../../src/y.ts) [c](../../../outside.ts)\n'),
    );
    const { findings } = await checked(folder);
    expect(findings.filter(({ rule }) => rule === 'dead-link').map(({ what }) => what)).toEqual([
      '"../../src/y.ts" is not there',
    ]);
  });
});

const corpus = fileURLToPath(new URL('../../../../shared/adr-corpus/', import.meta.url));
const field = fileURLToPath(new URL('../../../../shared/field/', import.meta.url));

// Each of these was read by hand against its file.
describe.skipIf(!existsSync(corpus) || !existsSync(field))(
  'real folders (skipped where they are not there)',
  () => {
    const counts = async (folder: string) => {
      const { findings } = await checkFolder(folder, { today: '2026-11-30', mend: false });
      return Object.fromEntries(
        [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, all]) => [rule, all.length]),
      );
    };

    it.each([
      ['JabRef+jabref', {}],
      [
        'alphagov+gsp',
        { 'dead-link': 2, 'silent-successor': 12, 'missing-section': 1, 'link-names-other-number': 1 },
      ],
      ['nats-io+nats-architecture-and-design', { 'dead-link': 2 }],
      ['thomvaill+log4brains', {}],
    ])('%s', async (name, expected) => {
      expect(await counts(join(corpus, name))).toEqual(expected);
    });

    it.each([
      ['one-sided', { 'one-sided-supersession': 2 }],
      ['unclosed-front-matter', { 'broken-front-matter': 1 }],
      ['template-left', { 'template-text': 1 }],
      ['status-words', { 'unknown-status': 2 }],
      ['status-log', {}],
      ['status-comment', {}],
      ['title-in-front-matter', {}],
    ])('%s', async (name, expected) => {
      expect(await counts(join(field, name))).toEqual(expected);
    });
  },
);

it('a thousand files are read by several processes, in their order', async () => {
  const folder = temporaryFolder();
  for (let at = 1; at <= 1_000; at++) {
    const number = String(at).padStart(4, '0');
    writeFileSync(join(folder, `${number}-a.md`), nygard(`${at}. A`, at % 100 === 0 ? 'Foo' : 'Accepted'));
  }
  const { findings, records } = await checked(folder);
  expect(records).toBe(1_000);
  expect(findings.map(({ place }) => place.name.slice(0, 4))).toEqual(
    Array.from({ length: 10 }, (_, at) => String((at + 1) * 100).padStart(4, '0')),
  );
});
