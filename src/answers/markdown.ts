import type { Citation, FactsReply, Line } from '../reply.ts';

/** A facts reply as markdown, without its title: facts, disputes, sources. */
export function factsMarkdown(reply: FactsReply): string {
  const parts = [
    ...reply.lines.map((line) => `- ${line.text} ${marks(line)}`.trimEnd()),
    ...reply.disputes.flatMap((dispute) => [
      '**The documents disagree**',
      ...dispute.sides.map((side) => `- ${side.text} ${marks(side)}`),
      ...(dispute.reason === undefined ? [] : [`_Why:_ ${dispute.reason}`]),
    ]),
    ...(reply.citations.length === 0 ? [] : [`_Sources: ${reply.citations.map(citationText).join(' · ')}_`]),
  ];
  return parts.join('\n');
}

/** `003, 2.2.4 Go Pros & Cons` */
export function citationText(citation: Citation): string {
  return `${citation.document}, ${citation.section}`;
}

/** The documents of a line: `[003]`; empty for a line that is none of theirs. */
export function marks(line: Line): string {
  if (line.citations.length === 0) return '';
  return `[${[...new Set(line.citations.map((citation) => citation.document))].join(', ')}]`;
}
