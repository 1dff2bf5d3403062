import { describe, expect, test } from 'vitest';
import { buildSpeller } from '../../src/answers/spelling.ts';

const speller = buildSpeller(['postgres', 'django', 'python', 'fastapi', 'rabbitmq', 'weaknesses', 'echo']);

describe('the speller', () => {
  test.each([
    ['postgress', 'postgres'],
    ['djanog', 'django'],
    ['pyhton', 'python'],
    ['fatsapi', 'fastapi'],
    ['rabitmq', 'rabbitmq'],
    ['weeknesses', 'weaknesses'],
  ])('reads %s as %s', (typed, meant) => {
    expect(speller.correct(typed)).toBe(meant);
  });

  test.each(['weather', 'litestar', 'eko', 'pie', 'jenkins', 'zzzzzzzz', 'p'.repeat(500), '¿qué?'])(
    'leaves %s alone',
    (word) => {
      expect(speller.correct(word)).toBeUndefined();
    },
  );
});
