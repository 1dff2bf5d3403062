import { describe, expect, test } from 'vitest';
import { readCorrection } from '../../src/conversation/meaning/corrections.ts';
import {
  numbersIn,
  proposalIn,
  targetIn,
  withoutSuperseding,
} from '../../src/conversation/meaning/intent-slots.ts';

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

  test('keeps what it denies', () => {
    expect(proposalIn('we are not going with MongoDB, can you jot it down').statement).toBe(
      'we are not going with MongoDB',
    );
  });

  test('is read in time, however many spaces there are', () => {
    const said = `can you put down that we use Redis${' '.repeat(7_000)}x for sessions`;
    expect(proposalIn(said).statement).toBe('we use Redis x for sessions');
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
    ['why did we move to 1 region?', []],
    ['scale it to 3 replicas', []],
    ['why was 4 rejected?', [4]],
  ])('by its number in "%s"', (said, numbers) => {
    expect(numbersIn(said)).toEqual(numbers);
  });

  test('by its name, or as the one spoken of', () => {
    expect(targetIn('reject the redis one', () => ['Redis'])).toEqual({ kind: 'words', words: 'Redis' });
    expect(targetIn('reject it', () => [])).toEqual({ kind: 'spoken-of' });
  });
});

describe('what is put right', () => {
  test.each([
    ['sorry typo, not rust. Go for the gateway', 'rust', 'Go'],
    ['argh, Postgres. not Mongo. please correct that', 'Mongo', 'Postgres'],
  ])('is read from "%s"', (said, wrong, right) => {
    expect(readCorrection(said)).toEqual({ wrong, right });
  });

  test.each(["that's not true, Redis is fast enough", 'I would rather not comment, management decides that'])(
    'is nothing in "%s"',
    (said) => {
      expect(readCorrection(said)).toBeUndefined();
    },
  );
});
