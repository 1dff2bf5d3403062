import { html } from 'hono/html';
import type { Html } from '../html.ts';

/** The pages on decisions, in the order in which they are shown: a new one is a line here. */
const pages = [
  { address: '/log', name: 'List' },
  { address: '/log/timeline', name: 'Timeline' },
  { address: '/logs', name: 'Logs' },
] as const;

/** Where one can go among the pages on decisions. */
export function logNavigation(current: (typeof pages)[number]['address'] | undefined): Html {
  const links = pages.map(
    ({ address, name }) =>
      html`<li><a href="${address}"${address === current ? html` aria-current="page"` : ''}>${name}</a></li>`,
  );
  return html`<nav aria-label="Decisions"><ul class="pages within">${links}</ul></nav>`;
}
