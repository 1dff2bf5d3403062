import { type Token, tokenize } from './tokens.ts';

/** From this share of common words on two short texts say the same. */
const sameShare = 0.6;

/** Whether two facts say the same in much the same words; with other numbers they do not. */
export function saysTheSame(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const numbers = (words: ReadonlySet<string>) => [...words].filter((word) => /\d/.test(word)).join(' ');
  if (numbers(a) !== numbers(b)) return false;
  const common = [...a].filter((word) => b.has(word)).length;
  return common / (a.size + b.size - common) >= sameShare;
}

/** From this share of its words on a fact only repeats another one. */
const repeatedShare = 0.8;

/** Whether a fact tells nothing beyond another: nearly all of its words and all of its numbers are there. */
export function repeats(fact: string, told: string): boolean {
  const [words, others] = [wordsOf(fact), wordsOf(told)];
  let common = 0;
  for (const word of words) {
    if (others.has(word)) common++;
    else if (/\d/.test(word)) return false;
  }
  return common / words.size >= repeatedShare;
}

/** Stems in a fixed order, without the date that is shown with what ages. */
function wordsOf(text: string): Set<string> {
  const plain = text.replace(/ \((?:undated|as of [\d-]+)\)/, '');
  return new Set(
    tokenize(plain)
      .map((token: Token) => token.stem)
      .sort(),
  );
}
