import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { imported } from '../support/imported.ts';

const field = fileURLToPath(new URL('../../../shared/field/', import.meta.url));

// Shapes seen in public folders; expected.md beside them says what is right.
describe.skipIf(!existsSync(field))('shapes seen in the field (skipped where they are not there)', () => {
  const read = async (folder: string) => {
    const { records, result } = await imported(join(field, folder));
    return { records, warnings: result.warnings, skipped: result.skipped };
  };
  const told = async (folder: string) =>
    (await read(folder)).records.map(({ number, title, status }) => [number, title, status]);

  it('a part that is superseded leaves the rest in force; copies under dot folders are no records', async () => {
    const { records } = await read('partial-and-worktrees');
    expect(records.map(({ number, status }) => [number, status])).toEqual([
      [1, 'accepted'],
      [2, 'accepted'],
      [3, 'accepted'],
    ]);
    const links = records.find(({ number }) => number === 3)?.links;
    expect(links?.map(({ kind, number, partial }) => [kind, number, partial])).toEqual([
      ['supersedes', 1, false],
      ['supersedes', 2, true],
    ]);
  });

  it('headings may be numbered, and a decision a list of one', async () => {
    const { records } = await read('numbered-headings');
    expect(records[0]).toMatchObject({
      status: 'accepted',
      context: 'We had it.',
      decision: 'Use one queue.',
      consequences: ['One more server.'],
    });
  });

  it('front matter that does not end is read as far as it goes, and told of with its line', async () => {
    const { records, warnings } = await read('unclosed-front-matter');
    expect(records.map(({ title, status, date }) => [title, status, date])).toEqual([
      ['Front matter never ends', 'accepted', '2026-01-01'],
      ['Fine', 'accepted', null],
    ]);
    expect(warnings).toEqual([
      '0001-unterminated.md: line 1: the front matter is not closed by a line of ---',
    ]);
  });

  it('the title of the front matter is the title', async () => {
    const { records } = await read('title-in-front-matter');
    expect(records.map(({ title }) => title)).toEqual([
      'Use PostgreSQL for primary storage',
      'Orders on CockroachDB',
      'Events on Kafka',
    ]);
    expect(records[0]?.status).toBe('superseded');
    expect(records[0]?.links.map(({ kind, number }) => [kind, number])).toEqual([
      ['superseded-by', 2],
      ['superseded-by', 3],
    ]);
    expect(records[0]?.body).toContain('owners:');
  });

  it('a supersession that one side alone says is told of; a proposal takes nothing out of force', async () => {
    const { records, warnings, skipped } = await read('one-sided');
    expect(skipped).toEqual([]);
    expect(records.map(({ number, status }) => [number, status])).toEqual([
      [24, 'accepted'],
      [25, 'accepted'],
      [36, 'accepted'],
      [52, 'proposed'],
      [55, 'accepted'],
    ]);
    expect(warnings).toEqual([
      'ADR-024-runner.md: it still says accepted, though ADR-055-runner.md supersedes it',
      'ADR-025-arm.md: it still says accepted, though ADR-055-runner.md supersedes it',
    ]);
  });

  it.each([
    ['number-without-dot', [[23, 'Logging', 'accepted']]],
    [
      'acronym-title',
      [
        [50, 'ADR-to-protocol sync', 'accepted'],
        [51, 'snake_case or camelCase for our REST API?', 'accepted'],
      ],
    ],
    ['status-log', [[7, 'Show the state in the list', 'accepted']]],
    ['status-comment', [[28, 'Semantics in the model', 'accepted']]],
    ['template-left', [[36, 'Empty blocks', 'none']]],
    [
      'folder-per-record',
      [
        [1, 'CSS framework', 'accepted'],
        [2, 'Go as a language', 'other'],
      ],
    ],
    [
      'status-words',
      [
        ...['accepted', 'accepted', 'accepted', 'accepted', 'proposed', 'proposed', 'proposed', 'proposed'],
        ...['rejected', 'withdrawn', 'other', 'other'],
      ].map((status, at) => [at + 1, `Record ${at + 1}`, status]),
    ],
  ])('%s', async (folder, expected) => {
    expect(await told(folder)).toEqual(expected);
  });

  it('what a template left is no status, and is told of; a legend is none either', async () => {
    expect((await read('template-left')).warnings).toEqual([
      "adr-036-empty.md: the status still holds the template's text: {Deprecated|Proposed|Accepted}",
    ]);
    expect((await read('status-log')).records[0]?.statusRaw).toBe('2024-03-09 done');
  });
});
