import { expect, test } from 'vitest';
import { learnWordWeights, type WordEvidence } from '../../src/answers/cards/train-words.ts';

/** Two cards; the first is right. Word 0 speaks for it, word 1 as much for the other, word 2 for both alike. */
const question = (words: readonly number[]): WordEvidence => {
  const says = [
    [2, 0],
    [0, 2],
    [1, 1],
  ];
  return { words, spoken: words.map((word) => says[word] ?? []), rest: [0, 0], right: [1, 0] };
};

test('a word that tells apart comes to count more, one that leads astray less, others as they did', () => {
  const [telling = 0, astray = 0, idle = 0, unasked = 0] = learnWordWeights(
    4,
    Array.from({ length: 20 }, () => question([0, 1, 2])),
  );
  expect(telling).toBeGreaterThan(1.2);
  expect(astray).toBeLessThan(0.8);
  expect(astray).toBeGreaterThanOrEqual(0);
  expect(idle).toBeCloseTo(1, 1);
  expect(unasked).toBeCloseTo(1, 5);
});

test('the same questions teach the same, and none teach nothing', () => {
  const questions = [question([0, 1]), question([1, 2])];
  expect(learnWordWeights(3, questions)).toEqual(learnWordWeights(3, questions));
  expect([...learnWordWeights(3, [])]).toEqual([1, 1, 1]);
});
