import { z } from 'zod';
import { descend, probabilityOf, type Settings } from './linear.ts';

/** A logistic regression over named features of which each case has few. */
export const sparseModelSchema = z.strictObject({
  bias: z.number(),
  weights: z.record(z.string(), z.number()),
});

export type SparseModel = z.infer<typeof sparseModelSchema>;

/** The features that a case has, and how much of each. */
export type SparseFeatures = ReadonlyMap<string, number>;

/** A case and whether it is one. */
export interface SparseCase {
  readonly features: SparseFeatures;
  readonly positive: boolean;
  readonly weight: number;
}

/** Features of fewer cases than this are left out. */
const least = 20;
/** Weights are kept in hundredths; what rounds to nothing is left out. */
const steps = 100;

/** The probability that a case is one. */
export function likelihoodOf({ bias, weights }: SparseModel, features: SparseFeatures): number {
  let score = bias;
  for (const [feature, value] of features)
    if (Object.hasOwn(weights, feature)) score += value * (weights[feature] ?? 0);
  return probabilityOf(score);
}

/** Learns from cases. The same cases give the same model. */
export function learnSparse(cases: readonly SparseCase[], settings: Settings): SparseModel {
  const counts = new Map<string, number>();
  for (const { features } of cases)
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const kept = [...counts].flatMap(([feature, count]) => (count >= least ? [feature] : [])).sort();
  const numbers = new Map(kept.map((feature, at) => [feature, at]));
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  const rows = cases.map(({ features, positive, weight }) => {
    const known = [...features].flatMap(([feature, value]) => {
      const number = numbers.get(feature);
      return number === undefined ? [] : [{ number, value }];
    });
    return {
      numbers: Int32Array.from(known, ({ number }) => number),
      values: Float64Array.from(known, ({ value }) => value),
      target: positive ? 1 : 0,
      share: weight / total,
    };
  });
  const weights = descend(kept.length + 1, settings, (current, gradient) => {
    for (const row of rows) {
      let score = current[kept.length] ?? 0;
      for (let at = 0; at < row.numbers.length; at++)
        score += (row.values[at] ?? 0) * (current[row.numbers[at] ?? 0] ?? 0);
      const off = row.share * (probabilityOf(score) - row.target);
      for (let at = 0; at < row.numbers.length; at++) {
        const number = row.numbers[at] ?? 0;
        gradient[number] = (gradient[number] ?? 0) + off * (row.values[at] ?? 0);
      }
      gradient[kept.length] = (gradient[kept.length] ?? 0) + off;
    }
  });
  const rounded = (at: number) => Math.round(steps * (weights[at] ?? 0)) / steps;
  return {
    bias: rounded(kept.length),
    weights: Object.fromEntries(
      kept.flatMap((feature, at): [string, number][] => (rounded(at) === 0 ? [] : [[feature, rounded(at)]])),
    ),
  };
}
