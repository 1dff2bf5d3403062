import type { DisputeView, FactsReply } from '../../../src/reply.ts';
import { accents, type Card, lines, maxLine, maxName, type Part, small } from '../components/parts.ts';
import { bold, line, type Marked, md, strong } from '../escape.ts';
import { factLine, leftFacts, sources } from './wording.ts';

/** Facts, where documents disagree on them, and where they stand. */
export function renderFacts(reply: FactsReply): Card {
  const { title, lines: facts, disputes } = reply;
  const parts = [
    ...lines([strong(line(title, maxName)), ...facts.map((fact) => md`- ${factLine(fact)}`)], true),
    ...disputeParts(disputes, title),
    ...small([...leftFacts(reply), ...sources(reply.citations)]),
  ];
  return { accent: accents.neutral, parts };
}

/** What documents disagree on, set apart from the facts: each side with its source, as a quotation. */
export function disputeParts(disputes: readonly DisputeView[], title = ''): Part[] {
  return disputes.flatMap((dispute) => lines(disputeLines(dispute, title), true));
}

function disputeLines({ question, sides, reason }: DisputeView, title: string): Marked[] {
  return [
    bold('The documents disagree', maxName),
    ...(question === title ? [] : [md`> ${line(question, maxLine)}`]),
    ...sides.map((side) => md`> - ${factLine(side)}`),
    ...(reason === undefined ? [] : [md`> Why: ${line(reason, maxLine)}`]),
  ];
}
