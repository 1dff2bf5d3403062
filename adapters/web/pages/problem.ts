import { html } from 'hono/html';
import type { PageContent } from './layout.ts';

/** Something that did not work, with a way on. */
export function problemPage(title: string, text: string, draft = ''): PageContent {
  const kept =
    draft === ''
      ? ''
      : html`<p>What you wrote, to be copied:</p><textarea rows="8" readonly aria-label="What you wrote">${'\n'}${draft}</textarea>`;
  const body = html`<section class="card"><h1>${title}</h1><p>${text}</p>${kept}<p><a href="/">Back to the chat</a></p></section>`;
  return { title, part: 'other', body, back: '/' };
}
