import { html } from 'hono/html';
import type { DecisionRecord, Successor } from '../../../src/decisions/record.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import type { RecordReply } from '../../../src/reply.ts';
import { type Html, richText } from '../html.ts';
import { renderProse } from '../prose.ts';
import { pageAddresses, recordAddress } from '../records/address.ts';
import { renderHistory } from '../records/history.ts';
import { type BodyContext, renderRecordBody } from '../records/record-body.ts';
import { statusBadge } from '../status-badge.ts';

/** A record as a card: in short, or whole with its history. */
export function renderRecord(reply: RecordReply): Html {
  const { record, severalLogs, lead, whole } = reply;
  return html`${lead === '' ? '' : html`<p>${richText(lead)}</p>`}
<section class="card"><h2><a href="${recordAddress(record)}">${recordName(record, severalLogs)}. ${record.title}</a></h2>
<p class="facts">${statusBadge(record.status)} ${record.date === null ? '' : html`<span>${record.date}</span>`} <span>${record.log}</span>${record.tags.map((tag) => html` <span>#${tag}</span>`)}</p>
${supersession(reply)}
${renderApprovals(reply)}
${whole ? renderWhole(reply) : renderShort(record)}</section>`;
}

function renderWhole({ record, history, severalLogs: several }: RecordReply): Html {
  const context: BodyContext = { addresses: pageAddresses, several, level: 3 };
  return html`${renderRecordBody(record, context)}${renderHistory(history, record.log, context)}`;
}

/** What took its place, and what is in force now where that is another one again. */
function supersession({ record: { supersededBy }, successor, severalLogs }: RecordReply): Html | string {
  const to = (one: Successor) =>
    html`<a href="${recordAddress(one)}">${recordName(one, severalLogs)}. ${one.title}</a>`;
  const isOther =
    successor !== null && (successor.number !== supersededBy?.number || successor.log !== supersededBy.log);
  if (supersededBy == null) return successor === null ? '' : html`<p>Superseded by ${to(successor)}</p>`;
  return html`<p>Superseded by ${to(supersededBy)}${isOther ? html`; in force now: ${to(successor)}` : ''}</p>`;
}

function renderShort({ decision, options }: DecisionRecord): Html {
  const text = decision.length > 400 ? `${decision.slice(0, 400).trimEnd()} …` : decision;
  const names = options.map(({ name }) => name).join(', ');
  return html`${renderProse(text, { heading: 4, breaks: true })}${names === '' ? '' : html`<p class="hint">Options: ${names}</p>`}`;
}

function renderApprovals({ waitsFor, record, whole, doneBy, notes }: RecordReply): Html | string {
  const given = record.approvals.map(({ person }) => person).join(', ');
  const did = doneBy === '' ? '' : `${doneBy}. `;
  const noted = notes.map((note) => ` ${note}.`).join('');
  if (waitsFor === undefined)
    return whole || `${did}${given}${noted}` === ''
      ? ''
      : html`<p class="waits">${did}${given === '' ? '' : `Approved by ${given}.`}${noted}</p>`;
  const { quorum, deciders } = waitsFor;
  const who = deciders.length === 0 ? '' : ` by ${deciders.join(', ')}`;
  return html`<p class="waits">${did}Approved ${record.approvals.length} of ${quorum}${given === '' ? '' : `: ${given}`}. Decided${who === '' ? ' by anybody here' : who}.${noted}</p>`;
}
