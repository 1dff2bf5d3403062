import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { imported } from '../support/imported.ts';
import { acceptedBody as body, linked, linksOf } from '../support/linked-records.ts';

describe('records that are named beside others', () => {
  it('are related, in lists of every kind', async () => {
    const lists = [
      [
        '## Related\n\n- [One](0001-r1-of-it.md)\n- ADR-2\n- nested:\n  - [three](./0003-r3-of-it.md)\n',
        1,
        2,
        3,
      ],
      ['## See also\n\n* [[0004-r4-of-it]]\n* `0005-r5-of-it.md`\n', 4, 5],
      ['## Links\n\n[ADR-1](0001-r1-of-it.md), [ADR-2](0002-r2-of-it.md)\n', 1, 2],
      ['## Related decisions / ADRs\n\n- Refined by [6](0006-r6-of-it.md)\n', 6],
      ['## References\n\n- [ADR-7](0007-r7-of-it.md): the same queue\n- Somebody (2011)\n', 7],
      ['## Related ADRs\n\n| ADR | Why |\n|---|---|\n| [8](0008-r8-of-it.md) | x |\n', 8],
      ['### Verwandte Entscheidungen\n\n- ADR-9\n', 9],
      ['## Voir aussi\n\n- [ADR 1](0001-r1-of-it.md)\n', 1],
      ['## 関連\n\n- ADR-2\n', 2],
      ['## More Information\n\n- [ADR-3](0003-r3-of-it.md)\n', 3],
    ] as const;
    const { links, warnings } = await linksOf(lists.map(([text]) => text));
    expect(links).toEqual(lists.map(([, ...numbers]) => numbers.map((number) => `relates-to ${number}`)));
    expect(warnings).toEqual([]);
  });

  it('are related by paths in backticks, from wherever those begin', async () => {
    const lists = [
      [
        '## Related\n\n- `0001-r1-of-it.md`\n- `docs/adr/0002-r2-of-it.md`: the same\n- `adr/0003-r3-of-it.md` and `ADR-4`\n',
        1,
        2,
        3,
        4,
      ],
      ['## Relations\n\n`./0005-r5-of-it.md`, `docs/adr/0006-r6-of-it.md`\n', 5, 6],
      ['## Links\n\n- ADR 7: `docs/adr/0008-r8-of-it.md`\n- `src/main.ts`\n- `notes/0099-y.md`\n', 8],
      ['## Links\n\n- supersedes `docs/adr/0009-r9-of-it.md`\n'],
      ['## Notes\n\n- `0001-r1-of-it.md`\n'],
      ['## Context\n\nSee `0001-r1-of-it.md`.\n'],
    ] as const;
    const { links, warnings } = await linksOf(lists.map(([text]) => text));
    const expected = lists.map(([, ...numbers]) => numbers.map((number) => `relates-to ${number}`));
    expect(links).toEqual(expected.with(3, ['supersedes 9']));
    expect(warnings).toEqual([
      expect.stringMatching(/^0009-r9-of-it\.md: it still says accepted, though 104-x\.md supersedes it$/),
    ]);
  });

  it('are not related by the path of the record with which every log begins, where that is of another folder', async () => {
    const { links } = await linked({
      '0001-record-architecture-decisions.md': `# R${body}`,
      '101-x.md': `# X${body}\n\n## Links\n\n- \`other/adr/0001-record-architecture-decisions.md\`\n`,
      '102-x.md': `# X${body}\n\n## Links\n\n- \`0001-record-architecture-decisions.md\`\n`,
    });
    expect([links['101-x.md']?.length, links['102-x.md']?.length]).toEqual([0, 1]);
  });

  it('are none in prose, nor where the page is one of the web, or none of the folder', async () => {
    const { links, warnings } = await linksOf([
      '## See also\n\nAs we said in [ADR-1](0001-r1-of-it.md) the queue is a long story.\n',
      '## Notes\n\n- [ADR-1](0001-r1-of-it.md)\n',
      '## Related work\n\n- [ADR-1](0001-r1-of-it.md)\n',
      '## References\n\n- [On ADR-1](https://example.org/adr-1)\n- <https://example.org/0002-r2-of-it>\n',
      '## Links\n\n- [notes](notes/0099-y.md)\n- ADR-99\n- 12 steps\n- postgres 9\n- SHA-256\n',
      '## More Information\n\n- This was discussed for [ADR-1](0001-r1-of-it.md)\n\nADR-2 says more.\n',
      '## Links\n\n- what supersedes ADR-3 is not known\n',
      '## References\n\n- [theirs](https://example.org/adr/0001-record-architecture-decisions.md)\n',
    ]);
    expect(links.flat()).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('are related by fields, in front matter and under the title', async () => {
    const { links, warnings } = await linked({
      '101-x.md': `---\nrelated: [ADR-1, "0002", 3, 0004-r4-of-it, ../notes/x.md, "[[0005-r5-of-it]]"]\ndepends-on: ADR-6\n---\n# X${body}`,
      '102-x.md': `# X\n\n- Related ADRs: [1](0001-r1-of-it.md), ADR-2; see the wiki\n- See also: https://example.org/3${body}`,
      '103-x.md': `# X\n\n**Powiązane:** ADR-7 · **Tags:** a${body}`,
      '104-x.md': `# X\n\n- Related work: ADR-8\n- Dependencies: postgres 9\n${body}`,
    });
    expect(links).toEqual({
      '101-x.md': [1, 2, 3, 4, 5, 6].map((number) => `relates-to ${number}`),
      '102-x.md': ['relates-to 1', 'relates-to 2'],
      '103-x.md': ['relates-to 7'],
      '104-x.md': [],
    });
    expect(warnings).toEqual([]);
  });

  it('are related once, and not where they are linked in other words', async () => {
    const { links } = await linked({
      '101-x.md': `# X${body}\n\n## Related\n\n- [102](102-y.md)\n- [103](103-z.md)\n`,
      '102-y.md': `# Y${body}\n\n## Related\n\n- [101](101-x.md)\n`,
      '103-z.md': `# Z\n\n- Supersedes: [101](101-x.md)${body}`,
    });
    expect(links).toEqual({
      '101-x.md': ['relates-to 102', 'superseded-by 103'],
      '102-y.md': ['relates-to 101'],
      '103-z.md': ['supersedes 101'],
    });
  });
});

describe('what a status says of other records', () => {
  const status = (text: string) => `# X\n\n## Status\n\n${text}\n\n## Decision\n\nd\n`;

  it('is a link of its kind', async () => {
    const lines = [
      ['Accepted, part of [1](0001-r1-of-it.md)', 'relates-to 1'],
      ['Rejected in favour of ADR-2', 'relates-to 2'],
      ['Deprecated in favour of [3](0003-r3-of-it.md)', 'superseded-by 3'],
      ['Superseded (ADR-4)', 'superseded-by 4'],
      ['Superseded: see ADR-5', 'superseded-by 5'],
      ['Archived, absorbed into ADR-6', 'superseded-by 6'],
      ['Superseded by 0007-r7-of-it', 'superseded-by 7'],
      ['Zastąpione przez ADR-8', 'superseded-by 8'],
      ['ADR-9 に置き換え', 'superseded-by 9'],
      ['已被 ADR-1 取代', 'superseded-by 1'],
      ['Супроводжує; замінено на ADR-2', 'superseded-by 2'],
      ['Accepted, supersedes ADR-1, ADR-2 and ADR-3', 'supersedes 1', 'supersedes 2', 'supersedes 3'],
    ] as const;
    const names = lines.map((_, at) => `${at + 101}-x.md`);
    const { links } = await linked(
      Object.fromEntries(lines.map(([line], at) => [names[at] ?? '', status(line)])),
    );
    expect(names.map((name) => links[name])).toEqual(lines.map(([, ...expected]) => expected));
  });

  it('ends with the list that it begins', async () => {
    const { links } = await linked({
      '101-x.md': status('Superseded by ADR-1 because ADR-2 was wrong'),
      '102-x.md': status('Superseded by Kafka. ADR-3 is not touched'),
      '103-x.md': status('Not superseded by ADR-4'),
      '104-x.md': status('Superseded by ADR-5, since ADR-6 fell short'),
      '105-x.md': status('Does not supersede ADR-7'),
    });
    expect(links).toEqual({
      '101-x.md': ['superseded-by 1'],
      '102-x.md': [],
      '103-x.md': [],
      '104-x.md': ['superseded-by 5'],
      '105-x.md': [],
    });
  });

  it('is said by notices too', async () => {
    const { links, warnings } = await linked({
      '101-x.md': `> **ARCHIVED - content absorbed into ADR-1**\n\n# X${body}`,
      '102-x.md': '# SUPERSEDED BY RFC 2.\n\n# X\n\n## Decision\n\nd\n',
    });
    expect(links).toEqual({ '101-x.md': ['superseded-by 1'], '102-x.md': ['superseded-by 2'] });
    expect(warnings).toEqual([
      '101-x.md: the status says accepted, but the top says "ARCHIVED - content absorbed into ADR-1"',
      '101-x.md: it still says accepted, though 0001-r1-of-it.md supersedes it',
    ]);
  });

  it('of another series is none beside it', async () => {
    const { links } = await linked({
      'HIPE-0101-x.md': `# Indy HIPE 0101: X\n\n## Status\n\nSuperseded by Aries RFC 0003\n`,
      'HIPE-0102-y.md': `# Indy HIPE 0102: Y\n\n## Status\n\nSuperseded by HIPE 0101\n`,
      'HIPE-0103-z.md':
        '# Indy HIPE 0103: Z\n\n## Status\n\nSuperseded by [0004](https://example.org/other/text/0004-theirs/README.md)\n',
    });
    expect(links).toEqual({
      'HIPE-0101-x.md': ['supersedes 102'],
      'HIPE-0102-y.md': ['superseded-by 101'],
      'HIPE-0103-z.md': [],
    });
  });
});

describe('a supersession in bold', () => {
  const context = (text: string) =>
    `# X\n\n## Status\n\nProposed\n\n## Context\n\n${text}\n\n## Decision\n\nd\n`;

  it('is one wherever it stands before the first section, and in the first lines of the context', async () => {
    const files = [
      [`# X\n\nWhat it is.\n\n**Supersedes:** ADR-1${body}`, 'supersedes 1'],
      [`**Superseded by**: ADR-2\n\n# X${body}`, 'superseded-by 2'],
      ['# X\n\n## Date\n\n2020-01-01\n\n**Supersedes:** ADR-3\n\n## Context\n\nc\n', 'supersedes 3'],
      ['# X\n\n## Status: Accepted\n\n**Replaces:** ADR-4\n\n## Context\n\nc\n', 'supersedes 4'],
      [context('**Supersedes:** ADR-5\n\nWe had it.'), 'supersedes 5'],
      [context('- **Date:** 2020-01-01\n- **Amends:** [six](0006-r6-of-it.md)\n\nWe had it.'), 'amends 6'],
      [context('**Superseded By:** 7\nWe had it.'), 'superseded-by 7'],
      [context('**Partially supersedes:** ADR-8'), 'supersedes 8'],
    ] as const;
    const names = files.map((_, at) => `${at + 101}-x.md`);
    const { links } = await linked(Object.fromEntries(files.map(([text], at) => [names[at] ?? '', text])));
    expect(names.map((name) => links[name])).toEqual(files.map(([, link]) => [link]));
  });

  it('is none further down, without its marks, and says no status', async () => {
    const { links } = await linked({
      '101-x.md': context('We had it.\n\n**Supersedes:** ADR-1'),
      '102-x.md': context('We had it. **Supersedes:** ADR-2 is what it says.'),
      '103-x.md': context('Supersedes: ADR-3'),
      '104-x.md': `${context('c')}\n**Supersedes:** ADR-4\n`,
      '105-x.md': context('**Problem:** ADR-5 is old.'),
    });
    expect(Object.values(links).flat()).toEqual([]);
    const { records } = await imported(
      temporaryFolder({ '101-x.md': '# X\n\n## Context\n\n**Status:** Rejected\n**Supersedes:** ADR-4\n' }),
    );
    expect(records.map(({ status }) => status)).toEqual(['none']);
  });
});

describe('a number', () => {
  const old = (number: number) => `# Old\n\n## Status\n\nSuperseded by ADR-${number}\n\n## Decision\n\nd\n`;

  it('that its folder has not is found around it, where one record has it', async () => {
    const { links } = await linked({
      'deprecated/0101-old.md': old(7),
      'deprecated/0102-old.md': '# Old\n\n## Status\n\nSuperseded by [8](../0008-renamed.md)\n',
    });
    expect(links).toEqual({
      'deprecated/0101-old.md': ['superseded-by 7'],
      'deprecated/0102-old.md': ['superseded-by 8'],
    });
  });

  it('is found in a folder beside it where both share their numbers, and not in another log', async () => {
    const { records } = await imported(
      temporaryFolder({
        'accepted/0007-new.md': `# New${body}`,
        'superseded/0003-old.md': old(7),
        'web/0001-a.md': `# A${body}`,
        'web/0003-b.md': `# B${body}`,
        'web/0009-c.md': `# C${body}`,
        'core/0001-d.md': old(9),
        'core/0008-e.md': `# E${body}`,
        'web/0008-f.md': `# F${body}`,
        'web/0002-g.md': old(8),
      }),
    );
    const linksOf = (file: string) =>
      records.find((one) => one.file === file)?.links.map((link) => [link.kind, link.file]);
    expect(linksOf('superseded/0003-old.md')).toEqual([['superseded-by', 'accepted/0007-new.md']]);
    expect(linksOf('core/0001-d.md')).toEqual([]);
    expect(linksOf('web/0002-g.md')).toEqual([['superseded-by', 'web/0008-f.md']]);
  });

  it('of a record that has a folder is found, and so is the folder', async () => {
    const { records } = await imported(
      temporaryFolder({
        '0001-a/README.md': `# A${body}`,
        '0002-b/README.md': `# B\n\n## Status\n\nSuperseded by ADR-1\n`,
        '0003-c/README.md': `# C\n\n## Status\n\nSuperseded by [a](../0001-a)\n`,
        '0004-d/README.md': `# D\n\n## Status\n\nSuperseded by [a](https://example.org/x/0009-z/README.md)\n`,
      }),
    );
    expect(records.map(({ links }) => links.map(({ kind, number }) => `${kind} ${number}`))).toEqual([
      ['supersedes 2', 'supersedes 3'],
      ['superseded-by 1'],
      ['superseded-by 1'],
      [],
    ]);
  });

  it('that begins with a year is one', async () => {
    const { records } = await imported(
      temporaryFolder({
        'ADR-2024-001-a.md': `# A${body}`,
        'ADR-2024-002-b.md': '# B\n\n## Status\n\nSuperseded by ADR-2024-001\n',
      }),
    );
    expect(records.map(({ title, links }) => [title, links.map(({ kind }) => kind)])).toEqual([
      ['A', ['supersedes']],
      ['B', ['superseded-by']],
    ]);
  });
});

describe('a number with the file that it stands for', () => {
  it('is one record, the one of the file; what is gone is no other of that number', async () => {
    const lists = [
      '## References\n\n- ADR 0002: [Three of it](0003-r3-of-it.md)\n',
      '## References\n\n- ADR 0002: [Something that is gone](0002-gone-meanwhile.md)\n',
      '## Related\n\n- ADR 0002, [three](0003-r3-of-it.md)\n',
    ];
    const { links } = await linksOf(lists);
    expect(links).toEqual([['relates-to 3'], [], ['relates-to 2', 'relates-to 3']]);
  });
});
