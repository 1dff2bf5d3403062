import type { Answer } from './answer.ts';
import { metEnough } from './search.ts';
import type { Question, Slot } from './understand.ts';

/** One fact at least has to meet this share of a question; else the documents do not cover it. */
const coveredShare = 0.56;

/** What the question asks for in particular and nothing meets (a name, a default, a limit) counts against it. */
const strangePenalty = 0.1;

/** Below this weight of met words there is too little to go by: one name is enough, one common word is not. */
const coveredWeight = 0.5;

/** Whether an answer covers its question. A guess is worse than none. */
export function covers(answer: Answer, question: Question, importances: readonly number[]): boolean {
  const weight = importances.reduce((sum, importance) => sum + importance, 0);
  if (answer.score * weight < coveredWeight) return false;
  const strange = question.slots.some(
    (slot, index) => isStrange(slot) && (answer.met[index] ?? 0) < metEnough,
  );
  return answer.fit - (strange ? strangePenalty : 0) >= coveredShare;
}

function isStrange(slot: Slot): boolean {
  switch (slot.kind) {
    case 'foreign':
    case 'detail':
      return true;
    case 'unknown':
      return slot.words.length > 3;
    case 'entry':
    case 'criterion':
    case 'topic':
    case 'word':
    case 'everyday':
      return false;
  }
}
