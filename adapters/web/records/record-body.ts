import { html } from 'hono/html';
import type { DecisionRecord, HistoryEntry } from '../../../src/decisions/record.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import { argumentTexts, peopleByRole, relationText } from '../../view/record-texts.ts';
import { bullets, type Html, moment, unfold } from '../html.ts';
import { recordAddress } from './address.ts';

/** Everything that a record says. */
export function renderRecordBody(record: DecisionRecord, level: Level, severalLogs: boolean): Html {
  const section = sectionOf(level);
  return html`${section(
    'Links',
    bullets(record.links, (link) => renderLink(link, severalLogs)),
  )}
${section('Context', prose(record.context))}
${section('Drivers', bullets(record.drivers, String))}
${section('Options', bullets(record.options, renderOption))}
${section('Decision', prose(record.decision))}
${section('Consequences', bullets(record.consequences, String))}
${section('Confirmation', prose(record.confirmation))}
${section('People', renderPeople(record))}
${section(
  'Approvals',
  bullets(record.approvals, ({ person, at }) => html`${person}, ${moment(at)}`),
)}
${section('Evidence', bullets(record.evidence, renderEvidence))}
${record.body === '' ? '' : unfold('The file as it was imported', html`<pre>${record.body}</pre>`)}`;
}

/** What happened to a record, the first first. */
export function renderHistory(history: readonly HistoryEntry[], level: Level): Html | string {
  const entries = history.map(
    ({ at, person, kind, data, source }) =>
      html`<li>${moment(at)} <strong>${kind}</strong> by ${person} <span class="mark">(${source})</span>${detail(data)}</li>`,
  );
  return entries.length === 0 ? '' : sectionOf(level)('History', html`<ol class="history">${entries}</ol>`);
}

/** Where its headings stand: under a page's title, or under that of a card in a conversation. */
type Level = 2 | 3;

function sectionOf(level: Level) {
  return (title: string, content: Html | string): Html | string => {
    if (content === '') return '';
    const heading = level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`;
    return html`<section>${heading}${content}</section>`;
  };
}

function prose(text: string): Html | string {
  return text.trim() === '' ? '' : html`<p class="prose">${text.trim()}</p>`;
}

function renderLink(link: DecisionRecord['links'][number], severalLogs: boolean): Html {
  const name = html`<a href="${recordAddress(link)}">${recordName(link, severalLogs)}</a>`;
  return html`${relationText(link)} ${name}${severalLogs ? '' : ` in ${link.log}`}`;
}

function renderOption(option: DecisionRecord['options'][number]): Html {
  return html`${option.name}${bullets(argumentTexts(option), String)}`;
}

function renderPeople(record: DecisionRecord): Html | string {
  const rows = peopleByRole(record).map(
    ([role, names]) => html`<div><dt>${role}</dt><dd>${names}</dd></div>`,
  );
  return rows.length === 0 ? '' : html`<dl>${rows}</dl>`;
}

/** Only addresses of the web become links: a record may hold any text. */
function renderEvidence({ kind, url, excerpt }: DecisionRecord['evidence'][number]): Html {
  const where = /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="noreferrer noopener">${url}</a>` : url;
  return html`${kind} ${where}${excerpt === '' ? '' : html`<blockquote>${excerpt}</blockquote>`}`;
}

const internal = ['state', 'number'];

function detail(data: unknown): Html | string {
  if (typeof data !== 'object' || data === null) return '';
  const told = Object.entries(data).filter(([key, value]) => !internal.includes(key) && !isEmpty(value));
  if (told.length === 0) return '';
  return html`<br><span class="prose">${told.map(([key, value]) => `${key}: ${asText(value)}`).join('\n')}</span>`;
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
