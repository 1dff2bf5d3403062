import { describe, expect, test } from 'vitest';
import { learnSparse, likelihoodOf, type SparseCase } from '../../src/reading/sparse.ts';

const settings = { rounds: 200, step: 0.1, penalty: 1e-4 };
const given = (positive: boolean, features: Record<string, number>, weight = 1): SparseCase => {
  return { positive, features: new Map(Object.entries(features)), weight };
};
const times = (count: number, one: SparseCase) => Array.from({ length: count }, () => one);

describe('a logistic regression over few features of many', () => {
  const cases = [
    ...times(30, given(true, { named: 1, own: 2 })),
    ...times(30, given(false, { named: 1, own: 2, denied: 1 })),
    ...times(30, given(false, { own: -2 })),
    ...times(5, given(true, { seldom: 1, own: -2 })),
  ];
  const model = learnSparse(cases, settings);

  test('tells what is a case by how much there is of each', () => {
    expect(
      likelihoodOf(
        model,
        new Map([
          ['own', 2],
          ['named', 1],
        ]),
      ),
    ).toBeGreaterThan(0.8);
    expect(
      likelihoodOf(
        model,
        new Map([
          ['own', 2],
          ['named', 1],
          ['denied', 1],
        ]),
      ),
    ).toBeLessThan(0.2);
    expect(likelihoodOf(model, new Map([['own', -2]]))).toBeLessThan(0.3);
  });

  test('takes no notice of what it has seldom seen, or never', () => {
    expect(Object.keys(model.weights)).not.toContain('seldom');
    const known = new Map([['own', 2]]);
    expect(likelihoodOf(model, new Map([...known, ['toString', 9], ['unheard', 9]]))).toBe(
      likelihoodOf(model, known),
    );
  });

  test('counts a case by its weight', () => {
    const twice = (weight: number) =>
      learnSparse(
        [...times(30, given(true, { own: 1 }, weight)), ...times(30, given(false, { own: 1 }))],
        settings,
      );
    expect(likelihoodOf(twice(4), new Map([['own', 1]]))).toBeCloseTo(0.8, 1);
    expect(likelihoodOf(twice(1), new Map([['own', 1]]))).toBeCloseTo(0.5, 1);
  });

  test('is the same from the same cases', () => {
    expect(learnSparse(cases, settings)).toEqual(model);
  });
});
