import { html } from 'hono/html';
import { marks, sourceTexts } from '../../../src/answers/markdown.ts';
import type { Citation, DisputeView, FactsReply, Line } from '../../../src/reply.ts';
import { bullets, counted, type Html, richText, unfold } from '../html.ts';

/** Facts, where documents disagree on them, and where they stand. */
export function renderFacts({ title, lines, disputes, more, citations }: FactsReply): Html {
  return html`<h2>${richText(title)}</h2>
${bullets(lines, renderLine)}
${renderDisputes(disputes, title)}
${more.length === 0 ? '' : unfold(`${counted(more.length, 'more fact')}`, bullets(more, renderLine))}
${renderSources(citations)}`;
}

/** One fact with the documents that say it. */
export function renderLine(line: Line): Html {
  const from = line.citations.length === 0 ? '' : html` <span class="mark source">${marks(line)}</span>`;
  return html`${richText(line.text)}${from}`;
}

/** What documents disagree on, each side with its source. */
export function renderDisputes(disputes: readonly DisputeView[], title: string): Html[] {
  return disputes.map(
    ({ question, sides, reason }) => html`<section class="dispute"><h3>The documents disagree</h3>
${question === title ? '' : html`<p>${question}</p>`}
${bullets(sides, renderLine)}
${reason === undefined ? '' : html`<p><strong>Why:</strong> ${richText(reason)}</p>`}</section>`,
  );
}

/** The sections that an answer comes from. */
export function renderSources(citations: readonly Citation[]): Html | string {
  if (citations.length === 0) return '';
  return html`<p class="sources">Sources: ${sourceTexts(citations).join(' · ')}</p>`;
}
