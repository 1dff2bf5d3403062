import type { Advisor } from '../advisor/advisor.ts';
import { rank } from '../advisor/rank.ts';
import { type Cited, pickedOf, type QuestionView, type Result, tiedNames } from '../advisor/result.ts';
import type { TopicRubric } from '../advisor/rubric.ts';
import { factsOf, type Walk } from '../advisor/walk.ts';
import { marks } from '../answers/markdown.ts';
import { uniqueCitations } from '../knowledge/passages.ts';
import { maxChosen } from '../knowledge/rubric-schema.ts';
import type { ChartReply, Choice, QuestionReply, RecommendationReply } from '../reply.ts';
import { listed } from './listed.ts';

/** How the winner was found, in words. */
export const leads: Readonly<Record<Result['lead'], string>> = {
  stars: 'by the weighted star matrix',
  rule: 'by an explicit rule of the documents',
  document: "by a document's own method",
  disputed: "by the weighted rubric, as the documents' methods disagree",
  rubric: 'by the weighted rubric',
};

const shownReasons = 4;
const shownFlips = 4;
const shownAnswers = 4;
const shownCandidates = 5;

/** What was answered, a line each: the prompt and the labels. */
export function toldLines(topic: TopicRubric, walk: Walk): string[] {
  return topic.questions.flatMap((question) => {
    const chosen = walk.answers[question.id] ?? [];
    if (chosen.length === 0) return [];
    const labels = chosen.map((id) => question.options.find((option) => option.id === id)?.label ?? id);
    return [`${question.prompt} ${labels.join(', ')}`];
  });
}

/** A question of a walk as a reply; `prefix` is the beginning of its choices' ids. */
export function questionReply(
  topic: TopicRubric,
  walk: Walk,
  question: QuestionView,
  prefix: string,
  choices: readonly Choice[],
  tally: QuestionReply['tally'] = undefined,
): QuestionReply {
  return {
    kind: 'question',
    topic: topic.name,
    prompt: question.prompt,
    options: question.options.map(({ id, label }) => ({
      id: `${prefix}:o:${question.question}=${id}`,
      label,
    })),
    most: question.several ? maxChosen : 1,
    told: toldLines(topic, walk),
    tally,
    choices,
  };
}

/** What a walk came to as a reply. Where the first are level, nothing speaks for one of them. */
export function recommendationReply(
  advisor: Advisor,
  walk: Walk,
  choices: readonly Choice[],
  { voices = [], whole = false }: { voices?: RecommendationReply['voices']; whole?: boolean } = {},
): RecommendationReply {
  const topic = advisor.topic(walk.topic);
  const result = advisor.result(walk);
  const winner = pickedOf(result);
  const against = (winner?.against ?? []).slice(0, shownReasons);
  const reasons = (winner?.reasons ?? []).slice(0, shownReasons);
  return {
    kind: 'recommendation',
    topic: topic.name,
    winner: result.pick?.name ?? tiedNames(result).join(' or '),
    verdict: verdictOf(result),
    reasons,
    against,
    ranking: result.ranking.slice(0, shownCandidates).map(({ name, score }) => ({ name, score })),
    told: toldLines(topic, walk),
    flips: flipTexts(result.flips, topic).slice(0, shownFlips),
    runnerUp:
      result.runnerUp === null || result.runnerUp.needs.length === 0
        ? undefined
        : `${result.runnerUp.name} would win with: ${result.runnerUp.needs.join('; ')}`,
    panel: result.panel.map(({ document, method, pick, because }) => ({
      source: `${document}, ${method}`,
      pick: pick ?? 'no pick',
      because,
    })),
    disputes: result.disputes,
    notes: notesOf(result),
    parts: advisor.parts(walk).map((part) => ({ topic: advisor.topic(part.topic).name, name: part.name })),
    voices,
    citations: uniqueCitations([...reasons, ...against].flatMap(({ citations }) => citations)),
    choices,
    whole,
  };
}

function verdictOf(result: Result): string {
  const [winner, second] = result.ranking;
  if (winner === undefined) return 'Nothing is left to choose from.';
  if (result.pick === null) {
    const parts =
      result.next === null
        ? 'no question that is left can part them.'
        : `what would part them: ${result.next.prompt}`;
    return `A tie; ${parts}`;
  }
  const ahead = second === undefined ? '' : `, ${winner.score - second.score} ahead of ${second.name}`;
  const open = result.decided ? 0 : result.unanswered.length;
  const end = open > 0 ? ` ${open} ${open === 1 ? 'question is' : 'questions are'} open.` : '';
  return `${winner.score} of 100${ahead}, ${result.confidence.level} confidence, ${leads[result.lead]}.${end}`;
}

/** Single answers that would change the winner, a sentence each; what comes to the same is one. */
export function flipTexts(flips: Result['flips'], topic: TopicRubric): string[] {
  const grouped = Map.groupBy(flips, ({ question, winner }) => `${winner}\n${question}`);
  return [...grouped.values()].flatMap((alike) => {
    const [flip] = alike;
    if (flip === undefined) return [];
    const prompt = topic.questions.find(({ id }) => id === flip.question)?.prompt ?? flip.question;
    const answers = answersOf(alike);
    const shown = answers.slice(0, shownAnswers).join(' / ');
    const more = answers.length > shownAnswers ? ` / ${answers.length - shownAnswers} more` : '';
    return [`${flip.winner}, if the answer to "${prompt}" is: ${shown}${more}`];
  });
}

/** The answers of flips, each once: what changes the winner alone does so in addition too. */
function answersOf(flips: Result['flips']): string[] {
  const alone = flips.filter(({ from, to }) => !to.startsWith(`${from}, `)).map(({ to }) => to);
  const added = flips
    .filter(({ from, to }) => to.startsWith(`${from}, `))
    .map(({ from, to }) => to.slice(from.length + 2))
    .filter((label) => !alone.includes(label));
  return [
    ...alone.map((to) => (to === 'nothing' ? 'none of these' : to)),
    ...added.map((label) => `also ${label}`),
  ];
}

function notesOf(result: Result): RecommendationReply['notes'] {
  const risks = result.risks.flatMap(({ risk, mitigation }): Cited[] =>
    mitigation === undefined ? [risk] : [risk, { ...mitigation, text: `Against it: ${mitigation.text}` }],
  );
  return [
    { title: 'Accepted with it', lines: result.tradeoffs },
    { title: 'Risks', lines: risks },
    { title: 'To avoid', lines: result.pitfalls },
  ].filter(({ lines }) => lines.length > 0);
}

/** What stands where while a walk goes on: "So far Go leads with 62 of 100, Rust has 48." */
export function leaning(advisor: Advisor, walk: Walk): string | undefined {
  if (Object.values(walk.answers).every((chosen) => chosen.length === 0)) return undefined;
  const result = advisor.result(walk);
  const [first, second] = result.ranking;
  if (first === undefined || second === undefined) return undefined;
  if (result.pick === null) return `So far ${listed(tiedNames(result))} are level.`;
  const [why] = first.reasons;
  const because = why === undefined ? '' : ` ${why.text} ${marks(why)}`;
  return `So far ${first.name} leads with ${first.score} of 100, then ${second.name} with ${second.score}.${because}`;
}

const shownContributions = 6;

/** The ranking with what each answer brought, as a chart. */
export function rankingChart(topic: TopicRubric, walk: Walk): ChartReply {
  const { ranked } = rank(topic, factsOf(walk));
  const candidates = ranked.slice(0, shownCandidates + 3).map(({ name, score, reasons }) => {
    const byQuestion = Map.groupBy(reasons, ({ tests }) => tests[0]?.question ?? '');
    const contributions = [...byQuestion]
      .map(([id, own]) => ({
        label: topic.questions.find((question) => question.id === id)?.prompt ?? id,
        points: own.reduce((sum, { points }) => sum + points, 0),
      }))
      .filter(({ points }) => points !== 0)
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
      .slice(0, shownContributions);
    return { name, score, contributions };
  });
  return {
    kind: 'chart',
    chart: { kind: 'ranking', title: topic.name, candidates },
    alt: `${topic.name}: ${candidates.map(({ name, score }) => `${name} ${score}`).join(', ')} of 100.`,
  };
}
