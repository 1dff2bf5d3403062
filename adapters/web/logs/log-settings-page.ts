import { html } from 'hono/html';
import type { HistoryEntry, Log } from '../../../src/decisions/record.ts';
import type { Html } from '../html.ts';
import type { PageContent } from '../pages/layout.ts';
import { pageAddresses } from '../records/address.ts';
import { renderLogHistory } from '../records/history.ts';
import { logNavigation } from '../records/log-navigation.ts';
import { csrfField } from '../replies/context.ts';
import { channel as pageChannel, type Visitor } from '../visitor.ts';
import {
  beforePrefix,
  type Faults,
  type SettingName,
  settingNames,
  type Values,
  valuesOf,
} from './log-form.ts';
import { decidesText, logAddress } from './logs-page.ts';

/** A log's settings, whoever may set them, and what came of setting them. */
export interface LogSettingsView {
  readonly log: Log;
  readonly history: readonly HistoryEntry[];
  /** Why whoever looks may not set it; undefined where they may. */
  readonly refusal: string | undefined;
  /** What was filled in and refused. */
  readonly returned?: { readonly values: Values; readonly faults: Faults };
  /** What to tell of what was done. */
  readonly told?: string;
}

/** The page of one log: how it decides, who sees it, and what was changed about that. */
export function logSettingsPage(view: LogSettingsView, visitor: Visitor): PageContent {
  const { log, history, refusal, returned, told } = view;
  const isWrong = returned !== undefined && Object.keys(returned.faults).length > 0;
  const body = html`${logNavigation(undefined)}<h1>Log ${log.name}</h1>
<p class="links"><a href="${pageAddresses.list({ log: log.name })}">Its records</a> <a href="/logs">All logs</a></p>
${told === undefined ? '' : html`<p class="notice" role="status">${told}</p>`}
${isWrong ? html`<p class="notice error" role="alert">Not saved yet: look at what is marked below.</p>` : ''}
<p>${decidesText(log)}</p>
${refusal === undefined ? renderForm(view, visitor) : html`<p class="notice">${refusal}</p>`}
${renderLogHistory(history)}`;
  return { title: `Log ${log.name}`, part: 'log', body, back: logAddress(log.name) };
}

function renderForm({ log, returned }: LogSettingsView, { csrf }: Visitor): Html {
  const now = valuesOf(log);
  const values = returned?.values ?? now;
  const faults = returned?.faults ?? {};
  const before = settingNames.map(
    (name) => html`<input type="hidden" name="${beforePrefix}${name}" value="${now[name]}">`,
  );
  const field = (name: SettingName, label: string, hint: string, control: (shared: Html) => Html) => {
    const fault = faults[name];
    const about = fault === undefined ? `${name}-hint` : `${name}-fault ${name}-hint`;
    const shared = html`id="${name}" name="${name}" aria-describedby="${about}"${fault === undefined ? '' : html` aria-invalid="true"`}`;
    return html`<div class="field"><label for="${name}">${label}</label>${control(shared)}
${fault === undefined ? '' : html`<p class="error" id="${name}-fault">${fault}</p>`}<p class="hint" id="${name}-hint">${hint}</p></div>`;
  };
  const option = (value: string, label: string) =>
    html`<option value="${value}"${values.visibility === value ? html` selected` : ''}>${label}</option>`;
  return html`<form class="card" method="post" action="${logAddress(log.name)}" aria-label="Settings">${csrfField(csrf)}${before}
${field('quorum', 'Quorum', 'So many approvals accept a proposal.', (shared) => html`<input type="number" min="1" max="100" required ${shared} value="${values.quorum}">`)}
${field('deciders', 'Deciders', 'Who may approve and reject, and change these settings; one name a line, or a group such as @platform. Empty: anybody.', (shared) => html`<textarea rows="4" ${shared} spellcheck="false">${'\n'}${values.deciders}</textarea>`)}
${field('ownApproval', 'An author’s own approval', 'Whether who proposed something may approve it too.', (shared) => html`<select ${shared}><option value="on">counts</option><option value=""${values.ownApproval === 'on' ? '' : html` selected`}>does not count</option></select>`)}
${field('visibility', 'Who sees it', 'To open a log does not open what was recorded while it was for members.', (shared) => html`<select ${shared}>${option('open', 'everybody')}${option('members', 'members of its channel')}</select>`)}
${field('channel', 'Channel', `The channel that it belongs to; here it is called “${pageChannel}”. Empty: none.`, (shared) => html`<input type="text" maxlength="100" ${shared} value="${values.channel}" autocomplete="off" spellcheck="false">`)}
<button class="primary">Save</button></form>`;
}
