import { type LinearModel, scoreOf } from '../reading/linear.ts';
import { coverFeatures } from './cards/covering.ts';
import { sideFeatures } from './cards/features.ts';
import type { CardSearch, FoundCard } from './cards/find.ts';
import type { CardModel } from './cards/model.ts';
import type { Terms } from './cards/terms.ts';

/** What a feature adds to a score: its value, and what that counts. */
export interface Reason {
  readonly name: string;
  readonly value: number;
  readonly counts: number;
}

/** Why an answer came first, and why it was given at all. */
export interface Explanation {
  /** The first cards with what speaks for them. */
  readonly cards: readonly {
    readonly id: string;
    readonly lead: string;
    readonly score: number;
    /** Words of the question that speak for it, the most telling first. */
    readonly words: readonly { readonly term: string; readonly value: number }[];
    readonly features: readonly Reason[];
  }[];
  /** Whether the documents cover it: answered from `threshold` on. */
  readonly covering: {
    readonly score: number;
    readonly threshold: number;
    readonly features: readonly Reason[];
  };
}

const shownCards = 3;
const shownWords = 8;

/** Takes apart what finding cards came to: the words and features behind each score, those that count most first. */
export function explain({
  terms,
  found,
  values,
  search,
  model: { ranking, covering },
}: {
  readonly terms: Terms;
  readonly found: readonly FoundCard[];
  /** The values of `coverFeatures`. */
  readonly values: readonly number[];
  readonly search: Pick<CardSearch, 'tellingWords'>;
  readonly model: Pick<CardModel, 'ranking' | 'covering'>;
}): Explanation {
  const sideStart = ranking.features.length - sideFeatures.length;
  return {
    cards: found.slice(0, shownCards).map(({ card, score, words, sides, decided }) => ({
      id: card.id,
      lead: card.lead,
      score: rounded(score),
      words: search
        .tellingWords(terms, card)
        .slice(0, shownWords)
        .map(({ term, value }) => ({ term, value: rounded(value) })),
      features: [
        ...(decided === 0 ? [] : [{ name: decidedBy(decided), value: 1, counts: rounded(decided) }]),
        { name: 'its words', value: rounded(words), counts: rounded(words) },
        ...reasonsFor(ranking, sides, sideStart),
      ],
    })),
    covering: {
      score: rounded(scoreOf(covering, values)),
      threshold: covering.threshold,
      features: reasonsFor({ ...covering, features: coverFeatures }, values, 0),
    },
  };
}

function decidedBy(decided: number): string {
  return decided > 0 ? 'is asked in these very words' : 'speaks for what is asked against';
}

/** Each feature's share of a score, the weightiest first. */
function reasonsFor(model: LinearModel, values: readonly number[], start: number): Reason[] {
  return values
    .map((value, index) => {
      const at = start + index;
      const scaled = (value - (model.means[at] ?? 0)) / (model.scales[at] ?? 1);
      return {
        name: model.features[at] ?? '',
        value: rounded(value),
        counts: rounded(scaled * (model.weights[at] ?? 0)),
      };
    })
    .sort((a, b) => Math.abs(b.counts) - Math.abs(a.counts));
}

function rounded(value: number): number {
  return Math.round(1_000 * value) / 1_000;
}
