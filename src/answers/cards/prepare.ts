import type { Card } from '../../knowledge/card-schema.ts';
import type { WholeKnowledge } from '../../knowledge/knowledge.ts';
import type { Passage } from '../../knowledge/passages.ts';
import { pack, startsOf } from '../../reading/packed.ts';
import type { Bag } from '../../reading/translation.ts';
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
import { unpackTranslation } from './packed-translation.ts';
import { type Polarity, polarityOf } from './polarity.ts';
import { readTerms, type Terms } from './terms.ts';

/** A term that says more about cards than this many is cut to the best of them. */
const mostCards = 900;
/** Evidence below this share of the strongest is left out. */
const leastShare = 0.03;

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
  readonly model: Pick<CardModel, 'ranking' | 'kinds' | 'manner' | 'standing' | 'covering'>;
}

/** The ids of all passages that a card's lead and points rest on, each once. */
export function sourcesOf(card: Pick<Card, 'from' | 'points'>): string[] {
  return [...new Set([...card.from, ...card.points.flatMap(({ from }) => from)])];
}

/** A text's terms by their numbers, with their weights; terms that the vocabulary lacks are added to it. */
export function bagOf({ weights }: Terms, vocabulary: Vocabulary): Bag {
  return {
    terms: [...weights.keys()].map((term) => vocabulary.numberOf(term)),
    weights: [...weights.values()],
  };
}

/** Reads the texts of cards, statements and phrasings into bags; their terms are added to the vocabulary. */
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

/** Derives the tables by which cards are found, as plain data to be stored; {@link openCards} reads them. */
export function prepareCards(
  knowledge: WholeKnowledge,
  passages: readonly Passage[],
  lexicon: Lexicon,
  model: CardModel,
): CardData {
  const vocabulary = createVocabulary();
  const { cards } = readTexts(knowledge, passages, lexicon, vocabulary);
  const translation = unpackTranslation(model.translation, vocabulary);
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
    ...packPostings(channels, model, vocabulary, cards.length),
    rarities: pack(Float32Array.from(background, rarityOf)),
    cardStarts: pack(Int32Array.from(startsOf(cards.map((card) => card.asks.length)))),
    askStarts: pack(Int32Array.from(startsOf(asks.map(({ terms }) => terms.length)))),
    askTerms: pack(Uint16Array.from(asks.flatMap(({ terms }) => terms))),
    askWeights: pack(
      Uint8Array.from(asks.flatMap(({ weights }) => weights.map((weight) => Math.round(100 * weight)))),
    ),
    model: {
      ranking: model.ranking,
      kinds: model.kinds,
      manner: model.manner,
      standing: model.standing,
      covering: model.covering,
    },
  };
}

/** How rare a term is by its share (0 to 1) of what people ask: from 0, always there, to 8. */
export function rarityOf(share: number): number {
  return Math.min(8, -Math.log(share));
}

/**
 * What each term says for each card, packed. The ranking is linear in what words say, so their channels are one: each with
 * its weight and that of the word.
 */
function packPostings(
  channels: readonly Postings[],
  { ranking, words }: CardModel,
  { terms }: Vocabulary,
  cards: number,
) {
  const counts = new Map(Object.entries(words));
  const shares = channels.map((_, at) => (ranking.weights[at] ?? 0) / (ranking.scales[at] ?? 1));
  const sums = new Float64Array(cards);
  // The term that touched a card last: some ten million values are added up here.
  const touchedBy = new Int32Array(cards).fill(-1);
  let most = 0;
  const postings = terms.map((term, number) => {
    const touched: number[] = [];
    for (const [at, channel] of channels.entries()) {
      const list = channel.get(number) ?? [];
      const share = shares[at] ?? 0;
      for (let one = 0; one < list.length; one += 2) {
        const card = list[one] ?? 0;
        if (touchedBy[card] !== number) {
          touchedBy[card] = number;
          touched.push(card);
          sums[card] = 0;
        }
        sums[card] = (sums[card] ?? 0) + share * (list[one + 1] ?? 0);
      }
    }
    const weight = counts.get(term) ?? 1;
    const values = Float64Array.from(touched, (card) => weight * (sums[card] ?? 0));
    for (const value of values) most = Math.max(most, value);
    return { touched, values };
  });
  const unit = most / 255;
  const lists = postings.map(({ touched, values }) => {
    const sorted = touched
      .flatMap((card, at) => {
        const value = values[at] ?? 0;
        return value >= most * leastShare ? [{ card, value }] : [];
      })
      .sort((a, b) => b.value - a.value || a.card - b.card);
    // What a word says for all cards alike tells none of them apart: the first that is left out counts as nothing.
    const nothing = sorted[mostCards]?.value ?? 0;
    return sorted.slice(0, mostCards).map(({ card, value }) => ({ card, value: value - nothing }));
  });
  return {
    starts: pack(Int32Array.from(startsOf(lists.map((list) => list.length)))),
    cardsOf: pack(Uint16Array.from(lists.flatMap((list) => list.map(({ card }) => card)))),
    values: pack(Uint8Array.from(lists.flatMap((list) => list.map(({ value }) => Math.round(value / unit))))),
    unit,
  };
}
