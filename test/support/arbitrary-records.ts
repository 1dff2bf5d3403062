import fc from 'fast-check';
import { type ContentInput, contentSchema } from '../../src/decisions/record.ts';

/** Lines by which a text may be taken for something else than a text. */
const awkward = [
  '# A heading',
  '## Decision',
  '## Status',
  '### Consequences',
  '###### Small',
  '#no heading',
  '\\# escaped',
  '---',
  '===',
  '\\---',
  '* an item',
  '- an item',
  '1. first',
  '```sh',
  '```',
  '~~~',
  '`code` in a line',
  '<!-- open',
  '-->',
  '<details>',
  '<pre>',
  '</pre>',
  '| a | b |',
  '| --- | --- |',
  '> said',
  '    indented',
  '[a]: https://example.org',
  'Supersedes [1](0001-x.md)',
  'status: accepted',
  '&amp; <b>',
  '',
];
const word = fc.constantFrom(
  'use',
  'PostgreSQL',
  'orders',
  'ünïcode',
  '名前',
  '𝒜',
  'x_y',
  '*z*',
  "it's",
  '"q"',
);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));

/** One line: of words, or of any signs. */
export const anyLine = fc
  .oneof(
    { weight: 3, arbitrary: words },
    { weight: 1, arbitrary: fc.constantFrom(...awkward.filter((line) => line !== '')) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
  )
  .map((line) => line.replace(/\s+/g, ' ').trim())
  .filter((line) => contentSchema.shape.title.safeParse(line).success);

/** A text of several lines, of which some look like what they are not. */
export const anyText = fc
  .array(fc.oneof(words, fc.constantFrom(...awkward)), { maxLength: 8 })
  .map((lines) => lines.join('\n'));

const lines = fc.uniqueArray(anyLine, { maxLength: 4 });

/** What any record may say. */
export const anyContent: fc.Arbitrary<ContentInput> = fc.record({
  title: anyLine,
  context: anyText,
  drivers: lines,
  options: fc.uniqueArray(fc.record({ name: anyLine, pros: lines, cons: lines }), {
    maxLength: 3,
    selector: ({ name }) => name.toLowerCase(),
  }),
  decision: anyText,
  consequences: lines,
  confirmation: anyText,
  deciders: lines,
  consulted: lines,
  informed: lines,
  tags: fc.uniqueArray(fc.constantFrom('data', 'a b', 'c,d', '#x', 'ü'), { maxLength: 3 }),
  affects: fc.uniqueArray(fc.constantFrom('src/orders/**', 'a/{b,c}/*.ts', '@scope/pkg', 'a b', '[x]/y'), {
    maxLength: 3,
  }),
  reviewBy: fc.constantFrom(null, '2027-01-02', '2031-12-31'),
  evidence: fc.array(
    fc.record({ kind: fc.constantFrom('thread', 'page'), url: fc.webUrl(), excerpt: anyText }),
    { maxLength: 2 },
  ),
});
