import { html } from 'hono/html';
import type { NoticeReply } from '../../../src/reply.ts';
import { suggestionsOf } from '../../view/reply-lines.ts';
import { type Html, richText } from '../html.ts';
import { hiddenFields, type RenderContext } from './context.ts';

/** Something that is not an answer, with what to ask instead. */
export function renderNotice(reply: NoticeReply, context: RenderContext): Html {
  const { tone, text } = reply;
  const sign = tone === 'error' ? html`<strong>That did not work.</strong> ` : '';
  return html`<div class="notice ${tone}"><p class="prose">${sign}${richText(text)}</p>${renderSuggestions(suggestionsOf(reply), context)}</div>`;
}

/** Questions to be asked with one press. */
export function renderSuggestions(
  suggestions: readonly string[],
  context: Pick<RenderContext, 'thread' | 'csrf'>,
): Html | string {
  if (suggestions.length === 0) return '';
  return html`<form class="choices" method="post" action="/say" data-send>${hiddenFields({ ...context, turn: 0 })}${suggestions.map((text) => html`<button name="text" value="${text}" class="plain">${text}</button>`)}</form>`;
}
