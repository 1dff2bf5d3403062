import { describe, expect, test } from 'vitest';
import { learnTranslation, type TextPair } from '../../src/reading/translation.ts';

const bag = (...terms: number[]) => ({ terms, weights: terms.map(() => 1) });
const pair = (from: number[], to: number[], weight = 1): TextPair => ({
  from: bag(...from),
  to: bag(...to),
  weight,
});
const pruning = { least: 0.01, most: 10 };

describe('a translation', () => {
  // 1 is said as 11 and 2 as 12; 3 stands with both.
  const pairs = [pair([1, 3], [11]), pair([2, 3], [12]), pair([1], [11]), pair([2], [12])];
  const table = learnTranslation(pairs, 20, { pruning });

  test('finds which term is said by which, where several stand together', () => {
    expect(table.get(1)?.[0]?.[0]).toBe(11);
    expect(table.get(2)?.[0]?.[0]).toBe(12);
    expect(table.get(1)?.find(([to]) => to === 12)).toBeUndefined();
  });

  test('keeps the likeliest, and none below the least', () => {
    const common = Array.from({ length: 8 }, (_, at) => pair([1], [11 + at]));
    const pruned = learnTranslation([...common, pair([1], [11])], 20, { pruning: { least: 0.05, most: 3 } });
    expect(pruned.get(1)).toHaveLength(3);
    expect(pruned.get(1)?.[0]?.[0]).toBe(11);
    const strict = learnTranslation(common, 20, { pruning: { least: 0.5, most: 3 } });
    expect(strict.get(1)).toBeUndefined();
  });

  test('counts a pair by its weight', () => {
    const weighted = learnTranslation([pair([1], [11], 3), pair([1], [12], 1)], 20, { pruning });
    expect(weighted.get(1)?.map(([to]) => to)).toEqual([11, 12]);
  });

  test('of the same pairs is the same, and of none is empty', () => {
    expect(learnTranslation(pairs, 20, { pruning })).toEqual(table);
    expect(learnTranslation([], 20, { pruning }).size).toBe(0);
  });
});
