import { html } from 'hono/html';
import type { Action } from '../../../src/decisions/permissions.ts';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import type { Html } from '../html.ts';
import { hiddenFields } from '../replies/context.ts';
import type { Visitor } from '../visitor.ts';

/** Who looks at a record, what they may do to it, and where they do it. */
export interface RecordVisit {
  readonly visitor: Visitor;
  readonly allowed: ReadonlySet<Action>;
  /** The conversation in which something is done about it. */
  readonly thread: string;
  /** The page's address as the visitor reached it, without a path. */
  readonly origin: string;
}

/** Something to do, said in the chat: at once, or to be completed there. */
interface Deed {
  /** What one has to be allowed; undefined for what everybody may. */
  readonly action?: Action;
  readonly label: string;
  readonly words: string;
  readonly isPrimary?: boolean;
  /** Whether it takes a reason, which is written in the chat. */
  readonly isBegun?: boolean;
}

/** What whoever looks may do about a record where it stands. */
export function renderActions(
  record: DecisionRecord,
  { visitor, allowed, thread }: Omit<RecordVisit, 'origin'>,
): Html | string {
  const deeds = deedsFor(record).filter(({ action }) => action === undefined || allowed.has(action));
  if (deeds.length === 0) return '';
  const place = hiddenFields({ thread, csrf: visitor.csrf, turn: 0 });
  return html`<form class="choices" method="post" action="/say" aria-label="What can be done">${place}${deeds.map((deed) => renderDeed(deed, thread))}</form>`;
}

function renderDeed({ label, words, isPrimary, isBegun }: Deed, thread: string): Html {
  if (isBegun === true)
    return html`<a class="button" href="/t/${thread}?q=${encodeURIComponent(words)}">${label}</a>`;
  return html`<button name="text" value="${words}" class="${isPrimary === true ? 'primary' : 'plain'}">${label}</button>`;
}

function deedsFor({ number, log, status }: DecisionRecord): readonly Deed[] {
  const name = `${number} in ${log}`;
  const withReason = (verb: string) => ({ words: `${verb} ${name} because `, isBegun: true });
  const comment = { words: `approve ${name}: `, isBegun: true };
  const approve: readonly Deed[] = [
    { action: 'accept', label: 'Approve', words: `approve ${name}`, isPrimary: true },
    { action: 'accept', label: 'Approve with a comment …', ...comment },
  ];
  const changes: Deed = {
    action: 'request-changes',
    label: 'Request changes …',
    words: `request changes on ${name}: `,
    isBegun: true,
  };
  const say: Deed = { action: 'comment', label: 'Comment …', words: `comment on ${name}: `, isBegun: true };
  const reject: Deed = { action: 'reject', label: 'Reject …', ...withReason('reject') };
  const withdraw: Deed = { action: 'withdraw', label: 'Withdraw', words: `withdraw ${name}` };
  const open: Deed = { label: 'Open in the chat', words: `show ${name}` };
  // Whoever supersedes proposes another record, which takes effect when that is accepted.
  const supersede: Deed = { label: 'Supersede', words: `supersede ${name}` };
  switch (status) {
    case 'proposed':
      return [...approve, changes, say, reject, withdraw, open];
    case 'draft':
      return [say, withdraw, open];
    case 'accepted':
      return [supersede, say, { action: 'deprecate', label: 'Deprecate …', ...withReason('deprecate') }];
    case 'none':
    case 'other':
      return [...approve, reject];
    case 'deprecated':
      return [supersede];
    case 'rejected':
    case 'withdrawn':
    case 'superseded':
      return [];
  }
}
