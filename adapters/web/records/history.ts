import { html } from 'hono/html';
import type { HistoryEntry } from '../../../src/decisions/record.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import { historyText, logHistoryText } from '../../view/history-texts.ts';
import { type Html, moment } from '../html.ts';
import { recordLink } from './address.ts';
import { type BodyContext, sectionOf } from './record-body.ts';

/** What happened to a record of a log, in words, the first first. */
export function renderHistory(
  history: readonly HistoryEntry[],
  log: string,
  context: BodyContext,
): Html | string {
  const entries = history.map((entry) => html`<li>${renderEntry(entry, log, context)}</li>`);
  return entries.length === 0
    ? ''
    : sectionOf(context.level)('History', html`<ol class="history">${entries}</ol>`);
}

function renderEntry(entry: HistoryEntry, log: string, context: BodyContext): Html {
  const { person, did, other, said, because } = historyText(entry);
  const place = other === undefined ? undefined : { log, number: other.number };
  const about =
    place === undefined
      ? ''
      : html` ${recordLink(place, recordName(place, context.several), context)}${other?.after ?? ''}`;
  return html`<p><strong>${person}</strong> ${did}${about}${because === '' ? '' : `, because ${because}`} ${when(entry)}</p>${said === '' ? '' : html`<blockquote>${said}</blockquote>`}`;
}

/** What happened to a log as a whole, in words, the first first. */
export function renderLogHistory(history: readonly HistoryEntry[]): Html | string {
  const entries = history.map((entry) => {
    const { person, did } = logHistoryText(entry);
    return html`<li><p><strong>${person}</strong> ${did} ${when(entry)}</p></li>`;
  });
  return entries.length === 0
    ? ''
    : html`<section><h2>History</h2><ol class="history">${entries}</ol></section>`;
}

/** When, and where that was not here. */
function when({ at, source }: HistoryEntry): Html {
  return html`<span class="mark">${moment(at)}${source === 'web' ? '' : `, by ${source}`}</span>`;
}
