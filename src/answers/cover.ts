import type { Answer } from './answer.ts';
import { metEnough } from './search.ts';
import type { Question, Slot } from './understand.ts';

/** One fact at least has to meet this share of a question, and this much of it by weight: a name and a telling word. */
const coveredShare = 0.4;
const coveredWeight = 1.4;

/** Short questions have less to meet: then more of it, and at least one name or rare word. */
const shortShare = 0.6;
const shortWeight = 0.84;

/** What the question asks for in particular and nothing meets counts against it: a name, and more so a default, a limit. */
const strangePenalty = 0.1;
const detailPenalty = 0.25;
const entryPenalty = 0.1;

/** A figure is asked for by its criterion: other figures are no answer, where that is much of the question. */
const criterionPenalty = 0.4;
const criterionShare = 0.2;

/** Whether an answer covers its question. A guess is worse than none. */
export function covers(answer: Answer, question: Question, importances: readonly number[]): boolean {
  const total = importances.reduce((sum, importance) => sum + importance, 0);
  const unmet = question.slots.filter((_, index) => (answer.met[index] ?? 0) < metEnough);
  const lacksCriterion = question.slots.some(
    (slot, index) =>
      slot.kind === 'criterion' &&
      unmet.includes(slot) &&
      (importances[index] ?? 0) >= criterionShare * total,
  );
  const share =
    answer.fit -
    Math.max(0, ...unmet.map((slot) => penaltyOf(slot, question))) -
    (question.asks.has('figure') && lacksCriterion ? criterionPenalty : 0);
  const weight = answer.fit * total;
  return (share >= coveredShare && weight >= coveredWeight) || (share >= shortShare && weight >= shortWeight);
}

/** How much it counts against an answer that it does not meet a slot. */
function penaltyOf(slot: Slot, question: Question): number {
  switch (slot.kind) {
    case 'foreign':
    case 'detail':
      return detailPenalty;
    case 'unknown':
      return slot.words.length > 3 ? strangePenalty : 0;
    case 'entry':
      return question.asks.has('compare') ? 0 : entryPenalty;
    case 'criterion':
    case 'topic':
    case 'word':
    case 'everyday':
      return 0;
  }
}
