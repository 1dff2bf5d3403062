import { describe, expect, test } from 'vitest';
import { personNamed, personOf, readName, readOwnName } from '../../adapters/web/access/names.ts';

const problemOf = (typed: string) => {
  const read = readOwnName(typed);
  return 'problem' in read ? read.problem : undefined;
};
const idOf = (name: string) => personOf(name).id;

describe('a name', () => {
  test.each([
    ['Ana', 'Ana'],
    ['  Ana \t Lucía  ', 'Ana Lucía'],
    ['Zoe\u0308', 'Zoë'],
    ['\u200bAna\u200d\ufeff', 'Ana'],
    ['\u202eAna\u2066', 'Ana'],
    ['\u2800Ana\u2800', 'Ana'],
    ['7 of 9', '7 of 9'],
    ['O’Neil-Smith Jr.', 'O’Neil-Smith Jr.'],
    ['Иван QA', 'Иван QA'],
    ['山田太郎', '山田太郎'],
    ['Ana 🦊', 'Ana 🦊'],
    [`${'🦊'.repeat(39)}A`, `${'🦊'.repeat(39)}A`],
    ['x'.repeat(40), 'x'.repeat(40)],
  ])('%j is taken as %j', (typed, name) => {
    expect(readOwnName(typed)).toEqual({ name });
  });

  test.each([
    ['', 'Type your name'],
    ['   \n ', 'Type your name'],
    ['x'.repeat(41), 'A name has at most 40 characters; this has 41.'],
    ['x'.repeat(10_000), 'A name has at most 40 characters; this has 10000.'],
    ['An\u0000a', 'A name has no control characters; this has U+0000. Type it anew.'],
    ['Ana\u001b[31m', 'this has U+001B.'],
    ['Ana\ue000', 'this has U+E000.'],
    ['\u200b\u2060\ufeff', 'A name needs a letter or a digit that people can see.'],
    ['\u3164\u115f', 'A name needs a letter or a digit that people can see.'],
    ['\u2800', 'A name needs a letter or a digit that people can see.'],
    ['\u0301', 'A name needs a letter or a digit that people can see.'],
    ['...', 'A name needs a letter or a digit that people can see.'],
    ['@ops', 'A name cannot begin with @'],
    ['\u200b @ops', 'A name cannot begin with @'],
    ['\uff20ops', 'A name cannot begin with @'],
    ['Ana, Bob', 'A name cannot hold a comma or a colon'],
    ['Ana\uff0cBob', 'A name cannot hold a comma or a colon'],
    ['web:ana', 'A name cannot hold a comma or a colon'],
    ['\u0410na', '“\u0410na” mixes letters of alphabets that look alike.'],
    ['Team \u0392ob', '“\u0392ob” mixes letters'],
    ['\u13aana', '“\u13aana” mixes letters'],
    ['\u0555na', '“\u0555na” mixes letters'],
    ['\u2c82ob', '“\u2c82ob” mixes letters'],
    ['yOU', '“yOU” would be taken for somebody else here.'],
    ['stack\u00a0advisor', '“stack advisor” would be taken for somebody else here.'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(problemOf(typed)).toContain(problem);
  });

  test('may be the default one where nobody signs in', () => {
    expect(readName('You')).toEqual({ name: 'You' });
    expect(personNamed(undefined)).toEqual({ id: 'web:you', name: 'You' });
    expect(personNamed('@ops')).toEqual({ id: 'web:you', name: 'You' });
    expect(personNamed(' Ana ')).toEqual({ id: 'web:ana', name: 'Ana' });
  });
});

describe('a person', () => {
  test.each([
    ['Ana', 'ANA'],
    ['Ana', 'Ａｎａ'],
    ['Ana', '𝐀𝐧𝐚'],
    ['Ana', 'An\u200ba'],
    ['Zoë', 'Zoe\u0308'],
    ['Straße', 'STRASSE'],
    ['ılker', 'Ilker'],
    ['İlker', 'ilker'],
    ['O’Neil', "O'Neil"],
    ['Ana–Lu', 'Ana-Lu'],
    ['Ana  Lu', 'Ana\u00a0Lu'],
    ['Bob Cox', '\u0412\u041e\u0412 \u0421\u043e\u0445'],
    ['\u0395\u03bd\u03b1', 'Ena'],
    ['Иван \u0412\u043e\u0432', 'иван Bob'],
    ['\u0251na', 'Ana'],
    ['\u0578\u0585', 'no'],
  ])('%s and %s look alike and are one', (one, other) => {
    expect(idOf(one)).toBe(idOf(other));
  });

  test.each([
    ['Ana', 'Ann'],
    ['Ian', 'Lan'],
    ['Zoe', 'Zoë'],
    ['Анна', 'Ana'],
    ['Иван', 'Bah'],
    ['Ana B', 'AnaB'],
    ['Ana 🦊', 'Ana 🐻'],
    ['Ana 1', 'Ana 2'],
  ])('%s and %s are two', (one, other) => {
    expect(idOf(one)).not.toBe(idOf(other));
  });

  test.each([
    ['Ana', 'web:ana'],
    ['Zoë', 'web:zoë'],
    ["O'Neil", "web:o'neil"],
    ['Иван', 'web:иван'],
  ])('%s has the id that it always had', (name, id) => {
    expect(personOf(name)).toEqual({ id, name });
  });
});
