import { html } from 'hono/html';
import type { ListReply } from '../../../src/reply.ts';
import { type Html, richText } from '../html.ts';
import { choiceButton, hiddenFields, type RenderContext } from './context.ts';

/** Items under a title; what can be opened is a button. */
export function renderList({ title, items }: ListReply, context: RenderContext): Html {
  const rows = items.map(
    ({ text, detail, open }) =>
      html`<li><div><span>${richText(text)}</span>${detail === '' ? '' : html`<br><span class="mark">${richText(detail)}</span>`}</div>${open === undefined ? '' : choiceButton(open)}</li>`,
  );
  return html`<h2>${title}</h2><form method="post" action="/choose" data-send>${hiddenFields(context)}<ul class="items">${rows}</ul></form>`;
}
