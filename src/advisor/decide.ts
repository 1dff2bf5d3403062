import type { Test } from '../knowledge/conditions.ts';
import { type Answers, allHold } from './answers.ts';
import { canPrefer } from './methods.ts';
import { type Facts, isRuledOut, type Ranking, rank } from './rank.ts';
import { type Question, type Reason, reasonsAbout, type TopicRubric } from './rubric.ts';
import { openRules, ruleIsOpen } from './rules.ts';
import { mostGained, swingsOf } from './swings.ts';

/** Questions without an answer; a skipped one has been answered. */
export function openQuestions(topic: TopicRubric, answers: Answers): Question[] {
  return topic.questions.filter(({ id }) => !Object.hasOwn(answers, id));
}

/** Whether no possible answer to what is still open can change who wins, or who shares the first place. */
export function isDecided(topic: TopicRubric, facts: Facts): boolean {
  return rivalsOf(topic, facts, rank(topic, facts)).length === 0;
}

/** Gains and losses are sums of shares of points. */
const rounding = 1e-9;

/** The candidates that could still win in the place of the present winner, come level with it, or cease to be level. */
function rivalsOf(topic: TopicRubric, facts: Facts, { ranked, lead, narrowed, verdicts }: Ranking): string[] {
  const [winner, ...others] = ranked;
  const open = openQuestions(topic, facts.answers);
  if (winner === undefined || lead === 'stars' || open.length === 0) return [];
  const { answers } = facts;
  // Where everybody is out of the question, as a shortlist may have it, they compete among themselves.
  const candidates = isRuledOut(winner.reasons)
    ? others
    : others.filter(({ reasons }) => !isRuledOut(reasons));
  const preferable = new Set(
    candidates
      .map(({ id }) => id)
      .filter((id) => topic.methods.some((method) => canPrefer(method, id, winner.id, answers))),
  );
  // Where nothing can come to disagree with what is determined, whom that leaves behind stays behind.
  const leading = preferable.size > 0 ? [] : verdicts.filter((verdict) => verdict.determined);
  const isContested =
    lead !== 'document' &&
    verdicts.filter((verdict) => verdict.determined).length > 1 &&
    topic.rules.some((rule) => ruleIsOpen(rule, answers));
  const ids = ranked.map((one) => one.id);
  const rules = openRules(topic.rules, ids, narrowed, answers);
  const ruling = rulingOut(topic, answers, winner.id);
  return candidates
    .filter(({ id, points }) => {
      if (rules.mayPrefer(id, winner.id)) return true;
      if (!narrowed.left.has(id)) return false;
      // Where a rule puts somebody out, documents that disagree may come to agree.
      if (isContested && verdicts.some(({ determined, picks }) => determined && picks.includes(id)))
        return true;
      if (ruling.some((reason) => !rulesOutToo(topic, reason, id))) return true;
      if (leading.some(({ picks }) => picks.includes(winner.id) && !picks.includes(id))) return false;
      if (preferable.has(id)) return true;
      const gain = largestGain(topic, answers, open, id, winner.id);
      const loss = winner.points - points;
      if (Math.abs(loss) < rounding)
        return gain > rounding || largestGain(topic, answers, open, winner.id, id) > rounding;
      return gain > rounding && gain >= loss - rounding;
    })
    .map(({ id }) => id);
}

/** What open questions hold that would put a candidate out of the question. */
function rulingOut(topic: TopicRubric, answers: Answers, candidate: string): Reason[] {
  return reasonsAbout(topic, candidate).filter(
    (reason) => isRuledOut([reason]) && allHold(reason.tests, answers) === undefined,
  );
}

/** Whether the same answer puts another candidate out too. */
function rulesOutToo(topic: TopicRubric, reason: Reason, other: string): boolean {
  return reasonsAbout(topic, other).some((one) => isRuledOut([one]) && one.tests === reason.tests);
}

/** The most that open questions can bring a rival nearer to the winner. */
function largestGain(
  topic: TopicRubric,
  answers: Answers,
  open: readonly Question[],
  rival: string,
  winner: string,
): number {
  const { byQuestion, joint } = swingsOf(topic);
  let gain = 0;
  for (const { id } of open) {
    const swing = byQuestion.get(id);
    if (swing !== undefined) gain += mostGained(swing, rival, winner);
  }
  const waiting = (id: string) =>
    (joint.get(id) ?? []).filter((reason) => allHold(reason.tests, answers) === undefined);
  for (const { points } of waiting(rival)) gain += Math.max(0, points);
  for (const { points } of waiting(winner)) gain += Math.max(0, -points);
  return gain;
}

/**
 * The open question whose answer can change most: over all rivals that could still win, how far its answers can move
 * them and the winner apart or together. Undefined when the walk is decided.
 */
export function nextQuestion(topic: TopicRubric, facts: Facts): Question | undefined {
  const ranking = rank(topic, facts);
  const rivals = rivalsOf(topic, facts, ranking);
  const [winner] = ranking.ranked;
  if (rivals.length === 0 || winner === undefined) return undefined;
  const worth = new Map<string, number>();
  const add = (question: string, value: number) => worth.set(question, (worth.get(question) ?? 0) + value);
  const { byQuestion, joint } = swingsOf(topic);
  const open = openQuestions(topic, facts.answers);
  for (const { id } of open) {
    const swing = byQuestion.get(id);
    if (swing === undefined) continue;
    for (const rival of rivals)
      add(id, mostGained(swing, rival, winner.id) + mostGained(swing, winner.id, rival));
  }
  for (const { tests, points } of [winner.id, ...rivals].flatMap((id) => joint.get(id) ?? [])) {
    if (allHold(tests, facts.answers) !== undefined) continue;
    for (const question of questionsOf(tests)) add(question, Math.abs(points) / tests.length);
  }
  for (const rule of topic.rules) {
    if (!rivals.some((id) => rule.keeps.has(id) !== rule.keeps.has(winner.id))) continue;
    if (!ruleIsOpen(rule, facts.answers)) continue;
    for (const question of questionsOf([...rule.tests, ...rule.unless.flat()]))
      add(question, rulePoints / rule.tests.length);
  }
  for (const question of treeQuestions(topic, facts.answers)) add(question, onTreePath * rivals.length);
  return open.reduce<Question | undefined>(
    (best, question) =>
      best === undefined || (worth.get(question.id) ?? 0) > (worth.get(best.id) ?? 0) ? question : best,
    undefined,
  );
}

function questionsOf(tests: readonly Test[]): Set<string> {
  return new Set(tests.map(({ question }) => question));
}

/** What a rule that may part the winner from a rival is worth: it decides by itself. */
const rulePoints = 4;

/** What the node at which a decision tree waits is worth for each rival: it may decide by itself. */
const onTreePath = 6;

/** The questions for which the topic's decision trees wait. */
function treeQuestions(topic: TopicRubric, answers: Answers): Set<string> {
  const waited = new Set<string>();
  for (const method of topic.methods) {
    if (method.kind !== 'tree') continue;
    let nodeId: string | undefined = method.tree.start;
    for (let depth = 0; nodeId !== undefined && depth <= method.tree.nodes.length; depth++) {
      const branches: readonly { tests: Reason['tests']; branch: string }[] =
        method.branches.get(nodeId) ?? [];
      const node = method.tree.nodes.find(({ id }) => id === nodeId);
      const taken = branches.find(({ tests }) => allHold(tests, answers) === true);
      if (taken === undefined) {
        for (const { tests } of branches) {
          if (allHold(tests, answers) === undefined) for (const test of tests) waited.add(test.question);
        }
        break;
      }
      const branch = node?.branches.find(({ when }) => when === taken.branch);
      nodeId = branch !== undefined && 'node' in branch.leadsTo ? branch.leadsTo.node : undefined;
    }
  }
  return waited;
}
