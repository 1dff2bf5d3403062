import { inflectionKey, phraseKey, stemKey, type Token, tokenize } from './tokens.ts';

/** Phrases with a value each, to be found in a row of words, the longest first. */
export interface PhraseIndex<Value> {
  at(tokens: readonly Token[], start: number): { values: readonly Value[]; length: number } | undefined;
}

/** Phrases as plain data, to be stored. */
export interface PhraseData<Value> {
  /** Whether phrases meet by their words, by these without inflection, or by their stems. */
  readonly by: 'words' | 'inflections' | 'stems';
  readonly phrases: readonly (readonly [string, readonly Value[]])[];
}

const keyBy = { words: phraseKey, inflections: inflectionKey, stems: stemKey } as const;

/** Collects phrases and their values as plain data; the values of a phrase that is there twice are put together. */
export function preparePhrases<Value>(
  by: PhraseData<Value>['by'],
  phrases: readonly (readonly [string, readonly Value[]])[],
): PhraseData<Value> {
  const byKey = new Map<string, readonly Value[]>();
  for (const [phrase, values] of phrases) {
    const tokens = tokenize(phrase);
    if (tokens.length === 0) continue;
    const key = keyBy[by](tokens);
    byKey.set(key, [...(byKey.get(key) ?? []), ...values]);
  }
  return { by, phrases: [...byKey] };
}

/** Makes prepared phrases ready to be looked up. */
export function openPhrases<Value>(data: PhraseData<Value>): PhraseIndex<Value> {
  const byKey = new Map(data.phrases);
  const keyOf = keyBy[data.by];
  const longestFrom = longestByFirst(byKey.keys());
  return {
    at(tokens, start) {
      const longest = longestFrom.get(keyOf(tokens.slice(start, start + 1))) ?? 0;
      for (let length = Math.min(longest, tokens.length - start); length > 0; length--) {
        const values = byKey.get(keyOf(tokens.slice(start, start + length)));
        if (values !== undefined) return { values, length };
      }
      return undefined;
    },
  };
}

/** How many words the longest phrase has that begins with each word, so that most words are known to begin none. */
export function longestByFirst(phrases: Iterable<string>): Map<string, number> {
  const longest = new Map<string, number>();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    const [first = ''] = words;
    longest.set(first, Math.max(longest.get(first) ?? 0, words.length));
  }
  return longest;
}
