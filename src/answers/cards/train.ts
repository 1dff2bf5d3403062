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
import { passageEvidence } from './passage-evidence.ts';
import { rarityOf, sourcesOf } from './prepare.ts';
import type { Terms } from './terms.ts';
import { learnCovering } from './train-covering.ts';
import type { TrainingLines } from './training-lines.ts';
import { openWorld, pairsOf, type World } from './world.ts';

/** Asks are left out in turns of so many; in so many of the turns questions are made of them. */
const turns = 6;
const folds = 2;
/** Of the asks that a turn leaves out, each so manieth is a question. */
const each = 2;
const pruning = { least: 0.02, most: 14 };
const candidates = 40;
const rarePattern = 8;

/** A question made of an ask that was left out, with its candidates. */
interface Held {
  readonly ask: string;
  readonly target: number;
  readonly fold: number;
  readonly cards: readonly number[];
  readonly values: readonly number[][];
}

/** Learns all that finding cards needs from the knowledge and the lines. Same data, same model. */
export function trainCards(
  knowledge: WholeKnowledge,
  lines: TrainingLines,
  log: (line: string) => void,
): CardModel {
  const world = openWorld(knowledge);
  log(`${knowledge.cards.length} cards, ${world.vocabulary.terms.length} terms`);
  const held = Array.from({ length: folds }, (_, fold) => {
    const questions = holdOut(world, fold);
    log(`left out ${questions.length} asks`);
    return questions;
  }).flat();
  const ranking = learnRanking(
    [...wordFeatures, ...sideFeatures],
    held.map((one) => ({ values: one.values, right: rightOf(one, world) })),
  );
  const within = recallOf(held, ranking, world);
  log(`left-out asks: ${JSON.stringify(within)}`);
  const translation = learn(world, () => false);
  const model = {
    translation: packTranslation(translation, world.vocabulary),
    ranking,
    kinds: learnKinds(world, () => false),
    manner: { classes: [], biases: [], features: {} },
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
function holdOut(world: World, fold: number): Held[] {
  const leftOut: LeftOut = (card, ask) => (card + ask) % turns === fold;
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
  let count = 0;
  for (const [target, { asks }] of world.knowledge.cards.entries()) {
    for (const [at, ask] of asks.entries()) {
      const terms = world.asked[target]?.[at];
      if (!leftOut(target, at) || terms === undefined || count++ % each !== 0) continue;
      const compared = compare(
        terms,
        evidenceFor(ask, world),
        world.vocabulary,
        rarity,
        kindsOf(classify(kinds, terms.pattern)),
      );
      const found = candidatesOf(terms, channels, world);
      const values = found.map(({ card, words }) => {
        const comparable = comparables[card];
        return [...words, ...(comparable === undefined ? [] : cardFeatures(compared, comparable, rarity))];
      });
      held.push({ ask, target, fold, cards: found.map(({ card }) => card), values });
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
  const sums = new Float64Array(width * texts.length);
  const totals = new Float64Array(texts.length);
  for (const [word, weight] of terms.weights) {
    const term = vocabulary.find(word);
    if (term === undefined) continue;
    for (let at = 0; at < width; at++) {
      const list = channels[at]?.get(term) ?? [];
      const share = weight * (firstWeights[at] ?? 0);
      for (let one = 0; one < list.length; one += 2) {
        const [card, value] = [list[one] ?? 0, list[one + 1] ?? 0];
        sums[card * width + at] = (sums[card * width + at] ?? 0) + weight * value;
        totals[card] = (totals[card] ?? 0) + share * value;
      }
    }
  }
  const length = lengthOf(terms);
  return Array.from(totals, (total, card) => ({ card, total }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || a.card - b.card)
    .slice(0, candidates)
    .map(({ card }) => ({
      card,
      words: Array.from(sums.subarray(card * width, (card + 1) * width), (sum) => sum / length),
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

function recallOf(held: readonly Held[], model: LinearModel, world: World): CardModel['measured']['within'] {
  const within = (most: number) =>
    thousandths(
      held.filter((one) => {
        const right = rightOf(one, world);
        return one.values
          .map((values, at) => ({ score: scoreOf(model, values), right: right[at] ?? 0 }))
          .sort((a, b) => b.score - a.score)
          .slice(0, most)
          .some((card) => card.right >= 0.5);
      }).length / held.length,
    );
  return { one: within(1), three: within(3), ten: within(10) };
}

function packTranslation(translation: Translation, { terms }: Vocabulary): CardModel['translation'] {
  return Object.fromEntries(
    [...translation]
      .map(([term, list]): [string, (string | number)[]] => [
        terms[term] ?? '',
        list.flatMap(([to, probability]) => [terms[to] ?? '', Math.round(1000 * probability) / 1000]),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
