import { html } from 'hono/html';
import type { Logger } from 'pino';
import { type Html, moment, unfold } from '../html.ts';
import { messageAtOnce } from '../limits.ts';
import { renderReply } from '../render.ts';
import type { ReturnedForm } from '../replies/context.ts';
import type { Turn } from '../transcript.ts';

/** Where turns are shown. */
export interface TurnsContext {
  readonly thread: string;
  readonly csrf: string;
  readonly log: Logger;
  /** A form of one of the turns that came back with faults. */
  readonly returned?: ReturnedForm;
}

/** Turns of a conversation, each an article of its own. */
export function renderTurns(turns: readonly Turn[], context: TurnsContext): Html {
  return html`${turns.map((turn) => renderTurn(turn, context))}`;
}

function renderTurn(turn: Turn, context: TurnsContext): Html {
  const { id, person, text, at } = turn;
  return html`<article class="turn" id="turn-${id}" data-turn="${id}" tabindex="-1">
${text === '' ? '' : html`<div class="said"><p class="by"><strong>${person.name}</strong> <span class="mark">${moment(at)}</span></p>${renderWords(text)}</div>`}
${turn.replies.length === 0 ? '' : html`<div class="answers"><p class="by"><strong>Stack Advisor</strong></p>${renderReplies(turn, context)}</div>`}
</article>`;
}

function renderReplies(turn: Turn, context: TurnsContext): Html {
  const { thread, csrf, log, returned } = context;
  const { id, revision, replies } = turn;
  const own = returned?.turn === id ? { returned } : {};
  try {
    return html`${replies.map((reply, index) => renderReply(reply, { thread, csrf, turn: id, revision, index, ...own }))}`;
  } catch (error) {
    // One stored by another version must not close the whole conversation.
    log.error({ err: error, turn: id }, 'a stored turn cannot be shown');
    return html`<p class="notice error">This answer was kept by another version and cannot be shown. Ask again.</p>`;
  }
}

function renderWords(text: string): Html {
  if (text.length <= messageAtOnce) return html`<p class="prose">${text}</p>`;
  const cut = [...text.slice(0, messageAtOnce)].join('');
  return html`<p class="prose">${cut} …</p>${unfold(`All ${text.length} characters`, html`<p class="prose">${text}</p>`)}`;
}
