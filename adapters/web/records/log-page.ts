import { html } from 'hono/html';
import { type Log, statuses } from '../../../src/decisions/record.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import type { Found } from '../../../src/decisions/record-queries.ts';
import { counted, type Html } from '../html.ts';
import type { PageContent } from '../pages/layout.ts';
import { statusBadge } from '../replies/record.ts';
import { recordAddress } from './address.ts';
import { addressOf, isNarrowed, type LogFilter } from './log-filter.ts';

/** One page of the decision log. */
export interface LogView {
  readonly filter: LogFilter;
  readonly logs: readonly Log[];
  /** Whether there are several, so that records are named with theirs. */
  readonly severalLogs: boolean;
  readonly found: readonly Found[];
  readonly total: number;
  readonly pages: number;
}

/** The decision log: a list with filters and search. */
export function logPage(view: LogView): PageContent {
  const { filter } = view;
  const body = html`<h1>Decisions</h1>
<p class="links"><a href="/log/timeline">Timeline</a> <a href="/log/export.zip">Export as Markdown (zip)</a></p>
${filters(view)}
${view.found.length === 0 ? nothing(filter) : html`<p role="status">${counted(view.total, 'record')}</p><ul class="records">${view.found.map((one) => renderFound(one, view.severalLogs))}</ul>${pager(view)}`}`;
  return { title: 'Decisions', part: 'log', body, back: addressOf(filter, filter.page) };
}

function filters({ filter, logs }: LogView): Html {
  const { words, log, status, tag, person, after, before } = filter;
  const narrowed =
    status !== '' || tag !== '' || person !== '' || after !== '' || before !== '' || log !== '';
  return html`<form class="filters" method="get" action="/log" role="search">
<div class="row"><label class="unseen" for="q">Search</label><input id="q" name="q" type="search" value="${words}" placeholder="why did we choose postgres" autocomplete="off"><button class="primary">Search</button></div>
<details${narrowed ? html` open` : ''}><summary>Filters</summary><div class="grid">
${select('status', 'Status', status, statuses)}
${
  logs.length < 2 && log === ''
    ? ''
    : select(
        'log',
        'Log',
        log,
        logs.map(({ name }) => name),
      )
}
${input('tag', 'Tag', tag, 'text')}${input('person', 'Person', person, 'text')}${input('after', 'From', after, 'date')}${input('before', 'Until', before, 'date')}
</div><button class="plain">Apply</button> ${isNarrowed(filter) ? html`<a href="/log">Clear all</a>` : ''}</details></form>`;
}

function select(name: string, label: string, value: string, options: readonly string[]): Html {
  const all = options.map(
    (option) => html`<option value="${option}"${option === value ? html` selected` : ''}>${option}</option>`,
  );
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">all</option>${all}</select></div>`;
}

function input(name: string, label: string, value: string, type: 'text' | 'date'): Html {
  return html`<div class="field"><label for="filter-${name}">${label}</label><input id="filter-${name}" name="${name}" type="${type}" value="${value}" autocomplete="off"></div>`;
}

function renderFound({ record, successor, rejectedOption }: Found, severalLogs: boolean): Html {
  const { title, status, date, log, tags } = record;
  const by = successor ?? record.supersededBy;
  return html`<li><a href="${recordAddress(record)}">${recordName(record, severalLogs)}. ${title}</a>
<p class="facts">${statusBadge(status)} ${date === null ? '' : html`<span>${date}</span>`} <span>${log}</span>${tags.map((tag) => html` <a href="/log?tag=${encodeURIComponent(tag)}">#${tag}</a>`)}</p>
${by === null ? '' : html`<p>Superseded by <a href="${recordAddress(by)}">${recordName(by, severalLogs)}. ${by.title}</a></p>`}
${rejectedOption === null ? '' : html`<p>Not taken: ${rejectedOption.name}${rejectedOption.cons.length === 0 ? '' : `, because ${rejectedOption.cons.join('; ')}`}</p>`}</li>`;
}

function pager({ filter, pages }: LogView): Html | string {
  if (pages < 2) return '';
  const { page } = filter;
  return html`<nav class="pager" aria-label="Pages of the list">${page > 1 ? html`<a href="${addressOf(filter, page - 1)}" rel="prev">Newer</a>` : ''}<span>Page ${page} of ${pages}</span>${page < pages ? html`<a href="${addressOf(filter, page + 1)}" rel="next">Older</a>` : ''}</nav>`;
}

function nothing(filter: LogFilter): Html {
  if (isNarrowed(filter)) {
    return html`<p role="status">No record says anything about that. <a href="/log">Show all</a></p>`;
  }
  return html`<section class="card"><h2>Nothing is recorded yet</h2><p>Say it in the chat: <a href="/?q=${encodeURIComponent('Record that we chose PostgreSQL because ')}">Record that we chose PostgreSQL because …</a></p><p>Or bring what you have: <code>npx stack-advisor adr import docs/adr</code></p></section>`;
}
