import type { Test } from '../knowledge/conditions.ts';
import { maxChosen } from '../knowledge/rubric-schema.ts';
import { type Answers, allHold } from './answers.ts';
import { canPrefer } from './methods.ts';
import { type Facts, isRuledOut, type Ranking, rank } from './rank.ts';
import { type Question, type Reason, reasonsAbout, type TopicRubric } from './rubric.ts';

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
  return rivalsOf(topic, facts, rank(topic, facts));
}

function rivalsOf(topic: TopicRubric, facts: Facts, { ranked, lead, verdicts }: Ranking): string[] {
  const [winner, ...behind] = ranked;
  const others = behind.filter(({ reasons }) => !isRuledOut(reasons));
  if (winner === undefined || lead === 'stars') return [];
  if (openQuestions(topic, facts.answers).length === 0) return [];
  const preferable = new Set(
    others
      .map(({ id }) => id)
      .filter((id) => topic.methods.some((method) => canPrefer(method, id, winner.id, facts.answers))),
  );
  // Where nothing can come to disagree with what is determined, whom that leaves behind stays behind.
  const leading = preferable.size > 0 ? [] : verdicts.filter((verdict) => verdict.determined);
  const places = new Map(topic.candidates.map(({ id }, place) => [id, place]));
  return others
    .filter(({ id, points }) => {
      if (canRuleOut(topic, facts.answers, winner.id, id)) return true;
      if (leading.some(({ picks }) => picks.includes(winner.id) && !picks.includes(id))) return false;
      if (preferable.has(id)) return true;
      // One that is listed later has to be ahead, not level.
      const loss = winner.points - points - ((places.get(id) ?? 0) < (places.get(winner.id) ?? 0) ? 1e-9 : 0);
      return largestGain(topic, facts.answers, id, winner.id) > loss;
    })
    .map(({ id }) => id);
}

/** Whether an open question can put the winner out of the question and leave the rival in it. */
function canRuleOut(topic: TopicRubric, answers: Answers, winner: string, rival: string): boolean {
  const ruling = (id: string) =>
    reasonsAbout(topic, id).filter(
      (reason) => isRuledOut([reason]) && allHold(reason.tests, answers) === undefined,
    );
  const shared = new Set(ruling(rival).map((reason) => JSON.stringify(reason.tests)));
  return ruling(winner).some((reason) => !shared.has(JSON.stringify(reason.tests)));
}

/** The most that open questions can bring a rival nearer to the winner. */
function largestGain(topic: TopicRubric, answers: Answers, rival: string, winner: string): number {
  let gain = 0;
  const byQuestion = new Map<string, Map<string, number>>();
  for (const reason of [...reasonsAbout(topic, rival), ...reasonsAbout(topic, winner)]) {
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
    gain += Math.max(0, ...(several ? [best(options.values())] : singleGains(options)));
  }
  return gain;
}

/** The most that some of several options come to together. */
function best(values: Iterable<number>): number {
  const positive = [...values].filter((value) => value > 0).sort((a, b) => b - a);
  return positive.slice(0, maxChosen + 1).reduce((sum, value) => sum + value, 0);
}

/** What each single option comes to: chosen, it is the only one too. */
function singleGains(options: ReadonlyMap<string, number>): number[] {
  const names = new Set([...options.keys()].map((key) => key.replace(/^=/, '')));
  return [...names].map((name) => (options.get(name) ?? 0) + (options.get(`=${name}`) ?? 0));
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
  const ranking = rank(topic, facts);
  const rivals = new Set(rivalsOf(topic, facts, ranking));
  if (rivals.size === 0) return undefined;
  const [winner] = ranking.ranked;
  const swings = new Map<string, Map<string, Map<string, number>>>();
  for (const reason of [winner?.id ?? '', ...rivals].flatMap((id) => reasonsAbout(topic, id))) {
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
    const value = spreadOf(swings.get(question.id), winner?.id, rivals) + methodValue(topic, facts, question);
    if (best === undefined || value > best.value) best = { question, value };
  }
  return best?.question;
}

/** How far the answers to a question can move the rivals and the winner apart or together. */
function spreadOf(
  options: ReadonlyMap<string, ReadonlyMap<string, number>> | undefined,
  winner: string | undefined,
  rivals: ReadonlySet<string>,
): number {
  if (options === undefined || winner === undefined) return 0;
  let value = 0;
  for (const rival of rivals) {
    const moves = [...options.values()].map(
      (candidates) => (candidates.get(rival) ?? 0) - (candidates.get(winner) ?? 0),
    );
    value += best(moves) + best(moves.map((move) => -move));
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
