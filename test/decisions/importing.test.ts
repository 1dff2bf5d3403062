import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportNames, logFolders } from '../../src/decisions/export-names.ts';
import { importFolder } from '../../src/decisions/import.ts';
import { temporaryFolder } from '../support/folder.ts';
import { act, imported, now, operator } from '../support/imported.ts';

const sections = '\n## Context\n\na\n\n## Decision\n\nb\n';
const stating = (links: string) => `# X\n\n## Status\n\nAccepted\n\nSupersedes ${links}\n${sections}`;

describe('a link of a file', () => {
  /** What a file states with such a link leads to, and what is said of it. */
  async function leads(link: string, more: Record<string, string> = {}) {
    const { records, result } = await imported(
      temporaryFolder({
        'adr/0001-a.md': `# A\n${sections}`,
        'adr/0002-b c.md': `# B\n${sections}`,
        'adr/0003-x.md': stating(link),
        'old/0004-d.md': `# D\n${sections}`,
        'old/0001-e.md': `# E\n${sections}`,
        ...more,
      }),
    );
    const from = records.find(({ file }) => file === 'adr/0003-x.md');
    return {
      to: from?.links.map(({ file }) => file),
      warnings: result.warnings.filter((one) => /is not there/.test(one)),
    };
  }

  it.each([
    ['[A](0001-a.md)', 'adr/0001-a.md'],
    ['[A](./0001-a.md#status)', 'adr/0001-a.md'],
    ['[A](../adr/0001-a.md?x)', 'adr/0001-a.md'],
    ['[B](0002-b%20c.md)', 'adr/0002-b c.md'],
    ['[D](../old/0004-d.md)', 'old/0004-d.md'],
    ['[A](/adr/0001-a.md)', 'adr/0001-a.md'],
    ['[A](https://example.org/x/0001-A.md)', 'adr/0001-a.md'],
    ['[D](https://example.org/x/0004-d)', 'old/0004-d.md'],
    ['[D](elsewhere/0004-d)', 'old/0004-d.md'],
    ['ADR-0001', 'adr/0001-a.md'],
    ['1', 'adr/0001-a.md'],
  ])('such as %s leads to its record', async (link, file) => {
    expect(await leads(link)).toEqual({ to: [file], warnings: [] });
  });

  it.each([
    ['[D](elsewhere/0004-d.md)', 'old/0004-d.md'],
    ['[A](0001-renamed.md)', 'adr/0001-a.md'],
    ['[ADR 1](renamed.md)', 'adr/0001-a.md'],
  ])('such as %s is taken for the record of its name or number, and that is told', async (link, file) => {
    const { to, warnings } = await leads(link);
    expect(to).toEqual([file]);
    expect(warnings).toEqual([
      expect.stringMatching(
        new RegExp(`^adr/0003-x.md: supersedes ".*" is not there; taken for ${file} by its number$`),
      ),
    ]);
  });

  it.each(['[Z](0099-z.md)', '[Z](#status)', 'ADR-77', '[D](%zz)', '4'])(
    'such as %s leads nowhere, and that is told',
    async (link) => {
      const { to, warnings } = await leads(link);
      expect(to).toEqual([]);
      expect(warnings).toEqual([expect.stringMatching(/^adr\/0003-x\.md: supersedes ".*" is not there$/)]);
    },
  );

  it('of a name that several files have is none, unless it is an address', async () => {
    const more = { 'p/0009-z.md': `# P\n${sections}`, 'q/0009-z.md': `# Q\n${sections}` };
    expect((await leads('[Z](elsewhere/0009-z.md)', more)).to).toEqual([]);
    expect((await leads('[Z](https://example.org/0009-z.md)', more)).to).toEqual(['p/0009-z.md']);
  });

  it('to itself is none', async () => {
    expect((await leads('[X](0003-x.md)')).to).toEqual([]);
  });
});

describe('a folder that is imported again', () => {
  const file = (status: string, text = 'a') =>
    `---\nstatus: ${status}\ndate: 2020-01-01\n---\n# A\n\n${text}\n${sections}`;

  it.each([
    ['its text changed', file('proposed', 'b'), 'accepted'],
    ['its status changed', file('rejected'), 'rejected'],
    ['its date changed', file('proposed').replace('2020-01-01', '2020-01-02'), 'accepted'],
  ])('changes a record where %s, and keeps what was decided here', async (_what, changed, status) => {
    const folder = temporaryFolder({ '0001-a.md': file('proposed'), '0002-b.md': `# B\n${sections}` });
    const { database, decisions } = await imported(folder);
    await decisions.approve(act, 1);
    writeFileSync(join(folder, '0001-a.md'), changed);
    const result = await importFolder(database, act, folder, now);
    expect(result).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(result.records.map(({ number }) => number)).toEqual([1, 2]);
    const record = await decisions.get({ workspace: 'w', log: 'decisions', viewer: operator }, 1);
    expect(record).toMatchObject({ status, version: 3 });
    expect(await decisions.verify('w')).toEqual([]);
    expect(
      (await decisions.history({ workspace: 'w', log: 'decisions', viewer: operator }, 1)).at(-1),
    ).toMatchObject({
      kind: 'imported',
      data: { file: '0001-a.md', number: 1 },
    });
  });

  it('finds words as they are now', async () => {
    const folder = temporaryFolder({ '0001-a.md': file('proposed', 'kafka') });
    const { database, decisions } = await imported(folder);
    writeFileSync(join(folder, '0001-a.md'), file('proposed', 'rabbitmq'));
    await importFolder(database, act, folder, now);
    const found = (words: string) =>
      decisions.search({ workspace: 'w', viewer: operator }, words, { exact: true });
    expect([(await found('kafka')).length, (await found('rabbitmq')).length]).toEqual([0, 1]);
  });

  it('gives new files numbers that are free, and goes on after the highest', async () => {
    const folder = temporaryFolder({ '0003-c.md': `# C\n${sections}`, 'plain.md': `# P\n${sections}` });
    const { database, decisions } = await imported(folder);
    const numbers = async () =>
      (await decisions.list({ workspace: 'w', viewer: operator })).map(
        ({ number, title }) => `${number} ${title}`,
      );
    expect(await numbers()).toEqual(['1 P', '3 C']);
    expect(await decisions.propose(act, { title: 'N' })).toBe(4);
    writeFileSync(join(folder, '0004-d.md'), `# D\n${sections}`);
    writeFileSync(join(folder, '0002-b.md'), `# B\n${sections}`);
    const { warnings } = await importFolder(database, act, folder, now);
    expect(warnings).toEqual(['0004-d.md: number 4 is taken; it is 5 here']);
    expect(await numbers()).toEqual(['1 P', '2 B', '3 C', '4 N', '5 D']);
  });

  it('says what is doubtful in which file', async () => {
    const { result } = await imported(
      temporaryFolder({ '0001-a.md': `---\ndate: 3/4/2020\n---\n# A\n${sections}` }),
    );
    expect(result.warnings).toEqual(['0001-a.md: the date "3/4/2020" is none or can be read in two ways']);
  });
});

describe('the name of an exported record', () => {
  const record = (log: string, number: number, file: string | null = null) => ({
    log,
    number,
    title: 'Use Go',
    file,
  });
  const named = (layout: 'flat' | 'folders', ...records: ReturnType<typeof record>[]) =>
    Object.fromEntries(exportNames(records, layout, ['index.md']));

  it('is in the folder of its log, but for the log that is meant where none is named', () => {
    expect(named('folders', record('shop', 2), record('decisions', 1), record('shop', 1))).toEqual({
      'decisions 1': '0001-use-go.md',
      'shop 1': 'shop/0001-use-go.md',
      'shop 2': 'shop/0002-use-go.md',
    });
  });

  it('is its own in one folder, the default log first, then by log and number', () => {
    expect(named('flat', record('b', 1), record('a', 1), record('decisions', 1), record('a', 2))).toEqual({
      'decisions 1': '0001-use-go.md',
      'a 1': '0001-use-go-1.md',
      'b 1': '0001-use-go-1-2.md',
      'a 2': '0002-use-go.md',
    });
  });

  it.each([
    ['../../x.md', 'x.md'],
    ['/etc/x.md', 'etc/x.md'],
    ['a\\b/./x.md', 'a/b/x.md'],
    ['..', 'record.md'],
    ['index.md', 'index-1.md'],
    ['INDEX.md', 'INDEX-1.md'],
    ['index.md/x.md', 'index.md-1/x.md'],
  ])('of a file %s is %s', (file, name) => {
    expect(named('flat', record('decisions', 1, file))).toEqual({ 'decisions 1': name });
  });

  it('is no folder of others, and no file where others are in a folder', () => {
    expect(named('flat', record('decisions', 1, 'a/x.md'), record('decisions', 2, 'A'))).toEqual({
      'decisions 1': 'a/x.md',
      'decisions 2': 'A-2',
    });
  });

  it('has a folder of its own for each log', () => {
    const folders = Object.fromEntries(logFolders(['shop', 'a/b', 'a-b', 'A', 'con', 'x. ', 'é!']));
    expect(folders).toMatchObject({ shop: 'shop', 'a-b': 'a-b', A: 'A', 'x. ': 'x', 'é!': 'é-' });
    expect(folders['a/b']).toMatch(/^a-b-[0-9a-f]{6}$/);
    expect(folders.con).toMatch(/^con-[0-9a-f]{6}$/);
    expect(Object.fromEntries(logFolders(['a', 'A']))).toEqual({
      a: 'a',
      A: expect.stringMatching(/^A-[0-9a-f]{6}$/),
    });
  });
});

describe('what a file says that its record holds for', () => {
  it('stays as it is where it can hold for nothing, also where the record is edited', async () => {
    const front = '---\nstatus: proposed\naffects:\n  - "src/{a,b}/**"\n  - services/orders\n---\n';
    const folder = temporaryFolder({ '0001-a.md': `${front}# A\n${sections}` });
    const { decisions, database } = await imported(folder);
    const look = { workspace: 'w', viewer: operator, log: 'decisions' } as const;
    const affects = ['src/{a,b}/**', 'services/orders', 'npm:pg'];
    await decisions.edit(act, 1, { title: 'B', affects });
    expect(await decisions.get(look, 1)).toMatchObject({ title: 'B', affects });
    expect(await decisions.list(look, { path: 'src/a/x.ts' })).toEqual([]);
    expect(await decisions.list(look, { path: 'services/orders/x.ts' })).toMatchObject([{ number: 1 }]);
    await database.close();
  });
});
