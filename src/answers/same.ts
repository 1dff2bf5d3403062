import type { Passage } from './passages.ts';
import { tokenize } from './tokens.ts';

/** From this share of common words on two short texts say the same. */
const sameShare = 0.6;

/** From this share of its words on a fact only repeats another one. */
const repeatedShare = 0.8;

/** Whether two facts say the same in much the same words; with other numbers they do not. */
export function saysTheSame(one: Passage, other: Passage): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.allNumbers !== b.allNumbers) return false;
  const enough = (sameShare * (a.words.size + b.words.size)) / (1 + sameShare);
  return missesAtMost(a.words, b.words, a.words.size - enough);
}

/** Whether a fact tells nothing beyond another: nearly all of its words and all of its numbers are there. */
export function repeats(fact: Passage, told: Passage): boolean {
  const [{ words, numbers }, others] = [wordsOf(fact), wordsOf(told)];
  if (numbers.some((number) => !others.words.has(number))) return false;
  return missesAtMost(words, others.words, words.size * (1 - repeatedShare));
}

function missesAtMost(words: ReadonlySet<string>, others: ReadonlySet<string>, allowed: number): boolean {
  if (words.size - others.size > allowed) return false;
  let misses = 0;
  for (const word of words) {
    if (!others.has(word) && ++misses > allowed) return false;
  }
  return misses <= allowed;
}

interface Words {
  readonly words: ReadonlySet<string>;
  readonly numbers: readonly string[];
  readonly allNumbers: string;
}

/** Passages are compared again and again; their words are read once. */
const known = new WeakMap<Passage, Words>();

/** A passage's stems, without the date that is shown with what ages. */
function wordsOf(passage: Passage): Words {
  let found = known.get(passage);
  if (found === undefined) {
    const plain = passage.text.replace(/ \((?:undated|as of [\d-]+)\)/, '');
    const words = new Set(tokenize(plain).map(({ stem }) => stem));
    const numbers = [...words].filter((word) => /\d/.test(word)).sort();
    found = { words, numbers, allNumbers: numbers.join() };
    known.set(passage, found);
  }
  return found;
}
