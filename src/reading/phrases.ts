import { type PhraseClass, type PhraseKind, phrasePattern } from '../knowledge/phrase-schema.ts';

/** Where a phrase stands in a text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Finds the phrases of the knowledge in texts. */
export interface Phrases {
  /** Whether a text has a phrase of a kind. */
  says(kind: PhraseKind, text: string): boolean;
  /** The places of a kind's phrases in a text, in its order. */
  placesOf(kind: PhraseKind, text: string): Place[];
}

/** Prepares the finding of phrases; each kind is compiled when it is first asked for. */
export function createPhrases(classes: readonly PhraseClass[]): Phrases {
  const compiled = new Map<PhraseKind, RegExp>();
  const patternOf = (kind: PhraseKind) => {
    const pattern =
      compiled.get(kind) ?? phrasePattern(classes.find(({ id }) => id === kind)?.patterns ?? ['(?!)']);
    compiled.set(kind, pattern);
    return pattern;
  };
  return {
    says: (kind, text) => text.search(patternOf(kind)) >= 0,
    placesOf: (kind, text) =>
      [...text.matchAll(patternOf(kind))].map(({ index, 0: { length } }) => ({
        start: index,
        end: index + length,
      })),
  };
}
