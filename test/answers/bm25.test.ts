import { describe, expect, it } from 'vitest';
import { openIndex, prepareIndex } from '../../src/answers/bm25.ts';

/** An index of rows with a title and a text. */
function index(...rows: readonly (readonly [title: string, text: string])[]) {
  const fields = ['title', 'text'] as const;
  const data = prepareIndex(
    fields,
    rows.map(([title, text]) => ({ title, text })),
  );
  return openIndex(data, { title: 2, text: 1 });
}

const words = (...terms: readonly string[]) => new Map(terms.map((term) => [term, 1]));
const rowsOf = (matches: readonly { row: number }[]) => matches.map(({ row }) => row);

describe('an index puts first', () => {
  it('what holds the rarer word', () => {
    const some = index(['', 'often x'], ['', 'often y'], ['', 'often z'], ['', 'seldom w']);
    expect(rowsOf(some.search(words('often', 'seldom'), 9))[0]).toBe(3);
  });

  it('what says it in fewer words', () => {
    const some = index(['', 'cache and much else beside that'], ['', 'cache it']);
    expect(rowsOf(some.search(words('cache'), 9))).toEqual([1, 0]);
  });

  it('what says it in the field that counts more', () => {
    const some = index(['other', 'cache'], ['cache', 'other']);
    expect(rowsOf(some.search(words('cache'), 9))).toEqual([1, 0]);
  });

  it('what holds several of the words before what holds one that weighs as much as they', () => {
    const some = index(['', 'heavy x'], ['', 'light small']);
    const weights = new Map([...words('light', 'small'), ['heavy', 3]]);
    expect(rowsOf(some.search(weights, 9))).toEqual([1, 0]);
  });

  it('of equals the earlier one, however few are asked for', () => {
    const some = index(['', 'same'], ['', 'same'], ['', 'same']);
    expect(rowsOf(some.search(words('same'), 9))).toEqual([0, 1, 2]);
    expect(rowsOf(some.search(words('same'), 1))).toEqual([0]);
  });
});

it('an index gives the same for the same words, whatever was asked between', () => {
  const some = index(['a', 'b c'], ['b', 'c d'], ['c', 'd e']);
  const before = some.search(words('b', 'c'), 9);
  some.search(words('d', 'e'), 9);
  expect(some.search(words('b', 'c'), 9)).toEqual(before);
});
