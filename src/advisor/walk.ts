import { z } from 'zod';
import { editDistance } from '../answers/spelling.ts';
import { AdvisorError } from '../errors.ts';
import { maxChosen } from '../knowledge/rubric-schema.ts';
import { isDecided, nextQuestion } from './decide.ts';
import type { Facts } from './rank.ts';
import type { Question, TopicRubric } from './rubric.ts';

/** One run through a rubric, as plain data: it can be stored, and resumed anywhere. */
export const walkSchema = z.strictObject({
  topic: z.string(),
  /** Question -> chosen options; an empty list is a skipped question. */
  answers: z.record(z.string(), z.array(z.string())),
  /** Questions in the order in which they were answered, for going back. */
  order: z.array(z.string()),
  /** Candidates that are still in question; all where empty. */
  shortlist: z.array(z.string()),
  /** Weights for the star matrix. */
  weights: z.record(z.string(), z.number()),
});

/** A walk as plain data: {@link walkSchema}. */
export type Walk = z.infer<typeof walkSchema>;

/** A new walk through a topic. */
export function startWalk(topic: string): Walk {
  return { topic, answers: {}, order: [], shortlist: [], weights: {} };
}

/** What the walk has been told, as the ranking takes it. */
export function factsOf(walk: Walk): Facts {
  return { answers: walk.answers, shortlist: walk.shortlist, weights: walk.weights };
}

/**
 * Answers a question with one option, or with several where it takes several.
 * @throws AdvisorError `usage` naming the nearest valid question or option; the walk given stays as it was.
 */
export function answer(walk: Walk, topic: TopicRubric, questionId: string, options: readonly string[]): Walk {
  const question = requireQuestion(topic, questionId);
  const chosen = [...new Set(options)];
  for (const option of chosen) {
    if (!question.options.some(({ id }) => id === option)) {
      const valid = question.options.map(({ id }) => id);
      throw new AdvisorError(
        'usage',
        `${topic.id}: "${shorten(option)}" is no option of "${question.id}"; ${didYouMean(option, valid)}`,
      );
    }
  }
  if (chosen.length > 1 && !question.several) {
    throw new AdvisorError(
      'usage',
      `"${question.id}" takes one option, not ${chosen.length}: ${chosen.join(', ')}`,
    );
  }
  if (chosen.length > maxChosen) {
    throw new AdvisorError(
      'usage',
      `choose up to ${maxChosen} options for "${question.id}", what matters most; ${chosen.length} are too many`,
    );
  }
  for (const option of question.options) {
    if (option.denies !== undefined && chosen.includes(option.id) && chosen.includes(option.denies)) {
      throw new AdvisorError(
        'usage',
        `"${option.id}" and "${option.denies}" contradict each other; choose one`,
      );
    }
  }
  return {
    ...walk,
    answers: { ...walk.answers, [question.id]: chosen },
    order: [...walk.order.filter((id) => id !== question.id), question.id],
  };
}

/** Leaves a question out: it counts for nobody. */
export function skip(walk: Walk, topic: TopicRubric, questionId: string): Walk {
  return answer(walk, topic, questionId, []);
}

/** Takes back the last answer; a walk without answers stays as it is. */
export function back(walk: Walk): Walk {
  const last = walk.order.at(-1);
  if (last === undefined) return walk;
  const { [last]: _dropped, ...answers } = walk.answers;
  return { ...walk, answers, order: walk.order.slice(0, -1) };
}

/** Begins the same walk anew. */
export function restart(walk: Walk): Walk {
  return startWalk(walk.topic);
}

/** The question to ask next; undefined when no answer to what is left can change the winner. */
export function next(walk: Walk, topic: TopicRubric): Question | undefined {
  return nextQuestion(topic, factsOf(walk));
}

/** Whether the walk can end. */
export function decided(walk: Walk, topic: TopicRubric): boolean {
  return isDecided(topic, factsOf(walk));
}

/**
 * Sets the weights of the star matrix.
 * @throws AdvisorError `usage` for an unknown criterion or a weight outside 1 to 5.
 */
export function weigh(walk: Walk, topic: TopicRubric, weights: Readonly<Record<string, number>>): Walk {
  const matrix = topic.methods.find(({ kind }) => kind === 'stars');
  if (matrix?.kind !== 'stars') {
    throw new AdvisorError(
      'usage',
      `${topic.id} has no star matrix to weigh; weights belong to framework and stack`,
    );
  }
  const read: Record<string, number> = {};
  for (const [name, weight] of Object.entries(weights)) {
    const criterion = name
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-');
    if (!matrix.stars.has(criterion)) {
      throw new AdvisorError(
        'usage',
        `"${shorten(name)}" is no criterion of the star matrix; ${didYouMean(criterion, [...matrix.stars.keys()])}`,
      );
    }
    if (!Number.isFinite(weight) || weight < 1 || weight > 5) {
      throw new AdvisorError(
        'usage',
        `a weight is a number from 1 to 5; ${criterion} was given ${shorten(String(weight))}`,
      );
    }
    read[criterion] = weight;
  }
  return { ...walk, weights: read };
}

/** A topic's question. @throws AdvisorError `usage` naming the nearest one. */
export function requireQuestion(topic: TopicRubric, id: string): Question {
  const question = topic.questions.find((one) => one.id === id);
  if (question !== undefined) return question;
  const valid = topic.questions.map((one) => one.id);
  throw new AdvisorError('usage', `${topic.id} has no question "${shorten(id)}"; ${didYouMean(id, valid)}`);
}

/** "did you mean X?" for what is near, the whole list otherwise. */
export function didYouMean(word: string, valid: readonly string[]): string {
  const nearest = valid
    .map((option) => ({
      option,
      distance: editDistance(word.toLowerCase().slice(0, 40), option, option.length),
    }))
    .sort((a, b) => a.distance - b.distance)[0];
  return nearest !== undefined && nearest.distance <= Math.max(2, nearest.option.length / 3)
    ? `did you mean "${nearest.option}"?`
    : `there are ${valid.join(', ')}`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
