import { describe, expect, it } from 'vitest';
import { wordsRepeat } from '../../src/answers/same.ts';

describe('a sentence repeats another', () => {
  const told = 'Redis answers simple reads in 4 ms on one small node.';
  it.each([
    ['Redis answers reads in 4 ms.', true],
    ['Redis answers reads in 9 ms.', false],
    ['Redis answers reads and keeps streams for many consumers.', false],
  ])('"%s"', (text, repeated) => {
    expect(wordsRepeat(text, told)).toBe(repeated);
  });
});
