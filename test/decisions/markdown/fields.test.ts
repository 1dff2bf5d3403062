import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../src/decisions/markdown/parse.ts';

const body = '\n## Context\n\nWe need it.\n\n## Decision\n\nWe take it.\n';
/** A file; its name matters where it is told. */
type File = string | { readonly name: string; readonly text: string };
/** Reads a file: in the test that asks, and not while the tests are gathered. */
const read = (file: File) =>
  typeof file === 'string' ? parseRecord(file, '0001-x.md') : parseRecord(file.text, file.name);
const front = (yaml: string) => `---\n${yaml}\n---\n# X\n${body}`;
const header = (text: string) => `# X\n\n${text}\n${body}`;
const section = (title: string, text: string) => `# X\n\n${title}\n\n${text}\n${body}`;

describe('a title', () => {
  it.each([
    ['ADR 12: Use X', 'Use X'],
    ['[ADR-12] Use X', 'Use X'],
    ['ADR-12a Use X', 'Use X'],
    ['ADR-0012 — Use X', 'Use X'],
    ['adr#12)  Use X', 'Use X'],
    ['RFC 7. Use X', 'Use X'],
    ['DR7 Use X', 'Use X'],
    ['Decision 12: Use X', 'Use X'],
    ['Decision Record 12: Use X', 'Use X'],
    ['Decision  Record  12 :  Use X', 'Use X'],
    ['Architecture Decision Record 12: Use X', 'Use X'],
    ['Architecture  Decision  Record 12: Use X', 'Use X'],
    ['Use ADR-12: yes', 'Use ADR-12: yes'],
    ['12: Use X', 'Use X'],
    ['12) Use X', 'Use X'],
    ['12a. Use X', 'Use X'],
    ['#12. Use X', 'Use X'],
    ['12 . Use X', 'Use X'],
    ['12.Use X', 'Use X'],
    ['12 - Use X', 'Use X'],
    ['12 –  Use X', 'Use X'],
    ['12 -Use X', 'Use X'],
    ['12-  Use X', 'Use X'],
    ['[12] Use X', 'Use X'],
    ['[12a] : Use X', 'Use X'],
    ['[#12] -  Use X', 'Use X'],
    ['Use [12] X', 'Use [12] X'],
    ['Use 12: X', 'Use 12: X'],
    ['ADR: Use X', 'Use X'],
    ['ADR : Use X', 'Use X'],
    ['ADR -  Use X', 'Use X'],
    ['Architecture Decision Record – Use X', 'Use X'],
    ['The ADR: Use X', 'The ADR: Use X'],
    ['  Use   X  ', 'Use X'],
    ['ADR-12', 'The file'],
    ['Decision', 'The file'],
    ['Context:', 'The file'],
  ])('"%s" is "%s"', (heading, title) => {
    expect(read({ name: '0012-the-file.md', text: `# ${heading}\n${body}` }).title).toBe(title);
  });

  it.each([
    ['front matter, where no heading is one', '---\ntitle: " 3. Use X "\n---\n# Context\n\nx', 'Use X'],
    ['the heading before front matter', '---\ntitle: Use Y\n---\n# Use X\n', 'Use X'],
    ['the file, where front matter says nothing', '---\ntitle: " "\n---\n# Context\n\nx', 'The file'],
    ['the first section, where there is no heading', '## 3. Use X\n\n## Context\n\nx', 'Use X'],
    ['the file, where the first section is one of a record', '## Context\n\nx\n\n## Use X\n\ny', 'The file'],
    ['the file, where a section is too small', '### Use X\n\ny', 'The file'],
    ['the file, where there is a heading that is none', '# Context\n\n## Use X\n\ny', 'The file'],
  ])('is taken from %s', (_what, text, title) => {
    expect(read({ name: '0012-the-file.md', text }).title).toBe(title);
  });

  it('is the name of the file where nothing else is there', () => {
    expect(read({ name: '0012.md', text: 'text' }).title).toBe('0012.md');
  });

  it('and every text of a record is cut to what a record may hold', () => {
    const long = 'x'.repeat(100_000);
    const { content } = read(
      `# ${long}\n\n## Context\n\n${long}\n\n## Considered Options\n\n* ${long}\n\n## Decision\n\n${long}\n\n### Confirmation\n\n${long}\n\n## Consequences\n\n* ${long}\n\n${'y'.repeat(2_000_000)}`,
    );
    expect(content.title).toHaveLength(300);
    expect([content.context, content.decision, content.confirmation].map((text) => text?.length)).toEqual([
      100_000, 100_000, 100_000,
    ]);
    expect(content.options?.[0]?.name).toHaveLength(2_000);
    expect(content.consequences?.[0]).toHaveLength(2_000);
    expect(content.body).toHaveLength(2_000_000);
  });
});

describe('a date', () => {
  it.each([
    ['front matter', front('date: 2020-03-01')],
    ['a line', header('Date: 2020-03-01')],
    ['a line of German', header('Datum: 1.3.2020')],
    ['a line of Spanish', header('Fecha: 2020-03-01')],
    ['a section', section('## Date', '2020-03-01')],
    ['a section of German', section('## Datum', '2020-03-01')],
    ['a section of Spanish', section('## Fecha', '2020-03-01')],
    ['the status', section('## Status', 'Accepted on 2020-03-01')],
    ['a status in a line', header('Status: Accepted 2020-03-01')],
    ['the name of the file', { name: '2020-03-01-x.md', text: `# X\n${body}` }],
    [
      'the name of the file, where its text says none',
      { name: '2020-03-01-x.md', text: `---\ndate: soon\n---\n# X\n\n## Status\n\nAccepted 2021-01-01\n` },
    ],
  ])('is taken from %s', (_what, file) => {
    expect(read(file).date).toBe('2020-03-01');
  });

  it.each([
    ['a longer heading', section('## Date of birth', '2020-03-01')],
    ['a heading that ends so', section('## Update', '2020-03-01')],
    ['a longer heading of German', section('## Datums', '2020-03-01')],
    ['a heading that ends so in German', section('## Lieferdatum', '2020-03-01')],
    ['a longer heading of Spanish', section('## Fechas', '2020-03-01')],
    ['a heading that ends so in Spanish', section('## La fecha', '2020-03-01')],
    ['nothing', `# X\n${body}`],
  ])('is not taken from %s', (_what, file) => {
    expect(read(file).date).toBeNull();
  });

  it.each([
    ['soon', ['the date "soon" is none or can be read in two ways']],
    [' 3/4/2020 ', ['the date "3/4/2020" is none or can be read in two ways']],
    ['x'.repeat(60), [`the date "${'x'.repeat(40)}" is none or can be read in two ways`]],
    ['2020-03-01', []],
    ['  ', []],
    ['{date}', []],
    ['YYYY-MM-DD', []],
  ])('of "%s" is warned of as it deserves', (text, warnings) => {
    expect(read(front(`date: "${text}"`)).warnings).toEqual(warnings);
  });
});

describe('a status', () => {
  it.each([
    ['front matter', front('status: Accepted')],
    ['front matter with a capital', front('Status: Accepted')],
    ['a state in front matter', front('state: Accepted')],
    ['the first line of front matter', front('status: |\n\n  Accepted\n  and more')],
    ['a line, where front matter says nothing', `---\nstatus: " "\n---\n# X\n\nStatus: Accepted\n`],
    ['a line, not a later one', header('Status: Accepted\nStatus: Rejected')],
    ['a line with marks', header('**Status**:  Accepted')],
    ['a line with the colon inside', header('__Status:__ Accepted')],
    ['a line with an asterisk', header('*Status* : Accepted')],
    ['an indented list', header('*   **Status:** Accepted')],
    ['a nested quote', header('> > Status: Accepted')],
    ['a quote', header('> Status: Accepted')],
    ['a list of two lines', header('- Owner: ann\n  Status: Accepted')],
    ['a list after an empty item', header('-\n- Status: Accepted')],
    ['a state', header('State: Accepted')],
    ['French', header('Statut: Accepted')],
    ['Spanish', header('Estado: Accepted')],
    ['Italian', header('Stato: Accepted')],
    ['Russian', header('Статус: Accepted')],
    ['Chinese', header('状态：Accepted')],
    ['a decision status', header('Decision Status: Accepted')],
    ['a state, where the status is empty', header('Status:\nState: Accepted')],
    ['an upright table', header('| **Status:** | Accepted |\n| --- | --- |\n| Owner | ann |')],
    ['the first row of a table', header('| Status | Accepted |\n| - | - |\n| Status | Rejected |')],
    ['a table with empty cells', header('| | |\n| - | - |\n| | x |\n| Status | Accepted |')],
    ['a flat table', header('| Owner | Status | Date |\n| - | - | - |\n| ann | Accepted | 2020-01-01 |')],
    ['a table of dates', header('| Date | Status |\n| - | - |\n| 2020-01-01 | Accepted |')],
    ['a table of revisions', header('| Revision | Status |\n| - | - |\n| 1 | Accepted |')],
    ['a heading', section('## Status: Accepted', 'x')],
    ['a small heading', section('### Status - Accepted', 'x')],
    ['a section', section('## Status', '\n\nAccepted\n\nmore')],
    ['a small section', section('### Status', 'Accepted')],
    ['a numbered section', section('## 1. Status', 'Accepted')],
    ['a section with a comment', section('## Status', '<!-- which? -->\nAccepted')],
    ['a section with code before', section('## Status', '```\nRejected\n```\n\nAccepted')],
    ['a quote in a section', section('## Status', '> Accepted')],
    ['a quote of two lines', section('## Status', '> \n> Accepted\n> > x')],
    ['a heading in a section', section('## Status', '####  Accepted')],
    ['a list in a section', section('## Status', '- Accepted\n- Rejected')],
    ['a table in a section', section('## Status', '| Is | Accepted |\n| - | - |\n| x | y |')],
    ['a badge', header('![status: Accepted](badge.svg)')],
    ['a badge of a record', header('![ADR status - Accepted ](badge.svg)')],
    ['a section of metadata', section('### Metadata', '- Status: Accepted')],
    ['a section of information', section('## Info', '- Status: Accepted')],
  ])('is read from %s', (_what, file) => {
    expect(read(file).statusRaw).toBe('Accepted');
  });

  it.each([
    ['a heading that is too small', section('#### Status', 'Accepted')],
    ['a heading that is too small and holds it', section('#### Status: Accepted', 'x')],
    ['a heading that only ends so', section('## Old status: Accepted', 'x')],
    ['a section of other information', section('## Information for users', '- Status: Accepted')],
    ['a section of more information', section('## More info', '- Status: Accepted')],
    ['too small a section of metadata', section('#### Metadata', '- Status: Accepted')],
    [
      'a table of many rows',
      header('| a | Status | b |\n| - | - | - |\n| x | Accepted | y |\n| x | y | z |'),
    ],
    ['a table of a heading alone', header('| a | Status | b |\n| - | - | - |')],
    ['other words of a line', header('The current Status is: Accepted')],
    ['a picture of something else', header('![build status of x](badge.svg)\n\n![state: x](y.svg)')],
    ['nothing in a section', section('## Status', '```\nAccepted\n```')],
  ])('is not read from %s', (_what, file) => {
    expect(read(file).statusRaw).toBeNull();
  });

  it.each([
    ['the last line of a log', 'Proposed 2020-01-01\n\nAccepted 2020-02-01', 'Accepted 2020-02-01'],
    ['the only line, whatever its date', 'Accepted 2020-02-01', 'Accepted 2020-02-01'],
    ['the first line, where one has no date', 'Accepted\n\nProposed 2020-01-01', 'Accepted'],
    [
      'the first line, where one says something else',
      'Accepted 2020-01-01\n\nSeen 2020-02-01',
      'Accepted 2020-01-01',
    ],
    [
      'the first line, where another has no status',
      'Accepted 2020-01-01\n\nProposed 2020-02-01\n\nby ann',
      'Accepted 2020-01-01',
    ],
  ])('of several lines is %s', (_what, text, raw) => {
    expect(read(section('## Status', text)).statusRaw).toBe(raw);
  });
});

describe('a link', () => {
  const links = (file: File) =>
    read(file).links.map(({ kind, isNewer, target }) => `${kind} ${isNewer ? 'to' : 'by'} ${target}`);

  it.each([
    ['a status in front matter', front('status: superseded by ADR-2'), ['supersedes by 2']],
    ['a field of front matter', front('superseded-by: 2'), ['supersedes by 2']],
    ['a field with an underscore', front('superseded_by: 2'), ['supersedes by 2']],
    ['a list of front matter', front('supersedes: [2, 3a]'), ['supersedes to 2', 'supersedes to 3a']],
    ['nested front matter', front('supersedes: [{ x: 2 }]'), []],
    ['other front matter', front('owner: supersedes ADR-2'), []],
    ['a status of something else', front('old-status: superseded by ADR-2'), []],
    ['statuses of something else', front('statuses: superseded by ADR-2'), []],
    ['a status in a line', header('Status: Superseded by ADR-2'), ['supersedes by 2']],
    ['a status in a table', header('| Status | Superseded by ADR-2 |\n| - | - |'), ['supersedes by 2']],
    [
      'a field in a table',
      header('| Superseded by | 2, 3 |\n| - | - |'),
      ['supersedes by 2', 'supersedes by 3'],
    ],
    ['another field in a table', header('| Owner | amends ADR-2 |\n| - | - |'), []],
    ['a field of a longer name', header('| Status quo | amends ADR-2 |\n| - | - |'), []],
    ['a field of a longer name before', header('| Old status | amends ADR-2 |\n| - | - |'), []],
    ['a quote above', header('> This was superseded by ADR-2'), ['supersedes by 2']],
    ['a list above', header('- supersedes ADR-2'), ['supersedes to 2']],
    ['a list above with more', header('- it supersedes ADR-2'), []],
    ['a line above', header('Supersedes ADR-2'), ['supersedes to 2']],
    ['prose above', header('We say that it supersedes ADR-2'), []],
    ['a picture above', header('| x | y |\n| - | - |\n| a | supersedes ADR-2 |'), []],
    ['a status section', section('## Status', 'Superseded by ADR-2'), ['supersedes by 2']],
    ['a list of links', section('## Links', '- Amends ADR-2\n- what supersedes ADR-3'), ['amends to 2']],
    ['a section that says it', section('## Supersedes', '- ADR-2'), ['supersedes to 2']],
    ['a section that says it in other words', section('## Replaces', 'ADR-2'), ['supersedes to 2']],
    ['a section that speaks of it', section('## What supersedes', '- ADR-2'), []],
    ['a section that speaks of it in other words', section('## It replaces', '- ADR-2'), []],
    ['a section of something else', section('## Notes', '- Amends ADR-2'), []],
    ['two places, once', `---\nsupersedes: 2\n---\n# X\n\nSupersedes ADR-2\n`, ['supersedes to 2']],
  ])('is read from %s', (_what, file, expected) => {
    expect(links(file)).toEqual(expected);
  });

  it.each([
    '  Supersedes ADR-2',
    '-   Supersedes ADR-2',
    '- - Supersedes ADR-2',
    '12.  Supersedes ADR-2',
    '**Supersedes** ADR-2',
    'Partially  supersedes ADR-2',
    'Teilweise  ersetzt ADR-2',
    'This  ADR  supersedes ADR-2',
    'This decision is  superseded by ADR-2',
    'Relates to ADR-2',
    'Relate to x, it relates to ADR-2',
    'Clarifies ADR-2',
  ])('stands in a line such as "%s"', (line) => {
    expect(links(section('## Links', line))).toHaveLength(1);
  });

  it.each([
    ['1', ['1']],
    ['0004', ['0004']],
    ['12a', ['12a']],
    ['12345', ['12345']],
    ['1, 2; 3', ['1', '2', '3']],
    ['[1](0001-a.md)', ['0001-a.md']],
    ['ADR-1', ['1']],
    ['#12', ['12']],
    ['0001-a.md', ['0001-a.md']],
    ['adr/0001.md', ['adr/0001.md']],
    ['https://example.org/7/x', []],
    ['nothing', []],
  ])('to "%s" in a field leads there', (value, targets) => {
    expect(read(front(`supersedes: "${value}"`)).links.map(({ target }) => target)).toEqual(targets);
  });
});

describe('what a file holds', () => {
  it('is read section by section', () => {
    const { content } = read(`# Use X

## 1. Context:

We need it.

## 2) Decision Drivers

text that is no list

*   fast,
    and   small
*
* cheap

## Considered Options

* [A](https://example.org/a) of **them**
* B and more
* C
* D

## Decision Outcome

We take A.

Really.

### Consequences

* Good, because it is fast

### Confirmation

A test.

## Pros and Cons of the Options

Words.

### A of them

Words that are no list.

* Good, because   it is fast
* **Good**, as it is small
* Good
* *good*, because of the name
* Bad, because it is new
* **Bad**, it costs
* Bad
* Neutral, because it is grey
* It is not good
* It is not bad

### b

* Good because it is old

### D

#### Even

* Good, because nobody sees it

## C

* Good, because it is elsewhere
`);
    expect(content).toMatchObject({
      title: 'Use X',
      context: 'We need it.',
      drivers: ['fast, and small', 'cheap'],
      options: [
        {
          name: '[A](https://example.org/a) of **them**',
          pros: ['it is fast', 'as it is small', 'of the name'],
          cons: ['it is new', 'it costs'],
        },
        { name: 'B and more', pros: ['it is old'], cons: [] },
        { name: 'C', pros: [], cons: [] },
        { name: 'D', pros: ['nobody sees it'], cons: [] },
      ],
      decision: 'We take A.\n\nReally.',
      consequences: ['Good, because it is fast'],
      confirmation: 'A test.',
    });
  });

  it('is nothing where there are only headings', () => {
    const { content } = read('# X\n\n## Context\n\n## Decision\n\n### More\n\nx\n\n## Consequences\n');
    expect(content).toMatchObject({ context: '', decision: '', consequences: [], drivers: [], options: [] });
  });

  it('has no pros and cons where nobody weighed them', () => {
    const { content } = read(
      '# X\n\n## A\n\n* Good, because x\n\n## Options\n\n* A\n\n## B\n\n* Bad, because y\n',
    );
    expect(content.options).toEqual([{ name: 'A', pros: [], cons: [] }]);
  });

  it.each([
    ['decision-makers: [ann, bob]'],
    ['deciders: ann, bob'],
    ['decider: ann; bob'],
    ['author: "[ann], {bob}"'],
    ['authors: [ann, " bob ", "", { x: y }]'],
    ['deciders: [ann]\nauthors: [bob]'],
  ])('says who decided: %j', (yaml) => {
    expect(read(front(yaml)).content.deciders).toEqual(['ann', 'bob']);
  });

  it('says who decided in a line too', () => {
    const { content } = read(header('Deciders: ann, bob\nConsulted: cy\nInformed: dee\nTags: A, b'));
    expect(content).toMatchObject({
      deciders: ['ann', 'bob'],
      consulted: ['cy'],
      informed: ['dee'],
      tags: ['a', 'b'],
    });
    expect(read(header('Tag: A')).content.tags).toEqual(['a']);
  });

  it('is bounded in number and length', () => {
    const many = Array.from({ length: 250 }, (_, index) => `n${index}`);
    const listed = many.map((name) => `* ${name}`).join('\n');
    const { content } = read(
      `---\ndeciders: [${many}]\ntags: [${many}]\n---\n# X\n\n## Drivers\n\n${listed}\n`,
    );
    expect(content.deciders).toEqual(many.slice(0, 200));
    expect(content.tags).toEqual(many.slice(0, 50));
    expect(content.drivers).toEqual(many.slice(0, 200));
    expect(read(front(`deciders: [${'x'.repeat(2001)}, ${'y'.repeat(2000)}]`)).content.deciders).toEqual([
      'y'.repeat(2000),
    ]);
    expect(read(header(`Deciders: ${'x'.repeat(500)}, ${'y'.repeat(499)}`)).content.deciders).toEqual([
      'y'.repeat(499),
    ]);
    expect(read(front(`tags: [${'X'.repeat(80)}]`)).content.tags).toEqual(['x'.repeat(60)]);
  });

  it('has a day of review and evidence where front matter says so in a form that is known', () => {
    expect(read(front('review-by: 2027-01-02')).content.reviewBy).toBe('2027-01-02');
    expect(read(front('reviewBy: 2027-01-02')).content.reviewBy).toBe('2027-01-02');
    expect(read(front('x: y')).content.reviewBy).toBeNull();
    const evidence = [{ kind: 'thread', url: 'https://example.org/t', excerpt: 'x' }];
    expect(read(front(`evidence: ${JSON.stringify(evidence)}`)).content.evidence).toEqual(evidence);
    expect(read(front('evidence: hearsay')).content.evidence).toEqual([]);
  });
});
