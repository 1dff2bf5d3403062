import { html } from 'hono/html';
import type { ComparisonReply } from '../../../src/reply.ts';
import { type Html, richText } from '../html.ts';
import { renderSources } from './facts.ts';

/** Things side by side, as a table that scrolls by itself where it is wider than the page. */
export function renderComparison({ title, columns, rows, citations }: ComparisonReply): Html {
  const head = html`<tr><td></td>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>`;
  const body = rows.map(
    ({ label, cells }) =>
      html`<tr><th scope="row">${label}</th>${cells.map((cell) => html`<td>${richText(cell)}</td>`)}</tr>`,
  );
  return html`<h2>${title}</h2>${scrolling(title, html`<table><thead>${head}</thead><tbody>${body}</tbody></table>`)}${renderSources(citations)}`;
}

/** Something wide that scrolls by itself, with the keyboard too. */
export function scrolling(label: string, content: Html): Html {
  return html`<div class="scrolling" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}
