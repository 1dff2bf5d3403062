import { html } from 'hono/html';
import type { Conversation } from '../conversations.ts';
import { maxConversationTitle } from '../limits.ts';
import { csrfField } from '../replies/context.ts';
import type { Visitor } from '../visitor.ts';
import type { PageContent } from './layout.ts';

/** Asks what a conversation is to be called; with what was typed, and why that cannot be, where it was refused. */
export function renamePage(
  { id, title }: Conversation,
  { csrf }: Visitor,
  refused?: { readonly typed: string; readonly problem: string },
): PageContent {
  const fault =
    refused === undefined ? '' : html`<p class="error" role="alert" id="title-fault">${refused.problem}</p>`;
  const marked =
    refused === undefined
      ? html` aria-describedby="title-hint"`
      : html` aria-describedby="title-fault title-hint" aria-invalid="true"`;
  const body = html`<section class="card narrow"><h1>Rename the conversation</h1>
<form method="post" action="/t/${id}/rename">${csrfField(csrf)}
<div class="field"><label for="title">Title</label><input id="title" name="title" type="text" value="${refused?.typed ?? title}" maxlength="${maxConversationTitle}" autocomplete="off" autofocus${marked}>
${fault}<p class="hint" id="title-hint">Empty: it is called by its first words.</p></div>
<p class="choices"><button class="primary">Save</button> <a class="button" href="/t/${id}">Cancel</a></p></form></section>`;
  return { title: 'Rename', part: 'chat', body, back: `/t/${id}/rename` };
}

/** Asks whether what somebody said in a conversation shall be deleted. */
export function deletePage(
  { id, title }: Conversation,
  others: readonly string[],
  { csrf, person }: Visitor,
): PageContent {
  const stays =
    others.length === 0
      ? 'All of it goes'
      : `What you said as ${person.name} and were answered goes; what ${new Intl.ListFormat('en').format(others)} said stays`;
  const body = html`<section class="card narrow"><h1>Delete this conversation?</h1>
<p><strong>${title === '' ? 'Untitled' : title}</strong></p>
<p>${stays}. Decisions that were recorded in it stay. This cannot be undone.</p>
<form class="choices" method="post" action="/t/${id}/delete">${csrfField(csrf)}<button class="danger">Delete</button> <a class="button" href="/t/${id}">Keep it</a></form></section>`;
  return { title: 'Delete', part: 'chat', body, back: `/t/${id}/delete` };
}
