import { describe, expect, it } from 'vitest';
import { AdvisorError } from '../../src/errors.ts';
import { temporaryFolder } from '../support/folder.ts';
import { imported } from '../support/imported.ts';

const sections = '\n\n## Context\n\nIt was.\n\n## Decision\n\nIt is.\n';
const body = `\n\n## Status\n\nAccepted${sections}`;

/** A folder with these files: which of them are records, with their numbers, and why the others are none. */
async function told(files: Record<string, string>) {
  const { records, result } = await imported(temporaryFolder(files));
  return {
    records: Object.fromEntries(records.map(({ file, number }) => [file, number])),
    skipped: Object.fromEntries(result.skipped.map(({ file, reason }) => [file, reason])),
    warnings: result.warnings,
  };
}

describe('what stands beside records', () => {
  it('approvals, reviews and what has a record’s number are none, and take no number', async () => {
    const { records, skipped, warnings } = await told({
      '0004-use-x.md': `# 4. Use X${body}`,
      '0004D-approval.md': '# Approval\n\n- Ann: yes\n',
      '0004-a-first-look.md': '# A first look\n\nGood.\n',
      '0005-use-y.md': `# 5. Use Y${body}`,
      '0005D-approval.md': '# Approval\n\n- Bob: yes\n',
      '0006-signoff.md': '# Sign-off\n\n| Who | When |\n|---|---|\n| Ann | 2020-01-01 |\n',
      '0009-list.md': '# Who was asked\n\n- Ann\n',
      '0010-list.md': '# Who was asked\n\n- Bob\n',
      'review-of-4.md': '# Review of ADR-4\n\nGood.\n',
    });
    expect(records).toEqual({ '0004-use-x.md': 4, '0005-use-y.md': 5 });
    expect(skipped).toMatchObject({
      '0004D-approval.md': 'beside 0004-use-x.md, no record of its own',
      '0004-a-first-look.md': 'beside 0004-use-x.md, no record of its own',
      '0006-signoff.md': 'beside records, none of its own',
      '0009-list.md': 'no decision record (others have the same heading, and no sections of one)',
    });
    expect(warnings).toEqual([]);
  });

  it('records stay records: with a letter, of one title, about reviews, without anything but a date', async () => {
    const files = {
      '0001-a.md': `# Use it${body}`,
      '0002-b.md': `# Use it${body}`,
      '0003-code-review.md': `# Code review${body}`,
      '0012-c.md': `# C\n\n## Status\n\nSuperseded by [12a](0012a-d.md)${sections}`,
      '0012a-d.md': `# D${body}`,
      '0013-e.md': '# E\n\nDate: 2020-01-02\n\nWe take it.\n',
      '0014-f.md': '# F\n\nWe take it.\n',
      '0015-g.md': '# Summary\n\nx\n\n# Motivation\n\ny\n',
      '0016-h.md': '# Summary\n\nx\n\n# Motivation\n\ny\n',
    };
    expect(Object.keys((await told(files)).records).sort()).toEqual(Object.keys(files).sort());
  });

  it('what goes with a folder’s record is none, and the record is found', async () => {
    const { records, skipped } = await told({
      '0012-a/README.md': `# Use A${body}`,
      '0012-a/schema.md': `# Schema${sections}`,
      '0012-a/examples/one.md': `# One${sections}`,
      '0013-b/index.md': '# B\n\nText.\n',
      '0013-b/alternatives.md': `# Alternatives${sections}`,
      '0014-c/adr.md': `# C${body}`,
      '0014-c/notes.md': '# Notes\n\nn\n',
      'css/index.md': `# CSS${body}`,
      'css/notes.md': `# Notes${sections}`,
      'README.md': '# Records\n\n## Context\n\n## Decision\n',
    });
    expect(records).toEqual({
      '0012-a/README.md': 12,
      '0013-b/index.md': 13,
      '0014-c/adr.md': 14,
      'css/index.md': expect.any(Number),
    });
    expect(skipped).toMatchObject({
      '0012-a/schema.md': 'goes with 0012-a/README.md',
      '0012-a/examples/one.md': 'goes with 0012-a/README.md',
      'css/notes.md': 'goes with css/index.md',
      'README.md': 'an index or README',
    });
  });

  it('an index over records is one, however it is written', async () => {
    const { records, skipped } = await told({
      'adr/README.md': `# How we decide${body}`,
      'adr/use-x.md': `# Use X${body}`,
      'adr/use-y.md': `# Use Y${body}`,
      '2023/README.md': `# Of 2023${sections}`,
      '2023/0001-z.md': `# Z${sections}`,
      'log/README.md': `# Log${sections}`,
      'log/a/0003-z.md': `# Z${sections}`,
      '01-introduction/README.md': '# Introduction\n\nUs.\n',
      '01-introduction/more.md': '# More\n\nUs.\n',
    });
    expect(Object.keys(records).sort()).toEqual([
      '2023/0001-z.md',
      'adr/use-x.md',
      'adr/use-y.md',
      'log/a/0003-z.md',
    ]);
    expect(skipped['adr/README.md']).toBe('an index or README');
  });

  it('background and drafts without a status are none; with one they are', async () => {
    const { records, skipped } = await told({
      '0001-a.md': `# A${body}`,
      '0002-b.md': `# B${body}`,
      'background/queues.md': `# Queues${sections}`,
      'background/0002-b-details.md': '# Details\n\nmore\n',
      'notes/2023-01-05-standup.md': '# Standup\n\n- x\n',
      'drafts/use-c.md': `# Use C\n\nStatus: Draft${sections}`,
      'drafts/use-d.md': `# Use D${sections}`,
      'more/use-e.md': `# Use E${sections}`,
    });
    expect(Object.keys(records).sort()).toEqual([
      '0001-a.md',
      '0002-b.md',
      'drafts/use-c.md',
      'more/use-e.md',
    ]);
    expect(skipped['background/queues.md']).toBe('beside records, without a status of its own');
    // Whoever imports that folder itself means it.
    expect((await told({ 'queues.md': `# Queues${sections}` })).records).toEqual({ 'queues.md': 1 });
    expect((await told({ 'notes/queues.md': `# Queues${sections}` })).records).toEqual({
      'notes/queues.md': 1,
    });
  });

  it('chapters with numbers beside a folder of records are none; records without a status alone are', async () => {
    const { records } = await told({
      'adr/0001-a.md': `# A${body}`,
      'adr/0002-b.md': `# B${body}`,
      'guide/01-intro.md': '# Intro\n\ntext\n',
      'guide/02-setup.md': '# Setup\n\ntext\n',
    });
    expect(Object.keys(records)).toEqual(['adr/0001-a.md', 'adr/0002-b.md']);
    const alone = await told({ '01-use-a.md': '# Use A\n\nYes.\n', '02-use-b.md': '# Use B\n\nYes.\n' });
    expect(Object.keys(alone.records)).toHaveLength(2);
  });

  it('templates are none, by their words, folder or heading; records about them are', async () => {
    const { records, skipped } = await told({
      '0001-a.md': `# A${body}`,
      'rfc-template.md': `# X${sections}`,
      'plantilla.md': `# X${sections}`,
      'NNNN-kep-template/README.md': `# KEP-NNNN: Your title${body}`,
      'templates/long-form.md': `# X${sections}`,
      'adr-nnn.md': `# ADR-NNN: Title${sections}`,
      '0000-x.md': `# ADR-0000: <title>${sections}`,
      '0007-use-template-engines.md': `# Use template engines${body}`,
      '0008-y.md': `# [ADR-8] Use Y [for now]${body}`,
    });
    expect(Object.keys(records)).toEqual(['0001-a.md', '0007-use-template-engines.md', '0008-y.md']);
    expect(new Set(Object.values(skipped))).toEqual(new Set(['a template']));
  });

  it('what has no number is a record where it decides something, in whatever language', async () => {
    const { records } = await told({
      'use-a.md': `# Use A\n\nStatus: Accepted\n\n## Decision\n\nA.\n`,
      'usar-b.md': '# Usar B\n\n## Contexto\n\na\n\n## Decisão\n\nb\n',
      'c.md': '# C\n\n## Контекст\n\na\n\n## Решение\n\nb\n',
      'd.md': '---\ntype: adr\nstatus: accepted\n---\n# D\n\nText.\n',
      'guide.md': '# Guide\n\n## Background\n\na\n\n## Options\n\nb\n',
      'runbook.md': '# Runbook\n\nStatus: Draft\n\n## Steps\n\nb\n',
    });
    expect(Object.keys(records).sort()).toEqual(['c.md', 'd.md', 'usar-b.md', 'use-a.md']);
  });
});

describe('a folder', () => {
  it('settles days that could be two, where its other days leave no doubt', async () => {
    const dated = (day: string) => `# X\n\nDate: ${day}${body}`;
    const dates = async (...days: string[]) => {
      const files = days.map((day, at) => [`000${at + 1}-x.md`, dated(day)]);
      const { records, result } = await imported(temporaryFolder(Object.fromEntries(files)));
      return [records[0]?.date, result.warnings.length];
    };
    expect(await dates('08/05/2022', '04/18/2022', '04/28/2022')).toEqual(['2022-08-05', 0]);
    expect(await dates('08/05/2022', '18/04/2022', '28/04/2022')).toEqual(['2022-05-08', 0]);
    expect(await dates('08/05/2022', '04/18/2022', '28/04/2022')).toEqual([null, 1]);
    expect(await dates('08/05/2022', '04/18/2022')).toEqual([null, 1]);
  });

  it('of files that are not read says so', async () => {
    const failed = async (files: Record<string, string>) => {
      const error: unknown = await imported(temporaryFolder(files)).catch((reason: unknown) => reason);
      return error instanceof AdvisorError ? error.message.replace(/^.*?: /, '') : error;
    };
    expect(await failed({ '0001-a.adoc': '= A', '0002-b.adoc': '= B', 'c.rst': 'C' })).toBe(
      'no decision record in it. Only markdown is read: 2 .adoc, 1 .rst left',
    );
    expect(await failed({ 'README.md': '# R', 'a.png': '' })).toBe(
      'no decision record in it (1 files are none)',
    );
  });

  it('tells which files may be records and are not read, and no others', async () => {
    const { result } = await imported(
      temporaryFolder({
        '0001-a.md': `# A${body}`,
        '0001-a.pdf': 'a copy of it',
        '0002-b': 'B',
        '0003-c.adoc': '= C',
        '0004-d.md.bak': 'D',
        Makefile: 'x',
        'x.png': 'x',
        '0001-x.puml': 'x',
        '0009-import.ts': 'x',
        'src/notes.txt': 'x',
        'old/0005-e.docx': 'E',
      }),
    );
    expect(result.skipped).toEqual([
      { file: '0002-b', reason: 'its name has no ending; what ends with .md is read' },
      { file: '0003-c.adoc', reason: 'not markdown (.adoc)' },
      { file: '0004-d.md.bak', reason: 'not markdown (.bak)' },
      { file: 'Makefile', reason: 'its name has no ending; what ends with .md is read' },
      { file: 'old/0005-e.docx', reason: 'not markdown (.docx)' },
    ]);
  });
});
