import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { Choice } from '../../../src/reply.ts';
import type { Html } from '../html.ts';

/** Where a reply is shown: what its forms send along, and how its charts are found. */
export interface RenderContext {
  readonly thread: string;
  readonly csrf: string;
  readonly turn: number;
  readonly revision: number;
  /** Which reply of the turn it is. */
  readonly index: number;
  /** A form that came back with faults. */
  readonly returned?: ReturnedForm;
}

/** What somebody filled in, and what is wrong with it, by field. */
export interface ReturnedForm {
  /** The turn that holds the form. */
  readonly turn: number;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

/** What every form sends along: where it belongs, and what makes it one of its kind. */
export function hiddenFields({ thread, csrf, turn }: Pick<RenderContext, 'thread' | 'csrf' | 'turn'>): Html {
  return html`${csrfField(csrf)}<input type="hidden" name="thread" value="${thread}"><input type="hidden" name="turn" value="${turn}"><input type="hidden" name="nonce" value="${randomUUID()}">`;
}

/** The proof that a form is ours, where people sign in. */
export function csrfField(csrf: string): Html | string {
  return csrf === '' ? '' : html`<input type="hidden" name="csrf" value="${csrf}">`;
}

/** Buttons for what can be done next. */
export function renderChoices(choices: readonly Choice[] | undefined, context: RenderContext): Html | string {
  // What a reply holds is unfolded on the page itself.
  const offered = (choices ?? []).filter(({ unfolds }) => unfolds !== true);
  if (offered.length === 0) return '';
  return html`<form class="choices" method="post" action="/choose" data-send>${hiddenFields(context)}${offered.map(choiceButton)}</form>`;
}

/** One button. */
export function choiceButton({ id, label, tone }: Choice): Html {
  return html`<button name="choice" value="${id}" class="${tone ?? 'plain'}">${label}</button>`;
}
