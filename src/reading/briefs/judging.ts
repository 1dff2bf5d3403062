import type { SparseFeatures } from '../sparse.ts';
import { type Evidence, questionOf } from './evidence.ts';

/** From which probability on what else is there counts. */
const present = 0.25;
const [leastLikely, mostLikely] = [0.001, 0.9995];

/**
 * What an option is judged by in the light of the whole brief: what its clause says of it, and what else the clause and
 * the brief give. "Ours is a Django shop" and "the team writes Python" belong together; of two languages that something
 * is written in, one is somebody else's.
 */
export function judgedBy(one: Evidence, all: readonly Evidence[]): SparseFeatures {
  const { id, question, probability, second, mentioned, beside } = one;
  const own = logit(probability);
  const features = new Map<string, number>([
    ['own', own],
    [`own ${question}`, own],
    [`is ${question}`, 1],
    [`is ${id}`, 1],
    ['second', second],
    ['all', all.length / 10],
  ]);
  if (mentioned) features.set('named', 1).set('own named', own).set(`named ${question}`, 1);
  let [rivalBeside, rival] = [0, 0];
  for (const [other, likely] of beside) {
    const others = questionOf(other);
    if (others === question) rivalBeside = Math.max(rivalBeside, likely);
    if (likely >= present)
      features.set(`${question} beside ${others}`, likely).set(`${id} beside ${other}`, likely);
  }
  for (const other of all) {
    if (other === one) continue;
    if (other.question === question) rival = Math.max(rival, other.probability);
    if (other.probability >= present)
      features
        .set(`${question} with ${other.id}`, other.probability)
        .set(`${id} with ${other.id}`, other.probability);
  }
  return features
    .set('rival beside', rivalBeside)
    .set('rival', rival)
    .set(`rival ${question}`, rival)
    .set('rival ahead', Math.max(0, rival - probability));
}

function logit(probability: number): number {
  return Math.log(Math.max(probability, leastLikely) / (1 - Math.min(probability, mostLikely)));
}
