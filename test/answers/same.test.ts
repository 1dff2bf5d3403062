import { describe, expect, it } from 'vitest';
import { repeats, saysTheSame } from '../../src/answers/same.ts';
import { passage } from '../support/passages.ts';

const of = (text: string) => passage(text, text);

describe('two facts say the same', () => {
  it.each([
    ['in the same words', 'Go compiles fast to one binary.', 'Go compiles fast to one binary.', true],
    ['in another order', 'Go compiles to one binary, fast.', 'To one binary Go compiles fast.', true],
    ['with another number', 'Redis answers reads in 4 ms.', 'Redis answers reads in 5 ms.', false],
    ['with a number more', 'Redis answers reads fast.', 'Redis answers 5 reads fast.', false],
    [
      'with half of the words',
      'Go compiles fast to one binary.',
      'Go compiles fast but grows large heaps.',
      false,
    ],
    ['with a date that is only shown', 'Go is widely used (as of 2025-01).', 'Go is widely used.', true],
  ])('%s: "%s" and "%s"', (_how, one, other, same) => {
    expect(saysTheSame(of(one), of(other))).toBe(same);
    expect(saysTheSame(of(other), of(one))).toBe(same);
  });
});

describe('a fact repeats another', () => {
  const told = of('Redis answers simple reads in 4 ms on one small node.');
  it.each([
    ['Redis answers reads in 4 ms.', true],
    ['Redis answers reads in 9 ms.', false],
    ['Redis answers reads and keeps streams for many consumers.', false],
  ])('"%s"', (text, repeated) => {
    expect(repeats(of(text), told)).toBe(repeated);
  });
});
