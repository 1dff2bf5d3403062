import { citationText, marks } from '../../../src/answers/markdown.ts';
import type { Citation, DisputeView, FactsReply, Line } from '../../../src/reply.ts';
import {
  accents,
  type Card,
  headed,
  lines,
  maxLine,
  maxName,
  type Part,
  small,
} from '../components/parts.ts';
import { bold, joined, line, type Marked, md, words } from '../escape.ts';

/** Facts, where documents disagree on them, and where they stand. */
export function renderFacts({ title, lines: facts, disputes, more, choices, citations }: FactsReply): Card {
  const isOffered = (choices ?? []).some(({ unfolds }) => unfolds === true);
  const left =
    more.length === 0 || isOffered
      ? []
      : [md`and ${more.length} more ${more.length === 1 ? 'fact' : 'facts'}`];
  const parts = [
    ...headed(
      words(title, maxName),
      facts.map((fact) => md`- ${factLine(fact)}`),
    ),
    ...disputeParts(disputes, title),
    ...small([...left, ...sources(citations)]),
  ];
  return { accent: accents.neutral, parts };
}

/** One fact with the documents that say it. */
export function factLine(fact: Line): Marked {
  const from = marks(fact);
  return from === '' ? line(fact.text, maxLine) : md`${line(fact.text, maxLine)} ${words(from, maxName)}`;
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

/** The sections that an answer comes from, in small print. */
export function sources(citations: readonly Citation[]): Marked[] {
  if (citations.length === 0) return [];
  const shown = citations.slice(0, shownSources).map((citation) => words(citationText(citation), maxSource));
  const left = citations.length - shown.length;
  return [md`Sources: ${joined(shown, ' · ')}${left > 0 ? ` and ${left} more` : ''}`];
}

const shownSources = 15;
const maxSource = 150;
