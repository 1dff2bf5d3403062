import type { Entry } from '../../knowledge/schema.ts';
import type { Lexicon } from '../lexicon.ts';
import { readTerms, type Terms } from './terms.ts';

/** What cards' own words are read with, where a question is compared with them to the letter. */
export interface CardReading {
  terms(text: string): Terms;
  /** A passage's text. */
  textOf(id: string): string | undefined;
  /** Whether an entry is a thing that can be taken, and no concept. */
  isProduct(entry: string): boolean;
  /** What an entry is a part of or written for, and what these are. */
  widerOf(entry: string): ReadonlySet<string>;
}

/**
 * Makes the reading of cards' words.
 * @param textById the texts on which cards rest, by the ids of their statements, cells or disputes
 */
export function createCardReading(
  entries: readonly Entry[],
  textById: ReadonlyMap<string, { readonly text: string }>,
  lexicon: Lexicon,
): CardReading {
  const entryById = new Map(entries.map((entry) => [entry.id, entry]));
  const wider = new Map<string, ReadonlySet<string>>();
  const widerOf = (id: string): ReadonlySet<string> => {
    const known = wider.get(id);
    if (known !== undefined) return known;
    const all = new Set<string>();
    const add = (of: string) => {
      const { language, broader } = entryById.get(of) ?? {};
      for (const next of [language, broader]) {
        if (next === undefined || all.has(next)) continue;
        all.add(next);
        add(next);
      }
    };
    add(id);
    wider.set(id, all);
    return all;
  };
  return {
    terms: (text) => readTerms(text, lexicon),
    textOf: (id) => textById.get(id)?.text,
    isProduct: (id) => {
      const entry = entryById.get(id);
      return entry !== undefined && entry.kind !== 'concept';
    },
    widerOf,
  };
}
