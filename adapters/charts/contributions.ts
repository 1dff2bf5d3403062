import type { RankingChart } from '../../src/chart.ts';
import { maxContributions } from './limits.ts';
import { more, plain } from './text.ts';

type Candidates = RankingChart['candidates'];

/** What one answer brought each candidate. */
export interface Contribution {
  readonly label: string;
  /** For each candidate, in their order. */
  readonly points: readonly number[];
}

/** The contributions by label, those that weigh most first; what has no colour of its own is one at the end. */
export function contributionsOf(candidates: Candidates): Contribution[] {
  const all = byLabel(candidates)
    .filter((contribution) => weight(contribution) > 0)
    .sort((a, b) => weight(b) - weight(a));
  const rest = all.slice(maxContributions);
  // One that is left over gets the last colour under its own name.
  if (rest.length < 2) return all;
  return [...all.slice(0, maxContributions), together(rest)];
}

function byLabel(candidates: Candidates): Contribution[] {
  const sums = new Map<string, number[]>();
  for (const [at, { contributions }] of candidates.entries()) {
    for (const { label, points } of contributions) {
      const own = sums.get(plain(label)) ?? candidates.map(() => 0);
      own[at] = (own[at] ?? 0) + points;
      sums.set(plain(label), own);
    }
  }
  return [...sums].map(([label, points]) => ({ label, points }));
}

function weight({ points }: Contribution): number {
  return points.reduce((sum, own) => sum + Math.abs(own), 0);
}

function together(rest: readonly Contribution[]): Contribution {
  const [first] = rest;
  const points = (first?.points ?? []).map((_, at) =>
    rest.reduce((sum, contribution) => sum + (contribution.points[at] ?? 0), 0),
  );
  return { label: `${more(rest.length, 'reason', 'reasons')}, added up`, points };
}

/** The ends of the axis: the longest stack against and the longest for. */
export function reach(
  contributions: readonly Contribution[],
  candidates: number,
): { min: number; max: number } {
  let [min, max] = [0, 0];
  for (let at = 0; at < candidates; at += 1) {
    const own = contributions.map(({ points }) => points[at] ?? 0);
    min = Math.min(min, total(own.filter((points) => points < 0)));
    max = Math.max(max, total(own.filter((points) => points > 0)));
  }
  return { min, max };
}

function total(points: readonly number[]): number {
  return points.reduce((sum, own) => sum + own, 0);
}

/** The same with round ends, and the distance of the axis's marks. */
export function roundedOut({ min, max }: { readonly min: number; readonly max: number }) {
  const rough = (max - min || 1) / 8;
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = power * ([1, 2, 5].find((step) => step * power >= rough) ?? 10);
  return {
    min: Math.floor(min / interval) * interval,
    max: Math.ceil((max || interval) / interval) * interval,
    interval,
  };
}
