import { html } from 'hono/html';
import type { Html } from '../html.ts';
import type { PageContent } from './layout.ts';

/** What is wrong with what was typed. */
export interface SignInFault {
  readonly field: 'name' | 'token';
  readonly text: string;
}

/** What the page shows. */
export interface SignInView {
  /** Where to go then. */
  readonly next: string;
  readonly name: string;
  readonly fault?: SignInFault;
  /** Whether a link on another site led here. */
  readonly fromElsewhere: boolean;
}

/** Asks who somebody is, and for the token. */
export function signInPage({ next, name, fault, fromElsewhere }: SignInView): PageContent {
  // A link on another site does not bring the cookie along; one on this page does.
  const onward = fromElsewhere
    ? html`<p>Signed in already? <a href="${next}">Go on to the page</a>.</p>`
    : '';
  const focus = fault?.field ?? (name === '' ? 'name' : 'token');
  const attributes = (field: SignInFault['field']) => {
    const isFaulty = fault?.field === field;
    const about = isFaulty ? `${field}-fault ${field}-hint` : `${field}-hint`;
    return html` aria-describedby="${about}"${isFaulty ? html` aria-invalid="true"` : ''}${focus === field ? html` autofocus` : ''}`;
  };
  const body = html`<section class="card narrow"><h1>Sign in</h1>
<p>To ask, to be advised, and to decide with your team.</p>
<form method="post" action="/signin"><input type="hidden" name="next" value="${next}">
<div class="field"><label for="name">Your name</label><input id="name" name="name" type="text" value="${name.replaceAll('\0', '\ufffd')}" required autocomplete="username" spellcheck="false"${attributes('name')}>
${faultOf('name', fault)}<p class="hint" id="name-hint">Stands beside what you say, propose and approve, and in the history of decisions.</p></div>
<div class="field"><label for="token">Token</label><input id="token" name="token" type="password" required autocomplete="current-password"${attributes('token')}>
${faultOf('token', fault)}<p class="hint" id="token-hint">Whoever runs this server has it (<code>WEB_TOKEN</code>).</p></div>
<button class="primary">Sign in</button></form>${onward}</section>`;
  return { title: 'Sign in', part: 'other', body, back: '/' };
}

function faultOf(field: SignInFault['field'], fault: SignInFault | undefined): Html | string {
  if (fault?.field !== field) return '';
  return html`<p class="error" role="alert" id="${field}-fault">${fault.text}</p>`;
}
