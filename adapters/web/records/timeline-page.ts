import { html } from 'hono/html';
import type { TimelineChart } from '../../../src/chart.ts';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import { altText } from '../../charts/alt.ts';
import type { Html } from '../html.ts';
import { recordsOnTimeline } from '../limits.ts';
import type { PageContent } from '../pages/layout.ts';
import { chartFigure } from '../replies/chart.ts';
import { statusBadge } from '../status-badge.ts';
import { recordAddress } from './address.ts';
import { logNavigation } from './log-navigation.ts';
import { titleOf } from './record-row.ts';

/** The timeline of one log's latest records, in the order of their numbers; named with it where its reader sees several. */
export function timelineOf(records: readonly DecisionRecord[], log: string, several: boolean): TimelineChart {
  const dated = records.flatMap((record) => (record.date === null ? [] : [{ ...record, date: record.date }]));
  const shown = dated.slice(-recordsOnTimeline).map((record) => ({
    name: recordName(record, several),
    title: record.title,
    status: record.status,
    date: record.date,
    supersedes: record.links
      .filter(({ kind }) => kind === 'supersedes')
      .map((link) => recordName(link, several)),
  }));
  return { kind: 'timeline', title: `Timeline of ${log}`, records: shown };
}

/** Records over time, and what took the place of what. */
export function timelinePage(
  records: readonly DecisionRecord[],
  log: string,
  { names, several }: { readonly names: readonly string[]; readonly several: boolean },
): PageContent {
  const chart = timelineOf(records, log, several);
  const query = `log=${encodeURIComponent(log)}`;
  const figure =
    chart.records.length === 0
      ? html`<p>No record has a date yet.</p>`
      : chartFigure(chart, altText(chart), (theme) => `/log/timeline/${theme}.svg?${query}`);
  const body = html`${logNavigation('/log/timeline')}<h1>Timeline</h1>${otherLogs(names, log)}${figure}
<section><h2>What took the place of what</h2>${renderChains(records, several)}</section>`;
  return { title: 'Timeline', part: 'log', body, back: `/log/timeline?${query}` };
}

function otherLogs(logs: readonly string[], current: string): Html | string {
  if (logs.length < 2) return '';
  return html`<p class="links">${logs.map((log) => html`<a href="/log/timeline?log=${encodeURIComponent(log)}"${log === current ? html` aria-current="page"` : ''}>${log}</a> `)}</p>`;
}

/** Each line of successions from its newest record back to its oldest. */
function renderChains(records: readonly DecisionRecord[], several: boolean): Html {
  const byName = new Map(records.map((record) => [nameOf(record), record]));
  const heads = records.filter(
    ({ links }) =>
      links.some(({ kind }) => kind === 'supersedes') && !links.some(({ kind }) => kind === 'superseded-by'),
  );
  if (heads.length === 0) return html`<p>No record has superseded another yet.</p>`;
  return html`${heads.toReversed().map((head) => renderChain(head, byName, several))}`;
}

function renderChain(
  head: DecisionRecord,
  byName: ReadonlyMap<string, DecisionRecord>,
  several: boolean,
): Html {
  const chain = new Set([head]);
  // What is added while going through the set is gone through too: every older record once.
  for (const record of chain) for (const older of supersededBy(record, byName)) chain.add(older);
  const rows = [...chain].map((record) => {
    const older = supersededBy(record, byName).map((one) => recordName(one, several));
    return html`<li><a href="${recordAddress(record)}">${titleOf(record, several)}</a> ${statusBadge(record.status)} <span class="mark">${record.date ?? ''}${older.length === 0 ? '' : ` in place of ${older.join(', ')}`}</span></li>`;
  });
  return html`<ol class="chain" aria-label="Succession that leads to ${recordName(head, several)}">${rows}</ol>`;
}

function supersededBy(
  { links }: DecisionRecord,
  byName: ReadonlyMap<string, DecisionRecord>,
): readonly DecisionRecord[] {
  return links.filter(({ kind }) => kind === 'supersedes').flatMap((link) => byName.get(nameOf(link)) ?? []);
}

function nameOf({ log, number }: { readonly log: string; readonly number: number }): string {
  return `${log} ${number}`;
}
