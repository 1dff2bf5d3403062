/** A linear classifier over named features, such as words and pairs of words: weights of each class, rounded to hundredths. */
export interface Classifier<Name extends string = string> {
  readonly classes: readonly Name[];
  readonly biases: readonly number[];
  readonly features: Readonly<Record<string, readonly number[]>>;
}

/** A text's features and the class that it belongs to. */
export interface Labelled<Name extends string = string> {
  readonly features: readonly string[];
  readonly class: Name;
}

interface Settings {
  /** Features of fewer rows than this are left out. */
  readonly least: number;
  readonly rounds: number;
  readonly step: number;
  readonly penalty: number;
}

/** Errors of a probability below this are left alone. */
const settled = 0.004;

const usual: Settings = { least: 8, rounds: 40, step: 0.3, penalty: 1e-5 };
/** Weights that round to nothing in every class are left out. */
const smallest = 0.2;

/** Learns a classifier: multinomial logistic regression by Adam over all rows. The same rows give the same weights. */
export function learnClassifier<Name extends string>(
  rows: readonly Labelled<Name>[],
  given: Partial<Settings> = {},
): Classifier<Name> {
  const settings = { ...usual, ...given };
  const classes = [...new Set(rows.map((row) => row.class))].sort();
  const kept = keptFeatures(rows, settings.least);
  const numbers = new Map(kept.map((feature, at) => [feature, at]));
  const sparse = rows.map(({ features, class: name }) => ({
    places: Int32Array.from(features.flatMap((feature) => numbers.get(feature) ?? [])),
    share: shareOf(features),
    target: classes.indexOf(name),
  }));
  const width = classes.length;
  const weights = learnWeights(sparse, kept.length, width, settings);
  const round = (value: number) => Math.round(100 * value) / 100;
  const rowOf = (place: number) => Array.from(weights.subarray(place * width, (place + 1) * width), round);
  return {
    classes,
    biases: rowOf(kept.length),
    features: Object.fromEntries(
      kept
        .map((feature, place): [string, number[]] => [feature, rowOf(place)])
        .filter(([, row]) => row.some((weight) => Math.abs(weight) >= smallest)),
    ),
  };
}

/** Features that so many rows have at least, in their order. */
function keptFeatures(rows: readonly Labelled<string>[], least: number): string[] {
  const counts = new Map<string, number>();
  for (const { features } of rows)
    for (const feature of new Set(features)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [...counts].flatMap(([feature, count]) => (count >= least ? [feature] : [])).sort();
}

/** A row by numbers: the places of its features, how much each counts, and the place of its class. */
interface SparseRow {
  readonly places: Int32Array;
  readonly share: number;
  readonly target: number;
}

/** The weights of each feature for each class, feature after feature, and behind them the biases. */
function learnWeights(
  rows: readonly SparseRow[],
  features: number,
  width: number,
  settings: Settings,
): Float64Array {
  const size = (features + 1) * width;
  const weights = new Float64Array(size);
  const [mean, spread, gradient] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let round = 1; round <= settings.rounds; round++) {
    findGradient(rows, width, weights, gradient);
    const [scaleOfMean, scaleOfSpread] = [1 - 0.9 ** round, 1 - 0.999 ** round];
    for (let cell = 0; cell < size; cell++) {
      const slope = (gradient[cell] ?? 0) + settings.penalty * (weights[cell] ?? 0);
      const first = 0.9 * (mean[cell] ?? 0) + 0.1 * slope;
      const second = 0.999 * (spread[cell] ?? 0) + 0.001 * slope * slope;
      mean[cell] = first;
      spread[cell] = second;
      weights[cell] =
        (weights[cell] ?? 0) -
        (settings.step * first) / (scaleOfMean * (Math.sqrt(second / scaleOfSpread) + 1e-8));
    }
  }
  return weights;
}

/** Fills `gradient` with the slope of the rows' mean error at these weights. */
function findGradient(
  rows: readonly SparseRow[],
  width: number,
  weights: Float64Array,
  gradient: Float64Array,
): void {
  const biasesAt = weights.length - width;
  const likely = new Float64Array(width);
  const off: number[] = [];
  gradient.fill(0);
  for (const { places, share, target } of rows) {
    likely.set(weights.subarray(biasesAt));
    for (let next = 0; next < places.length; next++) {
      const start = (places[next] ?? 0) * width;
      for (let at = 0; at < width; at++) likely[at] = (likely[at] ?? 0) + share * (weights[start + at] ?? 0);
    }
    toProbabilities(likely);
    likely[target] = (likely[target] ?? 0) - 1;
    off.length = 0;
    for (let at = 0; at < width; at++) {
      const error = likely[at] ?? 0;
      // What is right already teaches nothing.
      if (Math.abs(error) < settled) continue;
      off.push(at);
      likely[at] = error / rows.length;
      gradient[biasesAt + at] = (gradient[biasesAt + at] ?? 0) + (likely[at] ?? 0);
    }
    for (let next = 0; next < places.length; next++) {
      const start = (places[next] ?? 0) * width;
      for (let one = 0; one < off.length; one++) {
        const at = off[one] ?? 0;
        gradient[start + at] = (gradient[start + at] ?? 0) + share * (likely[at] ?? 0);
      }
    }
  }
}

/** The probability of each class. */
export function classify<Name extends string>(
  { classes, biases, features }: Classifier<Name>,
  given: readonly string[],
): Map<Name, number> {
  const scores = Float64Array.from(biases);
  const share = shareOf(given);
  for (const feature of given) {
    const row = Object.hasOwn(features, feature) ? features[feature] : undefined;
    for (const [at, weight] of (row ?? []).entries()) scores[at] = (scores[at] ?? 0) + share * weight;
  }
  toProbabilities(scores);
  return new Map(classes.map((name, at) => [name, scores[at] ?? 0]));
}

/** Long texts are not much surer of their class than short ones. */
export function shareOf(features: readonly string[]): number {
  return 1 / Math.sqrt(features.length + 1);
}

/** Makes probabilities of scores, in place. */
export function toProbabilities(scores: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) highest = Math.max(highest, score);
  let total = 0;
  for (let at = 0; at < scores.length; at++) {
    scores[at] = Math.exp((scores[at] ?? 0) - highest);
    total += scores[at] ?? 0;
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) / total;
}
