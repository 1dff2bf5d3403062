import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatFault } from '../../src/knowledge/fault.ts';
import { checkFolder } from '../../src/knowledge/folder.ts';
import { temporaryFolder } from '../support/folder.ts';
import { smallKnowledge, smallKnowledgeWith } from '../support/small-knowledge.ts';

function faultsOf(files: Record<string, string>): string[] {
  const result = checkFolder(temporaryFolder(files));
  return result.sound ? [] : result.faults.map(formatFault);
}

describe('checking a knowledge folder', () => {
  test('accepts sound files and puts them together', () => {
    const result = checkFolder(temporaryFolder(smallKnowledge));
    expect(result.sound && result.knowledge.statements.map(({ id, document }) => [id, document])).toEqual([
      ['100.pg-latency', '100'],
      ['100.redis-latency', '100'],
    ]);
  });

  const broken: [string, Record<string, string>, string][] = [
    [
      'a broken YAML file, with its line',
      smallKnowledgeWith('statements.yaml', 'about: [postgresql]', 'about: [postgresql'),
      'statements.yaml: valid YAML: ',
    ],
    [
      'an unknown field',
      smallKnowledgeWith('statements.yaml', 'kind: figure', 'colour: red\n    kind: figure'),
      'statements.yaml: statements[0]: Unrecognized key: "colour"',
    ],
    [
      'a figure without unit',
      smallKnowledgeWith(
        'statements.yaml',
        'unit: ms, of: one lookup by key, subject: redis',
        'of: one lookup',
      ),
      'statements.yaml: statements[1].figures[0].unit: every figure needs a unit',
    ],
    [
      'a unit that nobody defined',
      smallKnowledgeWith('statements.yaml', 'unit: ms', 'unit: parsecs'),
      'statements.yaml: statements[0].figures[0].unit: the id of a unit; "parsecs" is unknown',
    ],
    [
      'a figure with both a value and a range',
      smallKnowledgeWith('statements.yaml', 'value: 4', 'value: 4, min: 1, max: 2'),
      'statements.yaml: statements[0].figures[0]: either `value`, or `min` and `max`',
    ],
    [
      'a statement without citation',
      smallKnowledgeWith('statements.yaml', 'section: "1"\n    criteria', 'criteria'),
      'statements.yaml: statements[0].section: every statement needs a citation',
    ],
    [
      'a citation of a section that is not there',
      smallKnowledgeWith('statements.yaml', 'section: "1"', 'section: "9"'),
      'statements.yaml: statements[0].section: the id of a section of document 100; "9" is unknown',
    ],
    [
      'an unknown entry',
      smallKnowledgeWith('statements.yaml', 'about: [redis]', 'about: [rediss]'),
      'statements.yaml: statements[1].about[0]: the id of an entry; "rediss" is unknown',
    ],
    [
      'an id that is there twice',
      smallKnowledgeWith('statements.yaml', 'id: 100.redis-latency', 'id: 100.pg-latency'),
      'statements.yaml: statements[1].id: an id of its own: "100.pg-latency" is there twice in statements',
    ],
    [
      'clashing aliases',
      smallKnowledgeWith('base.yaml', 'name: Redis,', 'name: Redis, aliases: [PG],'),
      'base.yaml: entries[1].aliases: a name that nothing else has: "pg" already means "postgresql"',
    ],
    [
      'statements in a file that names no document',
      smallKnowledgeWith('statements.yaml', 'document: "100"\n', ''),
      'statements.yaml: document: a file with statements names the document that they cite',
    ],
    [
      'a section that nothing cites and that does not say why',
      smallKnowledgeWith('base.yaml', ', empty: further reading only', ''),
      'base.yaml: documents[0].sections[1]: statements that cite section "2", or a reason in `empty`',
    ],
    [
      'a section that is cited and said to be empty',
      smallKnowledgeWith('base.yaml', 'title: "1 Stores"', 'title: "1 Stores", empty: nothing here'),
      'base.yaml: documents[0].sections[0]: no `empty`: statements do cite section "1"',
    ],
  ];
  test.each(broken)('names %s', (_name, files, expected) => {
    expect(faultsOf(files).join('\n')).toContain(expected);
  });

  test('reports every fault of every file, not only the first', () => {
    const files = smallKnowledgeWith(
      'statements.yaml',
      'unit: ms, of: one lookup by key, subject: redis',
      'of: it',
    );
    expect(faultsOf({ ...files, 'other.yaml': 'pictures: []' })).toHaveLength(3);
  });

  test('expands no YAML anchors', () => {
    const bomb = 'entries:\n  - &a { id: a, name: a, kind: tool }\n  - *a\n';
    expect(() => checkFolder(temporaryFolder({ 'bomb.yaml': bomb }))).not.toThrow();
    expect(faultsOf({ 'bomb.yaml': bomb }).join()).toContain('bomb.yaml');
  });

  test('follows no links out of the folder', () => {
    const folder = temporaryFolder(smallKnowledge);
    symlinkSync('/etc/hostname', join(folder, 'link.yaml'));
    const result = checkFolder(folder);
    expect(result.sound ? [] : result.faults.map(formatFault)).toEqual([
      'link.yaml: a plain file, not a link',
    ]);
  });

  test('says so when there is nothing to read', () => {
    expect(faultsOf({ 'notes.txt': 'x' })[0]).toContain('at least one .yaml file');
  });
});

describe('tables', () => {
  const table = (cells: string, column = '') => ({
    ...smallKnowledge,
    'table.yaml': `
tables:
  - id: speed
    document: "100"
    section: "1"
    title: Speed
    about: [redis]
    rows: [{ id: redis, label: Redis, about: [redis] }]
    columns: [{ id: time, label: Time${column} }]
    cells: ${cells}
`,
  });
  test.each([
    [
      'a hole',
      table('{}', ', unit: ms'),
      'table.yaml: tables[0].cells.redis.time: a cell: the table has a hole there',
    ],
    [
      'a cell without unit',
      table('{ redis: { time: { value: 1 } } }'),
      'a unit, in the cell or in its column',
    ],
    [
      'an unknown row',
      table('{ redis: { time: { value: 1 } }, pg: {} }', ', unit: ms'),
      'cells.pg: the id of a row',
    ],
    ['an empty cell', table('{ redis: { time: {} } }', ', unit: ms'), 'either `value`, or `min` and `max`'],
  ])('names %s', (_name, files, expected) => {
    expect(faultsOf(files).join('\n')).toContain(expected);
  });
});

describe('trees', () => {
  const tree = (nodes: string) => ({
    ...smallKnowledge,
    'tree.yaml': `
trees:
  - id: store
    document: "100"
    section: "1"
    title: Which store
    about: [redis]
    start: first
    nodes:
${nodes}
`,
  });
  const branch = (target: string) =>
    `      - { id: first, question: Fast?, branches: [{ when: "yes", leadsTo: { picks: [redis], label: Redis } }, { when: "no", leadsTo: ${target} }] }`;

  test('names a branch into nothing', () => {
    expect(faultsOf(tree(branch('{ node: gone }'))).join()).toContain('the id of a node; "gone" is unknown');
  });

  test('names a node that no branch reaches', () => {
    const nodes = `${branch('{ picks: [postgresql], label: PostgreSQL }')}\n${branch('{ node: first }').replace('id: first', 'id: second')}`;
    expect(faultsOf(tree(nodes)).join()).toContain('nodes[1]: a node that a branch leads to');
  });
});

describe('checking rubrics', () => {
  const rubrics = `
questions:
  - id: load
    name: Reads
    prompt: How much is read?
    why: [100.pg-latency]
    options:
      - { id: much, label: Very much, reads: [many reads] }
      - { id: little, label: Little }
rubrics:
  - topic: database
    candidates: [postgresql, redis]
    questions: [load]
    rules:
      - { when: "load:much", picks: [redis], because: 100.redis-latency }
    says:
      - { on: "load:much", for: [redis], weight: 3, because: 100.redis-latency }
      - { on: "load:little", for: [postgresql], weight: 2, because: 100.pg-latency }
`;
  const withRubrics = (from = '', to = '') => ({
    ...smallKnowledge,
    'rubrics.yaml': rubrics.replace(from, to),
  });

  test('accepts a sound rubric', () => {
    expect(faultsOf(withRubrics())).toEqual([]);
  });

  test.each([
    [
      'an option that helps nobody',
      '- { on: "load:little", for: [postgresql], weight: 2, because: 100.pg-latency }',
      '',
      'no rubric uses "load:little"',
    ],
    [
      'a question that nothing uses',
      '    questions: [load]',
      '    questions: [load, mood]',
      'the id of a question; "mood" is unknown',
    ],
    ['a question that no rubric asks', 'questions: [load]', 'questions: [other]', 'no rubric lists "load"'],
    [
      'an unknown candidate',
      'candidates: [postgresql, redis]',
      'candidates: [postgresql, redis, oracle]',
      'the id of an entry; "oracle" is unknown',
    ],
    [
      'a reason for somebody who is no candidate',
      'for: [redis]',
      'for: [mysql]',
      'a candidate of database; "mysql" is none',
    ],
    ['an unknown option', 'on: "load:much"', 'on: "load:huge"', 'names "huge"'],
    ['a condition that cannot be read', 'on: "load:much"', 'on: "load is much"', 'a condition such as'],
    ['a reason without a source', 'because: 100.redis-latency', 'because: hearsay', '"hearsay" is unknown'],
    ['a weight out of bounds', 'weight: 3', 'weight: 99', '40'],
    ['a reason that would decide by itself', 'weight: 3', 'weight: 9', 'a weight up to 8'],
    [
      'a reason that is cited for somebody else',
      'weight: 3, because: 100.redis-latency',
      'weight: 3, because: 100.pg-latency',
      '"100.pg-latency" speaks of postgresql',
    ],
    ['a rule for somebody who is no candidate', 'picks: [redis]', 'picks: [mysql]', '"mysql" is none'],
    [
      'a rule that can never hold',
      'when: "load:much"',
      'when: "load:much & load:little"',
      'a condition that can hold; "load" takes one option only',
    ],
    [
      'a rule that picks nobody',
      'picks: [redis], because: 100.redis',
      'because: 100.redis',
      'whom it picks, or whom it rules out',
    ],
    [
      'a rule cited for somebody else',
      'picks: [redis], because: 100.redis-latency',
      'picks: [redis], because: 100.pg-latency',
      '"100.pg-latency" speaks of postgresql',
    ],
    ['a question without a reason to ask', 'why: [100.pg-latency]', 'why: [nothing]', '"nothing" is unknown'],
  ])('refuses %s', (_what, from, to, message) => {
    expect(rubrics).toContain(from);
    expect(faultsOf(withRubrics(from, to)).join('\n')).toContain(message);
  });

  const cited = `
tables:
  - id: loads
    document: "100"
    section: "1"
    title: What to take
    about: [redis]
    rows: [{ id: much, label: Much is read }]
    columns: [{ id: choose, label: Choose }]
    cells:
      much: { choose: { text: Redis, picks: [redis], sentence: "Where much is read, take Redis." } }
`;
  const citing = rubrics.replace(
    'picks: [redis], because: 100.redis-latency',
    'picks: [redis], because: "loads:much:choose"',
  );

  test('takes a table cell that says a sentence for a reason', () => {
    expect(faultsOf({ ...smallKnowledge, 'table.yaml': cited, 'rubrics.yaml': citing })).toEqual([]);
  });

  test('refuses one that says none: people read it', () => {
    const wordless = cited.replace(', sentence: "Where much is read, take Redis."', '');
    expect(faultsOf({ ...smallKnowledge, 'table.yaml': wordless, 'rubrics.yaml': citing }).join()).toContain(
      'a table cell with a `sentence`',
    );
  });

  test('refuses what says when to choose something and is in no rubric, unless it says why', () => {
    const chosen = smallKnowledge['statements.yaml'].replace(/kind: \w[\w-]*/, 'kind: choose-when');
    const unused = rubrics
      .replaceAll('because: 100.pg-latency', 'because: 100.redis-latency')
      .replace('for: [postgresql]', 'against: [redis]');
    const files = { ...smallKnowledge, 'statements.yaml': chosen, 'rubrics.yaml': unused };
    expect(faultsOf(files).join()).toContain('a rubric that rests on "100.pg-latency", or `unruled`');
    const said = chosen.replace(
      '- id: 100.pg-latency',
      '- id: 100.pg-latency\n    unruled: the same as another one',
    );
    expect(faultsOf({ ...files, 'statements.yaml': said }).join()).not.toContain('unruled');
  });
});
