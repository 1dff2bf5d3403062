import { html } from 'hono/html';
import type { PageContent } from './layout.ts';

/** Asks for the token. `next` is where to go then. */
export function signInPage(next: string, problem: string | undefined, fromElsewhere: boolean): PageContent {
  // A link on another site does not bring the cookie along; one on this page does.
  const onward = fromElsewhere
    ? html`<p>Signed in already? <a href="${next}">Go on to the page</a>.</p>`
    : '';
  const body = html`<section class="card signin"><h1>Sign in</h1>
<p>The token is the one that the server was started with (<code>WEB_TOKEN</code>).</p>
${problem === undefined ? '' : html`<p class="error" role="alert">${problem}</p>`}
<form method="post" action="/signin"><input type="hidden" name="next" value="${next}"><label for="token">Token</label><div class="row"><input id="token" name="token" type="password" required autocomplete="current-password"><button class="primary">Sign in</button></div></form>${onward}</section>`;
  return { title: 'Sign in', part: 'other', body, back: '/' };
}
