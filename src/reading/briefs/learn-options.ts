import { probabilityOf } from '../linear.ts';
import type { ClauseFeatures } from './clause-features.ts';

/** A clause of which it is known what options of a question it gives. */
export interface OptionRow extends ClauseFeatures {
  readonly says: readonly string[];
  /** How much it counts. */
  readonly weight: number;
}

/** What was learnt of a question: how much each feature speaks for each of its options. */
export interface OptionWeights {
  readonly options: readonly string[];
  readonly biases: readonly number[];
  /** Feature of a clause -> a weight for each option. */
  readonly words: ReadonlyMap<string, Float32Array>;
  /** Feature of a mention -> its weight for the option that is mentioned. */
  readonly mentions: ReadonlyMap<string, number>;
}

const least = 2;
const rounds = 10;
const step = 1;
/** How fast steps become smaller from round to round. */
const slowing = 0.3;
/** How slowly weights fade: one over this in a round of full steps. */
const memory = 100;
/** The biases meet every row; they take smaller steps. */
const biasStep = 0.3;
/** Errors of a probability below this are left alone. */
const settled = 0.004;
/** About the logarithm of how many rows a usual feature is one of. */
const usualRarity = 5;

/** Features by their numbers, with how much each counts. */
interface Vector {
  readonly numbers: Int32Array;
  readonly values: Float32Array;
}

interface ReadRow extends Vector {
  /** The mentions, each with the place of its option. */
  readonly mentioned: readonly (Vector & { readonly place: number })[];
  /** For each option whether it is given: 1 or 0. */
  readonly right: Uint8Array;
  readonly weight: number;
}

interface Weights {
  readonly biases: Float32Array;
  /** For each feature of clauses a weight for each option. */
  readonly words: Float32Array;
  readonly mentions: Float32Array;
}

/**
 * Learns which options of a question clauses give: a logistic regression for each option, together, by stochastic
 * gradient descent with shrinking steps, rows in an order that is shuffled the same way every time. Rare features count
 * more than common ones (the root of their inverse document frequency).
 */
export function learnOptions(options: readonly string[], rows: readonly OptionRow[]): OptionWeights {
  const words = vocabularyOf(rows.map((row) => row.words));
  const mentions = vocabularyOf(rows.flatMap((row) => row.mentions.map(({ features }) => features)));
  const width = options.length;
  const read = rows.map((row): ReadRow => readRow(row, options, words, mentions));
  const weights: Weights = {
    biases: new Float32Array(width),
    words: new Float32Array(words.size * width),
    mentions: new Float32Array(mentions.size),
  };
  const scores = new Float64Array(width);
  const order = Int32Array.from(read, (_, at) => at);
  const random = generator();
  for (let round = 0; round < rounds; round++) {
    const stepNow = step / (1 + slowing * round);
    fade(weights, Math.exp(-stepNow / memory));
    shuffle(order, random);
    for (const next of order) {
      const row = read[next];
      if (row === undefined) continue;
      scoreInto(scores, row, weights);
      toSteps(scores, row, stepNow);
      move(weights, row, scores);
    }
  }
  return {
    options,
    biases: Array.from(weights.biases),
    words: new Map(
      [...words].map(([feature, { number, rarity }]) => [
        feature,
        weights.words.slice(number * width, (number + 1) * width).map((weight) => weight * rarity),
      ]),
    ),
    mentions: new Map(
      [...mentions].map(([feature, { number, rarity }]) => [
        feature,
        (weights.mentions[number] ?? 0) * rarity,
      ]),
    ),
  };
}

function readRow(
  row: OptionRow,
  options: readonly string[],
  words: Vocabulary,
  mentions: Vocabulary,
): ReadRow {
  return {
    ...toVector(row.words, words),
    mentioned: row.mentions.flatMap(({ option, features }) => {
      const place = options.indexOf(option);
      return place < 0 ? [] : [{ place, ...toVector(features, mentions) }];
    }),
    right: Uint8Array.from(options, (option) => (row.says.includes(option) ? 1 : 0)),
    weight: row.weight,
  };
}

function fade({ words, mentions }: Weights, by: number): void {
  for (const weights of [words, mentions])
    for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * by;
}

/** What the weights say of a row, for each option. */
function scoreInto(scores: Float64Array, { numbers, values, mentioned }: ReadRow, weights: Weights): void {
  const width = scores.length;
  scores.set(weights.biases);
  for (let at = 0; at < numbers.length; at++) {
    const [start, value] = [(numbers[at] ?? 0) * width, values[at] ?? 0];
    for (let option = 0; option < width; option++)
      scores[option] = (scores[option] ?? 0) + value * (weights.words[start + option] ?? 0);
  }
  for (const { place, numbers: own, values: counts } of mentioned)
    for (let at = 0; at < own.length; at++)
      scores[place] = (scores[place] ?? 0) + (counts[at] ?? 0) * (weights.mentions[own[at] ?? 0] ?? 0);
}

/** Makes of scores how far each option has to be moved, in place; 0 where it is right already. */
function toSteps(scores: Float64Array, { right, weight }: ReadRow, stepNow: number): void {
  for (let option = 0; option < scores.length; option++) {
    const off = probabilityOf(scores[option] ?? 0) - (right[option] ?? 0);
    scores[option] = Math.abs(off) < settled ? 0 : stepNow * weight * off;
  }
}

function move(weights: Weights, { numbers, values, mentioned }: ReadRow, steps: Float64Array): void {
  const { biases, words, mentions } = weights;
  for (let option = 0; option < steps.length; option++) {
    const by = steps[option] ?? 0;
    if (by === 0) continue;
    biases[option] = (biases[option] ?? 0) - biasStep * by;
    for (let at = 0; at < numbers.length; at++) {
      const cell = (numbers[at] ?? 0) * steps.length + option;
      words[cell] = (words[cell] ?? 0) - by * (values[at] ?? 0);
    }
  }
  for (const { place, numbers: own, values: counts } of mentioned)
    for (let at = 0; at < own.length; at++) {
      const cell = own[at] ?? 0;
      mentions[cell] = (mentions[cell] ?? 0) - (steps[place] ?? 0) * (counts[at] ?? 0);
    }
}

/** By how much each of so many features counts: long clauses are not much surer than short ones. */
export function shareOfEach(features: number): number {
  return 1 / Math.sqrt(features + 1);
}

type Vocabulary = ReadonlyMap<string, { readonly number: number; readonly rarity: number }>;

function vocabularyOf(rows: readonly (readonly string[])[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const features of rows)
    for (const feature of new Set(features)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= least);
  return new Map(
    kept.map(([feature, count], number) => [
      feature,
      { number, rarity: Math.sqrt(Math.log(rows.length / count) / usualRarity) },
    ]),
  );
}

function toVector(features: readonly string[], vocabulary: Vocabulary): Vector {
  const known = features.flatMap((feature) => vocabulary.get(feature) ?? []);
  const share = shareOfEach(features.length);
  return {
    numbers: Int32Array.from(known, ({ number }) => number),
    values: Float32Array.from(known, ({ rarity }) => rarity * share),
  };
}

/** Numbers from 0 to 1, the same in every run: a linear congruential generator (Numerical Recipes). */
function generator(): () => number {
  let state = 7;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Fisher and Yates. */
function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}
