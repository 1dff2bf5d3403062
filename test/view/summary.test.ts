import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../adapters/view/summary.ts';

const summary = (decision: string, context = '') => summaryOf({ decision, context });

describe('a record in a line', () => {
  test.each([
    ['We take PostgreSQL. It is known.', 'We take PostgreSQL.'],
    ['We take PostgreSQL 16.4 now! Later more.', 'We take PostgreSQL 16.4 now!'],
    ['Use a store, e.g. Redis, vs. Memcached. More.', 'Use a store, e.g. Redis, vs. Memcached.'],
    ['no stop at all', 'no stop at all'],
    ['Two lines\nof one sentence. More.', 'Two lines of one sentence.'],
    ['## Outcome\n\nGo it is. More.', 'Go it is.'],
    ['- Go it is\n- Rust is not', 'Go it is'],
    ['<!-- say why -->\n1. Go it is', 'Go it is'],
    [
      'Chosen option: "[PostgreSQL](0003-x.md)", because it is **well** `known`.',
      'Chosen option: "PostgreSQL", because it is well known.',
    ],
  ])('%j', (decision, expected) => {
    expect(summary(decision)).toBe(expected);
  });

  test('is the context where nothing is decided, and empty where there is neither', () => {
    expect(summary('', 'Orders are lost. Often.')).toBe('Orders are lost.');
    expect(summary('---', 'Orders are lost.')).toBe('Orders are lost.');
    expect(summary('', '')).toBe('');
  });

  test('is never longer than a line or two', () => {
    expect(summary(`${'very '.repeat(100)}long.`)).toHaveLength(200);
    expect(summary('x'.repeat(100_000))).toHaveLength(200);
  });
});
