import { describe, expect, it } from 'vitest';
import { fileNameOf, indexMarkdown, recordMarkdown } from '../../../src/decisions/markdown/write.ts';
import { contentSchema, type DecisionRecord } from '../../../src/decisions/record.ts';

function record(more: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    ...contentSchema.parse({ title: 'Use X' }),
    number: 1,
    log: 'decisions',
    status: 'accepted',
    statusRaw: null,
    date: '2026-03-01',
    links: [],
    supersededBy: null,
    approvals: [],
    changeRequests: [],
    label: null,
    file: null,
    version: 1,
    visibility: 'open',
    ...more,
  };
}
const link = (kind: DecisionRecord['links'][number]['kind'], number: number, more = {}) => ({
  kind,
  log: 'decisions',
  number,
  file: 'x.md',
  partial: false,
  ...more,
});
const names = new Map([
  ['decisions 1', '0001-use-x.md'],
  ['decisions 2', '0002-use y.md'],
  ['shop 1', 'shop/0001-use-z.md'],
]);

describe('the file of a record', () => {
  it.each([
    ['Use X', '0001-use-x.md'],
    ['Überall  Ça & là!', '0001-uberall-ca-la.md'],
    ['--- X ---', '0001-x.md'],
    ['名前', '0001-名前.md'],
    ['?!', '0001-record.md'],
    [`${'x'.repeat(79)} y z`, `0001-${'x'.repeat(79)}.md`],
    [`${'x'.repeat(78)} -- y`, `0001-${'x'.repeat(78)}-y.md`],
    ['Ṩ̣̇ x', '0001-s-x.md'],
  ])('called "%s" is %s', (title, name) => {
    expect(fileNameOf({ number: 1, title, file: null })).toBe(name);
  });

  it('keeps the name that it came with', () => {
    expect(fileNameOf({ number: 1, title: 'Use X', file: 'a/b.md' })).toBe('a/b.md');
  });
});

describe('a record', () => {
  const full = record({
    title: 'Use  X\nnow',
    context: ' It  hurts.',
    drivers: ['speed\nand  size', 'cost'],
    options: [
      { name: 'X', pros: ['fast', 'small'], cons: ['new'] },
      { name: 'Y', pros: [], cons: [] },
      { name: 'Z', pros: [], cons: ['old'] },
    ],
    decision: 'X.',
    consequences: ['work'],
    confirmation: 'A test.',
    deciders: ['ann'],
    consulted: ['bob'],
    informed: ['cy'],
    tags: ['data'],
    reviewBy: '2027-01-01',
    evidence: [{ kind: 'thread', url: 'https://example.org/t', excerpt: `said ${'so '.repeat(40)}` }],
    links: [
      link('supersedes', 2),
      link('superseded-by', 3, { partial: true }),
      link('relates-to', 1, { log: 'shop' }),
      link('amended-by', 4),
    ],
  });
  const linkLines = `* Supersedes [2](0002-use%20y.md)
* Partially superseded by ADR-3
* Relates to [1](shop/0001-use-z.md)
* Amended by ADR-4`;

  it('is written whole in the long form', () => {
    expect(recordMarkdown(full, 'madr', names)).toBe(`---
status: "accepted"
date: "2026-03-01"
decision-makers:
  - "ann"
consulted:
  - "bob"
informed:
  - "cy"
tags:
  - "data"
review-by: "2027-01-01"
evidence:
  - kind: "thread"
    url: "https://example.org/t"
    excerpt: ${JSON.stringify(`said ${'so '.repeat(40)}`)}
---

# Use X now

## Context and Problem Statement

It  hurts.

## Decision Drivers

* speed and size
* cost

## Considered Options

* X
* Y
* Z

## Decision Outcome

X.

### Consequences

* work

### Confirmation

A test.

## Pros and Cons of the Options

### X

* Good, because fast
* Good, because small
* Bad, because new

### Z

* Bad, because old

## Links

${linkLines}
`);
  });

  it('is written in the short form', () => {
    expect(recordMarkdown(full, 'nygard', names)).toBe(`# 1. Use X now

Date: 2026-03-01

## Status

Accepted

${linkLines}

## Context

It  hurts.

* speed and size
* cost

## Decision

X.

## Consequences

* work
`);
  });

  it('has nothing of what it does not say', () => {
    const bare = record({ date: null, context: ' ' });
    expect(recordMarkdown(bare, 'madr', names)).toBe('---\nstatus: "accepted"\n---\n\n# Use X\n');
    expect(recordMarkdown(bare, 'nygard', names)).toBe('# 1. Use X\n\n## Status\n\nAccepted\n');
  });

  it('of another log leads out of its folder', () => {
    const text = recordMarkdown(record({ log: 'shop', links: [link('supersedes', 1)] }), 'nygard', names);
    expect(text).toContain('Supersedes [1](../0001-use-x.md)');
  });
});

describe('an imported record', () => {
  const body =
    '\uFEFF---\r\nparent: x\r\n\r\nStatus : old\r\nhttp-status: 7\r\n---\r\n# X\n\n---\ny: z\n---\n';
  const imported = (more: Partial<DecisionRecord>) =>
    recordMarkdown(record({ body, file: 'x.md', ...more }), 'madr', names);
  const approvals = [{ person: 'ann', at: '2026-03-01' }];

  it('is written as it came, where nothing happened since', () => {
    expect(imported({})).toBe(body);
    expect(imported({ links: [link('supersedes', 2)] })).toBe(body);
  });

  it.each([
    ['was approved', { approvals }],
    ['was changed', { version: 2 }],
    ['leads to one that was made here', { links: [link('supersedes', 2, { file: null })] }],
  ])('says where it stands, where it %s', (_what, more) => {
    expect(imported(more)).toBe(
      '\uFEFF---\r\nparent: x\r\n\r\nStatus: accepted\r\nhttp-status: 7\r\n---\r\n# X\n\n---\ny: z\n---\n',
    );
  });

  it.each([
    [2, '"superseded by [2](0002-use%20y.md)"'],
    [9, '"superseded by ADR-9"'],
  ])('says what took its place', (number, status) => {
    const links = [link('supersedes', 1), link('superseded-by', number)];
    const text = imported({ version: 2, status: 'superseded', links });
    expect(text).toContain(`\r\nStatus: ${status}\r\nhttp-status`);
  });

  it('gets front matter where it had none', () => {
    expect(imported({ version: 2, body: '# X\n\n---\na: b\n---\n' })).toBe(
      '---\nstatus: "accepted"\n---\n# X\n\n---\na: b\n---\n',
    );
  });
});

describe('an index', () => {
  it('names every record, and draws what took the place of what', () => {
    const records = [
      record({
        number: 1,
        title: 'Use | or \\ "X"',
        date: null,
        status: 'superseded',
        links: [link('superseded-by', 2)],
      }),
      record({
        number: 2,
        title: `Use {Y} [now] <b>#1;&\n${'y'.repeat(80)}`,
        links: [link('supersedes', 1), link('relates-to', 1)],
      }),
    ];
    expect(indexMarkdown(records, names)).toBe(`# Decision records

| Number | Title | Status | Date |
| ---: | --- | --- | --- |
| [1](0001-use-x.md) | Use \\| or \\\\ "X" | superseded |  |
| [2](0002-use%20y.md) | Use {Y} [now] <b>#1;& ${'y'.repeat(80)} | accepted | 2026-03-01 |

\`\`\`mermaid
graph LR
  r2["2 Use #123;Y#125; #91;now#93; #60;b#62;#35;1#59;#38; ${'y'.repeat(38)}"] --> r1
\`\`\`
`);
  });

  it('draws nothing where nothing was superseded, and leads nowhere where there is no file', () => {
    expect(indexMarkdown([record({ number: 7 })], names)).toBe(`# Decision records

| Number | Title | Status | Date |
| ---: | --- | --- | --- |
| [7]() | Use X | accepted | 2026-03-01 |
`);
  });

  it('tells records of several logs apart', () => {
    const records = [
      record(),
      record({ log: 'shop', links: [link('supersedes', 1), link('supersedes', 9)] }),
    ];
    expect(indexMarkdown(records, names).split('\n').slice(4)).toEqual([
      '| [decisions-1](0001-use-x.md) | Use X | accepted | 2026-03-01 |',
      '| [shop-1](shop/0001-use-z.md) | Use X | accepted | 2026-03-01 |',
      '',
      '```mermaid',
      'graph LR',
      '  n1["shop-1 Use X"] --> n0',
      '  n1["shop-1 Use X"] --> nx9',
      '```',
      '',
    ]);
  });
});
