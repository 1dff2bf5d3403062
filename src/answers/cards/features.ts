import type { CardKind } from '../../knowledge/card-schema.ts';
import type { Terms } from './terms.ts';

/** What speaks for a card beside its words, in the order of {@link cardFeatures}. */
export const sideFeatures = [
  'share of the question in the best ask',
  'likeness of the best ask',
  'kind of card asked for',
  'share of what is named',
  'share of what it is about',
  'speaks of nothing that is named',
  'as many things as are named',
  'best of its statements',
  'place of its statements',
] as const;

/** What a card is compared with a question by. */
export interface Comparable {
  readonly kind: CardKind;
  readonly about: readonly string[];
  /** Passages that it rests on. */
  readonly from: readonly string[];
  /** The ways it is asked: term numbers and weights. */
  readonly asks: readonly { readonly terms: ArrayLike<number>; readonly weights: ArrayLike<number> }[];
}

/** A question, ready to be compared with cards. */
export interface Compared {
  readonly terms: Terms;
  /** Its terms by number, with weights; what no card knows is not among them. */
  readonly known: ReadonlyMap<number, number>;
  /** How rare its words are together, also those that no card knows. */
  readonly mass: number;
  /** The logarithm of each kind's probability. */
  readonly kinds: ReadonlyMap<CardKind, number>;
  /** Passages that the search for statements found: how well they meet the question, and in which place. */
  readonly passages: ReadonlyMap<string, { readonly score: number; readonly place: number }>;
}

/** The features of one card for one question, in their order; `rarityOf` goes from 0, a word of every question, to 8. */
export function cardFeatures(
  question: Compared,
  card: Comparable,
  rarityOf: (term: number) => number,
): number[] {
  const { share, likeness } = bestAsk(question, card, rarityOf);
  const named = [...question.terms.entries];
  const shared = named.filter((id) => card.about.includes(id)).length;
  let [score, place] = [0, 0];
  for (const id of card.from) {
    const found = question.passages.get(id);
    if (found === undefined) continue;
    score = Math.max(score, found.score);
    place = Math.max(place, 1 / (1 + found.place));
  }
  return [
    share,
    likeness,
    question.kinds.get(card.kind) ?? -5,
    named.length === 0 ? 0 : shared / named.length,
    card.about.length === 0 ? 0 : shared / card.about.length,
    named.length > 0 && shared === 0 ? 1 : 0,
    named.length === card.about.length ? 1 : 0,
    score,
    place,
  ];
}

function bestAsk(
  { known, mass }: Compared,
  { asks }: Comparable,
  rarityOf: (term: number) => number,
): { share: number; likeness: number } {
  let [share, likeness] = [0, 0];
  for (const { terms, weights } of asks) {
    let [met, whole] = [0, 0];
    for (let at = 0; at < terms.length; at++) {
      const term = terms[at] ?? 0;
      const [weight, rarity] = [weights[at] ?? 0, rarityOf(term)];
      whole += rarity * weight;
      const asked = known.get(term);
      if (asked !== undefined) met += rarity * Math.min(asked, weight);
    }
    share = Math.max(share, met / mass);
    likeness = Math.max(likeness, met / (mass + whole - met));
  }
  return { share, likeness };
}
