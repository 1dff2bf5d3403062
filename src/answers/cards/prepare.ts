import type { Card } from '../../knowledge/card-schema.ts';
import type { WholeKnowledge } from '../../knowledge/knowledge.ts';
import type { Passage } from '../../knowledge/passages.ts';
import { pack } from '../../reading/packed.ts';
import type { Bag, Translation } from '../../reading/translation.ts';
import type { Lexicon } from '../lexicon.ts';
import {
  backgroundOf,
  type CardTexts,
  createVocabulary,
  merged,
  type Postings,
  type Vocabulary,
  weighWords,
} from './evidence.ts';
import type { CardModel } from './model.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import { readTerms, type Terms } from './terms.ts';

/** A term that says more about cards than this many is cut to the best of them. */
const mostCards = 300;
/** Evidence below this share of the strongest is left out. */
const leastShare = 0.012;

/** A card as it is shown, without the ways it is asked. */
export type ShownCard = Omit<Card, 'asks'> & { readonly polarity: Polarity };

/** Everything that finding cards needs, as plain data; tables are packed. */
export interface CardData {
  readonly cards: readonly ShownCard[];
  /** The vocabulary's terms, with spaces between. */
  readonly terms: string;
  /** For each term and one past the last: where its cards begin in `cardsOf` and `values`. */
  readonly starts: string;
  readonly cardsOf: string;
  /** How much a term speaks for a card, in units of `unit`. */
  readonly values: string;
  readonly unit: number;
  /** How rare each term is. */
  readonly rarities: string;
  /** The asks of all cards: where each card's begin in `askStarts`, where each ask's terms begin in `askTerms`. */
  readonly cardStarts: string;
  readonly askStarts: string;
  readonly askTerms: string;
  /** Weights of the asks' terms in hundredths. */
  readonly askWeights: string;
  readonly model: Pick<CardModel, 'ranking' | 'kinds' | 'manner' | 'covering'>;
}

/** The ids of all passages that a card rests on. */
export function sourcesOf(card: Pick<Card, 'from' | 'points'>): string[] {
  return [...new Set([...card.from, ...card.points.flatMap(({ from }) => from)])];
}

/** A bag of a text's terms. */
export function bagOf({ weights }: Terms, vocabulary: Vocabulary): Bag {
  return {
    terms: [...weights.keys()].map((term) => vocabulary.numberOf(term)),
    weights: [...weights.values()],
  };
}

/** Reads the texts of cards, statements and phrasings into bags. */
export function readTexts(
  knowledge: WholeKnowledge,
  passages: readonly Passage[],
  lexicon: Lexicon,
  vocabulary: Vocabulary,
) {
  const bag = (text: string) => bagOf(readTerms(text, lexicon), vocabulary);
  const passageBags = new Map(passages.map(({ id, text }) => [id, bag(text)]));
  const phrasingBags = new Map(knowledge.phrasings.map(({ id, asks }) => [id, asks.map(bag)]));
  const told = (card: Card) => {
    const lead = bag(card.lead);
    const about = {
      terms: card.about.map((id) => vocabulary.numberOf(`@${id}`)),
      weights: card.about.map(() => 1),
    };
    // What answers counts twice.
    return merged([lead, lead, ...card.points.map(({ text }) => bag(text)), about]);
  };
  const cards = knowledge.cards.map((card): CardTexts => {
    const sources = sourcesOf(card);
    return {
      told: told(card),
      asks: card.asks.map(bag),
      statements: merged(sources.flatMap((id) => passageBags.get(id) ?? [])),
      phrasings: merged(sources.flatMap((id) => phrasingBags.get(id) ?? [])),
    };
  });
  return { cards, passageBags, phrasingBags };
}

/** Derives the tables by which cards are found. */
export function prepareCards(
  knowledge: WholeKnowledge,
  passages: readonly Passage[],
  lexicon: Lexicon,
  model: CardModel,
): CardData {
  const vocabulary = createVocabulary();
  const { cards } = readTexts(knowledge, passages, lexicon, vocabulary);
  const translation = openTranslation(model, vocabulary);
  const size = vocabulary.terms.length;
  const channels = weighWords(cards, translation, size);
  const background = backgroundOf(
    cards.flatMap(({ asks }) => asks),
    size,
  );
  const asks = cards.flatMap((card) => card.asks);
  const kinds = new Map(passages.map(({ id, kind }) => [id, kind]));
  const kindOf = (id: string) => kinds.get(id);
  return {
    cards: knowledge.cards.map(({ asks: _asks, ...card }) => ({
      ...card,
      polarity: polarityOf(card, kindOf),
    })),
    terms: vocabulary.terms.join(' '),
    ...packPostings(collapse(channels, model), size),
    rarities: pack(Float32Array.from(background, rarityOf)),
    cardStarts: pack(Int32Array.from(startsOf(cards.map((card) => card.asks.length)))),
    askStarts: pack(Int32Array.from(startsOf(asks.map(({ terms }) => terms.length)))),
    askTerms: pack(Uint16Array.from(asks.flatMap(({ terms }) => terms))),
    askWeights: pack(
      Uint8Array.from(asks.flatMap(({ weights }) => weights.map((weight) => Math.round(100 * weight)))),
    ),
    model: { ranking: model.ranking, kinds: model.kinds, manner: model.manner, covering: model.covering },
  };
}

/** How rare a term is, by its share of what people ask. */
export function rarityOf(share: number): number {
  return Math.min(8, -Math.log(share));
}

/** The committed table with the vocabulary's numbers. */
function openTranslation({ translation }: CardModel, vocabulary: Vocabulary): Translation {
  return new Map(
    Object.entries(translation).map(([term, list]) => {
      const pairs: [number, number][] = [];
      for (let at = 0; at < list.length; at += 2)
        pairs.push([vocabulary.numberOf(String(list[at])), Number(list[at + 1])]);
      return [vocabulary.numberOf(term), pairs];
    }),
  );
}

function startsOf(lengths: readonly number[]): number[] {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
  return starts;
}

/** The ranking is linear in what words say, so their channels are one list: each with its weight. */
function collapse(channels: readonly Postings[], { ranking }: CardModel): Map<number, Map<number, number>> {
  const sums = new Map<number, Map<number, number>>();
  for (const [at, channel] of channels.entries()) {
    const weight = (ranking.weights[at] ?? 0) / (ranking.scales[at] ?? 1);
    for (const [term, list] of channel) {
      const cards = sums.get(term) ?? new Map<number, number>();
      for (let at = 0; at < list.length; at += 2) {
        const card = list[at] ?? 0;
        cards.set(card, (cards.get(card) ?? 0) + weight * (list[at + 1] ?? 0));
      }
      sums.set(term, cards);
    }
  }
  return sums;
}

function packPostings(postings: ReadonlyMap<number, ReadonlyMap<number, number>>, size: number) {
  const most = Math.max(...[...postings.values()].map((cards) => Math.max(...cards.values())));
  const unit = most / 32_000;
  const lists = Array.from({ length: size }, (_, term) =>
    [...(postings.get(term) ?? [])]
      .filter(([, value]) => Math.abs(value) >= most * leastShare)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, mostCards),
  );
  return {
    starts: pack(Int32Array.from(startsOf(lists.map((list) => list.length)))),
    cardsOf: pack(Uint16Array.from(lists.flatMap((list) => list.map(([card]) => card)))),
    values: pack(Int16Array.from(lists.flatMap((list) => list.map(([, value]) => Math.round(value / unit))))),
    unit,
  };
}
