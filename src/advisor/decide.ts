import type { Test } from '../knowledge/conditions.ts';
import { type Answers, allHold } from './answers.ts';
import { canPrefer, verdictOf } from './methods.ts';
import { type Facts, rank } from './rank.ts';
import type { Question, Reason, TopicRubric } from './rubric.ts';

/** Questions without an answer; a skipped one has been answered. */
export function openQuestions(topic: TopicRubric, answers: Answers): Question[] {
  return topic.questions.filter(({ id }) => !Object.hasOwn(answers, id));
}

/** Whether no possible answer to what is still open can change the winner. */
export function isDecided(topic: TopicRubric, facts: Facts): boolean {
  return liveRivals(topic, facts).length === 0;
}

/** The candidates that could still win in the place of the present winner. */
export function liveRivals(topic: TopicRubric, facts: Facts): string[] {
  const { ranked, lead } = rank(topic, facts);
  const [winner] = ranked;
  if (winner === undefined || lead === 'stars') return [];
  const open = openQuestions(topic, facts.answers);
  if (open.length === 0) return [];
  const verdicts = topic.methods.map((method) => verdictOf(method, facts.answers, facts.weights));
  const determined = verdicts.filter((verdict) => verdict.determined);
  // Nothing can come to disagree: every method can only pick the winner, or nothing.
  const alone = (rival: string) =>
    determined.some(({ picks }) => picks.includes(winner.id) && !picks.includes(rival)) &&
    topic.methods.every((method) =>
      ranked.every(({ id }) => id === winner.id || !canPrefer(method, id, winner.id, facts.answers)),
    );
  return ranked
    .slice(1)
    .filter(({ id }) => {
      if (alone(id)) return false;
      if (topic.methods.some((method) => canPrefer(method, id, winner.id, facts.answers))) return true;
      return largestGain(topic, facts.answers, id, winner.id) > lossToBear(topic, ranked, id);
    })
    .map(({ id }) => id);
}

/** How many points a rival is behind; one that is listed later has to be ahead, not level. */
function lossToBear(topic: TopicRubric, ranked: ReturnType<typeof rank>['ranked'], rival: string): number {
  const [winner] = ranked;
  const points = ranked.find(({ id }) => id === rival)?.points ?? 0;
  const place = (id: string | undefined) => topic.candidates.findIndex((candidate) => candidate.id === id);
  const behind = (winner?.points ?? 0) - points;
  return place(rival) < place(winner?.id) ? behind - 1e-9 : behind;
}

/** The most that open questions can bring a rival nearer to the winner. */
function largestGain(topic: TopicRubric, answers: Answers, rival: string, winner: string): number {
  let gain = 0;
  const byQuestion = new Map<string, Map<string, number>>();
  for (const reason of topic.reasons) {
    if (reason.candidate !== rival && reason.candidate !== winner) continue;
    if (allHold(reason.tests, answers) !== undefined) continue;
    const points = reason.candidate === rival ? reason.points : -reason.points;
    const open = openTestsOf(reason, answers);
    const [only, ...others] = open;
    if (only !== undefined && others.length === 0) {
      const { question, option } = only;
      const options = byQuestion.get(question) ?? new Map<string, number>();
      options.set(option, (options.get(option) ?? 0) + points);
      byQuestion.set(question, options);
    } else gain += Math.max(0, points);
  }
  for (const [id, options] of byQuestion) {
    const several = topic.questions.find((question) => question.id === id)?.several ?? false;
    if (several) {
      for (const value of options.values()) gain += Math.max(0, value);
    } else {
      const plain = [...options].filter(([key]) => !key.startsWith('='));
      const sums = plain.map(([key, value]) => value + (options.get(`=${key}`) ?? 0));
      const rest = [...options].filter(([key]) => key.startsWith('=') && !options.has(key.slice(1)));
      gain += Math.max(0, ...sums, ...rest.map(([, value]) => value));
    }
  }
  return gain;
}

/** What a reason still waits for. Where several options can be chosen, "only this one" may fail when "this one" holds. */
function openTestsOf(reason: Reason, answers: Answers): { question: string; option: string }[] {
  return reason.tests
    .filter((test) => !Object.hasOwn(answers, test.question))
    .map((test) => ({ question: test.question, option: keyOf(test) }));
}

function keyOf(test: Test): string {
  switch (test.kind) {
    case 'chosen':
      return test.option;
    case 'only':
      return `=${test.option}`;
    case 'several':
      return '>1';
  }
}

/**
 * The open question whose answer can change most: the one that moves the live rivals most against the winner.
 * Undefined when the walk is decided.
 */
export function nextQuestion(topic: TopicRubric, facts: Facts): Question | undefined {
  const rivals = new Set(liveRivals(topic, facts));
  if (rivals.size === 0) return undefined;
  const [winner] = rank(topic, facts).ranked;
  const swings = new Map<string, Map<string, Map<string, number>>>();
  for (const reason of topic.reasons) {
    if (reason.candidate !== winner?.id && !rivals.has(reason.candidate)) continue;
    const tests = openTestsOf(reason, facts.answers);
    if (tests.length === 0 || allHold(reason.tests, facts.answers) === false) continue;
    for (const { question, option } of tests) {
      const options = swings.get(question) ?? new Map<string, Map<string, number>>();
      const candidates = options.get(option) ?? new Map<string, number>();
      candidates.set(
        reason.candidate,
        (candidates.get(reason.candidate) ?? 0) + reason.points / tests.length,
      );
      options.set(option, candidates);
      swings.set(question, options);
    }
  }
  let best: { question: Question; value: number } | undefined;
  for (const question of openQuestions(topic, facts.answers)) {
    const value = valueOf(swings.get(question.id), winner?.id, rivals) + methodValue(topic, facts, question);
    if (best === undefined || value > best.value) best = { question, value };
  }
  return best?.question;
}

/** How far apart a question's options put the winner and its rivals, over all options. */
function valueOf(
  options: ReadonlyMap<string, ReadonlyMap<string, number>> | undefined,
  winner: string | undefined,
  rivals: ReadonlySet<string>,
): number {
  if (options === undefined || winner === undefined) return 0;
  let value = 0;
  for (const candidates of options.values()) {
    const own = candidates.get(winner) ?? 0;
    let widest = 0;
    for (const rival of rivals) widest = Math.max(widest, Math.abs((candidates.get(rival) ?? 0) - own));
    value = Math.max(value, widest);
  }
  return value;
}

const onTreePath = 6;

/** The node at which the decision tree waits comes early: it may decide by itself. */
function methodValue(topic: TopicRubric, { answers }: Facts, question: Question): number {
  for (const method of topic.methods) {
    if (method.kind !== 'tree') continue;
    let nodeId: string | undefined = method.tree.start;
    for (let depth = 0; nodeId !== undefined && depth <= method.tree.nodes.length; depth++) {
      const branches: readonly { tests: Reason['tests']; branch: string }[] =
        method.branches.get(nodeId) ?? [];
      const taken = branches.find(({ tests }) => allHold(tests, answers) === true);
      if (taken === undefined) {
        const waits = branches.some(({ tests }) =>
          tests.some((test) => test.question === question.id && allHold(tests, answers) === undefined),
        );
        return waits ? onTreePath : 0;
      }
      const leadsTo: (typeof method.tree.nodes)[number]['branches'][number]['leadsTo'] | undefined =
        method.tree.nodes
          .find(({ id }) => id === nodeId)
          ?.branches.find(({ when }) => when === taken.branch)?.leadsTo;
      nodeId = leadsTo !== undefined && 'node' in leadsTo ? leadsTo.node : undefined;
    }
  }
  return 0;
}
