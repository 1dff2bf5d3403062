import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChoiceId, choiceIdText, readChoiceId } from '../../src/conversation/choice-id.ts';
import { formIdText, formKinds, readFormId } from '../../src/conversation/form-id.ts';
import { statuses } from '../../src/decisions/record.ts';
import { maxChoiceId } from '../../src/reply.ts';

/** Ids as they stand below messages that were posted before: they are written and read so for good. */
const written: readonly (readonly [string, ChoiceId])[] = [
  ['say:Help', { kind: 'say', words: 'Help' }],
  ['more:3', { kind: 'answer', what: 'more', asked: 3 }],
  ['wrong:12', { kind: 'answer', what: 'wrong', asked: 12 }],
  ['topic:database', { kind: 'topic', topic: 'database', team: false }],
  ['teamtopic:database', { kind: 'topic', topic: 'database', team: true }],
  [
    'w:12:o:database-need=joins',
    { kind: 'option', team: false, walk: 12, question: 'database-need', option: 'joins' },
  ],
  ['t:1:o:musts=replay', { kind: 'option', team: true, walk: 1, question: 'musts', option: 'replay' }],
  ['w:2:go-on', { kind: 'control', team: false, walk: 2, what: 'go-on' }],
  ['t:2:now', { kind: 'control', team: true, walk: 2, what: 'now' }],
  ['show:7:payments/core', { kind: 'show', number: 7, log: 'payments/core' }],
  ['r:edit-form:7:decisions', { kind: 'step', what: 'edit-form', number: 7, log: 'decisions' }],
  ['sup:8:7:a:b', { kind: 'supersede', newer: 8, older: 7, log: 'a:b' }],
  ['offer:record:1f-0a', { kind: 'offer', what: 'record', offer: '1f-0a' }],
  ['noticing:on', { kind: 'noticing', on: true }],
  ['noticing:off', { kind: 'noticing', on: false }],
  ['page:10:list::', { kind: 'page', offset: 10, of: { kind: 'list', status: [] } }],
  [
    'page:0:list:acsu:a-tag',
    { kind: 'page', offset: 0, of: { kind: 'list', status: ['accepted', 'superseded'], tag: 'a-tag' } },
  ],
  ['page:20:due:reviews', { kind: 'page', offset: 20, of: { kind: 'due', of: 'reviews' } }],
  [
    'page:4:found:why:caching: how?',
    { kind: 'page', offset: 4, of: { kind: 'found', asks: 'why', words: 'caching: how?' } },
  ],
  ['log:payments/core', { kind: 'log', log: 'payments/core' }],
  ['digest:off', { kind: 'digest', time: undefined }],
  ['digest:on:5:16', { kind: 'digest', time: { day: 5, hour: 16 } }],
  ['page:10:ruled-out', { kind: 'page', offset: 10, of: { kind: 'ruled-out' } }],
];

describe('ids of choices', () => {
  test.each(written)('are read and written as they always were: %s', (text, choice) => {
    expect(readChoiceId(text)).toEqual(choice);
    expect(choiceIdText(choice)).toBe(text);
  });

  test('are read as they were written, whatever a log is called and whatever is said', () => {
    const number = fc.integer({ min: 0, max: 999_999_999 });
    const log = fc.string({ minLength: 1, maxLength: 80 }).filter((name) => !/[\n\r\u2028\u2029]/.test(name));
    const choices: fc.Arbitrary<ChoiceId> = fc.oneof(
      fc.record({ kind: fc.constant('say' as const), words: fc.string({ maxLength: 96 }) }),
      fc.record({ kind: fc.constant('show' as const), number, log }),
      fc.record({ kind: fc.constant('step' as const), what: fc.constant('accept'), number, log }),
      fc.record({ kind: fc.constant('supersede' as const), newer: number, older: number, log }),
    );
    fc.assert(
      fc.property(choices, (choice) => {
        expect(readChoiceId(choiceIdText(choice))).toEqual(choice);
      }),
    );
  });

  test('say any list that there can be in a hundred characters', () => {
    const of = { kind: 'list' as const, status: statuses, tag: 'x'.repeat(60) };
    const id = choiceIdText({ kind: 'page', offset: 999_999, of });
    expect(id.length).toBeLessThanOrEqual(maxChoiceId);
    expect(readChoiceId(id)).toEqual({ kind: 'page', offset: 999_999, of });
  });

  test.each([
    'page:x:list::',
    'page:-1:list::',
    'page:9999999:list::',
    'page:1:list:zz:',
    'page:1:list:acx:',
    'page:1:due:never',
    'page:1:found:how:redis',
    'page:1:everything',
    'page:1',
  ])('of no list are none of ours: %s', (text) => expect(readChoiceId(text)).toBeUndefined());

  test.each(['', 'zzz', 'w:12', 'show:x:decisions', 'sup:1:decisions', 'offer:take:1', 'more:', 'form:edit'])(
    'are none of ours: %s',
    (text) => expect(readChoiceId(text)).toBeUndefined(),
  );
});

describe('ids of forms', () => {
  test('are read and written as they always were', () => {
    const form = { kind: 'edit', own: 123, number: 12, version: 3, log: 'payments:core' } as const;
    expect(readFormId('form:edit:123:12:3:payments:core')).toEqual(form);
    expect(formIdText(form)).toBe('form:edit:123:12:3:payments:core');
    for (const kind of formKinds) expect(readFormId(formIdText({ ...form, kind }))?.kind).toBe(kind);
    expect(readFormId('form:sell:123:12:3:decisions')).toBeUndefined();
  });
});
