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

  test('corrects one letter in a short word, not two', () => {
    expect(speller.correct('djanho')).toBe('django');
    expect(speller.correct('djamho')).toBeUndefined();
    expect(speller.correct('fastxxi')).toBeUndefined();
  });

  test.each(['grape', 'graph'])('takes the preferred one of two as near as each other: %s', (preferred) => {
    expect(buildSpeller(['grape', 'graph'], new Set([preferred])).correct('grapx')).toBe(preferred);
  });
});
