import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, escapeWithCode, painted, pieces } from '../../adapters/discord/escape.ts';
import { clean } from '../../adapters/view/clean-text.ts';
import { fitted } from '../../adapters/view/clip-text.ts';
import { line, link, marked, words } from '../../adapters/view/view.ts';
import { anyText } from '../support/arbitrary-replies.ts';
import { markdownProblems } from '../support/discord-markdown.ts';

const problemsOf = (text: string) => {
  const problems: string[] = [];
  markdownProblems(text, (problem) => problems.push(problem));
  return problems;
};

/** What would mean something to Discord. */
const hostile = [
  '@everyone @here <@123456789012345678> <@!1> <@&2> <#3>',
  '<:emoji:1> <a:dance:2> <t:1700000000:R> </adr accept:3> <id:customize> :smile: :+1:',
  '**b** __u__ _i_ ~~s~~ ||spoiler|| `c` ```js\nx```',
  '# head\n## head\n-# small\n- item\n* item\n+ item\n1. item\n 12. item\n> quoted\n>>> all of it',
  '[words](https://evil.example) [words](<https://evil.example>) ![x](y)',
  'see https://a.example/a_b*c?d=(e) and http://b.example, or <https://c.example>',
  'https://a.example/@everyone https://a.example/[x](y) https://',
  'back\\slash \\* \\\\ \\@everyone `a\\` `@here` ``` `',
  '`a``b``c`',
];
const anything = fc.oneof(anyText, fc.constantFrom(...hostile), fc.mixedCase(fc.constantFrom(...hostile)));

describe('text of anybody', () => {
  test.each([
    ['calls nobody', '@everyone @Here', '@\u200beveryone @\u200bHere'],
    ['calls nobody by id', '<@1> <@!2> <@&3>', '\\<@\u200b1> \\<@\u200b!2> \\<@\u200b&3>'],
    ['shows no channel, emoji, time or command', '<#1> <:a:1> <t:1>', '\\<#1> \\<\\:a:1> \\<t:1>'],
    ['makes no emoji of a word between colons', 'at 12:30 :smile:', 'at 12:30 \\:smile:'],
    ['formats nothing', '*b* _i_ ~~s~~ ||x||', '\\*b\\* \\_i\\_ \\~\\~s\\~\\~ \\|\\|x\\|\\|'],
    ['has no heading', '# a\n-# b # c', '\\# a\n\\-# b # c'],
    ['has no list', '- a\n 1. b\n+ c', '\\- a\n 1\\. b\n\\+ c'],
    ['has no quotation', '> a\n>>> b > c', '\\> a\n\\>>> b > c'],
    ['has no link with other words', '[a](https://b.example)', '\\[a\\](<https://b.example>)'],
    ['keeps an address whole', 'see https://a.example/a_b?c=*.', 'see <https://a.example/a_b?c=>\\*.'],
    ['keeps a backslash', 'a\\b', 'a\\\\b'],
    ['turns nothing around', 'a\u202eb', 'ab'],
  ])('%s', (_, text, escaped) => expect(escapeMarkdown(text)).toBe(escaped));

  test('calls nobody and formats nothing, whatever it is', () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        for (const text of [one, `${one}${other}`]) {
          expect(problemsOf(escapeMarkdown(text))).toEqual([]);
          expect(problemsOf(escapeWithCode(text))).toEqual([]);
          expect(problemsOf(painted(words(text, 50)).markup)).toEqual([]);
          expect(problemsOf(painted(marked('strong', words(text, 60))).markup)).toEqual([]);
        }
        const all = [one, other, ' ', marked('strong', words(other, 80)), ' ', line(one, 80)];
        expect(problemsOf(painted(all).markup)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('begins no heading, list or quotation, whatever it is', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const escaped of escapeMarkdown(text).split('\n'))
          expect(escaped).not.toMatch(/^\s*(?:#{1,3} |-# |[-*+] |\d+\. |>{1,3} ?)/);
      }),
      { numRuns: 500 },
    );
  });

  test('reads as it was written', () => {
    const read = (text: string) =>
      text.replace(/\\([^0-9A-Za-z\s])|<(https?:[^\s<>]+)>/gi, '$1$2').replaceAll('\u200b', '');
    fc.assert(
      fc.property(anything, (text) => {
        expect(read(escapeMarkdown(text))).toBe(clean(text));
      }),
      { numRuns: 500 },
    );
  });

  test('is code where it says so', () => {
    expect(escapeWithCode('use `a_b *c*` now')).toBe('use `a_b *c*` now');
    expect(escapeWithCode('`` ` open')).toBe('\\`\\` \\` open');
    expect(escapeWithCode('`@here` `<@1>`')).toBe('`@\u200bhere` `<\u200b@\u200b1>`');
    expect(escapeWithCode('`a``b`')).toBe('`a`\u200b`b`');
  });
});

describe('a link', () => {
  test('shows its words', () => {
    expect(painted(link('https://a.example/?x=1&y=(2)', 'A [b] *c*', 50)).markup).toBe(
      '[A \\[b\\] \\*c\\*](<https://a.example/?x=1&y=%282%29>)',
    );
  });
  test.each([
    'javascript:alert(1)',
    'ftp://a.example',
    'https://',
    '',
    `https://a.example/${'x'.repeat(600)}`,
  ])('is none to %s', (address) => expect(painted(link(address, 'words', 50)).markup).toBe('words'));
  test('stays within its brackets, and its words are no address', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        anything,
        (address, text) => {
          expect(problemsOf(painted(link(address, text, 100)).markup)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('cutting', () => {
  test('is within the limit and never splits what is escaped, whatever is cut', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 500 }), (text, max) => {
        for (const write of [escapeMarkdown, escapeWithCode]) {
          const cut = fitted(text, max, write);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(problemsOf(cut)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('in pieces stays far below what a message holds, even where all of it has to be escaped', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.constant('*_ `|* '.repeat(2_000))), (text) => {
        for (const { markup: markdown } of pieces(text, 1_500, 100)) {
          expect(markdown.length).toBeLessThanOrEqual(3_500);
          expect(problemsOf(markdown)).toEqual([]);
        }
      }),
    );
  });
});
