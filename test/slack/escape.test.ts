import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMrkdwn, escapeWithCode, lines, painted } from '../../adapters/slack/escape.ts';
import { optionValues } from '../../adapters/slack/option-values.ts';
import { clean, oneLine } from '../../adapters/view/clean-text.ts';
import { clip, fitted, headOf, piecesOf } from '../../adapters/view/clip-text.ts';
import { uniqueBy } from '../../adapters/view/unique-by.ts';
import { line, link, marked, words } from '../../adapters/view/view.ts';
import { anyText } from '../support/arbitrary-replies.ts';
import { mrkdwnProblems } from '../support/slack-limits.ts';

const problemsOf = (text: string) => {
  const problems: string[] = [];
  mrkdwnProblems('text', text, (problem) => problems.push(problem));
  return problems;
};

describe('text of anybody', () => {
  test.each([
    [
      'calls nobody by brackets',
      '<!channel> <@U1> <!subteam^S1|@team>',
      '&lt;!channel&gt; &lt;@U1&gt; &lt;!subteam^S1|@team&gt;',
    ],
    ['calls nobody by name', '@channel @Here @everyone', '@\u2060channel @\u2060Here @\u2060everyone'],
    ['calls nobody behind something unseen', '@\u200bchannel', '@\u2060channel'],
    ['keeps addresses of people', 'ana@channel.example', 'ana@\u2060channel.example'],
    ['keeps what was escaped as it was written', '&lt; &amp;', '&amp;lt; &amp;amp;'],
    ['formats nothing', '*b* _i_ ~s~ `c` ```x```', '∗b∗ ˍiˍ ∼s∼ ˋcˋ ˋˋˋxˋˋˋ'],
    ['keeps names with signs in them', 'snake_case 2*3 a~b', 'snake_case 2*3 a~b'],
    ['quotes nothing', 'a\n> b\n  >c', 'a\n\u00ad&gt; b\n\u00ad  &gt;c'],
    ['turns nothing around', 'a\u202eb\u2066c', 'abc'],
    ['keeps emoji and letters whole', '👩🏽‍💻 🏳️‍🌈 می‌خواهم', '👩🏽‍💻 🏳️‍🌈 می‌خواهم'],
    ['mends halves of signs', 'a\ud83db', 'a\ufffdb'],
  ])('%s', (_, text, escaped) => expect(escapeMrkdwn(text)).toBe(escaped));

  test('calls nobody and breaks nothing, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(problemsOf(escapeMrkdwn(text))).toEqual([]);
        expect(problemsOf(escapeWithCode(text))).toEqual([]);
        expect(problemsOf(painted(words(text, 50)).markup)).toEqual([]);
        expect(escapeMrkdwn(text)).not.toMatch(/(?<![A-Za-z0-9])[*_~`]|[*_~`](?![A-Za-z0-9])/);
      }),
      { numRuns: 500 },
    );
  });

  test('reads as it was written', () => {
    const plain = (text: string) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const back: Record<string, string> = { '∗': '*', ˍ: '_', '∼': '~', ˋ: '`' };
    fc.assert(
      fc.property(
        anyText.map((text) => text.replaceAll(/[∗ˍ∼ˋ\u00ad\u2060]/g, '')),
        (text) => {
          const read = plain(escapeMrkdwn(text)).replaceAll(/[\u00ad\u2060]/g, '');
          expect(read.replaceAll(/[∗ˍ∼ˋ]/g, (sign) => back[sign] ?? sign)).toBe(clean(text));
        },
      ),
    );
  });

  test('is code where it says so', () => {
    expect(escapeWithCode('use `a_b *c* <x>` now')).toBe('use `a_b *c* &lt;x&gt;` now');
    expect(escapeWithCode('`` ` open')).toBe('ˋˋ ˋ open');
  });

  test('is in one line where lines are one', () => {
    expect(oneLine(' a\r\n\tb\u2028c ')).toBe('a b c');
    expect(painted(marked('item', line('a\nb', 50))).markup).toBe('• a b');
  });

  test('is not marked where there is nothing of it', () => {
    expect(painted(marked('strong', words(' ', 20))).markup).toBe('');
    expect(lines(['', marked('item', []), 'a'])).toEqual([{ markup: 'a' }]);
  });
});

describe('a link', () => {
  test('shows its words', () => {
    expect(painted(link('https://a.example/?x=1&y=2', 'A | *B*', 50)).markup).toBe(
      '<https://a.example/?x=1&amp;y=2|A ∣ ∗B∗>',
    );
  });
  test.each([
    'javascript:alert(1)',
    'ftp://a.example',
    'https://',
    '',
    `https://a.example/${'x'.repeat(600)}`,
  ])('is none to %s', (address) => expect(painted(link(address, 'words', 50)).markup).toBe('words'));
  test('stays within its brackets', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), anyText, (address, text) => {
        expect(problemsOf(painted(link(address, text, 100)).markup)).toEqual([]);
      }),
    );
  });
});

describe('cutting', () => {
  test('keeps characters whole', () => {
    expect(headOf('ab👩‍💻', 4)).toBe('ab');
    expect(headOf('e\u0301e\u0301', 3)).toBe('e\u0301');
    expect(clip('👍👍👍', 4)).toBe('👍…');
  });

  test('never splits what is escaped', () => {
    expect(fitted('a<b', 5, escapeMrkdwn)).toBe('a…');
    expect(fitted('a<b', 6, escapeMrkdwn)).toBe('a&lt;b');
  });

  test('is within the limit, whatever is cut', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 500 }), (text, max) => {
        expect(clip(text, max).length).toBeLessThanOrEqual(max);
        for (const write of [escapeMrkdwn, escapeWithCode]) {
          expect(fitted(text, max, write).length).toBeLessThanOrEqual(max);
          expect(problemsOf(fitted(text, max, write))).toEqual([]);
        }
      }),
    );
  });

  test('in pieces loses no word', () => {
    fc.assert(
      fc.property(anyText.map(clean), fc.integer({ min: 120, max: 900 }), (text, max) => {
        const pieces = piecesOf(text, max, escapeMrkdwn);
        expect(pieces.every((piece) => escapeMrkdwn(piece).length <= max)).toBe(true);
        expect(pieces.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  test('in pieces ends where a line or a word does', () => {
    expect(piecesOf('one two. three four', 12, String)).toEqual(['one two.', 'three four']);
  });
});

describe("options' values", () => {
  const idsOf = ({ prefix, values }: NonNullable<ReturnType<typeof optionValues>>) =>
    values.map((value) => prefix + value);

  test('are the ids while those are short', () => {
    expect(optionValues(['a', 'b'], 75)).toEqual({ prefix: '', values: ['a', 'b'] });
  });

  test('bring the ids back as they were, and are short enough', () => {
    const ids = fc.tuple(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(fc.string({ minLength: 1, maxLength: 60 })),
    );
    fc.assert(
      fc.property(ids, ([prefix, rests]) => {
        const all = rests.map((rest) => prefix + rest);
        const encoded = optionValues(all, 75);
        if (encoded === undefined) return;
        expect(idsOf(encoded)).toEqual(all);
        expect(encoded.values.every((value) => value.length > 0 && value.length <= 75)).toBe(true);
      }),
    );
  });

  test('with half a sign in what they have in common are none that come back', () => {
    const common = `\ud83d ${'long '.repeat(20)}`;
    expect(optionValues([`${common}a`, `${common}b`], 75)).toBeUndefined();
  });

  test('are each there once', () => expect(uniqueBy(['a', 'b', 'a'], String)).toEqual(['a', 'b']));
});
