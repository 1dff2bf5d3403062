import { html } from 'hono/html';
import type { Log } from '../../../src/decisions/record.ts';
import type { Html } from '../html.ts';
import type { PageContent } from '../pages/layout.ts';
import { pageAddresses } from '../records/address.ts';
import { logNavigation } from '../records/log-navigation.ts';
import { csrfField } from '../replies/context.ts';
import type { Visitor } from '../visitor.ts';

/** Where a log's settings are. */
export function logAddress(name: string): string {
  return `/logs/${encodeURIComponent(name)}`;
}

/** The logs that there are; with the name that was typed for a new one, and why that cannot be, where it was refused. */
export function logsPage(
  logs: readonly Log[],
  { csrf }: Visitor,
  refused?: { readonly typed: string; readonly problem: string },
): PageContent {
  const list =
    logs.length === 0
      ? html`<p>There is none yet; the first record makes the log <strong>decisions</strong>.</p>`
      : html`<ul class="records">${logs.map(renderLog)}</ul>`;
  const fault =
    refused === undefined
      ? ''
      : html`<p class="error" role="alert" id="log-name-fault">${refused.problem}</p>`;
  const marked =
    refused === undefined
      ? html` aria-describedby="log-name-hint"`
      : html` aria-describedby="log-name-fault log-name-hint" aria-invalid="true" autofocus`;
  const body = html`${logNavigation('/logs')}<h1>Logs</h1>
<p>A log is a numbered series of records with people who decide in it.</p>${list}
<section class="card"><h2>A new log</h2><form method="post" action="/logs">${csrfField(csrf)}
<div class="field"><label for="log-name">Name</label><div class="row"><input id="log-name" name="name" type="text" required maxlength="80" value="${refused?.typed ?? ''}" placeholder="shop" autocomplete="off"${marked}><button class="primary">Make it</button></div>
${fault}<p class="hint" id="log-name-hint">Its records are called by it: the third one of shop is shop-3. A name cannot be changed later.</p></div></form></section>`;
  return { title: 'Logs', part: 'log', body, back: '/logs' };
}

function renderLog(log: Log): Html {
  const { name, visibility, channel } = log;
  return html`<li><a href="${pageAddresses.list({ log: name })}">${name}</a>
<p>${decidesText(log)}${visibility === 'members' ? ` Only members of ${channel ?? 'its channel'} see it.` : ''}</p>
<p class="links"><a href="${logAddress(name)}" aria-label="Settings of ${name}">Settings</a></p></li>`;
}

/** How a log comes to a decision, in a sentence. */
export function decidesText({
  quorum,
  deciders,
  ownApproval,
}: Pick<Log, 'quorum' | 'deciders' | 'ownApproval'>): string {
  const who = deciders.length === 0 ? 'anybody' : listing.format(deciders);
  const number = quorum === 1 ? 'One approval' : `${quorum} approvals`;
  return `${number} by ${who}${ownApproval ? '' : ', never by who proposed it'}.`;
}

const listing = new Intl.ListFormat('en', { type: 'disjunction' });
