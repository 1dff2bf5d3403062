import { html } from 'hono/html';
import type { Successor } from '../../../src/decisions/record.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import type { Found } from '../../../src/decisions/record-queries.ts';
import { decidersOf } from '../../view/record-texts.ts';
import { summaryOf } from '../../view/summary.ts';
import type { Html } from '../html.ts';
import { statusBadge } from '../status-badge.ts';
import { type Addresses, type Naming, type RecordPlace, recordLink } from './address.ts';

/** A record of a list: what it is, what it says in a line, where it stands, and what took its place. */
export function recordRow({ record, successor, rejectedOption }: Found, naming: Naming): Html {
  const { addresses, several } = naming;
  const { date, status, reviewBy } = record;
  const deciders = decidersOf(record).slice(0, mostNamed);
  const summary = summaryOf(record);
  return html`<li>${recordLink(record, titleOf(record, several), naming)}
${summary === '' ? '' : html`<p class="summary">${summary}</p>`}
<p class="facts">${statusBadge(status)} ${date === null ? '' : html`<span>${date}</span>`}${deciders.map((name) => html` <a href="${addresses.list({ decider: name })}">${name}</a>`)}${renderTags(record, addresses)}${reviewBy === null ? '' : html` <span>review ${reviewBy}</span>`}</p>
${successor === null ? '' : html`<p>${supersededBy(successor, naming)}</p>`}
${rejectedOption === null ? '' : html`<p>Not taken: ${rejectedOption.name}${rejectedOption.cons.length === 0 ? '' : `, because ${rejectedOption.cons.join('; ')}`}</p>`}</li>`;
}

const mostNamed = 5;

/** `3. Use Go`, or `shop-3. Use Go` */
export function titleOf(record: RecordPlace & { readonly title: string }, several: boolean): string {
  return `${recordName(record, several)}. ${record.title}`;
}

/** The tags of a record, each leading to what else has it. */
export function renderTags({ tags }: { readonly tags: readonly string[] }, addresses: Addresses): Html {
  return html`${tags.map((tag) => html` <a href="${addresses.list({ tag })}">#${tag}</a>`)}`;
}

/** What took a record's place, as a sentence with a link. */
export function supersededBy(successor: Successor, naming: Naming): Html {
  return html`Superseded by ${recordLink(successor, titleOf(successor, naming.several), naming)}`;
}
