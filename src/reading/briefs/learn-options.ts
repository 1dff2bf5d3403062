import { probabilityOf } from '../linear.ts';

/** A clause of which it is known what options of a question it gives. Features are numbered, each once. */
export interface OptionRow {
  readonly words: Int32Array;
  readonly mentions: readonly { readonly option: string; readonly features: Int32Array }[];
  readonly says: readonly string[];
  /** How much it counts. */
  readonly weight: number;
}

/** What was learnt of a question: how much each feature speaks for each of its options. */
export interface OptionWeights {
  readonly options: readonly string[];
  readonly biases: readonly number[];
  /** What a clause's features say: for each a weight for each option. */
  readonly words: FeatureWeights;
  /** What a mention's features say: a weight for the option that is mentioned. */
  readonly mentions: FeatureWeights;
}

/** Features by their numbers, and their weights one after the other. */
export interface FeatureWeights {
  readonly features: readonly number[];
  readonly weights: Float32Array;
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
/** A row of which no option is wrong by more than this is left out of the next rounds. */
const clear = 0.02;
const rest = 2;
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
    words: new Float32Array(words.kept.length * width),
    mentions: new Float32Array(mentions.kept.length),
  };
  const scores = new Float64Array(width);
  const order = Int32Array.from(read, (_, at) => at);
  const due = new Uint8Array(read.length);
  const random = generator();
  for (let round = 0; round < rounds; round++) {
    const stepNow = step / (1 + slowing * round);
    fade(weights, Math.exp(-stepNow / memory));
    shuffle(order, random);
    for (const next of order) {
      const row = read[next];
      if (row === undefined || (due[next] ?? 0) > round) continue;
      scoreInto(scores, row, weights);
      if (isClear(scores, row)) due[next] = round + 1 + rest;
      toSteps(scores, row, stepNow);
      move(weights, row, scores);
    }
  }
  return {
    options,
    biases: Array.from(weights.biases),
    words: unscaled(words, weights.words, width),
    mentions: unscaled(mentions, weights.mentions, 1),
  };
}

/** Weights as they are for features that count 1. */
function unscaled({ kept, rarities }: Vocabulary, weights: Float32Array, width: number): FeatureWeights {
  return {
    features: kept,
    weights: weights.map((weight, cell) => weight * (rarities[Math.floor(cell / width)] ?? 0)),
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

/** Whether every option of a row is as good as right. */
function isClear(scores: Float64Array, { right }: ReadRow): boolean {
  for (let option = 0; option < scores.length; option++)
    if (Math.abs(probabilityOf(scores[option] ?? 0) - (right[option] ?? 0)) >= clear) return false;
  return true;
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

/** The features that are learnt, numbered anew, with how rare each is. */
interface Vocabulary {
  readonly kept: readonly number[];
  /** Feature -> its place among those that are kept, and one more; 0 where it is not. */
  readonly places: Int32Array;
  readonly rarities: Float64Array;
}

function vocabularyOf(rows: readonly Int32Array[]): Vocabulary {
  let size = 0;
  for (const features of rows) for (const feature of features) size = Math.max(size, feature + 1);
  const counts = new Int32Array(size);
  for (const features of rows) for (const feature of features) counts[feature] = (counts[feature] ?? 0) + 1;
  const kept: number[] = [];
  const places = new Int32Array(size);
  for (const [feature, count] of counts.entries()) if (count >= least) places[feature] = kept.push(feature);
  const rarities = Float64Array.from(kept, (feature) =>
    Math.sqrt(Math.log(rows.length / (counts[feature] ?? 1)) / usualRarity),
  );
  return { kept, places, rarities };
}

function toVector(features: Int32Array, { places, rarities }: Vocabulary): Vector {
  const numbers = new Int32Array(features.length);
  let known = 0;
  for (const feature of features) {
    const place = places[feature] ?? 0;
    if (place > 0) numbers[known++] = place - 1;
  }
  const values = new Float32Array(known);
  const share = shareOfEach(features.length);
  for (let at = 0; at < known; at++) values[at] = (rarities[numbers[at] ?? 0] ?? 0) * share;
  return { numbers: numbers.subarray(0, known), values };
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
