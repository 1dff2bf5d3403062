import { styleText } from 'node:util';
import type { AskResult } from '../../src/answers/answer.ts';
import { factsMarkdown, marks, sourceTexts } from '../../src/answers/markdown.ts';
import { approvalText, replyMarkdown } from '../../src/conversation/markdown.ts';
import { recordName } from '../../src/decisions/record-name.ts';
import type { FactsReply, NoticeReply, RecordReply, Reply } from '../../src/reply.ts';
import type { Bearing } from './relevant-records.ts';
import { historyText, showText } from './render-records.ts';

/** A result as the one JSON value that tools read (see docs/design.md, Interfaces). */
export function renderAskJson(
  question: string,
  result: AskResult,
  decisions: readonly Bearing[] = [],
): string {
  return JSON.stringify({
    question,
    covered: result.covered,
    answers: result.covered
      ? result.answers.map((answer) => ({
          id: answer.id,
          kind: answer.kind,
          card: answer.card,
          title: answer.reply.title,
          lead: answer.lead,
          text: factsMarkdown(answer.reply),
          citations: answer.reply.citations,
          score: Math.round(answer.score * 1000) / 1000,
        }))
      : [],
    suggestions: result.covered ? [] : result.suggestions,
    decisions: decisions.map(({ number, log, title, status, supersededBy }) => ({
      number,
      log,
      title,
      status,
      ...(supersededBy === null ? {} : { supersededBy }),
    })),
  });
}

/** A result as a person reads it in a terminal: the best answer and how to see more. */
export function renderAskText(
  _question: string,
  result: AskResult,
  decisions: readonly Bearing[] = [],
): string {
  const team = decisions.map(bearingLine);
  if (!result.covered) {
    const notice = renderReply({
      kind: 'notice',
      tone: 'info',
      text: 'The documents do not cover that.',
      suggestions: result.suggestions,
    });
    return [...team, notice].join('\n');
  }
  const [best] = result.answers;
  return best === undefined ? '' : [...team, renderReply(best.reply)].join('\n');
}

/** "Your team decided this in 12: Use PostgreSQL, accepted 2026-03-01" */
function bearingLine({ name, title, status, standing, supersededBy, date }: Bearing): string {
  const told = status === 'accepted' ? 'decided this' : 'has a record on this';
  return style(
    'green',
    `  Your team ${told} in ${plain(name)}: ${plain(title)}, ${plain(standing)}${date === null ? '' : `${supersededBy === null ? '' : ','} ${date}`}`,
  );
}

/** Any reply for the terminal. Colours only where the terminal shows them and NO_COLOR is not set. */
export function renderReply(reply: Reply): string {
  switch (reply.kind) {
    case 'facts':
      return renderFacts(reply);
    case 'notice':
      return renderNotice(reply);
    case 'record':
      return renderRecord(reply);
    case 'text':
    case 'comparison':
    case 'question':
    case 'recommendation':
    case 'list':
    case 'chart':
    case 'form':
      return styled(replyMarkdown({ ...reply, choices: [] }));
  }
}

function renderRecord(reply: RecordReply): string {
  const { lead, record, severalLogs, waitsFor, successor, whole, history } = reply;
  return [
    ...(lead === '' ? [] : [plain(lead)]),
    showText(record, severalLogs),
    ...(waitsFor === undefined
      ? reply.notes.map((note) => style('dim', plain(note)))
      : [style('dim', plain(approvalText(reply)))]),
    ...(successor === null
      ? []
      : [`In force now: ${plain(recordName(successor, severalLogs))} ${plain(successor.title)}`]),
    ...(whole ? ['', historyText(history)] : []),
  ].join('\n');
}

/** Markdown as a terminal shows it: bold and dim for what is marked up. */
function styled(markdown: string): string {
  return plain(markdown)
    .replace(/\*\*([^*\n]{1,300})\*\*/g, (_all, words: string) => style('bold', words))
    .replace(
      /^(\s*)_([^_\n]{1,600})_/gm,
      (_all, indent: string, words: string) => indent + style('dim', words),
    )
    .replace(/^(\s*)- /gm, '$1  • ');
}

function renderFacts(reply: FactsReply): string {
  const lines = [style('bold', plain(reply.title))];
  for (const line of reply.lines) lines.push(`  • ${plain(line.text)} ${style('dim', marks(line))}`);
  for (const dispute of reply.disputes) {
    lines.push(style('yellow', '  The documents disagree:'));
    for (const side of dispute.sides) lines.push(`  ↔ ${plain(side.text)} ${style('dim', marks(side))}`);
    if (dispute.reason !== undefined) lines.push(`  Why: ${plain(dispute.reason)}`);
  }
  lines.push(style('dim', `  Sources: ${sourceTexts(reply.citations).join(' · ')}`));
  return lines.join('\n');
}

function renderNotice(reply: NoticeReply): string {
  const hint =
    reply.suggestions.length === 0
      ? ''
      : `\n  ${style('dim', `They do cover: ${reply.suggestions.join(', ')}`)}`;
  return `${reply.text}${hint}`;
}

/** Without code marks, and without control characters, which would move the cursor. */
function plain(text: string): string {
  return text.replaceAll('`', '').replace(/[^\P{Cc}\n\t]/gu, '');
}

function style(format: 'bold' | 'dim' | 'yellow' | 'green', text: string): string {
  return styleText(format, text, { stream: process.stdout });
}
