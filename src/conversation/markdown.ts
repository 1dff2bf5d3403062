import { marks, sourceTexts } from '../answers/markdown.ts';
import type { DecisionRecord, HistoryEntry } from '../decisions/record.ts';
import { recordName } from '../decisions/record-name.ts';
import type {
  ComparisonReply,
  DisputeView,
  FactsReply,
  FormReply,
  Line,
  ListReply,
  QuestionReply,
  RecommendationReply,
  RecordReply,
  Reply,
} from '../reply.ts';

/** Replies as markdown, for whoever shows no buttons: what can be chosen is named at the end. */
export function repliesMarkdown(replies: readonly Reply[]): string {
  return replies.map(replyMarkdown).join('\n\n');
}

/** Any reply as markdown. */
export function replyMarkdown(reply: Reply): string {
  const choices = (reply.choices ?? []).map(({ label }) => `[${label}]`).join(' ');
  return [bodyOf(reply), choices].filter((part) => part !== '').join('\n');
}

function bodyOf(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
      return reply.text;
    case 'facts':
      return factsText(reply);
    case 'comparison':
      return comparisonMarkdown(reply);
    case 'question':
      return questionMarkdown(reply);
    case 'recommendation':
      return recommendationMarkdown(reply);
    case 'record':
      return recordReplyMarkdown(reply);
    case 'list':
      return listMarkdown(reply);
    case 'chart':
      return reply.alt;
    case 'form':
      return formMarkdown(reply);
    case 'notice':
      return [
        reply.text,
        reply.suggestions.length === 0 ? '' : `They do cover: ${reply.suggestions.join(', ')}`,
      ]
        .filter((part) => part !== '')
        .join('\n');
  }
}

function factsText({ title, lines, disputes, citations }: FactsReply): string {
  return [
    `**${title}**`,
    ...lines.map(lineMarkdown),
    ...(disputes.length === 0 ? [] : ['**The documents disagree**']),
    ...disputes.flatMap(({ sides, reason }) => [
      ...sides.map(lineMarkdown),
      ...(reason === undefined ? [] : [`_Why:_ ${reason}`]),
    ]),
    ...(citations.length === 0 ? [] : [`_Sources: ${sourceTexts(citations).join(' · ')}_`]),
  ].join('\n');
}

function comparisonMarkdown({ title, columns, rows, citations }: ComparisonReply): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `**${title}**`,
    line(['', ...columns]),
    line(['', ...columns].map(() => '---')),
    ...rows.map(({ label, cells }) => line([label, ...cells])),
    `_Sources: ${sourceTexts(citations).join(' · ')}_`,
  ].join('\n');
}

function questionMarkdown({ topic, prompt, options, most, tally }: QuestionReply): string {
  const several = most > 1 ? ` (up to ${most})` : '';
  const votes = (tally ?? []).map(({ option, people }) => `- ${option}: ${people.join(', ')}`);
  return [
    `**${topic}**: ${prompt}${several}`,
    ...options.map(({ label }) => `- ${label}`),
    ...(votes.length === 0 ? [] : ['Votes:', ...votes]),
  ].join('\n');
}

function recommendationMarkdown(reply: RecommendationReply): string {
  const { panel, disputes, notes } = reply.whole ? reply : { panel: [], disputes: [], notes: [] };
  const { topic, winner, verdict, ranking, told, flips, runnerUp, parts, voices, citations } = reply;
  return [
    `**${topic}: ${winner}**`,
    verdict,
    ...section('For it', reply.reasons.map(lineMarkdown)),
    ...section('Against it', reply.against.map(lineMarkdown)),
    ...section(
      'The whole stack',
      parts.map((part) => `- ${part.topic}: ${part.name}`),
    ),
    ...section(
      'Ranking',
      ranking.length === 0 ? [] : [`- ${ranking.map(({ name, score }) => `${name} ${score}`).join(', ')}`],
    ),
    ...section(
      'Each voice',
      voices.map(({ person, winner: own }) => `- ${person}: ${own}`),
    ),
    ...section(
      'What each document picks',
      panel.map(({ source, pick }) => `- ${source}: ${pick}`),
    ),
    ...section('The documents disagree', disputes.flatMap(disputeLines)),
    ...section(
      'What would change this',
      [...flips, ...(runnerUp === undefined ? [] : [runnerUp])].map((text) => `- ${text}`),
    ),
    ...notes.flatMap(({ title, lines }) => section(title, lines.map(lineMarkdown))),
    ...(told.length === 0 ? [] : [`_Told: ${told.join(' · ')}_`]),
    ...(citations.length === 0 ? [] : [`_Sources: ${sourceTexts(citations).join(' · ')}_`]),
  ].join('\n');
}

function disputeLines({ question, sides, reason }: DisputeView): string[] {
  return [
    `- ${question}`,
    ...sides.map((side) => `  - ${side.text} ${marks(side)}`),
    ...(reason === undefined ? [] : [`  _Why:_ ${reason}`]),
  ];
}

function recordReplyMarkdown(reply: RecordReply): string {
  const { lead, severalLogs, successor, history } = reply;
  const approval = approvalText(reply);
  return [
    ...(lead === '' ? [] : [lead]),
    cardMarkdown(reply),
    ...(approval === '' ? [] : [approval]),
    ...(successor === null
      ? []
      : [`In force now: ${recordName(successor, severalLogs)}, ${successor.title}`]),
    ...section('History', history.map(historyLine)),
  ].join('\n');
}

/** "Proposed by ida. 1 of 2 approvals (ana); ana and ben decide", or "Approved by ana, ben"; empty where there is nothing to tell. */
export function approvalText({
  record,
  waitsFor,
  doneBy,
  notes,
}: Pick<RecordReply, 'record' | 'waitsFor' | 'doneBy' | 'notes'>): string {
  return [doneBy, approvals(record, waitsFor), ...notes].filter((text) => text !== '').join('. ');
}

function approvals(record: DecisionRecord, waitsFor: RecordReply['waitsFor']): string {
  const names = record.approvals.map(({ person }) => person).join(', ');
  if (waitsFor === undefined) return names === '' ? '' : `Approved by ${names}`;
  const { quorum, deciders } = waitsFor;
  const who = deciders.length === 0 ? '' : `; ${deciders.join(', ')} decide`;
  const given = names === '' ? '' : ` (${names})`;
  return `${record.approvals.length} of ${quorum} ${quorum === 1 ? 'approval' : 'approvals'}${given}${who}`;
}

function cardMarkdown({ record, severalLogs, whole }: RecordReply): string {
  const { title, status, date, decision, context, drivers, options, links, consequences, affects } = record;
  const linked = links.map(
    (link) =>
      `${link.partial ? 'partially ' : ''}${link.kind.replace('-', ' ')} ${recordName(link, severalLogs)}`,
  );
  return [
    `**${recordName(record, severalLogs)}. ${title}** (${[status, date ?? ''].filter((part) => part !== '').join(' ')})`,
    ...(linked.length === 0 ? [] : [linked.join(', ')]),
    ...(decision === '' ? [] : [decision]),
    ...(context === '' || !whole ? [] : [`_Context:_ ${context}`]),
    ...(affects.length === 0 || !whole ? [] : [`_Affects:_ ${affects.join(', ')}`]),
    ...(drivers.length === 0 || !whole ? [] : [`_Drivers:_ ${drivers.join('; ')}`]),
    ...(options.length < 2 ? [] : [`_Considered:_ ${options.map(({ name }) => name).join(', ')}`]),
    ...(consequences.length === 0 || !whole ? [] : [`_Consequences:_ ${consequences.join('; ')}`]),
  ].join('\n');
}

function historyLine({ at, person, kind }: HistoryEntry): string {
  return `- ${at.slice(0, 10)} ${kind} by ${person}`;
}

function listMarkdown({ title, items }: ListReply): string {
  return [
    `**${title}**`,
    ...items.map(({ text, detail }) => `- ${text}${detail === '' ? '' : ` (${detail})`}`),
  ].join('\n');
}

function formMarkdown({ title, fields, submit }: FormReply): string {
  return [
    `**${title}**`,
    ...fields.map(({ label, required, value }) => `- ${label}${required ? ' *' : ''}: ${value}`),
    `[${submit}]`,
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`_${title}_`, ...lines];
}

function lineMarkdown(line: Line): string {
  return `- ${line.text} ${marks(line)}`.trimEnd();
}
