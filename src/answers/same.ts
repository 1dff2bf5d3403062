import { tokenize } from './tokens.ts';

/** From this share of its words on a sentence only repeats another one. */
const repeatedShare = 0.8;

/** Whether one sentence tells nothing beyond another: nearly all of its words and all of its numbers are there. */
export function wordsRepeat(text: string, told: string): boolean {
  const [words, others] = [stemsOf(text), stemsOf(told)];
  if ([...words].some((word) => /\d/.test(word) && !others.has(word))) return false;
  const missing = [...words].filter((word) => !others.has(word)).length;
  return missing <= words.size * (1 - repeatedShare);
}

function stemsOf(text: string): Set<string> {
  return new Set(tokenize(text).map(({ stem }) => stem));
}
