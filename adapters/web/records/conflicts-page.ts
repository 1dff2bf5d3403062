import { html } from 'hono/html';
import { type Conflict, mendedBy, recordsIn } from '../../../src/decisions/conflict.ts';
import { conflictWords, countText } from '../../../src/decisions/conflict-words.ts';
import type { RecordHead } from '../../../src/decisions/outline.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import type { Html } from '../html.ts';
import type { PageContent } from '../pages/layout.ts';
import { hiddenFields } from '../replies/context.ts';
import { statusBadge } from '../status-badge.ts';
import { conflictsAddress, recordAddress } from './address.ts';

/** What contradicts, as somebody sees it. */
export interface ConflictsView {
  readonly conflicts: readonly Conflict[];
  readonly severalLogs: boolean;
  /** The conversation in which something is done about it. */
  readonly thread: string;
  readonly csrf: string;
}

/** So many are shown: whoever has more of them begins with these. */
const shown = 100;

/** What contradicts in the decision log, each with its records and what mends it. */
export function conflictsPage(view: ConflictsView): PageContent {
  const { conflicts } = view;
  const left = conflicts.length - shown;
  const body = html`<p><a href="/log">All decisions</a></p><h1>Contradictions</h1>
${
  conflicts.length === 0
    ? html`<p role="status">Nothing that is recorded contradicts anything else.</p>`
    : html`<p role="status">${countText(conflicts.length)}${left > 0 ? `; the first ${shown} are shown` : ''}</p>
${conflicts.slice(0, shown).map((conflict) => renderConflict(conflict, view))}`
}`;
  return { title: 'Contradictions', part: 'log', body, back: conflictsAddress };
}

function renderConflict(conflict: Conflict, view: ConflictsView): Html {
  const { what, since, next } = conflictWords(conflict, view.severalLogs);
  const rows = recordsIn(conflict)
    .toReversed()
    .map((record) => html`<li>${renderHead(record, view.severalLogs)}</li>`);
  return html`<section class="card"><h2>${what}</h2><ul>${rows}</ul>
${since === '' ? '' : html`<p>${since}</p>`}<p class="hint">${next}</p>${renderSteps(conflict, view)}</section>`;
}

function renderHead(record: RecordHead, severalLogs: boolean): Html {
  const { title, status, date } = record;
  return html`<a href="${recordAddress(record)}">${recordName(record, severalLogs)}. ${title}</a> ${statusBadge(status)}${date === null ? '' : html` <span class="mark">${date}</span>`}`;
}

/** What mends it is said in the chat, where whoever may not do it is told so. */
function renderSteps(conflict: Conflict, { severalLogs, thread, csrf }: ConflictsView): Html | string {
  const pair = mendedBy(conflict);
  if (pair === undefined) return '';
  const [older, newer] = [pair.older, pair.newer].map((record) => recordName(record, severalLogs));
  const relate = pair.mayBothHold
    ? html`<button name="text" value="${newer} relates to ${older}" class="plain">Both hold: relate them</button>`
    : '';
  return html`<form class="choices" method="post" action="/say" aria-label="What can be done about ${older} and ${newer}">${hiddenFields({ thread, csrf, turn: 0 })}<button name="text" value="${newer} supersedes ${older}" class="plain">Let ${newer} supersede ${older}</button>${relate}</form>`;
}
