import type { Test } from '../knowledge/conditions.ts';
import { maxChosen } from '../knowledge/rubric-schema.ts';
import type { Question, Reason, TopicRubric } from './rubric.ts';

/** What a question's answers bring each candidate, from reasons that depend on this question alone. */
export interface Swing {
  readonly question: Question;
  /** Candidate -> points for each kind of answer, in one order for all candidates. */
  readonly points: ReadonlyMap<string, Float64Array>;
}

/** A topic's reasons by the questions that they depend on. */
export interface Swings {
  readonly byQuestion: ReadonlyMap<string, Swing>;
  /** Candidate -> reasons that depend on several questions. */
  readonly joint: ReadonlyMap<string, readonly Reason[]>;
}

const known = new WeakMap<TopicRubric, Swings>();

/** The swings of a topic; added up once. */
export function swingsOf(topic: TopicRubric): Swings {
  let swings = known.get(topic);
  if (swings === undefined) {
    swings = addUp(topic);
    known.set(topic, swings);
  }
  return swings;
}

function addUp(topic: TopicRubric): Swings {
  const joint: Reason[] = [];
  const single = new Map<string, { reason: Reason; test: Test }[]>();
  for (const reason of topic.reasons) {
    const [test, ...others] = reason.tests;
    if (test === undefined) continue;
    if (others.length > 0) joint.push(reason);
    else single.set(test.question, [...(single.get(test.question) ?? []), { reason, test }]);
  }
  return {
    byQuestion: new Map(
      topic.questions.map((question) => [question.id, swingOf(question, single.get(question.id) ?? [])]),
    ),
    joint: Map.groupBy(joint, ({ candidate }) => candidate),
  };
}

function swingOf(question: Question, reasons: readonly { reason: Reason; test: Test }[]): Swing {
  const kinds = [...new Set(reasons.map(({ test }) => kindOf(test, question)))];
  const points = new Map<string, Float64Array>();
  for (const { reason, test } of reasons) {
    const own = points.get(reason.candidate) ?? new Float64Array(kinds.length);
    const at = kinds.indexOf(kindOf(test, question));
    own[at] = (own[at] ?? 0) + reason.points;
    points.set(reason.candidate, own);
  }
  return { question, points };
}

/** Kinds of answer whose points add up. Of several options "only this one" may fail where "this one" holds. */
function kindOf(test: Test, question: Question): string {
  switch (test.kind) {
    case 'chosen':
      return test.option;
    case 'only':
      return question.several ? `=${test.option}` : test.option;
    case 'several':
      return '>1';
  }
}

/** The most that answering brings `candidate` nearer to `other`, or moves it ahead: never less than nothing. */
export function mostGained(swing: Swing, candidate: string, other: string): number {
  const own = swing.points.get(candidate);
  const others = swing.points.get(other);
  const length = own?.length ?? others?.length ?? 0;
  if (!swing.question.several) {
    let most = 0;
    for (let at = 0; at < length; at++) most = Math.max(most, (own?.[at] ?? 0) - (others?.[at] ?? 0));
    return most;
  }
  // So many options as can be chosen, and "only" or "several" beside them.
  const top = new Float64Array(maxChosen + 1);
  for (let at = 0; at < length; at++) {
    let value = (own?.[at] ?? 0) - (others?.[at] ?? 0);
    for (let place = 0; place < top.length && value > 0; place++) {
      const held = top[place] ?? 0;
      if (value > held) {
        top[place] = value;
        value = held;
      }
    }
  }
  return top.reduce((sum, value) => sum + value, 0);
}
