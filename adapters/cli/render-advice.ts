import type { Advisor, BriefedWalk } from '../../src/advisor/advisor.ts';
import { type Cited, pickedOf, type RankedView, tiedNames } from '../../src/advisor/result.ts';
import { leads } from '../../src/conversation/advice.ts';
import { listed } from '../../src/conversation/listed.ts';

/** The result of a walk as one line of JSON. */
export function adviseJson(advisor: Advisor, { walk, understood }: BriefedWalk): string {
  const { lead, ...result } = advisor.result(walk);
  const { topic, ...rest } = result;
  const parts = advisor.parts(walk);
  return JSON.stringify({
    topic,
    understood,
    ...rest,
    leadBy: lead,
    ...(parts.length > 0 ? { parts } : {}),
  });
}

/** The result of a walk as text for a terminal. */
export function adviseText(advisor: Advisor, { walk, understood }: BriefedWalk): string {
  const result = advisor.result(walk);
  const winner = pickedOf(result);
  const others = result.ranking.filter(({ id }) => id !== winner?.id && !result.ties.includes(id));
  const topic = advisor.topic(walk.topic);
  const parts = advisor.parts(walk);
  const lines = [
    winner === undefined
      ? `${topic.name}: a tie between ${listed(tiedNames(result))}`
      : `${topic.name}: ${winner.name} (${winner.score} of 100, ${result.confidence.level} confidence, ${leads[result.lead]})`,
    ...section(
      'Understood',
      understood.map(({ question, option, because }) => `${question}: ${option} ("${because}")`),
    ),
    ...section('For it', (winner?.reasons ?? []).map(cited)),
    ...section('Against it', (winner?.against ?? []).map(cited)),
    ...section('Also in question', others.slice(0, 4).map(otherLine)),
    ...section(
      'The whole stack',
      parts.map((part) => `${part.topic}: ${part.name}`),
    ),
    ...section(
      'What each document says',
      result.panel.map((row) => `${row.document} ${row.method}: ${row.pick ?? 'no pick'}. ${row.because}`),
    ),
    ...section(
      'The documents disagree',
      result.disputes.map(
        (dispute) => `${dispute.question} ${dispute.sides.map((side) => cited(side)).join(' / ')}`,
      ),
    ),
    ...section(
      'What would flip it',
      result.flips
        .slice(0, 6)
        .map((flip) => `${flip.question}: ${flip.to} instead of ${flip.from} -> ${flip.winner}`),
    ),
    ...(result.runnerUp !== null && result.runnerUp.needs.length > 0
      ? section(`For ${result.runnerUp.name} to win`, result.runnerUp.needs)
      : []),
    ...section('Accepted with it', result.tradeoffs.map(cited)),
    ...section(
      'Risks',
      result.risks.map(
        ({ risk, mitigation }) =>
          `${cited(risk)}${mitigation === undefined ? '' : ` Against it: ${cited(mitigation)}`}`,
      ),
    ),
    ...section('To avoid', result.pitfalls.map(cited)),
    ...(result.next === null
      ? ['', result.decided ? 'Nothing that is left to ask can change this.' : 'Every question is answered.']
      : [
          '',
          `Next question (${result.next.question}): ${result.next.prompt}`,
          ...result.next.options.map(
            ({ id, label }) => `  --set ${result.next?.question ?? ''}=${id}  ${label}`,
          ),
        ]),
  ];
  return lines.join('\n');
}

/** Topics with their questions. */
export function topicsText(advisor: Advisor): string {
  return advisor.topics
    .map((topic) =>
      [
        `${topic.id}: ${topic.name} (${topic.candidates.map(({ name }) => name).join(', ')})`,
        ...topic.questions.map(
          (question) =>
            `  ${question.id}: ${question.prompt} ${question.options.map(({ id }) => id).join(' | ')}`,
        ),
      ].join('\n'),
    )
    .join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `- ${line}`)];
}

function cited({ text, citations }: Cited): string {
  const documents = [...new Set(citations.map(({ document }) => document))];
  return documents.length === 0 ? text : `${text} [${documents.join(', ')}]`;
}

function otherLine(one: RankedView): string {
  const [against] = one.against;
  return `${one.name} (${one.score})${against === undefined ? '' : `: ${cited(against)}`}`;
}
