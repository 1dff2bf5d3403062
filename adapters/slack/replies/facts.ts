import type { KnownBlock } from '@slack/types';
import { citationText, marks } from '../../../src/answers/markdown.ts';
import type { Citation, DisputeView, FactsReply, Line } from '../../../src/reply.ts';
import { contexts, divider, maxLine, maxName, sections } from '../blocks/section.ts';
import { bold, joined, line, type Marked, md, words } from '../escape.ts';
import type { Rendered } from '../message.ts';

/** Facts, where documents disagree on them, and where they stand. */
export function renderFacts({ title, lines, disputes, more, choices, citations }: FactsReply): Rendered {
  const isOffered = (choices ?? []).some(({ unfolds }) => unfolds === true);
  const left =
    more.length === 0 || isOffered
      ? []
      : [md`and ${more.length} more ${more.length === 1 ? 'fact' : 'facts'}`];
  const blocks: KnownBlock[] = [
    ...sections([bold(title, maxName), ...lines.map((fact) => md`• ${factLine(fact)}`)]),
    ...disputeBlocks(disputes, title),
    ...contexts([...left, ...sources(citations)]),
  ];
  return { blocks };
}

/** One fact with the documents that say it. */
export function factLine(fact: Line): Marked {
  const from = marks(fact);
  return from === '' ? line(fact.text, maxLine) : md`${line(fact.text, maxLine)} ${words(from, maxName)}`;
}

/** What documents disagree on, set apart from the facts: each side with its source, as a quotation. */
export function disputeBlocks(disputes: readonly DisputeView[], title = ''): KnownBlock[] {
  if (disputes.length === 0) return [];
  return [divider(), ...sections(disputes.flatMap((dispute) => disputeLines(dispute, title)))];
}

function disputeLines({ question, sides, reason }: DisputeView, title: string): Marked[] {
  return [
    bold('The documents disagree', maxName),
    ...(question === title ? [] : [md`>${line(question, maxLine)}`]),
    ...sides.map((side) => md`>• ${factLine(side)}`),
    ...(reason === undefined ? [] : [md`>Why: ${line(reason, maxLine)}`]),
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
