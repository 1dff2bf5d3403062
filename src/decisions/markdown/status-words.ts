import { foldCase } from './fold.ts';
import { languages, listed } from './languages/all.ts';
import { type NamedStatus, namedStatuses } from './languages/language.ts';

const statusOfWord = new Map(
  languages.flatMap(({ statuses }) =>
    namedStatuses.flatMap((status) =>
      listed(statuses[status] ?? '', foldCase).map((word) => [word, status] as const),
    ),
  ),
);

const wordsWhere = (isUnspaced: boolean, listOf: (language: (typeof languages)[number]) => string) =>
  languages
    .filter((one) => (one.isUnspaced ?? false) === isUnspaced)
    .flatMap((one) => listed(listOf(one), foldCase));

/** The longer before the shorter: "承認待ち" is no "承認". */
const either = (words: readonly string[]) =>
  [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+'))
    .join('|');

const statusesOf = ({ statuses }: (typeof languages)[number]) =>
  namedStatuses.map((status) => statuses[status] ?? '').join(',');

const word = new RegExp(
  `(?<!\\p{L})(?:${either(wordsWhere(false, statusesOf))})(?!\\p{L})|${either(wordsWhere(true, statusesOf))}`,
  'gu',
);

const negations = ({ negations }: (typeof languages)[number]) => negations;
/** "not", "has not yet been"; in languages without blanks the sign before the word. */
const negated = new RegExp(
  `(?<!\\p{L})(?:${either(wordsWhere(false, negations))})(?:\\s+[\\p{L}']+){0,2}\\s+$|(?:${either(wordsWhere(true, negations))})$`,
  'u',
);

/** A word for a status in a text. */
export interface StatusWord {
  readonly status: NamedStatus;
  readonly at: number;
  readonly word: string;
}

/** No status is told in longer prose. */
const longest = 300;

/** The words for statuses in a text without marks, in its order; what is denied there is none. */
export function statusWords(text: string): StatusWord[] {
  const folded = foldCase(text).slice(0, longest);
  return [...folded.matchAll(word)].flatMap(({ 0: found, index: at }): StatusWord[] => {
    const status = statusOfWord.get(found.replace(/\s+/g, ' '));
    return status === undefined || negated.test(folded.slice(Math.max(0, at - 60), at))
      ? []
      : [{ status, at, word: found }];
  });
}

/** The status that a text names and nothing else; signs around it don't count. */
export function statusAlone(text: string): NamedStatus | undefined {
  if (text.length > longest) return undefined;
  const plain = foldCase(text)
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/g, ' ');
  return statusOfWord.get(plain);
}
