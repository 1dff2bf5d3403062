import { describe, expect, test } from 'vitest';
import { readDecidedAsk } from '../../src/conversation/meaning/decision-questions.ts';
import { recordAsked, recordsIn, targetIn } from '../../src/conversation/meaning/intent-slots.ts';
import { plainNumbers } from '../../src/conversation/meaning/named-records.ts';
import { supersededIn } from '../../src/conversation/meaning/proposals.ts';
import { readStep } from '../../src/conversation/meaning/record-steps.ts';

const logs = ['decisions', 'shop', 'team', 'team-2', 'platform/core', 'the long one', 'a.b'];

describe('the names of records in words', () => {
  test.each([
    ['accept shop-3', [{ log: 'shop', number: 3 }]],
    ['accept SHOP-003, it is fine', [{ log: 'shop', number: 3 }]],
    ['accept shop/3', [{ log: 'shop', number: 3 }]],
    ['accept shop 3', [{ log: 'shop', number: 3 }]],
    ['accept 3 in shop', [{ log: 'shop', number: 3 }]],
    ['accept team-2-3', [{ log: 'team-2', number: 3 }]],
    ['accept team-2', [{ log: 'team', number: 2 }]],
    ['accept platform/core/3', [{ log: 'platform/core', number: 3 }]],
    ['accept The Long One-12', [{ log: 'the long one', number: 12 }]],
    ['accept a.b-1', [{ log: 'a.b', number: 1 }]],
    ['accept axb-1', []],
    ['accept ADR-12', [{ number: 12 }]],
    [
      'shop-3 relates to team-2-3',
      [
        { log: 'shop', number: 3 },
        { log: 'team-2', number: 3 },
      ],
    ],
    ['accept workshop-3', []],
    ['does shop-3.5 run?', []],
  ])('"%s" names %j', (said, expected) => {
    expect(recordsIn(said, logs)).toEqual(expected);
  });

  test('are numbers that stand nowhere else, and come back as they were said', () => {
    const said = 'reject Shop-3, as 90001 people wait and team-2-1 does it';
    const { line, asSaid } = plainNumbers(said, logs);
    expect(line).toBe('reject #90003, as 90001 people wait and #90002 does it');
    expect(asSaid(line)).toBe(said);
  });

  test('are no more than a message can hold', () => {
    const said = Array.from({ length: 500 }, (_, at) => `shop-${at}`).join(' ');
    expect(plainNumbers(said, logs).asSaid(plainNumbers(said, logs).line)).toBe(said);
  });

  test('are the plain ones alone where there is one log', () => {
    expect(recordsIn('why did shop 3 close', ['shop'])).toEqual([]);
    expect(recordsIn('accept shop-3', ['shop'])).toEqual([{ log: 'shop', number: 3 }]);
    expect(plainNumbers('accept shop-3', []).line).toBe('accept shop-3');
  });
});

describe('where a record stands in words', () => {
  test('it is found with its log, and what is said with it stays', () => {
    expect(readStep('reject shop-3, because team-2-1 does it', false, logs)).toEqual({
      step: 'reject',
      target: { kind: 'number', log: 'shop', number: 3 },
      reason: 'because team-2-1 does it'.replace(/^because /, ''),
    });
    expect(readStep('supersede shop-3 by shop-4', false, logs)).toMatchObject({
      target: { log: 'shop', number: 3 },
      by: { log: 'shop', number: 4 },
    });
    expect(readStep('amend shop-3: see shop-1', false, logs)).toMatchObject({
      target: { log: 'shop', number: 3 },
      text: 'see shop-1',
    });
    expect(readStep('supersede shop-3 with NATS, as shop-1 asks', false, logs)).toMatchObject({
      target: { log: 'shop', number: 3 },
      instead: 'NATS',
      reason: 'shop-1 asks',
    });
    expect(supersededIn('we use NATS for shop-1 instead of shop-3', logs)).toEqual({
      records: [{ log: 'shop', number: 3 }],
      rest: 'we use NATS for shop-1',
    });
  });

  test.each(['show shop-3', 'shop-3', 'status of shop/3', 'what does SHOP-3 say?', 'open record shop-3'])(
    '"%s" asks for it',
    (said) => {
      expect(readDecidedAsk(said, logs)).toEqual({ kind: 'show', history: false, log: 'shop', number: 3 });
    },
  );

  test('what is only about it has its name', () => {
    expect(readDecidedAsk('why did we choose shop-3?', logs)).toMatchObject({ words: 'shop-3' });
    expect(recordAsked('so where does shop-3 stand now?', logs)).toEqual({ log: 'shop', number: 3 });
    expect(targetIn('please mark shop-3 as done', () => [], logs)).toEqual({
      kind: 'number',
      log: 'shop',
      number: 3,
    });
  });
});
