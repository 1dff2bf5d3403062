import type { WholeKnowledge } from '../../knowledge/knowledge.ts';
import { classify, learnClassifier } from '../../reading/classifier.ts';
import { type LinearModel, learnRanking, scoreOf, thousandths } from '../../reading/linear.ts';
import { learnTranslation, type Translation } from '../../reading/translation.ts';
import { understand } from '../understand.ts';
import { coverFeatures } from './covering.ts';
import {
  backgroundOf,
  type CardTexts,
  type Postings,
  type Vocabulary,
  weighWords,
  wordFeatures,
} from './evidence.ts';
import { type Comparable, cardFeatures, sideFeatures } from './features.ts';
import { compare, kindsOf, lengthOf, type PassageEvidence } from './find.ts';
import type { CardModel } from './model.ts';
import { packTranslation } from './packed-translation.ts';
import { passageEvidence } from './passage-evidence.ts';
import { rarityOf, sourcesOf } from './prepare.ts';
import type { Terms } from './terms.ts';
import { learnCovering } from './train-covering.ts';
import { learnWordWeights, type WordEvidence } from './train-words.ts';
import type { TrainingLines } from './training-lines.ts';
import { openWorld, pairsOf, type World } from './world.ts';

/** Each so manieth ask of a card is left out, and asked. */
const leftOutEach = 6;
/** A ranking has few weights: each so manieth of the questions teaches them. */
const rankedEach = 2;
const pruning = { least: 0.002, most: 120 };
const candidates = 40;
const rarePattern = 8;

/** A question made of an ask that was left out, with its candidates. */
interface Held {
  readonly target: number;
  readonly cards: readonly number[];
  /** Its words by number, and what all of them are divided by. */
  readonly words: readonly number[];
  readonly length: number;
  /** What each word says for each card, word by word, card by card, in the order of the channels. */
  readonly said: Float32Array;
  readonly sides: readonly number[][];
}

/** Learns all that finding cards needs from the knowledge and the lines. Same data, same model. */
export function trainCards(
  knowledge: WholeKnowledge,
  lines: TrainingLines,
  log: (line: string) => void,
): CardModel {
  const world = openWorld(knowledge);
  log(`${knowledge.cards.length} cards, ${world.vocabulary.terms.length} terms`);
  const held = holdOut(world);
  log(`left out ${held.length} asks`);
  const right = held.map((one) => rightOf(one, world));
  const rank = (counts: ArrayLike<number>) =>
    learnRanking(
      [...wordFeatures, ...sideFeatures],
      held.flatMap((one, at) =>
        at % rankedEach === 0 ? [{ values: valuesOf(one, counts), right: right[at] ?? [] }] : [],
      ),
    );
  const size = world.vocabulary.terms.length;
  const counts = learnWordWeights(size, evidenceOf(held, right, rank(new Float64Array(size).fill(1))));
  const ranking = rank(counts);
  const within = recallOf(held, right, ranking, counts);
  log(`left-out asks: ${JSON.stringify(within)}`);
  const translation = learn(world, () => false);
  const model = {
    translation: packTranslation(translation, world.vocabulary),
    words: packWords(counts, world.vocabulary),
    ranking,
    kinds: learnKinds(world, () => false),
    manner: { classes: [], biases: [], features: {} },
    standing: { classes: [], biases: [], features: {} },
    covering: { features: coverFeatures, weights: [], means: [], scales: [], bias: 0, threshold: 0 },
    measured: { within, refused: [] },
  };
  const { refused, ...covering } = learnCovering(world, model, lines, log);
  return { ...model, ...covering, measured: { within, refused } };
}

type LeftOut = (card: number, ask: number) => boolean;

const without = (texts: readonly CardTexts[], leftOut: LeftOut): CardTexts[] =>
  texts.map((text, card) => ({ ...text, asks: text.asks.filter((_, ask) => !leftOut(card, ask)) }));

function learn({ texts, statementPairs, vocabulary }: World, leftOut: LeftOut): Translation {
  const pairs = without(texts, leftOut).flatMap(({ told, asks }) => pairsOf(told, asks));
  return learnTranslation([...pairs, ...statementPairs], vocabulary.terms.length, { pruning });
}

function learnKinds({ knowledge, asked }: World, leftOut: LeftOut) {
  const rows = knowledge.cards.flatMap((card, at) =>
    (asked[at] ?? []).flatMap(({ pattern }, ask) =>
      leftOut(at, ask) ? [] : [{ features: pattern, class: card.kind }],
    ),
  );
  return learnClassifier(rows, { least: rarePattern });
}

/** Builds everything without some asks, and asks these. */
function holdOut(world: World): Held[] {
  const leftOut: LeftOut = (card, ask) => (card + ask) % leftOutEach === 0;
  const texts = without(world.texts, leftOut);
  const channels = weighWords(texts, learn(world, leftOut), world.vocabulary.terms.length);
  const background = backgroundOf(
    texts.flatMap(({ asks }) => asks),
    world.vocabulary.terms.length,
  );
  const kinds = learnKinds(world, leftOut);
  const comparables = world.knowledge.cards.map(
    (card, at): Comparable => ({
      kind: card.kind,
      about: card.about,
      from: sourcesOf(card),
      asks: texts[at]?.asks ?? [],
    }),
  );
  const rarity = (term: number) => rarityOf(background[term] ?? 0);
  const held: Held[] = [];
  for (const [target, { asks }] of world.knowledge.cards.entries()) {
    for (const [at, ask] of asks.entries()) {
      const terms = world.asked[target]?.[at];
      if (!leftOut(target, at) || terms === undefined) continue;
      const compared = compare(
        terms,
        evidenceFor(ask, world),
        { find: world.vocabulary.find, rarityOf: rarity },
        kindsOf(classify(kinds, terms.pattern)),
      );
      const found = candidatesOf(terms, channels, world);
      const sides = found.cards.map((card) => {
        const comparable = comparables[card];
        return comparable === undefined ? [] : cardFeatures(compared, comparable, rarity);
      });
      held.push({ target, ...found, sides });
    }
  }
  return held;
}

function evidenceFor(text: string, { lexicon, search }: World): PassageEvidence {
  return passageEvidence(search.find(understand(text, lexicon)));
}

/** How the channels are put together to choose candidates, before there is a model. */
const firstWeights = [0.45, 0.5, 0.4, 0.32, 0.15, 0.15];

function candidatesOf(terms: Terms, channels: readonly Postings[], { vocabulary, texts }: World) {
  const width = channels.length;
  const known = [...terms.weights].flatMap(([word, weight]) => {
    const term = vocabulary.find(word);
    if (term === undefined) return [];
    return [{ term, weight, lists: channels.map((channel) => channel.get(term) ?? []) }];
  });
  // Plain loops: they are gone through a hundred million times.
  const totals = new Float64Array(texts.length);
  for (const { weight, lists } of known)
    for (const [at, list] of lists.entries()) {
      const share = weight * (firstWeights[at] ?? 0);
      for (let one = 0; one < list.length; one += 2) {
        const card = list[one] ?? 0;
        totals[card] = (totals[card] ?? 0) + share * (list[one + 1] ?? 0);
      }
    }
  const cards = Array.from(totals, (total, card) => ({ card, total }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || a.card - b.card)
    .slice(0, candidates)
    .map(({ card }) => card);
  const places = new Int16Array(texts.length).fill(-1);
  for (const [place, card] of cards.entries()) places[card] = place;
  const said = new Float32Array(known.length * cards.length * width);
  for (const [word, { weight, lists }] of known.entries())
    for (const [at, list] of lists.entries())
      for (let one = 0; one < list.length; one += 2) {
        const place = places[list[one] ?? 0] ?? -1;
        if (place >= 0) said[(word * cards.length + place) * width + at] = weight * (list[one + 1] ?? 0);
      }
  return { cards, words: known.map(({ term }) => term), said, length: lengthOf(terms) };
}

/** The features of each candidate where words count so much. */
function valuesOf({ cards, words, said, length, sides }: Held, counts: ArrayLike<number>): number[][] {
  const width = wordFeatures.length;
  return cards.map((_, place) => {
    const sums = new Array<number>(width).fill(0);
    for (const [word, term] of words.entries())
      for (let at = 0; at < width; at++)
        sums[at] =
          (sums[at] ?? 0) +
          ((counts[term] ?? 1) * (said[(word * cards.length + place) * width + at] ?? 0)) / length;
    return [...sums, ...(sides[place] ?? [])];
  });
}

/** What a ranking makes of each word's evidence and of all else. */
function evidenceOf(
  held: readonly Held[],
  right: readonly (readonly number[])[],
  { weights, means, scales, bias }: LinearModel,
): WordEvidence[] {
  const width = wordFeatures.length;
  const shares = weights.map((weight, at) => weight / (scales[at] ?? 1));
  return held.map(({ cards, words, said, length, sides }, question) => ({
    words,
    spoken: words.map((_, word) =>
      Float32Array.from(cards, (_, place) => {
        let sum = 0;
        for (let at = 0; at < width; at++)
          sum += (shares[at] ?? 0) * (said[(word * cards.length + place) * width + at] ?? 0);
        return sum / length;
      }),
    ),
    rest: sides.map((row) =>
      row.reduce(
        (sum, value, at) => sum + (shares[width + at] ?? 0) * (value - (means[width + at] ?? 0)),
        bias,
      ),
    ),
    right: right[question] ?? [],
  }));
}

/** The card itself, and in part those whose leads rest on the same facts. */
function rightOf({ cards, target }: Held, { knowledge }: World): number[] {
  const wanted = knowledge.cards[target];
  return cards.map((at) => {
    const card = knowledge.cards[at];
    if (card === undefined || wanted === undefined) return 0;
    if (at === target) return 1;
    const both = card.from.filter((id) => wanted.from.includes(id)).length;
    const alike = both / (new Set([...card.from, ...wanted.from]).size || 1);
    return alike < 0.5 ? 0 : card.kind === wanted.kind ? alike : alike / 2;
  });
}

function recallOf(
  held: readonly Held[],
  right: readonly (readonly number[])[],
  model: LinearModel,
  counts: ArrayLike<number>,
): CardModel['measured']['within'] {
  const places = held.map((one, question) =>
    valuesOf(one, counts)
      .map((values, at) => ({ score: scoreOf(model, values), right: right[question]?.[at] ?? 0 }))
      .sort((a, b) => b.score - a.score)
      .findIndex((card) => card.right >= 0.5),
  );
  const within = (most: number) =>
    thousandths(places.filter((place) => place >= 0 && place < most).length / held.length);
  return { one: within(1), three: within(3), ten: within(10) };
}

/** The words that don't count as they are said, by hundredths. */
function packWords(counts: Float64Array, { terms }: Vocabulary): CardModel['words'] {
  return Object.fromEntries(
    terms
      .map((term, at): [string, number] => [term, Math.round(100 * (counts[at] ?? 1)) / 100])
      .filter(([, count]) => count !== 1)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
