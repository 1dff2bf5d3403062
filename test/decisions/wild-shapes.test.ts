import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { imported } from '../support/imported.ts';

/** A folder with these files, imported. */
async function read(files: Record<string, string>) {
  const { records, result } = await imported(temporaryFolder(files));
  return { records, skipped: result.skipped.map(({ file }) => file), warnings: result.warnings };
}

const body = '\n\n## Context\n\nIt was.\n\n## Decision\n\nIt is.\n';

describe('shapes of the wild', () => {
  it('numbers behind an organisation’s name, in names and in headings', async () => {
    const { records } = await read({
      'ORG-ADR-0004-use-x.md': `# ORG-ADR-0004: Use X\n\n## What\n\nX.${body}`,
      'ORG-ADR-Area-0002-use-y.md': `# Org - ORG-ADR-Area-0002 - Use Y${body}`,
      'ORG-ADR-0009-internal-api.md': `# Org - Architecture Decision Record template${body}`,
      'use-z.md': '# ADR-0007: Use Z\n\n## Why\n\nIt is small.\n',
    });
    expect(records.map(({ number, title }) => [number, title])).toEqual([
      [2, 'Use Y'],
      [4, 'Use X'],
      [7, 'Use Z'],
      [9, 'Internal api'],
    ]);
  });

  it('a folder a record, by its date or number, whatever its sections are called', async () => {
    const { records, skipped } = await read({
      '2022-01-01-use-a/README.md': '# Use A\n\n## Decision\n\nA.\n\n## Approach\n\nSlowly.\n',
      '2022-02-01-use-b/README.md': '# Use B\n\n## Flows\n\nB.\n',
      '01-introduction/README.md': '# Introduction\n\n## Who we are\n\nUs.\n',
      'README.md': '# Decisions\n\nAll of them.\n',
    });
    expect(records.map(({ title, date, status }) => [title, date, status])).toEqual([
      ['Use A', '2022-01-01', 'none'],
      ['Use B', '2022-02-01', 'none'],
    ]);
    expect([...skipped].sort()).toEqual(['01-introduction/README.md', 'README.md']);
  });

  it('a table of fields whose first row is its head; a table of revisions is none', async () => {
    const { records } = await read({
      '0001-a.md': `# A${body}\n\n## Status\n\nAccepted\n`,
      '0002-b.md': `# B\n\n| Date | 2025-01-31 |\n|---|---|\n| **Status** | Accepted |\n| **Supersedes** | [0001](0001-a.md) |${body}`,
      '0003-c.md': `# C\n\n| Date | Revision |\n|---|---|\n| 2025-01-31 | Draft of c |${body}\n\n## Status\n\nProposed\n`,
    });
    expect(records[1]).toMatchObject({ status: 'accepted', date: '2025-01-31' });
    expect(records[1]?.links).toMatchObject([{ kind: 'supersedes', number: 1 }]);
    expect(records[2]?.status).toBe('proposed');
  });

  it.each([
    ['**Modifica:** ADR-0001, ADR-0002', 'amends'],
    ['**Modificado por:** [ADR-0001](0001-a.md), ADR-0002', 'amended-by'],
    ['**Ändert:** ADR-0001 und ADR-0002', 'amends'],
    ['**Modifies:** 1, 2', 'amends'],
    ['**Altera:** ADR-0001, ADR-0002', 'amends'],
  ])('amendments in other words: %s', async (line, kind) => {
    const { records } = await read({
      '0001-a.md': `# A${body}`,
      '0002-b.md': `# B${body}`,
      '0003-c.md': `# C\n\n${line}${body}`,
    });
    expect(records[2]?.links.map((link) => [link.kind, link.number]).sort()).toEqual([
      [kind, 1],
      [kind, 2],
    ]);
  });

  it('front matter that is no YAML loses nothing that stands in a line of its own, and is told of with its line', async () => {
    const { records, warnings } = await read({
      '0001-a.md': `---\nstatus: accepted\ntitle: Use A: the tool\ndate: 2026-01-01T10:00:00Z\n---\n${body}`,
      '0002-b.md': `---\nstatus: proposed\nstatus: accepted\n---\n\n# B${body}`,
    });
    expect(records.map(({ title, status, date }) => [title, status, date])).toEqual([
      ['Use A: the tool', 'accepted', '2026-01-01'],
      ['B', 'accepted', null],
    ]);
    expect(warnings).toEqual([
      '0001-a.md: line 3: the front matter is no YAML',
      '0002-b.md: line 3: the front matter is no YAML',
    ]);
  });

  it('of a list with boxes the one that is ticked', async () => {
    const { records } = await read({
      '0001-a.md': `# A\n\n## Status\n\n- [ ] proposed\n- [x] accepted\n- [ ] deprecated${body}`,
    });
    expect(records[0]?.status).toBe('accepted');
  });

  it('numbers in prose beside a link are no records', async () => {
    const { records, warnings } = await read({
      ...Object.fromEntries([1, 3, 4, 5].map((at) => [`000${at}-a.md`, `# A${at}${body}`])),
      '0006-f.md': `# F\n\n> **Amended by ADR-0005:** the limit is 2 / 3.5, not 4${body}`,
      '0007-g.md': `# G\n\n**Amends:** ADR-0001 (section 3, 4 items)${body}`,
    });
    const linksOf = (number: number) =>
      records.find((one) => one.number === number)?.links.map((link) => [link.kind, link.number]);
    expect(linksOf(6)).toEqual([['amended-by', 5]]);
    expect(linksOf(7)).toEqual([['amends', 1]]);
    expect(warnings).toEqual([]);
  });

  it('an index that has a number is an index; what is missing is told by the side that says it', async () => {
    const { skipped, warnings } = await read({
      '000-index.md': '# Index\n\n## Template\n\n```md\n# NNN: Title\n\n## Status\n```\n',
      '0001-a.md': `---\nsupersededBy: gone.md\n---\n# A${body}`,
    });
    expect(skipped).toEqual(['000-index.md']);
    expect(warnings).toEqual(['0001-a.md: superseded by "gone.md" is not there']);
  });
});
