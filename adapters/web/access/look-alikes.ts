/** Letters of other alphabets that look like a Latin one in one of their cases, and that one. */
const latinOf: ReadonlyMap<string, string> = new Map(
  [
    // Cyrillic
    ['авекмнорстухѕіјһԁԛԝӏү', 'abekmhopctyxsijhdqwly'],
    // Greek
    ['αβγεζηικμνορτυχω', 'abyezhikmnoptyxw'],
    // Armenian
    ['օսհոցզ', 'ouhngq'],
    // Latin letters beside the usual ones
    ['ɑɡɩ', 'agi'],
  ].flatMap(([theirs = '', latin = '']) =>
    [...theirs].map((letter, at): [string, string] => [letter, latin[at] ?? letter]),
  ),
);

/** The alphabets whose letters pass for each other's. */
const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

const words = /[\p{L}\p{M}]+/gu;

/** A word of a name whose letters are of several alphabets that look alike: nobody writes so but to be taken for another. */
export function mixedWord(name: string): string | undefined {
  return name.match(words)?.find((word) => alphabets.filter((alphabet) => alphabet.test(word)).length > 1);
}

/**
 * What names that look alike have in common: case, width, invisible signs, kinds of quotes and dashes, and whole words
 * whose every letter looks like a Latin one do not tell them apart. Names that can be told apart by looking differ.
 */
export function likeness(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/([ij])\u0307/gu, '$1')
    .replace(/[\u2018\u2019\u201b\u02bc\u02b9\u2032\u0060\u00b4]/gu, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(words, latinWord)
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** A word in Latin letters where all of its letters look like such; otherwise as it is. */
function latinWord(word: string): string {
  const letters = [...word].map((letter) => latinOf.get(letter) ?? letter);
  return letters.every((letter) => /[a-z\p{M}]/u.test(letter)) ? letters.join('') : word;
}
