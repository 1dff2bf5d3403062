import { expect, it } from 'vitest';
import { readLinks } from '../../../src/decisions/markdown/links.ts';

const definitions = new Map([['b', '0002-b.md']]);
const links = (text: string) =>
  readLinks(text, definitions).map(({ kind, isNewer, partial, target }) =>
    [partial ? 'partly' : '', kind, isNewer ? 'to' : 'by', target].filter((word) => word !== '').join(' '),
  );

it.each([
  ['Superseded by [B](0002-b.md)', ['supersedes by 0002-b.md']],
  ['Superseded by [B](<0002-b.md> "B")', ['supersedes by 0002-b.md']],
  ['Superseded by [B][b]', ['supersedes by 0002-b.md']],
  ['Superseded by [B][]', ['supersedes by 0002-b.md']],
  ['Superseded by [0003-c.md][c]', ['supersedes by 0003-c.md']],
  ['Superseded by <https://example.org/b.md>', ['supersedes by https://example.org/b.md']],
  ['Superseded by ../adr/0002-b.md', ['supersedes by ../adr/0002-b.md']],
  ['Superseded by ADR-0002', ['supersedes by 0002']],
  ['Superseded by 2', ['supersedes by 2']],
  ['Superseded by 2 and 3', ['supersedes by 2', 'supersedes by 3']],
  ['Superseded by nobody', []],
  ['Superseded 2020 by ADR-2', ['supersedes by 2']],
  ['Supersedes ADR-1, amends ADR-2', ['supersedes to 1', 'amends to 2']],
  ['Amends ADR-2, supersedes ADR-1', ['amends to 2', 'supersedes to 1']],
  ['Amended by ADR-3; superseded by ADR-4', ['amends by 3', 'supersedes by 4']],
  ['Depends on ADR-2. See also ADR-3.', ['relates-to to 2', 'relates-to to 3']],
  ['Partially supersedes ADR-1', ['partly supersedes to 1']],
  ['Supersedes in part, supersedes ADR-1', ['partly supersedes to 1']],
  ['Partially new; for what else there was, it now supersedes ADR-1', ['supersedes to 1']],
  ['ADR-9 was first. Supersedes ADR-1', ['supersedes to 1']],
  ['[What replaces it](0002-b.md)', []],
  ['[x](what/supersedes/0002-b.md) ADR-3', []],
  ['<https://example.org/supersedes/x> ADR-3', []],
  ['<https://example.org/x> supersedes ADR-3', ['supersedes to 3']],
  ['[x](y.md) supersedes ADR-3', ['supersedes to 3']],
  ['[x supersedes ADR-3', ['supersedes to 3']],
  ['[x] supersedes [ADR-3](3.md)', ['supersedes to 3.md']],
  ['[a (supersedes ADR-3) x', ['supersedes to 3']],
  ['[x supersedes\nADR-3](y.md)', ['supersedes to 3', 'supersedes to y.md']],
  ['](\nsupersedes ADR-3', ['supersedes to 3']],
  [`](${'x'.repeat(400)} supersedes ADR-3`, ['supersedes to 3']],
  [`](${'x'.repeat(200)} supersedes ADR-3`, []],
])('%j is %j', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

it('tells what a link is called, where it is', () => {
  const texts = (text: string) => readLinks(text, definitions).map((link) => link.text);
  expect(texts('Supersedes [the first](0001-a.md)')).toEqual(['the first']);
  expect(texts('Supersedes [the second][b]')).toEqual(['the second']);
  expect(texts('Supersedes ADR-1')).toEqual(['']);
});
