import type { Engine } from './engines.ts';
import { type EvalQuestion, isRight, isUncovered } from './questions.ts';

/** What came back for a question. */
export interface Score {
  readonly question: EvalQuestion;
  /** Whether the first answer is right, and whether one of the first three is. */
  readonly first: boolean;
  readonly three: boolean;
  readonly refused: boolean;
  readonly cited: boolean;
  readonly length: number;
}

type Quality = 'first' | 'three' | 'refused' | 'cited';

/** Asks an engine a question, and says how good what comes back is. */
export function ask(engine: Engine, question: EvalQuestion): Score {
  const answers = engine.answer(question.q);
  const right = answers.map(({ title, text }) => isRight(question, title, text));
  return {
    question,
    first: right[0] === true,
    three: right.slice(0, 3).includes(true),
    refused: answers.length === 0,
    cited: answers[0]?.cited === true,
    length: answers[0]?.text.length ?? 0,
  };
}

/** The share of scores that have a quality, 0 to 1. */
export function shareOf(scores: readonly Score[], quality: Quality): number {
  return scores.filter((score) => score[quality]).length / Math.max(1, scores.length);
}

/** The figures that matter of an engine over a set. */
export function measureQuestions(engine: Engine, questions: readonly EvalQuestion[]) {
  const scores = questions.map((question) => ask(engine, question));
  const covered = scores.filter(({ question }) => !isUncovered(question));
  const refused = (section: string) =>
    shareOf(
      scores.filter(({ question }) => isUncovered(question) && question.section === section),
      'refused',
    );
  return {
    first: shareOf(covered, 'first'),
    three: shareOf(covered, 'three'),
    cited: shareOf(
      covered.filter((score) => !score.refused),
      'cited',
    ),
    far: refused('far'),
    near: refused('near'),
    inside: refused('inside'),
  };
}
