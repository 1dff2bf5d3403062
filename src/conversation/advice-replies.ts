import type { Advisor } from '../advisor/advisor.ts';
import type { Unclear } from '../advisor/brief.ts';
import { rank } from '../advisor/rank.ts';
import { type Cited, pickedOf, type QuestionView, type Result, tiedNames } from '../advisor/result.ts';
import type { TopicRubric } from '../advisor/rubric.ts';
import { factsOf, type Walk } from '../advisor/walk.ts';
import { marks } from '../answers/markdown.ts';
import { uniqueCitations } from '../knowledge/passages.ts';
import { maxChosen } from '../knowledge/rubric-schema.ts';
import type { ChartReply, Choice, QuestionReply, RecommendationReply } from '../reply.ts';
import { type ChoiceId, choiceIdText } from './choice-id.ts';
import { listNames } from './list-names.ts';

/** How the winner was found, in words. */
export const leads: Readonly<Record<Result['lead'], string>> = {
  stars: 'by the weighted star matrix',
  rule: 'by an explicit rule of the documents',
  document: "by a document's own method",
  disputed: "by the weighted rubric, as the documents' methods disagree",
  rubric: 'by the weighted rubric',
};

/** How much is shown in short, and as a whole. */
const shown = {
  short: { reasons: 3, against: 1, flips: 2, candidates: 0 },
  whole: { reasons: 6, against: 4, flips: 8, candidates: 8 },
};
const shownAnswers = 4;
const shownOpen = 2;

/** What was answered, a line each: "Team: Python". */
export function toldLines(topic: TopicRubric, walk: Walk): string[] {
  return topic.questions.flatMap((question) => {
    const chosen = walk.answers[question.id] ?? [];
    if (chosen.length === 0) return [];
    const labels = chosen.map((id) => question.options.find((option) => option.id === id)?.label ?? id);
    return [`${question.name}: ${labels.join(', ')}`];
  });
}

/** Tells why a brief could not be taken at its word. */
export function unclearText(unclear: Unclear): string {
  switch (unclear.kind) {
    case 'contradiction': {
      const [one, other] = unclear.sides;
      return `The brief says both "${one.because}" and "${other.because}": I took neither.`;
    }
    case 'two-products':
      return 'The brief tells of more than one product. I took it as one decision; ask about each by itself.';
  }
}

/** A walk as its buttons name it: by its id, somebody's own or a team's. */
export type WalkId = Pick<Extract<ChoiceId, { kind: 'control' }>, 'team' | 'walk'>;

/** What steers a walk, as a button. */
export function controlChoice(id: WalkId, what: string, label: string, tone?: Choice['tone']): Choice {
  const choice = { id: choiceIdText({ kind: 'control', ...id, what }), label };
  return tone === undefined ? choice : { ...choice, tone };
}

/** A question of a walk as a reply; its options are told by the walk's id. */
export function questionReply(
  topic: TopicRubric,
  walk: Walk,
  question: QuestionView,
  of: WalkId,
  choices: readonly Choice[],
  tally: QuestionReply['tally'] = undefined,
): QuestionReply {
  return {
    kind: 'question',
    topic: topic.name,
    prompt: question.prompt,
    options: question.options.map(({ id, label }) => ({
      id: choiceIdText({ kind: 'option', ...of, question: question.question, option: id }),
      label,
    })),
    most: question.several ? maxChosen : 1,
    told: toldLines(topic, walk),
    tally,
    choices,
  };
}

/**
 * What a walk came to as a reply: in short the verdict, three reasons, the strongest doubt, and an answer or two that
 * would change it; the rest where the whole is asked for. Where the first are level, nothing speaks for one of them.
 */
export function recommendationReply(
  advisor: Advisor,
  walk: Walk,
  choices: readonly Choice[],
  { voices = [], whole = false }: { voices?: RecommendationReply['voices']; whole?: boolean } = {},
): RecommendationReply {
  const topic = advisor.topic(walk.topic);
  const result = advisor.result(walk);
  const winner = pickedOf(result);
  const most = whole ? shown.whole : shown.short;
  const against = doubtsOf(result).slice(0, most.against);
  const reasons = (winner?.reasons ?? []).slice(0, most.reasons);
  const flips = flipsOf(result.flips, topic);
  const changes = (whole ? flips : ofDifferentQuestions(flips)).slice(0, most.flips).map(({ text }) => text);
  return {
    kind: 'recommendation',
    topic: topic.name,
    winner: result.pick?.name ?? tiedNames(result).join(' or '),
    verdict: verdictOf(result, topic),
    reasons,
    against,
    ranking: result.ranking.slice(0, most.candidates).map(({ name, score }) => ({ name, score })),
    told: toldLines(topic, walk),
    flips: changes,
    runnerUp: whole || changes.length === 0 ? runnerUpText(result) : undefined,
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

function verdictOf(result: Result, topic: TopicRubric): string {
  const [winner, second] = result.ranking;
  if (winner === undefined) return 'Nothing is left to choose from.';
  if (result.pick === null) {
    const parts =
      result.next === null
        ? 'no question that is left can part them.'
        : `what would part them: ${result.next.prompt}`;
    return `A tie; ${parts}`;
  }
  const lead = winner.score - (second?.score ?? 0);
  const ahead = second === undefined || lead <= 0 ? '' : `, ${lead} ahead of ${second.name}`;
  return `${winner.score} of 100${ahead}, ${result.confidence.level} confidence, ${leads[result.lead]}.${openText(result, topic)}`;
}

/** What may still change it: "Still open: Musts, Libraries and 6 more." */
function openText({ decided, next, unanswered }: Result, topic: TopicRubric): string {
  if (decided || next === null) return '';
  const open = [next.question, ...unanswered.filter((id) => id !== next.question)];
  const names = open
    .slice(0, shownOpen)
    .map((one) => topic.questions.find(({ id }) => id === one)?.name ?? one);
  const more = open.length - names.length;
  return ` Still open: ${listNames(more > 0 ? [...names, `${more} more`] : names)}.`;
}

/** What speaks against the winner, the strongest first; what the documents accept with it where no answer does. */
function doubtsOf(result: Result): Cited[] {
  const winner = pickedOf(result);
  return winner === undefined ? [] : [...winner.against, ...result.tradeoffs];
}

/** What it takes for the second to win; undefined where nothing would let it. */
export function runnerUpText({ runnerUp }: Result): string | undefined {
  return runnerUp === null || runnerUp.needs.length === 0
    ? undefined
    : `${runnerUp.name} would win with ${runnerUp.needs.join('; ')}`;
}

/** Answers to one question, each of which would let the same one win. */
interface FlipText {
  readonly question: string;
  /** "Team: JavaScript or TypeScript / Ruby → Node.js" */
  readonly text: string;
}

/** Single answers that would change the winner; what comes to the same is one, and what only gives a language is last. */
function flipsOf(flips: Result['flips'], topic: TopicRubric): FlipText[] {
  const grouped = Map.groupBy(flips, ({ question, winner }) => `${winner}\n${question}`);
  const texts = [...grouped.values()].flatMap((alike): (FlipText & { isLanguage: boolean })[] => {
    const [flip] = alike;
    if (flip === undefined) return [];
    const question = topic.questions.find(({ id }) => id === flip.question);
    const answers = answersOf(alike);
    const more = answers.length > shownAnswers ? ` / ${answers.length - shownAnswers} more` : '';
    const to = `${answers.slice(0, shownAnswers).join(' / ')}${more}`;
    const text = `${question?.name ?? flip.question}: ${to} → ${flip.winner}`;
    return [{ question: flip.question, text, isLanguage: question?.about === 'language' }];
  });
  return texts.sort((a, b) => Number(a.isLanguage) - Number(b.isLanguage));
}

/** The first flip of each question. */
function ofDifferentQuestions(flips: readonly FlipText[]): FlipText[] {
  return [...Map.groupBy(flips, ({ question }) => question).values()].flatMap(([first]) => first ?? []);
}

/** All that would change the winner, and what it takes for the second to win. */
export function changeTexts(result: Result, topic: TopicRubric): string[] {
  const runnerUp = runnerUpText(result);
  return [
    ...flipsOf(result.flips, topic)
      .slice(0, shown.whole.flips)
      .map(({ text }) => text),
    ...(runnerUp === undefined ? [] : [runnerUp]),
  ];
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
  const result = advisor.standing(walk);
  const [first, second] = result.ranking;
  if (first === undefined || second === undefined) return undefined;
  if (result.pick === null) return `So far ${listNames(tiedNames(result))} are level.`;
  const [why] = first.reasons;
  const because = why === undefined ? '' : ` ${why.text} ${marks(why)}`;
  return `So far ${first.name} leads with ${first.score} of 100, then ${second.name} with ${second.score}.${because}`;
}

const shownContributions = 6;

/** The ranking with what each answer brought, as a chart. */
export function rankingChart(topic: TopicRubric, walk: Walk): ChartReply {
  const { ranked } = rank(topic, factsOf(walk));
  const candidates = ranked.slice(0, shown.whole.candidates).map(({ name, score, reasons }) => {
    const byQuestion = Map.groupBy(reasons, ({ tests }) => tests[0]?.question ?? '');
    const contributions = [...byQuestion]
      .map(([id, own]) => ({
        label: topic.questions.find((question) => question.id === id)?.name ?? id,
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
