import { html } from 'hono/html';
import type { DecisionRecord, HistoryEntry, Log, Successor } from '../../../src/decisions/record.ts';
import type { Html } from '../html.ts';
import { type PageContent, productName } from '../pages/layout.ts';
import { statusBadge } from '../status-badge.ts';
import { type Naming, pageAddresses, recordAddress } from './address.ts';
import { renderHistory } from './history.ts';
import { logNavigation } from './log-navigation.ts';
import { type RecordVisit, renderActions } from './record-actions.ts';
import { renderRecordBody } from './record-body.ts';
import { recordMetadata } from './record-metadata.ts';
import { renderTags, supersededBy, titleOf } from './record-row.ts';

/** A record with what happened to it, and what took its place. */
export interface RecordView {
  readonly record: DecisionRecord;
  readonly history: readonly HistoryEntry[];
  readonly successor: Successor | null;
  readonly log: Log | undefined;
}

/** Everything about one record, with what can be done about it. */
export function recordPage(view: RecordView, several: boolean, visit: RecordVisit): PageContent {
  const { record } = view;
  const context = { addresses: pageAddresses, several };
  const between = html`${renderShare(record, several, visit.origin)}${renderActions(record, visit)}`;
  const body = html`${logNavigation(undefined)}${recordArticle(view, context, between)}`;
  const head = recordMetadata(record, several, productName);
  return { title: titleOf(record, several), part: 'log', body, head, back: recordAddress(record) };
}

/** A record as it is read, wherever it stands; what can be done about it comes between where it stands and what it says. */
export function recordArticle(view: RecordView, context: Naming, between: Html | string): Html {
  const { record, history, successor } = view;
  const { addresses, several } = context;
  const { log, status, date } = record;
  const within = { ...context, level: 2 } as const;
  return html`<article class="record"><h1>${titleOf(record, several)}</h1>
<p class="facts">${statusBadge(status)} ${date === null ? '' : html`<span>${date}</span>`} <a href="${addresses.list({ log })}">${log}</a>${renderTags(record, addresses)}</p>
${successor === null ? '' : html`<p class="notice successor">${supersededBy(successor, context)}</p>`}
${renderNotes(view)}
${between}
${renderRecordBody(record, within)}
${renderHistory(history, log, within)}</article>`;
}

function renderNotes({ record, log }: RecordView): Html | string {
  const { status, reviewBy, statusRaw, label, file, visibility, approvals } = record;
  const notes = [
    status === 'proposed' && log !== undefined
      ? `Approved ${approvals.length} of ${log.quorum}; decided by ${log.deciders.length === 0 ? 'anybody here' : log.deciderNames.join(', ')}.`
      : '',
    reviewBy === null ? '' : `To be reviewed by ${reviewBy}.`,
    statusRaw === null ? '' : `Its file says of its status: ${statusRaw}`,
    label === null ? '' : `Its file calls it ${label}.`,
    file === null ? '' : `From ${file}.`,
    visibility === 'members' ? 'Only members of its channel see it.' : '',
  ].filter((note) => note !== '');
  return notes.length === 0
    ? ''
    : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}

/** Its address, its text and a way to pass it on: links, of which the script makes what copies and shares. */
function renderShare(record: DecisionRecord, several: boolean, origin: string): Html {
  const address = recordAddress(record);
  const title = titleOf(record, several);
  const mail = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${title}\n${origin}${address}`)}`;
  return html`<p class="links share" data-share data-title="${title}"><a href="${address}" data-copy="link">Link</a> <a href="${address}.md" data-copy="markdown">Markdown</a> <a href="${mail}" data-pass-on>Share by mail</a> <span role="status" data-copied></span></p>`;
}
