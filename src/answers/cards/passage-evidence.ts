import type { Hit } from '../search.ts';
import type { PassageEvidence } from './find.ts';

/** How well the search for statements met a question, by passage: hits in their order. */
export function passageEvidence(hits: readonly Hit[]): PassageEvidence {
  return new Map(hits.map(({ passage, score }, place) => [passage.id, { score, place }]));
}
