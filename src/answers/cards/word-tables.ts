import { unpack } from '../../reading/packed.ts';
import { createVocabulary } from './evidence.ts';
import type { CardData } from './prepare.ts';
import type { Terms } from './terms.ts';

/** A word of a question, its number where some card knows it, and how much it counts: by its weight and its rarity. */
export interface Mass {
  readonly word: string;
  readonly term: number | undefined;
  readonly mass: number;
}

/** What each word says for each card; cards are named by their places. */
export interface WordTables {
  /** A word's number; undefined where no card knows it. */
  find(word: string): number | undefined;
  rarityOf(term: number): number;
  massesOf(question: Terms): Mass[];
  /** How much a word speaks for a card. */
  worthOf(word: string, card: number): number;
  /** The cards for which a question's words speak, with how much they do. */
  sumsOf(question: Terms): { readonly card: number; readonly sum: number }[];
}

/** A word that no card knows is as rare as can be. */
export const strangeRarity = 8;

/** Unpacks the tables; nothing that stays holds on to the packed ones, which are as large as what is made of them. */
export function openWordTables(data: CardData): WordTables {
  const { unit } = data;
  const vocabulary = createVocabulary(data.terms === '' ? [] : data.terms.split(' '));
  const starts = new Int32Array(unpack(data.starts));
  const cardsOf = new Uint16Array(unpack(data.cardsOf));
  const values = new Uint8Array(unpack(data.values));
  const rarities = new Float32Array(unpack(data.rarities));
  const sums = new Float64Array(data.cards.length);
  const rarityOf = (term: number) => rarities[term] ?? strangeRarity;
  return {
    find: vocabulary.find,
    rarityOf,
    massesOf: (question) =>
      [...question.weights].map(([word, weight]) => {
        const term = vocabulary.find(word);
        return { word, term, mass: weight * (term === undefined ? strangeRarity : rarityOf(term)) };
      }),
    worthOf(word, card) {
      const term = vocabulary.find(word);
      if (term === undefined) return 0;
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++)
        if (cardsOf[at] === card) return unit * (values[at] ?? 0);
      return 0;
    },
    sumsOf(question) {
      const touched: number[] = [];
      for (const [word, weight] of question.weights) {
        const term = vocabulary.find(word);
        if (term === undefined) continue;
        for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
          const card = cardsOf[at] ?? 0;
          if (sums[card] === 0) touched.push(card);
          sums[card] = (sums[card] ?? 0) + weight * unit * (values[at] ?? 0);
        }
      }
      const found = touched.map((card) => ({ card, sum: sums[card] ?? 0 }));
      for (const card of touched) sums[card] = 0;
      return found;
    },
  };
}
