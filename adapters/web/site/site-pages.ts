import { html } from 'hono/html';
import { type Status, statuses } from '../../../src/decisions/record.ts';
import { type Listed, orders } from '../../../src/decisions/record-queries.ts';
import { counted, type Html } from '../html.ts';
import type { Naming } from '../records/address.ts';
import { orderNames } from '../records/log-page.ts';
import { recordMetadata } from '../records/record-metadata.ts';
import { type RecordView, recordArticle } from '../records/record-page.ts';
import { recordRow, titleOf } from '../records/record-row.ts';
import type { SitePage } from './site-layout.ts';
import { relative, type SitePlaces, tagsFile } from './site-places.ts';

/** Records on one page of a list. */
export const listedAtOnce = 100;

/** What all pages of a site are made with. */
export interface Site {
  readonly name: string;
  readonly places: SitePlaces;
  readonly several: boolean;
}

/** A list that is cut into pages: what it is called, what it holds, and where each page is. */
export interface SiteList {
  readonly title: string;
  readonly listed: readonly Listed[];
  fileOf(page: number): string;
  /** What can be looked for; undefined on a list that is a part of all. */
  readonly finding?: Finding;
}

/** What records can be narrowed by. */
export interface Finding {
  readonly statuses: ReadonlySet<Status>;
  readonly logs: readonly string[];
  readonly tags: readonly string[];
  readonly deciders: readonly string[];
}

/** How many pages a list has; one that is empty has one. */
export function pagesOf({ listed }: Pick<SiteList, 'listed'>): number {
  return Math.max(1, Math.ceil(listed.length / listedAtOnce));
}

/** One page of a list, from 1. */
export function listPage(list: SiteList, page: number, site: Site): SitePage {
  const { title, listed, fileOf, finding } = list;
  const file = fileOf(page);
  const naming = namingOn(file, site);
  const rows = listed.slice((page - 1) * listedAtOnce, page * listedAtOnce);
  const found = rows.map((one) => recordRow({ ...one, rejectedOption: null }, naming));
  const finds = finding !== undefined && page === 1;
  const body = html`<h1>${title}</h1>${finds ? findingForm(finding) : ''}
<div data-list><p role="status">${counted(listed.length, 'record')}</p><ul class="records">${found}</ul>${pager(list, page)}</div>`;
  return { file, title: finding === undefined ? title : '', finds, body };
}

function namingOn(file: string, { places, several }: Site): Naming {
  return { addresses: places.addressesFrom(file), several };
}

function pager(list: SiteList, page: number): Html | string {
  const pages = pagesOf(list);
  if (pages < 2) return '';
  const link = (to: number, name: string, rel: string) =>
    html`<a href="${relative(list.fileOf(page), list.fileOf(to))}" rel="${rel}">${name}</a>`;
  return html`<nav class="pager" aria-label="Pages of the list">${page > 1 ? link(page - 1, 'Previous', 'prev') : ''}<span>Page ${page} of ${pages}</span>${page < pages ? link(page + 1, 'Next', 'next') : ''}</nav>`;
}

/** The script shows the form, as nothing else can answer it. */
function findingForm({ statuses: there, logs, tags, deciders }: Finding): Html {
  const known = statuses.filter((status) => there.has(status));
  const order = html`<div class="field"><label for="sort">Order</label><select id="sort" name="sort"><option value="">usual</option>${orders.map((one) => html`<option value="${one}">${orderNames[one]}</option>`)}</select></div>`;
  return html`<form class="filters" method="get" action="index.html" role="search" data-find hidden>
<div class="row"><label class="unseen" for="q">Search</label><input id="q" name="q" type="search" placeholder="why did we choose postgres" autocomplete="off"><button class="primary">Search</button></div>
<details><summary>Filters</summary><div class="grid">${select('status', 'Status', known)}${logs.length > 1 ? select('log', 'Log', logs) : ''}${select('tag', 'Tag', tags)}${select('decider', 'Decider', deciders)}${order}</div>
<p class="choices"><button class="plain">Apply</button> <a href="index.html">Clear all</a></p></details></form>
<p class="hint" data-unscripted>Search and filters need a script; the tags have pages of their own.</p>`;
}

function select(name: string, label: string, options: readonly string[]): Html | string {
  if (options.length === 0) return '';
  const all = options.map((option) => html`<option value="${option}">${option}</option>`);
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">all</option>${all}</select></div>`;
}

/** A record's page. */
export function siteRecordPage(view: RecordView, file: string, site: Site): SitePage {
  const { record } = view;
  const title = titleOf(record, site.several);
  const markdown = site.places.markdown(record);
  const text =
    markdown === undefined
      ? ''
      : html` <a href="${relative(file, markdown)}" data-copy="markdown">Markdown</a>`;
  const share = html`<p class="links share" data-share data-title="${title}"><a href="${relative(file, file)}" data-copy="link">Link</a>${text} <span role="status" data-copied></span></p>`;
  const head = recordMetadata(record, site.several, site.name);
  return { file, title, head, body: recordArticle(view, namingOn(file, site), share) };
}

/** All tags, each with how many records have it. */
export function tagsPage(counts: ReadonlyMap<string, number>, { places }: Site): SitePage {
  const rows = [...counts].map(
    ([tag, count]) =>
      html`<li><a href="${relative(tagsFile, places.tag(tag, 1))}">#${tag}</a> <span class="mark">${counted(count, 'record')}</span></li>`,
  );
  const list = rows.length === 0 ? html`<p>No record has a tag.</p>` : html`<ul>${rows}</ul>`;
  return { file: tagsFile, title: 'Tags', body: html`<h1>Tags</h1>${list}` };
}
