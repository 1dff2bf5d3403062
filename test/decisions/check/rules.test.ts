import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules, ruleTable } from '../../../src/decisions/check/registry.ts';
import { found, nygard, told } from '../../support/checking.ts';

type Files = Readonly<Record<string, string>>;
/** A rule, what trips it, where, and what does not. */
type Case = readonly [rule: string, what: string, trips: Files, where: readonly string[], passes: Files];

const accepted = (title: string) => nygard(title, 'Accepted');
const front = (fields: string, title = 'X') => `---\n${fields}\n---\n${nygard(title, 'Accepted')}`;
const withDeciders = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`000${at + 2}-b.md`, front('deciders: ann')] as const),
  );

const cases: readonly Case[] = [
  [
    'unknown-status',
    'a word that nobody knows',
    { '0001-a.md': nygard('A', 'Foo') },
    ['0001-a.md:7'],
    { '0001-a.md': nygard('A', 'Implemented') },
  ],
  [
    'unknown-status',
    'a word of one’s own, when the settings know it',
    { '0001-a.md': nygard('A', 'Parked for now'), '.adr-check.yaml': 'statuses: { later: draft }' },
    ['0001-a.md:7'],
    { '0001-a.md': nygard('A', '**Parked** for now'), '.adr-check.yaml': 'statuses: { parked: draft }' },
  ],
  [
    'missing-status',
    'no status where three in four have one',
    {
      '0001-a.md': '# A\n\nText.',
      '0002-b.md': accepted('B'),
      '0003-c.md': accepted('C'),
      '0004-d.md': accepted('D'),
    },
    ['0001-a.md:1'],
    { '0001-a.md': '# A\n\nText.', '0002-b.md': '# B\n\nText.', '0003-c.md': accepted('C') },
  ],
  [
    'missing-status',
    'an empty section, but none that tells it in a log of changes',
    {
      '0001-a.md': '# A\n\n## Status\n\n## Context\n\nX',
      ...Object.fromEntries([2, 3, 4].map((n) => [`000${n}-b.md`, accepted('B')])),
    },
    ['0001-a.md:3'],
    {
      '0001-a.md': '# A\n\n## Change Log\n\n- approved (2023-02-18)\n\n## Context\n\nX',
      ...Object.fromEntries([2, 3, 4].map((n) => [`000${n}-b.md`, accepted('B')])),
    },
  ],
  [
    'two-statuses',
    'one in front matter, another in its section',
    { '0001-a.md': `---\nstatus: proposed\n---\n${accepted('A')}` },
    ['0001-a.md:10'],
    { '0001-a.md': `---\nstatus: approved\n---\n${accepted('A')}` },
  ],
  [
    'two-statuses',
    'two words in one section, where a log of days is one status',
    { '0001-a.md': nygard('A', 'Proposed\n\nAccepted') },
    ['0001-a.md:9'],
    {
      '0001-a.md': nygard('A', '2025-01-01 proposed\n\n2025-02-01 accepted'),
      '0002-b.md': nygard('B', 'Accepted\n\nWas proposed by the platform team.'),
    },
  ],
  [
    'two-statuses',
    'accepted and superseded at once',
    {
      '0001-a.md': nygard('A', 'Accepted\n\nSuperseded by [0002](0002-b.md)'),
      '0002-b.md': nygard('B', 'Accepted\n\nSupersedes [0001](0001-a.md)'),
    },
    ['0001-a.md:9'],
    {
      '0001-a.md': nygard('A', '~~Proposed~~\n\nAccepted'),
      '0002-b.md': nygard('B', '- [ ] proposed\n- [x] accepted'),
    },
  ],
  [
    'one-sided-supersession',
    'the older one still stands',
    { '0001-a.md': accepted('A'), '0002-b.md': nygard('B', 'Accepted\n\nSupersedes [0001](0001-a.md)') },
    ['0001-a.md:7'],
    {
      '0001-a.md': nygard('A', 'Superseded by [0002](0002-b.md)'),
      '0002-b.md': nygard('B', 'Accepted\n\nSupersedes [0001](0001-a.md)'),
    },
  ],
  [
    'one-sided-supersession',
    'by number in front matter; what is proposed or in part takes nothing out of force',
    { '0001-a.md': front('id: 1'), '0002-b.md': front('supersedes: ADR-0001') },
    ['0001-a.md:10'],
    {
      '0001-a.md': accepted('A'),
      '0002-b.md': nygard('B', 'Proposed\n\nSupersedes [0001](0001-a.md)'),
      '0003-c.md': nygard('C', 'Accepted\n\nPartially supersedes [0001](0001-a.md)'),
    },
  ],
  [
    'silent-successor',
    'the newer one does not say so',
    { '0001-a.md': nygard('A', 'Superseded by [0002](0002-b.md)'), '0002-b.md': accepted('B') },
    ['0002-b.md:7'],
    {
      '0001-a.md': nygard('A', 'Superseded by [0002](0002-b.md)'),
      '0002-b.md': nygard('B', 'Accepted', '\nThis replaces what we said in ADR-1.\n'),
    },
  ],
  [
    'superseded-by-unaccepted',
    'the newer one is a proposal',
    { '0001-a.md': nygard('A', 'Superseded by [0002](0002-b.md)'), '0002-b.md': nygard('B', 'Proposed') },
    ['0001-a.md:7'],
    { '0001-a.md': nygard('A', 'Superseded by [0002](0002-b.md)'), '0002-b.md': nygard('B', 'Deprecated') },
  ],
  [
    'superseded-without-successor',
    'it does not say by which',
    { '0001-a.md': nygard('A', 'Superseded') },
    ['0001-a.md:7'],
    { '0001-a.md': nygard('A', 'Superseded\n\n[The wiki](https://example.org) tells more.') },
  ],
  [
    'supersession-cycle',
    'two that supersede each other',
    {
      '0001-a.md': nygard('A', 'Accepted\n\nSupersedes [0002](0002-b.md)'),
      '0002-b.md': nygard('B', 'Accepted\n\nSupersedes [0003](0003-c.md)'),
      '0003-c.md': nygard('C', 'Accepted\n\nSupersedes [0001](0001-a.md)'),
    },
    ['0001-a.md:9'],
    {
      '0001-a.md': nygard('A', 'Superseded by [0002](0002-b.md) and [0003](0003-c.md)'),
      '0002-b.md': nygard('B', 'Accepted\n\nSupersedes [0001](0001-a.md)'),
      '0003-c.md': nygard('C', 'Accepted\n\nSupersedes [0001](0001-a.md) and [0002](0002-b.md)'),
    },
  ],
  [
    'supersession-cycle',
    'one that supersedes itself',
    { '0001-a.md': nygard('A', 'Accepted\n\nSupersedes [0001](0001-a.md)') },
    ['0001-a.md:9'],
    { '0001-a.md': accepted('A') },
  ],
  [
    'dead-link',
    'a file that is not there; sites, anchors and what a generator makes are not looked for',
    { '0001-a.md': nygard('A', 'Accepted', '\nSee ![x](images/x.png) and\n[this](0002-b.md).\n') },
    ['0001-a.md:21', '0001-a.md:22'],
    {
      '0001-a.md': nygard(
        'A',
        'Accepted',
        '\n[a](#x) [b](https://x.org/a.md) [c](/docs/a.md) [d](../../../issues/12) [e](./route) [f](<images/a b.png>) [g](images/c%20d.png?raw=true#x) [h](a.html) [i]({{ x }}/a.md) [j](mailto:a@b.md) `[k](k.md)` [l](images)\n',
      ),
      'images/a b.png': '',
      'images/c d.png': '',
    },
  ],
  [
    'dead-link',
    'a target that is defined elsewhere is told where it stands',
    { '0001-a.md': nygard('A', 'Accepted', '\nSee [that][b], and [again][b].\n\n[b]: 0002-b.md\n') },
    ['0001-a.md:23'],
    {
      '0001-a.md': nygard('A', 'Accepted', '\nSee [that][b].\n\n[b]: 0002-b.md\n'),
      '0002-b.md': accepted('B'),
    },
  ],
  [
    'dead-link',
    'a number that no record has',
    { '0001-a.md': nygard('A', 'Superseded by ADR-0012') },
    ['0001-a.md:7'],
    {
      '0001-a.md': nygard('A', 'Accepted\n\nRelates to RFC 2119'),
      '0002-b.md': nygard('B', '[proposed | accepted | superseded by [ADR-0005](0005-example.md)]'),
    },
  ],
  [
    'dead-link',
    'a number that several records have, where nothing tells which',
    {
      '0001-a.md': nygard('A', 'Superseded by ADR-0012'),
      '0012-b.md': accepted('Use B'),
      '0012-c.md': accepted('Use C'),
    },
    ['0001-a.md:7'],
    {
      '0001-a.md': nygard('A', 'Superseded by ADR-0012 (Use C)'),
      '0012-b.md': accepted('Use B'),
      '0012-c.md': nygard('Use C', 'Accepted\n\nSupersedes ADR-0001'),
      '0002-d.md': nygard('D', 'Superseded by ADR-0012\n\nSuperseded by [it](0012-b.md)'),
    },
  ],
  [
    'link-names-other-number',
    'the text says 3',
    {
      '0001-a.md': nygard('A', 'Accepted', '\nSee [ADR-0003](0002-b.md).\n'),
      '0002-b.md': accepted('B'),
      '0003-c.md': accepted('C'),
    },
    ['0001-a.md:21'],
    {
      '0001-a.md': nygard(
        'A',
        'Accepted',
        '\n[ADR-2](0002-b.md) [0002](0002-b.md) [2. B](0002-b.md) [12 factors](0002-b.md) [ADR-1 and ADR-3](0002-b.md) [v3](0002-b.md)\n',
      ),
      '0002-b.md': accepted('B'),
    },
  ],
  [
    'number-mismatch',
    'the heading was copied',
    { '0002-b.md': accepted('1. B') },
    ['0002-b.md:1'],
    {
      '0002-b.md': accepted('2. B'),
      '0003-3-phase-commit.md': accepted('3 phase commit'),
      '0005-2023-plans.md': accepted('2023: plans'),
    },
  ],
  [
    'number-mismatch',
    'front matter says another',
    { '0002-b.md': front('id: ADR-0003') },
    ['0002-b.md:2'],
    {
      '0002-b.md': front('id: ADR-0002'),
      '0004-d.md': front('id: my-page'),
      '20240101-e.md': accepted('7. E'),
    },
  ],
  [
    'duplicate-number',
    'two files with one number',
    { '0001-a.md': accepted('A'), '0001-b.md': accepted('B') },
    ['0001-b.md:1'],
    {
      '0001-a.md': accepted('A'),
      '0001-a.de.md': accepted('A'),
      '0001-a-notes.md': accepted('Notes'),
      '0001-snippets.md': '# Snippets\n\n```\ncode\n```\n',
      'API-1-a.md': accepted('A'),
      'other/0001-a.md': accepted('A'),
    },
  ],
  [
    'bad-date',
    'no day that there is',
    { '0001-a.md': front('date: 2025-02-30'), '0002-b.md': front('date: yesterday') },
    ['0001-a.md:2', '0002-b.md:2'],
    {
      '0001-a.md': front('date: 2025-02'),
      '0002-b.md': front('date: TBD'),
      '0003-c.md': front('date: 12 mars 2025'),
      '0004-d.md': front('date: 2025-01-01T10:00:00Z'),
    },
  ],
  [
    'ambiguous-date',
    'where no other date of the folder tells',
    { '0001-a.md': front('date: 03/04/2025') },
    ['0001-a.md:2'],
    { '0001-a.md': front('date: 03/04/2025'), '0002-b.md': front('date: 23/04/2025') },
  ],
  [
    'future-date',
    'a day to come, and no review',
    { '0001-a.md': front('date: 2026-05-01') },
    ['0001-a.md:2'],
    { '0001-a.md': front('date: 2026-03-02'), '0002-b.md': front('review-by: 2027-01-01') },
  ],
  [
    'missing-section',
    'Nygard without consequences, where another name serves and a proposal needs none yet',
    { '0001-a.md': '# A\n\n## Status\n\nAccepted\n\n## Context\n\nX\n\n## Decision\n\nX\n' },
    ['0001-a.md:1'],
    {
      '0001-a.md':
        '# A\n\n## Status\n\nAccepted\n\n## Context\n\nX\n\n## Decision\n\nX\n\n## Trade-offs\n\nX\n',
      '0002-b.md': '# B\n\n## Status\n\nProposed\n\n## Context\n\nX\n\n## Decision\n\nX\n',
      '0003-c.md': '# C\n\n## Status\n\nAccepted\n\n## Problem\n\nX\n\n## What we do\n\nX\n',
    },
  ],
  [
    'missing-section',
    'MADR without an outcome',
    { '0001-a.md': '# A\n\n## Context and Problem Statement\n\nX\n\n## Considered Options\n\n* a\n' },
    ['0001-a.md:1'],
    {
      '0001-a.md':
        '# A\n\n## Context and Problem Statement\n\nX\n\n## Considered Options\n\n* a\n\n## Decision Outcome\n\na\n',
      // What most of a folder do without is its way.
      ...Object.fromEntries(
        [2, 3, 4, 5].map((n) => [
          `b/000${n}-b.md`,
          '# B\n\n## Status\n\nAccepted\n\n## Context\n\nX\n\n## Decision\n\nX\n',
        ]),
      ),
    },
  ],
  [
    'missing-section',
    'what few of many folders have is nobody’s way',
    { '0001-a.md': '# A\n\n## Status\n\nAccepted\n\n## Context\n\nX\n\n## Decision\n\nX\n' },
    ['0001-a.md:1'],
    Object.fromEntries(
      [1, 2, 3, 4].map((n) => [
        `log-${n}/000${n}-b.md`,
        '# B\n\n## Status\n\nAccepted\n\n## Context\n\nX\n\n## Decision\n\nX\n',
      ]),
    ),
  ],
  [
    'missing-section',
    'what the settings ask for',
    { '0001-a.md': accepted('A'), '.adr-check.yaml': 'sections: [Context, Cost]' },
    ['0001-a.md:1'],
    { '0001-a.md': accepted('A'), '.adr-check.yaml': 'sections: [Context, Consequences]' },
  ],
  [
    'empty-section',
    'a heading with a comment alone',
    {
      '0001-a.md':
        '# A\n\n## Status\n\nAccepted\n\n## Context\n\nX\n\n## Decision\n\n<!-- write -->\n\n## Consequences\n\nX\n',
    },
    ['0001-a.md:11'],
    {
      '0001-a.md':
        '# A\n\n## Status\n\nAccepted\n\n## Context\n\nX\n\n## Decision\n\n### We do\n\nX\n\n## Consequences\n\nX\n',
    },
  ],
  [
    'template-text',
    'a status to choose from, a placeholder, a question alone; comments and code are no text',
    {
      '0001-a.md': nygard('A', '{Proposed|Accepted|Deprecated}'),
      '0002-b.md': nygard('B', 'Accepted', '\n* {title of option 1}\n'),
      '0003-c.md':
        '# C\n\n## Status\n\nAccepted\n\n## Context\n\nWhat is the issue that we’re seeing that is motivating this decision or change?\n\n## Decision\n\nX\n\n## Consequences\n\nX\n',
    },
    ['0001-a.md:7', '0002-b.md:21', '0003-c.md:9'],
    {
      '0001-a.md': nygard(
        'A',
        'Accepted',
        '\n<!-- {title of option 1} -->\n\n`{title of option 1}` and {curly} [see 1]\n',
      ),
    },
  ],
  [
    'accepted-without-deciders',
    'where three in four name them',
    { '0001-a.md': accepted('A'), ...withDeciders(3) },
    ['0001-a.md:1'],
    { '0001-a.md': accepted('A'), ...withDeciders(2) },
  ],
  [
    'accepted-without-date',
    'where three in four have one',
    {
      '0001-a.md': accepted('A').replace('Date: 2026-01-01\n\n', ''),
      ...Object.fromEntries([2, 3, 4].map((n) => [`000${n}-b.md`, accepted('B')])),
    },
    ['0001-a.md:1'],
    {
      '0001-a.md': accepted('A').replace('Date:', 'Introduced:'),
      ...Object.fromEntries([2, 3, 4].map((n) => [`000${n}-b.md`, accepted('B')])),
      '0005-e.md': accepted('E').replace('Date: 2026-01-01', 'Date 09/04/2018'),
    },
  ],
  [
    'review-overdue',
    'the day has come',
    { '0001-a.md': front('review-by: 2026-03-01') },
    ['0001-a.md:2'],
    {
      '0001-a.md': front('review-by: 2026-03-02'),
      '0002-b.md': `---\nreview-by: 2020-01-01\n---\n${nygard('B', 'Rejected')}`,
    },
  ],
  [
    'broken-front-matter',
    'not closed, and no YAML',
    {
      '0001-a.md': `---\nstatus: accepted\n\n${accepted('A')}`,
      '0002-b.md': front('tags: [x]\ntitle: Use X: the tool'),
    },
    ['0001-a.md:1', '0002-b.md:3'],
    { '0001-a.md': front('title: "Use X: the tool"') },
  ],
  [
    'conflict-markers',
    'and nothing else of that file',
    { '0001-a.md': nygard('A', '<<<<<<< HEAD\nFoo\n=======\nBar\n>>>>>>> theirs') },
    ['0001-a.md:7'],
    {
      '0001-a.md': nygard(
        'A',
        'Accepted',
        '\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n```\n\nTitle\n=======\n',
      ),
    },
  ],
];

describe('a rule finds what it is for, and nothing else', () => {
  it.each(cases)('%s: %s', (rule, _what, trips, where, passes) => {
    const own = (files: Files) => told(found(files)).filter((one) => one.endsWith(` ${rule}`));
    expect(own(trips)).toEqual(where.map((place) => `${place} ${rule}`));
    expect(own(passes)).toEqual([]);
  });

  it('each rule has a case here, or in what reads real files and their changes', () => {
    const tried = new Set(cases.map(([rule]) => rule));
    expect(rules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([
      'unreadable-file',
      'ruled-out-technology',
    ]);
  });

  it('all stand in the docs', () => {
    expect(readFileSync('docs/check.md', 'utf8')).toContain(ruleTable());
  });

  it('says what is wrong and how to mend it, in one line', () => {
    for (const [, , trips] of cases) {
      for (const { what, mend } of found(trips)) {
        expect(`${what}; ${mend}`).toMatch(/^\S.{8,200}\S$/u);
        expect(mend).not.toMatch(/\.$/);
      }
    }
  });

  it('a folder in order has no finding', () => {
    expect(
      told(
        found({
          '0001-a.md': nygard('1. A', 'Superseded by [0002](0002-b.md)'),
          '0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [0001](0001-a.md)'),
          'README.md': '# Decisions\n\n[x](gone.md)',
        }),
      ),
    ).toEqual([]);
  });
});

describe('where a folder may be an excerpt', () => {
  const files = {
    'a/0001-a.md': nygard('A', 'Accepted', '\n[x](../b/x.md) [y](y.md) [z](../b/0002-b.md)\n'),
    'a/0002-b.md': accepted('B'),
  };

  it('what lies in folders that are not there is not known, unless a record has that name', () => {
    expect(found(files, { root: 'none' }).map(({ what }) => what)).toEqual([
      '"y.md" is not there',
      '"../b/0002-b.md" is not there',
    ]);
  });

  it('in a repository it is', () => {
    expect(found(files)).toHaveLength(3);
  });
});

describe('settings', () => {
  it('set what a rule weighs, and leave files out which others may still name', () => {
    const findings = found({
      '0001-a.md': nygard('A', 'Foo'),
      '0002-b.md': nygard('B', 'Accepted', '\n[x](gone.md) [y](archive/0003-c.md)\n'),
      'archive/0003-c.md': nygard('C', 'Bar'),
      '.adr-check.yaml': 'rules:\n  unknown-status: warning\n  dead-link: off\nignore: ["archive/**"]\n',
    });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['unknown-status', 'warning']]);
  });
});

const piece = fc.constantFrom(
  '---\n',
  'status: accepted\n',
  'supersedes: [ADR-1, "0002"]\n',
  '# 1. X\n',
  '## Status\n\n',
  'Superseded by [0001](0001-a.md)\n\n',
  '- Date: 2025-13-45\n',
  '| a | b |\n| - | - |\n',
  '<<<<<<< a\n',
  '=======\n',
  '>>>>>>> b\n',
  '{title of option 1}',
  '[x]: <a b.md>\n',
  '[ADR-3][x] ',
  '```\n',
  '\r\n',
  '\u0000',
  '&a *a !!x {{',
);

describe('whatever a file holds', () => {
  it('it is checked without a fault, each finding on a line of it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        const files = { '0001-a.md': one, '0002-b.md': other, '0003-c.md': accepted('C') };
        for (const { place, what } of found(files)) {
          const lines = (files[place.name as keyof typeof files] ?? '').split(/\r\n|\n|\r/).length;
          expect(place.line).toBeGreaterThanOrEqual(1);
          expect(place.line).toBeLessThanOrEqual(Math.max(1, lines));
          expect(what).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });
});
