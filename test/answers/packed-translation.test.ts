import { expect, test } from 'vitest';
import { createVocabulary } from '../../src/answers/cards/evidence.ts';
import { packTranslation, unpackTranslation } from '../../src/answers/cards/packed-translation.ts';

test('a translation comes back by the numbers of another vocabulary', () => {
  const learnt = createVocabulary(['queue', 'mail', 'send', 'broker']);
  const packed = packTranslation(
    new Map([
      [
        0,
        [
          [3, 0.75],
          [1, 0.0021],
        ],
      ],
      [1, [[2, 0.5]]],
    ]),
    learnt,
  );
  const other = createVocabulary(['send', 'unrelated']);
  const table = unpackTranslation(packed, other);
  const said = (term: string) =>
    table.get(other.numberOf(term))?.map(([to, share]) => [other.terms[to], share]);
  expect(said('queue')).toEqual([
    ['broker', 0.75],
    ['mail', 0.0021],
  ]);
  expect(said('mail')).toEqual([['send', 0.5]]);
  expect(said('send')).toBeUndefined();
});

test('an empty translation is one', () => {
  expect(unpackTranslation(packTranslation(new Map(), createVocabulary()), createVocabulary()).size).toBe(0);
});
