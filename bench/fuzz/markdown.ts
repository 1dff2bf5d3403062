import type { Random } from './random.ts';
import { anyText } from './texts.ts';

const parts = [
  '# 1. Use X\n',
  '---\nstatus: accepted\n---\n',
  '---\na: &a [x]\nb: [*a, *a]\n---\n',
  '\n## Status\n\nAccepted\n',
  '\n## Status\n\nSuperseded by [2](0002-x.md)\n',
  '\n## Context\n\nWords.\n',
  '\n## Decision\n\nWe take it.\n',
  '\n## Considered Options\n\n* A\n* B\n',
  '\n## Pros and Cons of the Options\n\n### A\n\n* Good, because x\n* Bad, because y\n',
  '\n| a | b |\n| - | - |\n| Status | Accepted |\n',
  '- Date: 2020-01-02\n',
  '**Status:** accepted\n',
  '```\ncode\n```\n',
  '<!-- comment -->',
  '[x]: y.md "t"\n',
  '![status: accepted](b)',
  'https://a.example ',
  '~~a~~ **b** _c_ `d`',
  '    indented\n',
  '[^1]: note\n',
];
const openers = [
  '*a_ ',
  '[',
  '![',
  '> ',
  '>',
  '- ',
  '* ',
  '1. ',
  '`',
  '~',
  '_',
  '**a ',
  '<a',
  '<!--',
  '|',
  '](',
  '[a](',
  '[^',
  '&',
  '\\',
  '\n',
  ' ',
  '#',
  '---\n',
  'a: [',
  '{',
  'supersedes [x](1.md) ',
];

/** A markdown file, more or less like a record; at times one that was made to take long. */
export function anyMarkdown(random: Random): string {
  const count = random.below(14);
  const text = Array.from({ length: count }, () =>
    random.oneIn(5) ? anyText(random, 500) : random.pick(parts),
  ).join(random.pick(['', '\n']));
  if (!random.oneIn(60)) return text;
  const most = random.pick([100, 3_000, 50_000]);
  return `${text}\n${random.pick(openers).repeat(most)}${random.pick(openers).repeat(random.pick([1, most]))}`.slice(
    0,
    2_000_000,
  );
}

const names = [
  '0001-x.md',
  'README.md',
  'a/b/0002-y.md',
  'ADR-7.md',
  '20200101-z.md',
  'template.md',
  'notes.md',
  '١.md',
  'x'.repeat(200),
];

/** Where such a file is. */
export function anyPath(random: Random): string {
  return random.pick(names);
}
