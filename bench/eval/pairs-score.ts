import { z } from 'zod';
import type { Advisor } from '../../src/advisor/advisor.ts';
import { startWalk, type Walk } from '../../src/advisor/walk.ts';
import { isOneOf, readLines } from './advice-score.ts';

const sideSchema = z.object({
  text: z.string(),
  /** The options that a careful reader gives: question -> options. */
  facts: z.record(z.string(), z.array(z.string())),
  pick: z.array(z.string()),
});

const minimalPairSchema = z.object({
  id: z.string(),
  topic: z.string(),
  rule: z.string(),
  a: sideSchema,
  b: sideSchema,
});

type Side = z.infer<typeof sideSchema>;

/** Two briefs that differ in one fact, mostly implied, for an explicit rule of the documents. */
export type MinimalPair = z.infer<typeof minimalPairSchema>;

/** The project's own pairs; they are for development, and no exam. */
export const minimalPairs = new URL('./minimal-pairs.jsonl', import.meta.url);

/** The pairs of a JSON-lines file whose topic can be walked. */
export function readMinimalPairs(file: URL, advisor: Advisor): MinimalPair[] {
  const topics = new Set(advisor.topics.map(({ id }) => id));
  return readLines(file, minimalPairSchema).filter(({ topic }) => topics.has(topic));
}

/** Shares of pairs with both picks right: with the facts set by hand, and as they are read. A tie is wrong. */
export function measurePairs(
  advisor: Advisor,
  pairs: readonly MinimalPair[],
): { facts: number; read: number } {
  const share = (walkOf: (side: Side, topic: string) => Walk) =>
    pairs.filter(({ a, b, topic }) =>
      [a, b].every((side) => isOneOf(advisor.result(walkOf(side, topic)).pick?.name ?? 'nobody', side.pick)),
    ).length / pairs.length;
  return {
    facts: share(({ facts }, topic) => {
      const asked = new Set(advisor.topic(topic).questions.map(({ id }) => id));
      const told = Object.entries(facts).filter(([question]) => asked.has(question));
      return { ...startWalk(topic), answers: Object.fromEntries(told), order: told.map(([id]) => id) };
    }),
    read: share(({ text }, topic) => advisor.brief(text, topic).walk),
  };
}
