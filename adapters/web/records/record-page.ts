import { html } from 'hono/html';
import type { DecisionRecord, HistoryEntry, Log } from '../../../src/decisions/record.ts';
import type { Html } from '../html.ts';
import type { PageContent } from '../pages/layout.ts';
import { hiddenFields } from '../replies/context.ts';
import { statusBadge } from '../replies/record.ts';
import type { Visitor } from '../visitor.ts';
import { recordAddress } from './address.ts';
import { renderHistory, renderRecordBody } from './record-body.ts';

/** A record with what happened to it. */
export interface RecordView {
  readonly record: DecisionRecord;
  readonly history: readonly HistoryEntry[];
  readonly log: Log | undefined;
  /** The conversation in which something is done about it. */
  readonly thread: string;
}

/** Everything about one record. */
export function recordPage(view: RecordView, visitor: Visitor): PageContent {
  const { record, history } = view;
  const title = `${record.number}. ${record.title}`;
  const body = html`<article class="record"><p><a href="/log">All decisions</a></p><h1>${title}</h1>
<p class="facts">${statusBadge(record.status)} ${record.date === null ? '' : html`<span>${record.date}</span>`} <span>${record.log}</span>${record.tags.map((tag) => html` <a href="/log?tag=${encodeURIComponent(tag)}">#${tag}</a>`)}</p>
${renderNotes(view)}
${renderActions(view, visitor)}
${renderRecordBody(record, 2)}
${renderHistory(history, 2)}</article>`;
  return { title, part: 'log', body, back: recordAddress(record) };
}

function renderNotes({ record, log }: RecordView): Html {
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
    ? html``
    : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}

/** What can be done about it is said in the chat: what needs no reason at once, the rest to be completed there. */
function renderActions({ record, thread }: RecordView, { csrf }: Visitor): Html | string {
  const { status } = record;
  const name = `${record.number} in ${record.log}`;
  const say = (label: string, text: string, tone: string) =>
    html`<button name="text" value="${text}" class="${tone}">${label}</button>`;
  const write = (label: string, text: string) =>
    html`<a class="button" href="/t/${thread}?q=${encodeURIComponent(text)}">${label}</a>`;
  const place = html`${hiddenFields({ thread, csrf, turn: 0 })}`;
  const form = (buttons: Html, links: Html) =>
    html`<form class="choices" method="post" action="/say" aria-label="What can be done">${place}${buttons}${links}</form>`;
  if (status === 'proposed' || status === 'draft') {
    const accept = status === 'proposed' ? say('Accept', `accept ${name}`, 'primary') : '';
    const reject = status === 'proposed' ? write('Reject …', `reject ${name} because `) : '';
    return form(html`${accept}${say('Withdraw', `withdraw ${name}`, 'plain')}`, html`${reject}`);
  }
  if (status === 'accepted') {
    const deprecate = write('Deprecate …', `deprecate ${name} because `);
    return form(say('Supersede', `supersede ${name}`, 'plain'), deprecate);
  }
  return '';
}
