import type { KnownBlock } from '@slack/types';
import type { DisputeView, FactsReply } from '../../../src/reply.ts';
import { contexts, divider, maxLine, maxName, sections } from '../blocks/section.ts';
import { bold, line, type Marked, md } from '../escape.ts';
import type { Rendered } from '../message.ts';
import { factLine, leftFacts, sources } from './wording.ts';

/** Facts, where documents disagree on them, and where they stand. */
export function renderFacts(reply: FactsReply): Rendered {
  const { title, lines, disputes } = reply;
  const blocks: KnownBlock[] = [
    ...sections([md`*${line(title, maxName)}*`, ...lines.map((fact) => md`• ${factLine(fact)}`)]),
    ...disputeBlocks(disputes, title),
    ...contexts([...leftFacts(reply), ...sources(reply.citations)]),
  ];
  return { blocks };
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
