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

/**
 * Learns which options of a question clauses give: a logistic regression for each option, together, by stochastic
 * gradient descent with shrinking steps, rows in an order that is shuffled the same way every time. Rare features count
 * more than common ones (the root of their inverse document frequency).
 */
export function learnOptions(options: readonly string[], rows: readonly OptionRow[]): OptionWeights {
  const [words, mentions] = [vocabularyOf(rows.map((row) => row.words)), mentionVocabularyOf(rows)];
  const width = options.length;
  const places = new Map(options.map((option, at) => [option, at]));
  const read = rows.map((row) => ({
    ...toVector(row.words, words),
    mentioned: row.mentions.flatMap(({ option, features }) => {
      const at = places.get(option);
      return at === undefined ? [] : [{ at, ...toVector(features, mentions) }];
    }),
    right: Uint8Array.from(options, (option) => (row.says.includes(option) ? 1 : 0)),
    weight: row.weight,
  }));
  const biases = new Float32Array(width);
  const wordWeights = new Float32Array(words.size * width);
  const mentionWeights = new Float32Array(mentions.size);
  const scores = new Float64Array(width);
  const order = Int32Array.from(read, (_, at) => at);
  const random = generator();
  for (let round = 0; round < rounds; round++) {
    const stepNow = step / (1 + slowing * round);
    const fading = Math.exp(-stepNow / memory);
    for (const weights of [wordWeights, mentionWeights])
      for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * fading;
    shuffle(order, random);
    for (const next of order) {
      const row = read[next];
      if (row === undefined) continue;
      const { numbers, values, mentioned, right, weight } = row;
      scores.set(biases);
      for (let at = 0; at < numbers.length; at++) {
        const [start, value] = [(numbers[at] ?? 0) * width, values[at] ?? 0];
        for (let option = 0; option < width; option++)
          scores[option] = (scores[option] ?? 0) + value * (wordWeights[start + option] ?? 0);
      }
      for (const one of mentioned)
        for (let at = 0; at < one.numbers.length; at++)
          scores[one.at] =
            (scores[one.at] ?? 0) + (one.values[at] ?? 0) * (mentionWeights[one.numbers[at] ?? 0] ?? 0);
      for (let option = 0; option < width; option++) {
        const off = 1 / (1 + Math.exp(-(scores[option] ?? 0))) - (right[option] ?? 0);
        if (Math.abs(off) < settled) {
          scores[option] = 0;
          continue;
        }
        const by = stepNow * weight * off;
        scores[option] = by;
        biases[option] = (biases[option] ?? 0) - biasStep * by;
        for (let at = 0; at < numbers.length; at++) {
          const cell = (numbers[at] ?? 0) * width + option;
          wordWeights[cell] = (wordWeights[cell] ?? 0) - by * (values[at] ?? 0);
        }
      }
      for (const one of mentioned)
        for (let at = 0; at < one.numbers.length; at++) {
          const cell = one.numbers[at] ?? 0;
          mentionWeights[cell] = (mentionWeights[cell] ?? 0) - (scores[one.at] ?? 0) * (one.values[at] ?? 0);
        }
    }
  }
  return {
    options,
    biases: Array.from(biases),
    words: new Map(
      [...words].map(([feature, { number, rarity }]) => [
        feature,
        wordWeights.slice(number * width, (number + 1) * width).map((weight) => weight * rarity),
      ]),
    ),
    mentions: new Map(
      [...mentions].map(([feature, { number, rarity }]) => [feature, (mentionWeights[number] ?? 0) * rarity]),
    ),
  };
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

/** About the logarithm of how many rows a usual feature is one of. */
const usualRarity = 5;

function mentionVocabularyOf(rows: readonly OptionRow[]): Vocabulary {
  return vocabularyOf(rows.flatMap(({ mentions }) => mentions.map(({ features }) => features)));
}

function toVector(features: readonly string[], vocabulary: Vocabulary) {
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
