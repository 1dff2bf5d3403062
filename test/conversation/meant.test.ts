import { describe, expect, test } from 'vitest';
import {
  numbersIn,
  proposalIn,
  targetIn,
  withoutSuperseding,
} from '../../src/conversation/meaning/wished.ts';

describe('what is proposed', () => {
  test.each([
    ["i'd like to propose that we use PostgreSQL for orders", 'we use PostgreSQL for orders', ''],
    ['can u record a proposal pls: mongodb for the catalog', 'mongodb for the catalog', ''],
    ['put down as a proposal: Gin for the media service', 'Gin for the media service', ''],
    [
      'propose fastapi for the api since we get the docs for free',
      'fastapi for the api',
      'we get the docs for free',
    ],
  ])('is read from "%s"', (said, statement, reason) => {
    expect(proposalIn(said)).toEqual({ statement, reason });
  });

  test('is told apart from what it takes the place of', () => {
    expect(withoutSuperseding(proposalIn('propose Kafka for events, it should supersede number 1'))).toEqual({
      statement: 'Kafka for events',
      reason: '',
    });
  });
});

describe('which record is meant', () => {
  test.each([
    ['accept 12', [12]],
    ['2 depends on 1', [2, 1]],
    ['mark number 1 as deprecated', [1]],
    ['approve #7 and ADR-3', [7, 3]],
    ['make it Redis 7.2', []],
    ['we take PostgreSQL 16 as main database', []],
    ['it serves 200 requests', []],
  ])('by its number in "%s"', (said, numbers) => {
    expect(numbersIn(said)).toEqual(numbers);
  });

  test('by its name, or as the one spoken of', () => {
    expect(targetIn('reject the redis one', ['Redis'])).toEqual({ kind: 'words', words: 'Redis' });
    expect(targetIn('reject it', [])).toEqual({ kind: 'spoken-of' });
  });
});
