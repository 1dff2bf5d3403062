import type { Citation, FactsReply, Line } from '../reply.ts';

/** A facts reply as markdown for tools, without its title: facts, disputes, sources by the documents' ids. */
export function factsMarkdown(reply: FactsReply): string {
  const parts = [
    ...reply.lines.map((line) => `- ${line.text} ${idMarks(line)}`.trimEnd()),
    ...reply.disputes.flatMap((dispute) => [
      '**The documents disagree**',
      ...dispute.sides.map((side) => `- ${side.text} ${idMarks(side)}`),
      ...(dispute.reason === undefined ? [] : [`_Why:_ ${dispute.reason}`]),
    ]),
    ...(reply.citations.length === 0
      ? []
      : [
          `_Sources: ${reply.citations.map(({ document, section }) => `${document}, ${section}`).join(' · ')}_`,
        ]),
  ];
  return parts.join('\n');
}

/** The ids of a line's documents: `[003]`. */
function idMarks({ citations }: Line): string {
  if (citations.length === 0) return '';
  return `[${[...new Set(citations.map(({ document }) => document))].join(', ')}]`;
}

/** The documents of a line as people read them: `[Stack Analysis]`; empty for a line that is none of theirs. */
export function marks({ citations }: Line): string {
  if (citations.length === 0) return '';
  return `[${[...new Set(citations.map(({ name }) => name))].join(', ')}]`;
}

/** A place as people read it: `Stack Analysis, 2.1 PostgreSQL 16`. */
export function citationText({ name, section }: Citation): string {
  return `${name}, ${section}`;
}

/** The places of an answer, document by document: `Stack Analysis: 2.1 PostgreSQL 16, 2.2 MongoDB 8.0 and 1 more`. */
export function sourceTexts(citations: readonly Citation[]): string[] {
  return [...Map.groupBy(citations, ({ name }) => name)].map(([name, places]) => {
    const headings = [...new Set(places.map(({ section }) => lastHeading(section)))];
    const left = headings.length - mostHeadings;
    const shown = headings.slice(0, mostHeadings).join(', ');
    return `${name}: ${shown}${left > 0 ? ` and ${left} more` : ''}`;
  });
}

const mostHeadings = 3;

/** A heading without those above it. */
function lastHeading(section: string): string {
  return section.split(' > ').at(-1) ?? section;
}
