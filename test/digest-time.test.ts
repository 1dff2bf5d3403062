import { describe, expect, test } from 'vitest';
import { digestTimeText, readDigestTime } from '../src/commands/digest-time.ts';
import { commandOf } from '../src/commands/registry.ts';
import { readDigestAsk } from '../src/conversation/intents/digest.ts';

describe('when a digest comes', () => {
  test.each([
    ['', 1, 9],
    ['friday', 5, 9],
    ['Fri 16', 5, 16],
    ['on Fridays at 4 pm', 5, 16],
    ['every sunday, 16:00', 7, 16],
    ['tues 12am', 2, 0],
    ['wed 12 pm', 3, 12],
    ['at 0', 1, 0],
  ])('"%s"', (words, day, hour) => expect(readDigestTime(words)).toEqual({ day, hour }));

  test.each(['someday', 'friday 24', 'monkey', '16:30', '13 pm', '0 am', 'friday 16 17', 'daily'])(
    '"%s" is no time of a week',
    (words) => expect(readDigestTime(words)).toBeUndefined(),
  );

  test('is said as it is read', () => {
    expect(digestTimeText({ day: 5, hour: 16 })).toBe('Friday at 16:00');
    expect(commandOf('adr digest')?.meaning({ state: 'on', when: 'someday' })).toBeUndefined();
    expect(commandOf('adr digest')?.meaning({ state: 'off' })).toEqual({ kind: 'digest', time: undefined });
  });
});

describe('a digest that is asked for in words', () => {
  test.each([
    ['send us a weekly digest', { day: 1, hour: 9 }],
    ['Can you post a weekly digest here on Fridays at 4 pm?', { day: 5, hour: 16 }],
    ['turn on the weekly digest', { day: 1, hour: 9 }],
    ['start sending us a digest every week', { day: 1, hour: 9 }],
    ['stop the digest', undefined],
    ['turn off the weekly digest please', undefined],
    ['no more digests', undefined],
  ])('%s', (line, time) => expect(readDigestAsk(line)).toEqual({ time }));

  test.each([
    'what is a message digest?',
    'send us a weekly digest of the news about Kafka',
    'should we send a digest by email?',
    'record that we send a weekly digest',
    'end to end digest authentication',
  ])('is not meant by "%s"', (line) => expect(readDigestAsk(line)).toBeUndefined());
});
