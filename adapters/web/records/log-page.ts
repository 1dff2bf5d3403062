import { html } from 'hono/html';
import { type Log, statuses } from '../../../src/decisions/record.ts';
import { type Found, type Order, orders } from '../../../src/decisions/record-queries.ts';
import { counted, type Html } from '../html.ts';
import type { PageContent } from '../pages/layout.ts';
import { pageAddresses } from './address.ts';
import { addressOf, isNarrowed, type LogFilter } from './log-filter.ts';
import { logNavigation } from './log-navigation.ts';
import { recordRow } from './record-row.ts';

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

/** The decision log: a list with filters, search and an order. */
export function logPage(view: LogView): PageContent {
  const { filter, found } = view;
  const context = { addresses: pageAddresses, several: view.severalLogs };
  const list = html`<div class="above"><p role="status">${counted(view.total, 'record')}</p>${orderLinks(filter)}</div>
<ul class="records">${found.map((one) => recordRow(one, context))}</ul>${pager(view)}
<p class="links"><a href="/log/export.zip">Export as Markdown (zip)</a></p>`;
  const isEmpty = found.length === 0 && !isNarrowed(filter);
  const body = html`${logNavigation('/log')}<h1>Decisions</h1>
${isEmpty ? firstSteps() : html`${filters(view)}${found.length === 0 ? nothingFound(filter) : list}`}`;
  return { title: 'Decisions', part: 'log', body, back: addressOf(filter) };
}

function filters({ filter, logs }: LogView): Html {
  const { words, log, status, tag, decider, person, after, before, path, sort } = filter;
  const narrowed = isNarrowed({ ...filter, words: '' });
  const names = logs.map(({ name }) => name);
  return html`<form class="filters" method="get" action="/log" role="search">
<div class="row"><label class="unseen" for="q">Search</label><input id="q" name="q" type="search" value="${words}" placeholder="why did we choose postgres" autocomplete="off"><button class="primary">Search</button></div>
${sort === '' ? '' : html`<input type="hidden" name="sort" value="${sort}">`}
<details${narrowed ? html` open` : ''}><summary>Filters</summary><div class="grid">
${select('status', 'Status', status, statuses)}
${logs.length < 2 && log === '' ? '' : select('log', 'Log', log, names)}
${input('tag', 'Tag', tag, 'text')}${input('decider', 'Decider', decider, 'text')}${input('person', 'Anybody involved', person, 'text')}${input('path', 'Holds for the file', path, 'text')}${input('after', 'From', after, 'date')}${input('before', 'Until', before, 'date')}
</div><p class="choices"><button class="plain">Apply</button> ${isNarrowed(filter) ? html`<a href="/log">Clear all</a>` : ''}</p></details></form>`;
}

function select(name: string, label: string, value: string, options: readonly string[]): Html {
  const all = options.map(
    (option) => html`<option value="${option}"${option === value ? html` selected` : ''}>${option}</option>`,
  );
  return html`<div class="field"><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}"><option value="">all</option>${all}</select></div>`;
}

function input(name: string, label: string, value: string, type: 'text' | 'date'): Html {
  return html`<div class="field"><label for="filter-${name}">${label}</label><input id="filter-${name}" name="${name}" type="${type}" value="${value}" autocomplete="off"></div>`;
}

/** What each order is called. */
export const orderNames: Readonly<Record<Order, string>> = {
  newest: 'Newest',
  number: 'Number',
  title: 'Title',
  status: 'Status',
  review: 'Review',
};

/** The orders as links; what was searched for is in the order of how well it fits unless another is chosen. */
function orderLinks(filter: LogFilter): Html {
  const usual = filter.words === '' ? 'newest' : '';
  const best = usual === '' ? [{ order: '' as const, name: 'Best match' }] : [];
  const links = [...best, ...orders.map((order) => ({ order, name: orderNames[order] }))].map(
    ({ order, name }) => {
      const sort = order === usual ? '' : order;
      const current = sort === filter.sort ? html` aria-current="true"` : '';
      return html`<li><a href="${addressOf({ ...filter, sort, page: 1 })}"${current}>${name}</a></li>`;
    },
  );
  return html`<nav aria-label="Order"><ul class="orders">${links}</ul></nav>`;
}

function pager({ filter, pages }: LogView): Html | string {
  if (pages < 2) return '';
  const { page } = filter;
  const link = (to: number, name: string, rel: string) =>
    html`<a href="${addressOf({ ...filter, page: to })}" rel="${rel}">${name}</a>`;
  return html`<nav class="pager" aria-label="Pages of the list">${page > 1 ? link(page - 1, 'Previous', 'prev') : ''}<span>Page ${page} of ${pages}</span>${page < pages ? link(page + 1, 'Next', 'next') : ''}</nav>`;
}

function nothingFound({ words }: LogFilter): Html {
  const text = words === '' ? 'No record is like that.' : 'No record says anything about that.';
  return html`<p role="status">${text} <a href="/log">Show all</a></p>`;
}

const example = 'Record that we chose PostgreSQL for orders because we need transactions';

/** Where nothing is recorded yet: what to type, and how to bring what there is. */
function firstSteps(): Html {
  return html`<section class="card"><h2>Nothing is recorded yet</h2>
<p>Say in the chat what you decided and why. It becomes a proposal that others approve:</p>
<p><a class="button primary" href="/?q=${encodeURIComponent(example)}">${example}</a></p>
<p class="hint">That only fills in the box; change the words there, then send them.</p>
<h3>You have records as Markdown already?</h3>
<p>Bring the folder, whatever its format. The first line only says what would happen:</p>
<pre>npx stack-advisor adr import docs/adr --dry-run
npx stack-advisor adr import docs/adr</pre>
<h3>Nothing decided yet?</h3><p><a href="/?q=${encodeURIComponent('Help us choose a database')}">Be advised</a>, and record what comes of it.</p></section>`;
}
