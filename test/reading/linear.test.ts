import { describe, expect, test } from 'vitest';
import { learnProbability, learnRanking, probabilityOf, scoreOf } from '../../src/reading/linear.ts';

describe('a ranking', () => {
  // The first feature tells the right one, the second is noise.
  const lists = Array.from({ length: 40 }, (_, at) => ({
    values: [
      [1, (at * 7) % 5],
      [0, (at * 3) % 5],
      [0, (at * 11) % 5],
    ],
    right: [1, 0, 0],
  }));
  const model = learnRanking(['tells', 'noise'], lists);

  test('puts what is right first', () => {
    expect(scoreOf(model, [1, 2])).toBeGreaterThan(scoreOf(model, [0, 2]));
    expect(Math.abs(model.weights[0] ?? 0)).toBeGreaterThan(5 * Math.abs(model.weights[1] ?? 0));
  });

  test('is the same from the same lists, in figures that can be committed', () => {
    expect(learnRanking(['tells', 'noise'], lists)).toEqual(model);
    for (const weight of model.weights) expect(weight).toBe(Math.round(weight * 1e4) / 1e4);
  });
});

describe('a probability', () => {
  const cases = Array.from({ length: 60 }, (_, at) => ({
    values: [at % 10],
    positive: at % 10 > 4,
    weight: 1,
  }));
  const model = learnProbability(['size'], cases);

  test('is high for what is so and low for what is not', () => {
    expect(probabilityOf(scoreOf(model, [9]))).toBeGreaterThan(0.9);
    expect(probabilityOf(scoreOf(model, [0]))).toBeLessThan(0.1);
  });
});
