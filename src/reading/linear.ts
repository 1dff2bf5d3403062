import { toProbabilities } from './classifier.ts';

/** A linear model over named features, each brought to the same scale first. */
export interface LinearModel {
  readonly features: readonly string[];
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
  readonly bias: number;
}

/** What a model says of the values of its features. */
export function scoreOf(
  model: Pick<LinearModel, 'means' | 'scales' | 'bias'> & { readonly weights: ArrayLike<number> },
  values: ArrayLike<number>,
): number {
  let score = model.bias;
  for (let at = 0; at < model.weights.length; at++)
    score +=
      ((model.weights[at] ?? 0) * ((values[at] ?? 0) - (model.means[at] ?? 0))) / (model.scales[at] ?? 1);
  return score;
}

/** A score as a probability, 0 to 1. */
export function probabilityOf(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** Shares are kept in thousandths: the same on every machine. */
export function thousandths(share: number): number {
  return Math.round(1_000 * share) / 1_000;
}

/** Candidates of one question with their features, and how right each is: 1, 0, or something between. */
export interface RankedList {
  readonly values: readonly ArrayLike<number>[];
  readonly right: readonly number[];
}

/** A case with its features, and whether it is one. */
export interface Case {
  readonly values: ArrayLike<number>;
  readonly positive: boolean;
  readonly weight: number;
}

/** How weights are found. */
export interface Settings {
  readonly rounds: number;
  readonly step: number;
  /** How much large weights cost. */
  readonly penalty: number;
}

/**
 * Learns to put right candidates first: a softmax over each list, its loss the cross entropy with how right each is
 * (ListNet; Cao et al., "Learning to rank: from pairwise approach to listwise approach", 2007).
 */
export function learnRanking(
  features: readonly string[],
  lists: readonly RankedList[],
  settings: Settings = { rounds: 120, step: 0.1, penalty: 0.001 },
): LinearModel {
  const scale = scaleOf(
    features,
    lists.flatMap(({ values }) => values),
  );
  const told = lists.filter(({ right }) => right.some((share) => share > 0));
  const weights = descend(features.length, settings, (current, gradient) => {
    for (const { values, right } of told) {
      const likely = Float64Array.from(values, (row) =>
        scoreOf({ ...scale, weights: current, bias: 0 }, row),
      );
      toProbabilities(likely);
      const all = right.reduce((sum, share) => sum + share, 0);
      for (const [at, row] of values.entries())
        addScaled(gradient, row, scale, ((likely[at] ?? 0) - (right[at] ?? 0) / all) / told.length);
    }
  });
  return rounded({ ...scale, weights: [...weights], bias: 0 });
}

/** Learns the probability of a case: logistic regression. */
export function learnProbability(
  features: readonly string[],
  cases: readonly Case[],
  settings: Settings = { rounds: 400, step: 0.1, penalty: 0.002 },
): LinearModel {
  const scale = scaleOf(
    features,
    cases.map(({ values }) => values),
  );
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  const last = features.length;
  const weights = descend(features.length + 1, settings, (current, gradient) => {
    for (const { values, positive, weight } of cases) {
      const score = scoreOf(
        { ...scale, weights: current.subarray(0, last), bias: current[last] ?? 0 },
        values,
      );
      const off = ((probabilityOf(score) - (positive ? 1 : 0)) * weight) / total;
      addScaled(gradient, values, scale, off);
      gradient[last] = (gradient[last] ?? 0) + off;
    }
  });
  return rounded({ ...scale, weights: [...weights.subarray(0, last)], bias: weights[last] ?? 0 });
}

type Scale = Pick<LinearModel, 'features' | 'means' | 'scales'>;

function scaleOf(features: readonly string[], rows: readonly ArrayLike<number>[]): Scale {
  const count = Math.max(1, rows.length);
  const means = features.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / count);
  const scales = features.map((_, at) => {
    const spread = rows.reduce((sum, row) => sum + ((row[at] ?? 0) - (means[at] ?? 0)) ** 2, 0) / count;
    return Math.sqrt(spread) || 1;
  });
  return { features, means, scales };
}

function addScaled(
  gradient: Float64Array,
  row: ArrayLike<number>,
  { means, scales }: Scale,
  by: number,
): void {
  for (let at = 0; at < means.length; at++)
    gradient[at] = (gradient[at] ?? 0) + (by * ((row[at] ?? 0) - (means[at] ?? 0))) / (scales[at] ?? 1);
}

/**
 * Finds weights by a gradient, which is added to zeroes. Adam (Kingma and Ba, 2015) over the whole data in every round:
 * deterministic, and no step size to tune for each feature.
 */
export function descend(
  size: number,
  { rounds, step, penalty }: Settings,
  addGradient: (weights: Float64Array, gradient: Float64Array) => void,
): Float64Array {
  const weights = new Float64Array(size);
  const mean = new Float64Array(size);
  const spread = new Float64Array(size);
  for (let round = 1; round <= rounds; round++) {
    const gradient = new Float64Array(size);
    addGradient(weights, gradient);
    for (let at = 0; at < size; at++) {
      const slope = (gradient[at] ?? 0) + penalty * (weights[at] ?? 0);
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * slope;
      spread[at] = 0.999 * (spread[at] ?? 0) + 0.001 * slope * slope;
      const [first, second] = [
        (mean[at] ?? 0) / (1 - 0.9 ** round),
        (spread[at] ?? 0) / (1 - 0.999 ** round),
      ];
      weights[at] = (weights[at] ?? 0) - (step * first) / (Math.sqrt(second) + 1e-8);
    }
  }
  return weights;
}

/** Four decimals are enough, and read well in the files that hold them. */
function rounded(model: LinearModel): LinearModel {
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  return {
    features: model.features,
    weights: model.weights.map(round),
    means: model.means.map(round),
    scales: model.scales.map((scale) => Math.max(1e-4, round(scale))),
    bias: round(model.bias),
  };
}
