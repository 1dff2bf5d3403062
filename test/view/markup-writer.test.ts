import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWriter, together } from '../../adapters/view/markup-writer.ts';
import { joined, line, link, marked, type Text, words } from '../../adapters/view/view.ts';
import { anyText } from '../support/arbitrary-replies.ts';

/** What is escaped stands between brackets, code between pipes, and marks between braces. */
const bracketed = (text: string) => (text === '' ? '' : `[${text.replaceAll(/[[\]{}|]/g, '')}]`);
const { painted, lines, pieces, escapeWithCode } = createWriter({
  escaped: bracketed,
  escapeLabel: bracketed,
  code: (span) => `|${span.replaceAll(/[[\]{}|]/g, '')}|`,
  betweenSpans: '{+}',
  link: (address, label) => `{${address}}${label}{/}`,
  marks: {
    title: ['{title}', '{/}'],
    strong: ['{strong}', '{/}'],
    notable: ['', ''],
    note: ['{note}', '{/}'],
    item: ['{item}', ''],
    quote: ['{quote}', ''],
  },
  maxLine: 40,
});
const shown = (text: Text) => painted(text).markup;

const { text: anything } = fc.letrec<{ text: Text }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4 },
    anyText,
    anyText.map((text) => words(text)),
    anyText.map((text) => line(text, 100)),
    fc.tuple(anyText, anyText).map(([address, label]) => link(address, label, 100)),
    fc.array(tie('text'), { maxLength: 4 }),
    fc
      .tuple(fc.constantFrom('title', 'strong', 'notable', 'note', 'item', 'quote'), tie('text'))
      .map(([kind, of]) => marked(kind, of)),
  ),
}));

describe('a text', () => {
  test('comes out escaped, whatever it is made of', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const rest = shown(text).replaceAll(/\[[^[\]]*\](?:…)?|\|[^|]*\||\{[^{}]*\}/g, '');
        expect(rest.replaceAll('…', '')).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test('is its parts in their order', () => {
    expect(shown(['a', [words('b'), marked('strong', 'c')], joined(['d', 'e', 'f'], ' · ')])).toBe(
      '[a][b]{strong}[c]{/}[d][ · ][e][ · ][f]',
    );
  });

  test('is in one line, as long as it may be', () => {
    expect(shown(words('a\nb'))).toBe('[a b]');
    expect(shown(words('x'.repeat(50))).length).toBeLessThanOrEqual(40);
    expect(shown(words('x'.repeat(50), 20)).length).toBeLessThanOrEqual(20);
    expect(shown(line('use `a`, `b`', 40))).toBe('[use ]|`a`|[, ]|`b`|');
    expect(escapeWithCode('`a``b`')).toBe('|`a`|{+}|`b`|');
    expect(shown(words('use `a`'))).toBe('[use `a`]');
  });

  test('is not marked where there is nothing of it', () => {
    expect(shown(marked('strong', words(' ')))).toBe('');
    expect(shown(marked('item', [marked('note', []), '']))).toBe('');
    expect(lines(['', marked('item', 'a'), []])).toEqual([{ markup: '{item}[a]' }]);
  });

  test('links to addresses of the web, and to no other', () => {
    expect(shown(link('https://a.example', 'A', 20))).toBe('{https://a.example/}[A]{/}');
    for (const address of ['', 'javascript:alert(1)', 'https://', `https://a.example/${'x'.repeat(600)}`])
      expect(shown(link(address, 'A', 20))).toBe('[A]');
    expect(shown(link('https://a.example', ' ', 20))).toBe('');
  });
});

describe('a long text', () => {
  test('comes in pieces, and it is told how much is left', () => {
    const all = pieces('A sentence. '.repeat(10), 50, 100);
    const some = pieces('A sentence. '.repeat(10), 50, 2);
    expect(all.length).toBeGreaterThan(2);
    expect(some.slice(0, 2)).toEqual(all.slice(0, 2));
    const left = all.slice(2).reduce((sum, { markup }) => sum + markup.length, 0);
    expect(some.slice(2)).toEqual([painted(marked('note', `and ${left} more characters`))]);
  });

  test('is nothing where nothing of it can be seen', () => expect(pieces(' \u200b\n', 50, 2)).toEqual([]));

  test('is in lines below each other', () => expect(together(lines(['a', 'b']))).toBe('[a]\n[b]'));
});
