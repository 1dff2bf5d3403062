import type { CardKind } from '../../knowledge/card-schema.ts';
import { classify } from '../../reading/classifier.ts';
import { scoreOf } from '../../reading/linear.ts';
import { unpack } from '../../reading/packed.ts';
import type { Question } from '../understand.ts';
import type { CardReading } from './card-reading.ts';
import { wordFeatures } from './evidence.ts';
import { type Comparable, type Compared, cardFeatures, sideFeatures } from './features.ts';
import { createLiteralWords, type LiteralWords } from './literal-words.ts';
import { asksAgainst } from './polarity.ts';
import { type CardData, type ShownCard, sourcesOf } from './prepare.ts';
import type { Terms } from './terms.ts';
import { openWordTables, strangeRarity, type WordTables } from './word-tables.ts';

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

/** How well the search for statements met a question, by passage. */
export type PassageEvidence = Compared['passages'];

/** Finds the cards that may answer a question, the best first. */
export interface CardSearch extends LiteralWords {
  /** `asks` is what the question asks for: where that speaks against a thing, no card that speaks for it comes first. */
  find(question: Terms, passages: PassageEvidence, asks?: Question['asks']): FoundCard[];
  /** The share of the question's words, by rarity, that some card knows. */
  knownShare(question: Terms): number;
  /** The share of the question's words, by rarity, that speak for a card, and how rare the rarest of the others is. */
  metShare(question: Terms, card: ShownCard): { readonly share: number; readonly rarest: number };
  /** The words that speak most for a card, with how much, the most telling first. */
  tellingWords(question: Terms, card: ShownCard): { readonly term: string; readonly value: number }[];
}

const candidates = 40;
/** Longer questions meet more words: their sums count a little less. */
export const lengthPower = 0.7;
const smallestMass = 1e-6;
const leastLikely = 0.007;
/** As much as the best of all cards is mostly ahead of the tenth: what goes the wrong way, or is asked in these very words. */
const decisive = 6;
/** Where the likeness to a card's ask stands among the side features, and from where on it is the same. */
const likenessAt = sideFeatures.indexOf('likeness of the best ask');
const sameWords = 0.999;

/** Makes prepared cards ready to be found; `reading` comes from the same knowledge. */
export function openCards(data: CardData, reading: CardReading): CardSearch {
  const { cards } = data;
  const tables = openWordTables(data);
  const comparableAt = openComparables(data);
  return {
    find: finding(data, tables, comparableAt),
    ...createLiteralWords(data, comparableAt, tables, reading),
    knownShare(question) {
      const masses = tables.massesOf(question);
      const all = masses.reduce((sum, { mass }) => sum + mass, 0);
      const known = masses.reduce((sum, { term, mass }) => (term === undefined ? sum : sum + mass), 0);
      return known / Math.max(all, smallestMass);
    },
    metShare(question, shown) {
      const place = cards.indexOf(shown);
      let [met, all, rarest] = [0, 0, 0];
      for (const { word, mass } of tables.massesOf(question)) {
        all += mass;
        if (tables.worthOf(word, place) > 0) met += mass;
        else rarest = Math.max(rarest, mass);
      }
      return { share: all === 0 ? 0 : met / all, rarest };
    },
    tellingWords(question, shown) {
      const place = cards.indexOf(shown);
      return [...question.weights]
        .map(([term, weight]) => ({ term, value: weight * tables.worthOf(term, place) }))
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value);
    },
  };
}

/** Ranks the cards for which words speak most by all that is known of them. */
function finding(
  { cards, model: { ranking, kinds } }: CardData,
  tables: WordTables,
  comparableAt: (place: number) => Comparable | undefined,
): CardSearch['find'] {
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
  return (question, passages, asks) => {
    const likely = classify(kinds, question.pattern);
    const against = asks !== undefined && asksAgainst(asks, likely);
    const compared = compare(question, passages, tables, kindsOf(likely));
    const length = lengthOf(question);
    return tables
      .sumsOf(question)
      .map(({ card, sum }) => ({ card, words: sum / length + offset }))
      .sort((a, b) => b.words - a.words || a.card - b.card)
      .slice(0, candidates)
      .flatMap(({ card, words }): (FoundCard & { place: number })[] => {
        const [shown, comparable] = [cards[card], comparableAt(card)];
        if (shown === undefined || comparable === undefined) return [];
        const sides = cardFeatures(compared, comparable, tables.rarityOf);
        const wrongWay = against && shown.polarity === 'for' ? decisive : 0;
        const asksThis = (sides[likenessAt] ?? 0) >= sameWords ? decisive : 0;
        const decided = asksThis - wrongWay;
        const score = words + scoreOf(sideModel, sides) + decided;
        return [{ card: shown, words, sides, decided, score, place: card }];
      })
      .sort((a, b) => b.score - a.score || a.place - b.place);
  };
}

/** The logarithms of the kinds' probabilities; none is impossible. */
export function kindsOf(probabilities: ReadonlyMap<CardKind, number>): Map<CardKind, number> {
  return new Map(
    [...probabilities].map(([kind, probability]) => [kind, Math.log(Math.max(probability, leastLikely))]),
  );
}

/** By what a question's length divides what its words say. */
export function lengthOf({ weights }: Terms): number {
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  return Math.max(1, sum) ** lengthPower;
}

/** A question ready to be compared with cards. */
export function compare(
  terms: Terms,
  passages: PassageEvidence,
  { find, rarityOf }: Pick<WordTables, 'find' | 'rarityOf'>,
  kinds: ReadonlyMap<CardKind, number>,
): Compared {
  const known = new Map<number, number>();
  let mass = 0;
  for (const [word, weight] of terms.weights) {
    const term = find(word);
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
