import { type Passage, uniqueCitations } from '../knowledge/passages.ts';
import type { Line } from '../reply.ts';
import type { Answer } from './answer.ts';
import { wordsRepeat } from './same.ts';
import { type Hit, weightedMean } from './search.ts';

const maxPoints = 4;
const maxMore = 8;
/** A statement belongs to the answer when it meets the question nearly as well as the first. */
const companionShare = 0.7;

/**
 * An answer from statements, where no card is: the best leads, others that meet the question nearly as well stand below.
 * Undefined where nothing was found.
 */
export function answerFromStatements(
  hits: readonly Hit[],
  importances: readonly number[],
): Answer | undefined {
  const [first, ...others] = hits;
  if (first === undefined) return undefined;
  const told: Hit[] = [first];
  for (const hit of others) {
    if (told.length > maxPoints + maxMore || hit.score < companionShare * first.score) break;
    if (!told.some(({ passage }) => wordsRepeat(hit.passage.text, passage.text))) told.push(hit);
  }
  const [lead, ...further] = told.map(({ passage }) => lineOf(passage));
  if (lead === undefined) return undefined;
  const lines = further.slice(0, maxPoints);
  const dispute = first.passage.dispute;
  return {
    id: first.passage.id,
    kind: first.passage.kind,
    card: null,
    lead: lead.text,
    sources: told.map(({ passage }) => passage.id),
    reply: {
      kind: 'facts',
      title: lead.text,
      lines,
      disputes: dispute === undefined ? [] : [dispute],
      more: further.slice(maxPoints),
      citations: uniqueCitations([lead, ...lines].flatMap(({ citations }) => citations)),
    },
    met: first.met,
    score: weightedMean(first.met, importances),
  };
}

/** A dispute leads with its question: its sides stand below. */
function lineOf({ text, citations, dispute }: Passage): Line {
  return { text: dispute?.question ?? text, citations };
}
