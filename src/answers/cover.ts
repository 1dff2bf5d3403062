import type { Answer } from './answer.ts';
import type { Question, Slot } from './understand.ts';

/** Below this share of the question met, the documents do not cover it. */
const coveredShare = 0.48;

/** The same for a question with a word that nothing meets and that is not an ordinary one: a name, a detail. */
const coveredShareWithStrange = 0.65;

/** Below this weight of met words there is too little to go by: one name is enough, one common word is not. */
const coveredWeight = 0.5;

/** From here on a slot counts as met. */
const metEnough = 0.45;

/**
 * Whether an answer covers its question. A guess is worse than none: what the question asks for in particular (an
 * unknown name, another product, a default, a limit) has to be met, or nearly all the rest.
 */
export function covers(answer: Answer, question: Question, importances: readonly number[]): boolean {
  const weight = importances.reduce((sum, importance) => sum + importance, 0);
  if (answer.score * weight < coveredWeight) return false;
  const strange = question.slots.some(
    (slot, index) => isStrange(slot) && (answer.met[index] ?? 0) < metEnough,
  );
  return answer.score >= (strange ? coveredShareWithStrange : coveredShare);
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
