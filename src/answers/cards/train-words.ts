import { toProbabilities } from '../../reading/classifier.ts';
import { descend, type Settings } from '../../reading/linear.ts';

/** A question whose card is known, with what is said for each of its candidates. */
export interface WordEvidence {
  /** Its words, by number. */
  readonly words: readonly number[];
  /** How much each of these speaks for each candidate. */
  readonly spoken: readonly ArrayLike<number>[];
  /** How much all else speaks for each candidate. */
  readonly rest: ArrayLike<number>;
  /** How right each candidate is: 1, 0, or something between. */
  readonly right: readonly number[];
}

/** Words that few questions have stay near 1. */
const settings: Settings = { rounds: 30, step: 0.05, penalty: 3e-4 };

/**
 * Learns how much each word counts where cards are looked for: 1 as it is said, less where it leads astray, as the nouns
 * of somebody's story do, more where it tells apart. The loss is that of the ranking itself.
 */
export function learnWordWeights(size: number, questions: readonly WordEvidence[]): Float64Array {
  const taught = questions.filter(({ right }) => right.some((share) => share > 0));
  const beyond = descend(size, settings, (current, gradient) => {
    for (const { words, spoken, rest, right } of taught) {
      const off = Float64Array.from(rest);
      for (const [at, word] of words.entries()) {
        const [weight, row] = [1 + (current[word] ?? 0), spoken[at] ?? []];
        for (let card = 0; card < off.length; card++)
          off[card] = (off[card] ?? 0) + weight * (row[card] ?? 0);
      }
      toErrors(off, right, taught.length);
      for (const [at, word] of words.entries()) {
        const row = spoken[at] ?? [];
        let slope = 0;
        for (let card = 0; card < off.length; card++) slope += (off[card] ?? 0) * (row[card] ?? 0);
        gradient[word] = (gradient[word] ?? 0) + slope;
      }
    }
  });
  return beyond.map((weight) => Math.max(0, 1 + weight));
}

/** Makes of scores how far their softmax is off what is right, in place; divided by the number of questions. */
function toErrors(scores: Float64Array, right: readonly number[], questions: number): void {
  const all = right.reduce((sum, share) => sum + share, 0);
  toProbabilities(scores);
  for (let at = 0; at < scores.length; at++)
    scores[at] = ((scores[at] ?? 0) - (right[at] ?? 0) / all) / questions;
}
