import { describe, expect, test } from 'vitest';
import { namedLog, recordName, standingOf } from '../../src/decisions/record-name.ts';

describe('a record', () => {
  test('is called by its number, and by its log too where there are several', () => {
    expect(recordName({ log: 'shop', number: 3 }, false)).toBe('3');
    expect(recordName({ log: 'shop', number: 3 }, true)).toBe('shop-3');
    expect(recordName({ log: 'team-2', number: 3 }, true)).toBe('team-2-3');
  });

  test('that is superseded is told with what took its place', () => {
    const supersededBy = { log: 'shop', number: 7, title: 'Use Valkey' };
    expect(standingOf({ status: 'superseded', supersededBy }, false)).toBe('superseded by 7');
    expect(standingOf({ status: 'superseded', supersededBy }, true)).toBe('superseded by shop-7');
    expect(standingOf({ status: 'superseded', supersededBy: null }, true)).toBe('superseded');
    expect(standingOf({ status: 'accepted' }, true)).toBe('accepted');
  });
});

describe('the log that is named with a number', () => {
  test.each([
    ['shop', ['shop', 'decisions'], 'shop'],
    ['SHOP', ['shop'], 'shop'],
    ['Shop', ['shop', 'Shop'], 'Shop'],
    ['nowhere', ['shop'], 'nowhere'],
    ['ADR', ['shop'], undefined],
    ['ADR', ['shop', 'adr'], 'adr'],
    [undefined, ['shop'], undefined],
  ])('%s, where there are %j, is %s', (log, logs, expected) => {
    expect(namedLog({ log }, logs)).toBe(expected);
  });
});
