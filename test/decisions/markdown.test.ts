import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { exportFiles, exportRecords } from '../../src/decisions/export.ts';
import { importFolder } from '../../src/decisions/import.ts';
import { readDate } from '../../src/decisions/markdown/dates.ts';
import { readFileName } from '../../src/decisions/markdown/file-name.ts';
import { readRecords } from '../../src/decisions/markdown/folder.ts';
import { parseRecord } from '../../src/decisions/markdown/parse.ts';
import { readStatus } from '../../src/decisions/markdown/status.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import { temporaryFolder } from '../support/folder.ts';
import { act, comparable, imported, now, operator } from '../support/imported.ts';

const sections = '\n## Context\n\nWe need it.\n\n## Decision\n\nWe take it.\n';

describe('the status of a file', () => {
  it.each([
    ['a section', `# 1. X\n\n## Status\n\nAccepted\n${sections}`, 'Accepted', 'accepted'],
    ['a section as a list', `# X\n\n## Status\n\n* Proposed\n${sections}`, 'Proposed', 'proposed'],
    [
      'a list above the sections',
      `# X\n\n- Status: accepted\n- Date: 2020-01-02\n${sections}`,
      'accepted',
      'accepted',
    ],
    ['a bold line', `# X\n\n**Status:** Deprecated\n${sections}`, 'Deprecated', 'deprecated'],
    ['front matter', `---\nstatus: rejected\n---\n# X\n${sections}`, 'rejected', 'rejected'],
    [
      'a table',
      `# X\n\n| Metadata | Value |\n| --- | --- |\n| Status | Implemented |\n${sections}`,
      'Implemented',
      'accepted',
    ],
    ['an emoji', `# X\n\nStatus: ✅ Accepted\n${sections}`, '✅ Accepted', 'accepted'],
    [
      'front matter before a section',
      `---\nstatus: proposed\n---\n# X\n\n## Status\n\nAccepted\n`,
      'proposed',
      'proposed',
    ],
    [
      'struck through',
      `# X\n\n## Status\n\n~~Accepted~~ Superseded by [2](0002-y.md)\n`,
      '~~Accepted~~ Superseded by [2](0002-y.md)',
      'superseded',
    ],
    [
      'a log of statuses',
      `# X\n\n## Status\n\n2020-01-01 Proposed\n\n2020-02-01 Accepted\n`,
      '2020-02-01 Accepted',
      'accepted',
    ],
    [
      'another language',
      `# X\n\n## Status\n\nErsetzt durch [2](0002-y.md)\n`,
      'Ersetzt durch [2](0002-y.md)',
      'superseded',
    ],
    ['nothing', `# X\n${sections}`, null, 'none'],
    ['a commented line', `---\n# status: "accepted"\nparent: x\n---\n# X\n${sections}`, null, 'none'],
    ['a heading with it', `# X\n\n## Status: Accepted\n${sections}`, 'Accepted', 'accepted'],
    [
      'a section of metadata',
      `# X\n\n## Metadata\n\n- Status: Rejected\n${sections}`,
      'Rejected',
      'rejected',
    ],
    ['words of its own', `# X\n\n## Status\n\nBlessed\n`, 'Blessed', 'other'],
    ['a heading further down', `# X\n\n## Status handling\n\nAccepted\n${sections}`, null, 'none'],
  ])('is read from %s', (_what, text, raw, status) => {
    expect(parseRecord(text, '0001-x.md')).toMatchObject({ statusRaw: raw, status });
  });

  it('never invents one', () => {
    for (const raw of [
      null,
      '',
      ' ',
      '{proposed | rejected | accepted}',
      'Accepted | Pending | Superseded by [x](y)',
    ]) {
      expect(readStatus(raw)).toBe('none');
    }
  });
});

describe('the title of a file', () => {
  it.each([
    ['# 12. Use X', 'Use X'],
    ['# ADR-0012: Use X', 'Use X'],
    ['# ADR012 - Use X', 'Use X'],
    ['# [0012] Use `X` and **Y**', 'Use X and Y'],
    ['# Use 3 nodes', 'Use 3 nodes'],
    ['# 2FA for everybody', '2FA for everybody'],
    ['---\ntitle: "Use X"\n---\n\n# Context\n\ntext', 'Use X'],
    ['## Context\n\ntext', 'Use the slug'],
  ])('%j is "%s"', (text, title) => {
    expect(parseRecord(`${text}\n${sections}`, '0012-use-the-slug.md').title).toBe(title);
  });
});

describe('the name of a file', () => {
  it.each([
    ['0007-use-x.md', 7, '7'],
    ['ADR012-x.md', 12, '12'],
    ['ADR-7.md', 7, '7'],
    ['adr_0004a_x.md', 4, '4a'],
    ['4-x.md', 4, '4'],
    ['20200924-use-x.md', null, null],
    ['2020-09-24-use-x.md', null, null],
    ['use-3-nodes.md', null, null],
    ['LADR-003-x.md', 3, '3'],
    ['ARCH_12-x.md', 12, '12'],
    ['0024-use-#-as-sign.md', 24, '24'],
  ])('%s holds %s', (name, number, label) => {
    expect(readFileName(name)).toMatchObject({ number, label });
  });
});

describe('dates', () => {
  it.each([
    ['2020-03-01', '2020-03-01'],
    ['2020/3/1', '2020-03-01'],
    ['1 March 2020', '2020-03-01'],
    ['March 1st, 2020', '2020-03-01'],
    ['01.03.2020', '2020-03-01'],
    ['25/12/2020', '2020-12-25'],
    ['12/25/2020', '2020-12-25'],
    ['03/04/2020', null],
    ['2020-02-30', null],
    ['soon', null],
  ])('%s is %s', (text, day) => {
    expect(readDate(text)).toBe(day);
  });
});

describe('links between files', () => {
  it.each([
    [
      'by path, on the older',
      { '0001-a.md': '# A\n\n## Status\n\nSuperseded by [B](0002-b.md)\n', '0002-b.md': `# B\n${sections}` },
    ],
    [
      'by number, on the newer',
      {
        '0001-a.md': `# A\n${sections}`,
        '0002-b.md': '---\nstatus: "accepted; supersedes ADR-0001"\n---\n# B\n',
      },
    ],
    [
      'by reference',
      {
        '0001-a.md': '# A\n\n## Status\n\nSuperseded by [B][b]\n\n[b]: 0002-b.md\n',
        '0002-b.md': `# B\n${sections}`,
      },
    ],
    [
      'by address',
      {
        '0001-a.md': '# A\n\n- Superseded by [B](https://github.com/o/r/blob/main/adr/0002-b.md)\n',
        '0002-b.md': `# B\n${sections}`,
      },
    ],
    [
      'by a path that is gone',
      {
        '0001-a.md': '# A\n\n## Status\n\nSuperseded by [B](0002-old-name.md)\n',
        '0002-b.md': `# B\n${sections}`,
      },
    ],
    [
      'in a field',
      { '0001-a.md': `# A\n${sections}`, '0002-b.md': `---\nsupersedes: [1]\n---\n# B\n${sections}` },
    ],
    [
      'in another language',
      { '0001-a.md': '# A\n\n## Status\n\nRemplacé par [B](0002-b.md)\n', '0002-b.md': `# B\n${sections}` },
    ],
    [
      'on both sides, once',
      {
        '0001-a.md': '# A\n\n## Status\n\nSuperseded by [B](0002-b.md)\n',
        '0002-b.md': '# B\n\n## Status\n\nAccepted\n\nSupersedes [A](0001-a.md)\n',
      },
    ],
    [
      'in a list of links',
      {
        '0001-a.md': `# A\n${sections}`,
        '0002-b.md': `# B\n${sections}\n## Links\n\n* Supersedes [A](0001-a.md)\n* See [other](0001-a.md)\n`,
      },
    ],
  ])('are found %s', async (_what, files) => {
    const { records } = await imported(temporaryFolder(files));
    expect(records.map(({ links }) => links.map(({ kind, number }) => [kind, number]))).toEqual([
      [['superseded-by', 2]],
      [['supersedes', 1]],
    ]);
  });

  it('are not made of prose', async () => {
    const { records } = await imported(
      temporaryFolder({
        '0001-a.md': `# A\n${sections}`,
        '0002-b.md': `# B\n\n## Context\n\nThis was superseded by what [A](0001-a.md) says; it replaces ADR-1.\n\n## Decision\n\nYes.\n`,
      }),
    );
    expect(records.flatMap(({ links }) => links)).toEqual([]);
  });

  it('may be several on a line, amend, or stand for a part', async () => {
    const { records, result } = await imported(
      temporaryFolder({
        '0001-a.md': '# A\n\n## Status\n\nSuperseded by [B](0002-b.md) and [C](0003-c.md)\n',
        '0002-b.md': '# B\n\n## Status\n\nAccepted, amended by [C](0003-c.md)\n',
        '0003-c.md':
          '# C\n\n## Status\n\nAccepted\n\nPartially supersedes [B](0002-b.md)\n\nSupersedes [X](0099-x.md)\n',
      }),
    );
    expect(records.map(({ status }) => status)).toEqual(['superseded', 'accepted', 'accepted']);
    expect(records[0]?.links.map(({ number }) => number)).toEqual([2, 3]);
    expect(records[2]?.links).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'amends', number: 2 }),
        expect.objectContaining({ kind: 'supersedes', number: 2, partial: true }),
      ]),
    );
    expect(result.warnings).toEqual([expect.stringContaining('0099-x.md')]);
  });
});

describe('a folder of records', () => {
  const folder = () => {
    const path = temporaryFolder({
      'adr/0001-a.md': `# A\n${sections}`,
      'adr/README.md': '# Index\n',
      'adr/index.md': '# Index\n',
      'adr/template.md': `# {short title}\n${sections}`,
      'adr/0000-template.md': `# Title\n${sections}`,
      'adr/adr-template-bare.md': `# X\n${sections}`,
      'adr/0005-use-velocity-as-template-engine.md': `# Use Velocity as template engine\n${sections}`,
      'adr/LICENSE.md': 'MIT',
      'adr/notes.md': '# Notes\n\nNothing decided.\n',
      'adr/unnumbered.md': `# Unnumbered\n${sections}`,
      'adr/0002-ünïcode-名前.md': `\uFEFF# Ünïcode 名前\r\n\r\n## Status\r\n\r\nAccepted\r\n`,
      'adr/0003-code.md': `# Code\n\n\`\`\`\n## Status\n\nAccepted\n\`\`\`\n${sections}`,
      'adr/0004-licence.md': `<!-- SPDX: MIT -->\n\n# Licensed\n\n<!-- ## Status\n\nRejected -->\n${sections}`,
      'adr/0006-empty.md': '',
      'other/0001-a.md': `# Another first\n${sections}`,
      'folders/use-x/README.md': `# Use X\n\n## Status\n\nAccepted\n${sections}`,
    });
    symlinkSync(join(path, 'adr/0001-a.md'), join(path, 'adr/0009-link.md'));
    writeFileSync(join(path, 'adr/0007-binary.md'), Buffer.from([35, 32, 0, 1, 2]));
    return path;
  };

  it('is read whole, and says why what is left out is none', async () => {
    const { files, skipped } = await readRecords(folder());
    expect(files.map(({ file }) => file)).toEqual([
      'adr/0001-a.md',
      'adr/0002-ünïcode-名前.md',
      'adr/0003-code.md',
      'adr/0004-licence.md',
      'adr/0005-use-velocity-as-template-engine.md',
      'adr/unnumbered.md',
      'folders/use-x/README.md',
      'other/0001-a.md',
    ]);
    expect(Object.fromEntries(skipped.map(({ file, reason }) => [file, reason]))).toMatchObject({
      'adr/README.md': 'an index or README',
      'adr/0000-template.md': 'a template',
      'adr/adr-template-bare.md': 'a template',
      'adr/LICENSE.md': expect.stringContaining('repository'),
      'adr/notes.md': expect.stringContaining('no decision record'),
      'adr/0006-empty.md': 'empty',
      'adr/0007-binary.md': 'a binary file',
      'adr/0009-link.md': 'a symbolic link',
    });
  });

  it('keeps numbers where they are free, and takes new ones where they are not', async () => {
    const { records, result } = await imported(folder());
    const byFile = new Map(records.map((record) => [record.file, record]));
    expect(byFile.get('adr/0001-a.md')).toMatchObject({ number: 1, label: '1', status: 'none' });
    expect(byFile.get('adr/0003-code.md')).toMatchObject({ status: 'none', statusRaw: null });
    expect(byFile.get('adr/0004-licence.md')).toMatchObject({ title: 'Licensed', status: 'none' });
    expect(byFile.get('other/0001-a.md')?.number).not.toBe(1);
    expect(byFile.get('folders/use-x/README.md')).toMatchObject({
      title: 'Use X',
      label: null,
      status: 'accepted',
    });
    expect(new Set(records.map(({ number }) => number)).size).toBe(records.length);
    expect(result.warnings).toContainEqual(expect.stringContaining('number 1 is taken'));
  });

  it('is imported again without doubling anything, and updated where it changed', async () => {
    const path = folder();
    const { database, decisions } = await imported(path);
    expect(await importFolder(database, act, path, now)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 8,
    });
    writeFileSync(join(path, 'adr/0001-a.md'), `# A, renamed\n\n## Status\n\nAccepted\n${sections}`);
    expect(await importFolder(database, act, path, now)).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 7,
    });
    expect(await decisions.get({ workspace: 'w', log: 'decisions', viewer: operator }, 1)).toMatchObject({
      title: 'A, renamed',
      status: 'accepted',
    });
    expect(await decisions.verify('w')).toEqual([]);
  });

  it('leaves what was decided here since, unless a file now states something else', async () => {
    const file = (status: string, more = '') => `# A${more}\n\n## Status\n\n${status}\n${sections}`;
    const path = temporaryFolder({ '0001-a.md': file('Accepted') });
    const { database, decisions } = await imported(path);
    const statusAfter = async (text: string) => {
      writeFileSync(join(path, '0001-a.md'), text);
      await importFolder(database, act, path, now);
      return (await decisions.get({ workspace: 'w', log: 'decisions', viewer: operator }, 1)).status;
    };
    await decisions.deprecate(act, 1, 'old');
    expect(await statusAfter(file('Accepted', ', renamed'))).toBe('deprecated');
    expect(await statusAfter(file('Rejected', ', renamed'))).toBe('rejected');
    await database.close();
  });

  it('stands among others by the dates that its files state', async () => {
    const dated = (day: string) => `# A\n\n- Date: ${day}\n- Status: accepted\n${sections}`;
    const files = {
      '0001-a.md': dated('2024-05-01'),
      '0002-b.md': dated('2020-05-01'),
      '0003-c.md': `# C\n${sections}`,
    };
    const { database, decisions } = await imported(temporaryFolder(files));
    await decisions.propose({ ...act, log: 'other' }, { title: 'Newest' });
    const { records } = await decisions.latest({ workspace: 'w', viewer: operator }, { offset: 0, limit: 9 });
    expect(records.map(({ date }) => date)).toEqual(['2026-03-01', '2024-05-01', '2020-05-01', null]);
    await database.close();
  });

  it('hides what it brings into a log that is hidden, also when the log is opened', async () => {
    const database = await openDatabase('sqlite::memory:');
    const decisions = createDecisions(database, now);
    await decisions.createLog(act);
    await decisions.setLog(act, { visibility: 'members', channel: 'C1' });
    await importFolder(database, act, folder(), now);
    await decisions.setLog(act, { visibility: 'open', channel: null });
    const at = (channels: string[]) => {
      const viewer = { kind: 'member', person: act.person, channels, outside: false } as const;
      return decisions.list({ workspace: 'w', viewer });
    };
    expect(await at([])).toEqual([]);
    expect(await at(['C1'])).toHaveLength(8);
    await database.close();
  });

  it('says what would happen and changes nothing', async () => {
    const database = await openDatabase('sqlite::memory:');
    const result = await importFolder(database, act, folder(), now, { dryRun: true });
    expect(result).toMatchObject({ created: 8, records: { length: 8 } });
    expect(await createDecisions(database).list({ workspace: 'w', viewer: operator })).toEqual([]);
  });

  it('comes out again byte for byte, and in again without a difference', async () => {
    const path = folder();
    const { records } = await imported(path);
    const out = temporaryFolder({});
    expect(exportRecords(records, out, 'madr')).toEqual({ written: 9, unchanged: 0 });
    expect(exportRecords(records, out, 'madr')).toEqual({ written: 0, unchanged: 9 });
    for (const { file } of records)
      expect(readFileSync(join(out, file ?? ''))).toEqual(readFileSync(join(path, file ?? '')));
    expect(comparable((await imported(out)).records)).toEqual(comparable(records));
  });

  it.each([
    ['a folder that is not there', () => join(temporaryFolder({}), 'nowhere')],
    ['a folder without records', () => temporaryFolder({ 'README.md': '# Hello' })],
    ['a file', () => join(temporaryFolder({ 'x.md': 'x' }), 'x.md')],
  ])('refuses %s', async (_what, path) => {
    const database = await openDatabase('sqlite::memory:');
    await expect(importFolder(database, act, path(), now)).rejects.toThrow(
      /cannot be read|no decision record|not a folder/,
    );
  });
});

describe('records made here', () => {
  it('come out as MADR and in again with every field', async () => {
    const database = await openDatabase('sqlite::memory:');
    const decisions = createDecisions(database, now);
    await decisions.approve(act, await decisions.propose(act, { title: 'Use MySQL' }));
    const newer = await decisions.propose(
      act,
      {
        title: 'Use "PostgreSQL": yes & <b>no</b>',
        context: 'Orders have to add up.\n\n* twice',
        drivers: ['transactions'],
        options: [{ name: 'PostgreSQL', pros: ['it is ACID'], cons: ['it needs care'] }, { name: 'MongoDB' }],
        decision: 'PostgreSQL.',
        consequences: ['migrations'],
        confirmation: 'A load test.',
        deciders: ['ann', 'bob'],
        consulted: ['cy'],
        informed: ['dee'],
        tags: ['data'],
        reviewBy: '2027-01-01',
        evidence: [{ kind: 'thread', url: 'https://example.org/t', excerpt: 'we said "yes"' }],
      },
      { supersedes: [1] },
    );
    await decisions.approve(act, newer);
    const records = await decisions.list({ workspace: 'w', viewer: operator });
    const out = temporaryFolder({});
    exportRecords(records, out, 'madr');
    expect(readdirSync(out).sort()).toEqual([
      '0001-use-mysql.md',
      '0002-use-postgresql-yes-b-no-b.md',
      'index.md',
    ]);
    const back = (await imported(out)).records;
    const fields = ({
      title,
      context,
      drivers,
      options,
      decision,
      consequences,
      confirmation,
      deciders,
      consulted,
      informed,
      tags,
      reviewBy,
      evidence,
      number,
      status,
      date,
      links,
    }: DecisionRecord) => ({
      title,
      context,
      drivers,
      options,
      decision,
      consequences,
      confirmation,
      deciders,
      consulted,
      informed,
      tags,
      reviewBy,
      evidence,
      number,
      status,
      date,
      links: links.map(({ kind, number: other }) => [kind, other]),
    });
    expect(back.map(fields)).toEqual(records.map(fields));
    expect(readFileSync(join(out, 'index.md'), 'utf8')).toContain(
      'graph LR\n  r2["2 Use #34;PostgreSQL#34;: yes #38; #60;b#62;no#60;/b#62;"] --> r1',
    );
  });

  it('come out in the short form too', async () => {
    const database = await openDatabase('sqlite::memory:');
    const decisions = createDecisions(database, now);
    await decisions.propose(act, {
      title: 'Use Go',
      context: 'Speed.',
      decision: 'Go.',
      consequences: ['less magic'],
    });
    const out = temporaryFolder({});
    exportRecords(await decisions.list({ workspace: 'w', viewer: operator }), out, 'nygard');
    expect(readFileSync(join(out, '0001-use-go.md'), 'utf8')).toBe(
      '# 1. Use Go\n\nDate: 2026-03-01\n\n## Status\n\nProposed\n\n## Context\n\nSpeed.\n\n## Decision\n\nGo.\n\n## Consequences\n\n* less magic\n',
    );
  });

  it('say in an imported file that they were decided since', async () => {
    const path = temporaryFolder({ '0001-a.md': `---\nparent: x\n---\n# A\n${sections}` });
    const { database, decisions } = await imported(path);
    await decisions.approve(act, 1);
    const out = temporaryFolder({});
    exportRecords(await decisions.list({ workspace: 'w', viewer: operator }), out, 'madr');
    expect(readFileSync(join(out, '0001-a.md'), 'utf8')).toBe(
      `---\nparent: x\nstatus: "accepted"\n---\n# A\n${sections}`,
    );
    await database.close();
  });

  it('stand in the index with their titles as they are, whatever signs are in them', async () => {
    const database = await openDatabase('sqlite::memory:');
    const decisions = createDecisions(database, now);
    await decisions.propose(act, { title: 'Use a | b\\c\nand d', consequences: ['one\nline'] });
    const files = exportFiles(await decisions.list({ workspace: 'w', viewer: operator }), 'madr', 'folders');
    const textOf = (name: string) => files.find((file) => file.name === name)?.text ?? '';
    expect(textOf('index.md')).toContain('| Use a \\| b\\\\c and d | proposed | 2026-03-01 |');
    expect(textOf('0001-use-a-b-c-and-d.md')).toContain('\n# Use a | b\\c and d\n');
    expect(textOf('0001-use-a-b-c-and-d.md')).toContain('\n* one line\n');
    await database.close();
  });

  it('link to files whose names have blanks', async () => {
    const { database, decisions } = await imported(
      temporaryFolder({ '0001 use go.md': `# Use Go\n${sections}` }),
    );
    await decisions.propose(act, { title: 'Use Rust' });
    await decisions.relate(act, 2, 1);
    const files = exportFiles(await decisions.list({ workspace: 'w', viewer: operator }), 'madr', 'folders');
    const [rust, index] = ['0002-use-rust.md', 'index.md'].map(
      (name) => files.find((file) => file.name === name)?.text,
    );
    expect(rust).toContain('* Relates to [1](0001%20use%20go.md)');
    expect(index).toContain('| [1](0001%20use%20go.md) | Use Go |');
    await database.close();
  });

  it('never leave the folder that they are written to', async () => {
    const { records } = await imported(temporaryFolder({ '0001-a.md': `# A\n${sections}` }));
    const escaping = records.map((record) => ({ ...record, file: '../../evil.md' }));
    const out = temporaryFolder({});
    exportRecords(escaping, out, 'madr');
    expect(readdirSync(out).sort()).toEqual(['evil.md', 'index.md']);
  });
});
