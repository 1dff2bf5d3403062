import type { CardKind } from '../../knowledge/card-schema.ts';
import { classify } from '../../reading/classifier.ts';
import { scoreOf } from '../../reading/linear.ts';
import { unpack } from '../../reading/packed.ts';
import type { Question } from '../understand.ts';
import type { CardReading } from './card-reading.ts';
import { createVocabulary, wordFeatures } from './evidence.ts';
import { type Comparable, type Compared, cardFeatures, sideFeatures } from './features.ts';
import { asksAgainst } from './polarity.ts';
import { type CardData, type ShownCard, sourcesOf } from './prepare.ts';
import { type Strangers, strangersOf } from './strangers.ts';
import type { Terms } from './terms.ts';

/** A card that may answer a question, and what speaks for it. */
export interface FoundCard {
  readonly card: ShownCard;
  readonly score: number;
  /** What its words say, and its side features, in the order of `sideFeatures`. */
  readonly words: number;
  readonly sides: readonly number[];
  /** What counts whatever the model says: it is asked in these very words, or speaks for what is asked against. */
  readonly decided: number;
}

/** Shares of a question's words, 0 to 1. */
export interface Literal {
  /** In its lead and points. */
  readonly told: number;
  /** In these, in any of its asks or in its statements. */
  readonly anywhere: number;
  /** In the one ask that has most of them. */
  readonly bestAsk: number;
  /** How rare the rarest word is that stands nowhere there. */
  readonly rarest: number;
}

/**
 * Where a word of a question stands for a card: in what it tells or its statements, in its asks alone, nowhere though it
 * speaks for it, or nowhere.
 */
export type Standing = 'told' | 'asked' | 'meant' | 'nowhere';

/** How well the search for statements met a question, by passage. */
export type PassageEvidence = Compared['passages'];

/** Finds the cards that may answer a question, the best first. */
export interface CardSearch {
  /** `asks` is what the question asks for: where that speaks against a thing, no card that speaks for it comes first. */
  find(question: Terms, passages: PassageEvidence, asks?: Question['asks']): FoundCard[];
  /** The share of the question's words, by rarity, that some card knows. */
  knownShare(question: Terms): number;
  /** How far a question's words, names apart, stand in a card and in what it rests on as they are, each by its rarity. */
  literal(question: Terms, card: ShownCard): Literal;
  /** Which products the question names that a card leaves out. */
  strangers(question: Terms, card: ShownCard): Strangers;
  /** Where each word of the question stands for a card. */
  standings(question: Terms, card: ShownCard): ReadonlyMap<string, Standing>;
  /** The share of the question's words, by rarity, that speak for a card, and how rare the rarest of the others is. */
  metShare(question: Terms, card: ShownCard): { readonly share: number; readonly rarest: number };
  /** The words that speak most for a card, with how much, the most telling first. */
  tellingWords(question: Terms, card: ShownCard): { readonly term: string; readonly value: number }[];
}

const candidates = 40;
/** Longer questions meet more words: their sums count a little less. */
export const lengthPower = 0.7;
/** A word that no card knows is as rare as can be. */
const strangeRarity = 8;
const smallestMass = 1e-6;
const leastLikely = 0.007;
/** As much as the best of all cards is mostly ahead of the tenth: what goes the wrong way, or is asked in these very words. */
const decisive = 6;
/** Where the likeness to a card's ask stands among the side features, and from where on it is the same. */
const likenessAt = sideFeatures.indexOf('likeness of the best ask');
const sameWords = 0.999;

/** Makes prepared cards ready to be found; `reading` comes from the same knowledge. */
export function openCards(data: CardData, reading: CardReading): CardSearch {
  const termsOf = (texts: readonly Terms[]) => new Set(texts.flatMap(({ weights }) => [...weights.keys()]));
  // Nothing that stays holds on to the packed tables: they are as large as what is made of them.
  const { cards, unit } = data;
  const { ranking, kinds } = data.model;
  const vocabulary = createVocabulary(data.terms === '' ? [] : data.terms.split(' '));
  const starts = new Int32Array(unpack(data.starts));
  const cardsOf = new Uint16Array(unpack(data.cardsOf));
  const values = new Uint8Array(unpack(data.values));
  const rarities = new Float32Array(unpack(data.rarities));
  const comparableAt = openComparables(data);
  const sums = new Float64Array(cards.length);
  // What the words' features have in common: their means, with their weights.
  const offset = wordFeatures.reduce(
    (sum, _, at) => sum - ((ranking.weights[at] ?? 0) * (ranking.means[at] ?? 0)) / (ranking.scales[at] ?? 1),
    ranking.bias,
  );
  const sideModel = {
    features: ranking.features.slice(wordFeatures.length),
    weights: ranking.weights.slice(wordFeatures.length),
    means: ranking.means.slice(wordFeatures.length),
    scales: ranking.scales.slice(wordFeatures.length),
    bias: 0,
  };
  const rarityOf = (term: number) => rarities[term] ?? strangeRarity;

  /** How much each word of a question counts: by its weight and its rarity. */
  const massesOf = (question: Terms) =>
    [...question.weights].map(([word, weight]) => {
      const term = vocabulary.find(word);
      return { word, term, mass: weight * (term === undefined ? strangeRarity : rarityOf(term)) };
    });

  const met = (question: Terms): number[] => {
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
    return touched;
  };
  const wordsOf = remembered((shown: ShownCard) => {
    const asks = (comparableAt(cards.indexOf(shown))?.asks ?? []).map(
      ({ terms }) => new Set(Array.from(terms)),
    );
    const told = [shown.lead, ...shown.points.map(({ text }) => text)].map(reading.terms);
    const sources = sourcesOf(shown)
      .flatMap((id) => reading.textOf(id) ?? [])
      .map(reading.terms);
    return {
      told: termsOf(told),
      sources: termsOf(sources),
      named: new Set([...shown.about, ...[...told, ...sources].flatMap(({ entries }) => [...entries])]),
      asks,
      asked: new Set(asks.flatMap((ask) => [...ask])),
    };
  });
  /** How much a word speaks for the card in a place. */
  const worthOf = (word: string, place: number): number => {
    const term = vocabulary.find(word);
    if (term === undefined) return 0;
    for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++)
      if (cardsOf[at] === place) return unit * (values[at] ?? 0);
    return 0;
  };
  return {
    find(question, passages, asks) {
      const likely = classify(kinds, question.pattern);
      const against = asks !== undefined && asksAgainst(asks, likely);
      const compared = compare(question, passages, vocabulary, rarityOf, kindsOf(likely));
      const length = lengthOf(question);
      const touched = met(question);
      const best = touched
        .map((card) => ({ card, words: (sums[card] ?? 0) / length + offset }))
        .sort((a, b) => b.words - a.words || a.card - b.card)
        .slice(0, candidates);
      for (const card of touched) sums[card] = 0;
      return best
        .flatMap(({ card, words }): (FoundCard & { place: number })[] => {
          const [shown, comparable] = [cards[card], comparableAt(card)];
          if (shown === undefined || comparable === undefined) return [];
          const sides = cardFeatures(compared, comparable, rarityOf);
          const wrongWay = against && shown.polarity === 'for' ? decisive : 0;
          const asksThis = (sides[likenessAt] ?? 0) >= sameWords ? decisive : 0;
          const decided = asksThis - wrongWay;
          const score = words + scoreOf(sideModel, sides) + decided;
          return [{ card: shown, words, sides, decided, score, place: card }];
        })
        .sort((a, b) => b.score - a.score || a.place - b.place);
    },
    knownShare(question) {
      const masses = massesOf(question);
      const all = masses.reduce((sum, { mass }) => sum + mass, 0);
      const known = masses.reduce((sum, { term, mass }) => (term === undefined ? sum : sum + mass), 0);
      return known / Math.max(all, smallestMass);
    },
    metShare(question, shown) {
      const place = cards.indexOf(shown);
      let [met, all, rarest] = [0, 0, 0];
      for (const { word, mass } of massesOf(question)) {
        all += mass;
        if (worthOf(word, place) > 0) met += mass;
        else rarest = Math.max(rarest, mass);
      }
      return { share: all === 0 ? 0 : met / all, rarest };
    },
    literal(question, shown) {
      const words = wordsOf(shown);
      const masses = massesOf(question).filter(({ word }) => !word.startsWith('@'));
      const all = masses.reduce((sum, { mass }) => sum + mass, 0) || 1;
      const share = (has: (one: (typeof masses)[number]) => boolean) =>
        masses.reduce((sum, one) => sum + (has(one) ? one.mass : 0), 0) / all;
      const isAnywhere = ({ word, term }: (typeof masses)[number]) =>
        words.told.has(word) || words.sources.has(word) || (term !== undefined && words.asked.has(term));
      return {
        told: share(({ word }) => words.told.has(word)),
        anywhere: share(isAnywhere),
        bestAsk: Math.max(
          0,
          ...words.asks.map((ask) => share(({ term }) => term !== undefined && ask.has(term))),
        ),
        rarest: Math.max(0, ...masses.filter((one) => !isAnywhere(one)).map(({ mass }) => mass)),
      };
    },
    strangers: (question, shown) => strangersOf(question, shown.about, wordsOf(shown).named, reading),
    standings(question, shown) {
      const place = cards.indexOf(shown);
      const { told, sources, asked } = wordsOf(shown);
      const standingOf = (word: string): Standing => {
        if (told.has(word) || sources.has(word)) return 'told';
        const term = vocabulary.find(word);
        if (term !== undefined && asked.has(term)) return 'asked';
        return worthOf(word, place) > 0 ? 'meant' : 'nowhere';
      };
      return new Map([...question.weights.keys()].map((word) => [word, standingOf(word)]));
    },
    tellingWords(question, shown) {
      const place = cards.indexOf(shown);
      return [...question.weights]
        .map(([term, weight]) => ({ term, value: weight * worthOf(term, place) }))
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value);
    },
  };
}

/** The natural logarithms of the kinds' probabilities (0 to 1); none is impossible, so all are finite. */
export function kindsOf(probabilities: ReadonlyMap<CardKind, number>): Map<CardKind, number> {
  return new Map(
    [...probabilities].map(([kind, probability]) => [kind, Math.log(Math.max(probability, leastLikely))]),
  );
}

/** Does some work once for each card, when it is asked for first. */
function remembered<Result>(work: (card: ShownCard) => Result): (card: ShownCard) => Result {
  const results = new WeakMap<ShownCard, Result>();
  return (card) => {
    const known = results.get(card) ?? work(card);
    results.set(card, known);
    return known;
  };
}

/** By what a question's length divides what its words say: 1 or more. */
export function lengthOf({ weights }: Terms): number {
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  return Math.max(1, sum) ** lengthPower;
}

/**
 * Makes a question ready to be compared with cards.
 * @param passages how well the search for statements met it
 * @param kinds how likely each kind of question is, as logarithms
 */
export function compare(
  terms: Terms,
  passages: PassageEvidence,
  vocabulary: { find(term: string): number | undefined },
  rarityOf: (term: number) => number,
  kinds: ReadonlyMap<CardKind, number>,
): Compared {
  const known = new Map<number, number>();
  let mass = 0;
  for (const [word, weight] of terms.weights) {
    const term = vocabulary.find(word);
    if (term !== undefined) known.set(term, weight);
    mass += weight * (term === undefined ? strangeRarity : rarityOf(term));
  }
  return { terms, known, mass: Math.max(mass, smallestMass), kinds, passages };
}

/** What each card is compared by, unpacked when it is a candidate for the first time: most never are. */
function openComparables(data: CardData): (place: number) => Comparable | undefined {
  const { cards } = data;
  const cardStarts = new Int32Array(unpack(data.cardStarts));
  const askStarts = new Int32Array(unpack(data.askStarts));
  const terms = new Uint16Array(unpack(data.askTerms));
  const weights = new Uint8Array(unpack(data.askWeights));
  const opened: Comparable[] = [];
  return (place) => {
    const [known, card] = [opened[place], cards[place]];
    if (known !== undefined || card === undefined) return known;
    const asks = [];
    for (let ask = cardStarts[place] ?? 0; ask < (cardStarts[place + 1] ?? 0); ask++) {
      const [start, end] = [askStarts[ask] ?? 0, askStarts[ask + 1] ?? 0];
      const shares = Float32Array.from(weights.subarray(start, end), (weight) => weight / 100);
      asks.push({ terms: terms.subarray(start, end), weights: shares });
    }
    const comparable = { kind: card.kind, about: card.about, from: sourcesOf(card), asks };
    opened[place] = comparable;
    return comparable;
  };
}
