import { z } from 'zod';
import { isInForce } from '../decisions/lifecycle.ts';
import type { Action } from '../decisions/permissions.ts';
import type { DecisionRecord, HistoryEntry, Successor } from '../decisions/record.ts';
import { standingOf } from '../decisions/record-name.ts';
import type { Event } from '../event.ts';
import type { Choice, ListReply, RecordReply, Reply } from '../reply.ts';
import { choiceIdText } from './choice-id.ts';
import type { LiveKey } from './live-key.ts';
import type { RecordRef } from './memory.ts';
import { nameIn, seesSeveral } from './naming.ts';
import { actOf, lookOf, type Services } from './services.ts';
import { type Context, labelOf, say, type Turn, type TurnResult } from './turn.ts';

/** The key under which a record's card is one message, updated in place. */
export function liveKeyOf({ log, number }: RecordRef): LiveKey {
  return { kind: 'record', log, number };
}

/** What a list tells of a record. */
export interface ListedRecord extends RecordRef {
  readonly title: string;
  readonly status?: string;
  readonly supersededBy?: Successor | null;
  readonly date?: string | null;
}

/** A record as an item of a list, to be opened; its status and date where nothing else is told of it. */
export function recordItem(
  context: Pick<Context, 'logs'>,
  record: ListedRecord,
  detail = standingIn(context, record),
): ListReply['items'][number] {
  return { text: `${nameIn(context, record)}: ${record.title}`, detail, open: showChoice(context, record) };
}

/** "accepted 2026-03-01", "superseded by 7, 2026-03-01" */
export function standingIn(context: Pick<Context, 'logs'>, record: ListedRecord): string {
  const { log, status, supersededBy = null, date } = record;
  const standing = status && standingOf({ status, supersededBy }, seesSeveral(context, { log }));
  return [standing, date].filter((part) => part != null).join(supersededBy === null ? ' ' : ', ');
}

/** A choice that shows a record. */
export function showChoice(context: Pick<Context, 'logs'>, { log, number }: RecordRef): Choice {
  const id = choiceIdText({ kind: 'show', number, log });
  return { id, label: labelOf(`Show ${nameIn(context, { log, number })}`) };
}

/** A reply for somebody alone: without what they may not do. */
export function forOneAlone(reply: Reply): Reply {
  const { choices } = reply;
  if (choices === undefined) return reply;
  return { ...reply, choices: choices.filter(({ refused }) => refused !== true) };
}

/** Who looks at a record, and the records. */
export type RecordContext = Pick<Context, 'event'> & { readonly services: Pick<Services, 'decisions'> };

/** The card of a record that somebody changed: for all, and spoken of from now on. */
export async function recordChanged(turn: Turn, ref: RecordRef, lead: string): Promise<TurnResult> {
  const card = await recordReply(turn, ref, lead);
  return { ...say(turn, 'record', [card], { record: ref }), live: liveKeyOf(ref) };
}

/** A record as a reply: in short as a card, or whole with its history. */
export async function recordReply(
  { services: { decisions }, event }: RecordContext,
  ref: RecordRef,
  lead: string,
  options: { readonly whole?: boolean; readonly choices?: readonly Choice[] } = {},
): Promise<RecordReply> {
  const look = { ...lookOf(event), log: ref.log };
  const record = await decisions.get(look, ref.number);
  const { whole = false } = options;
  const logs = await decisions.logNames(lookOf(event));
  const log = (await decisions.logs(lookOf(event))).find(({ name }) => name === ref.log);
  const history = await decisions.history(look, ref.number);
  return {
    kind: 'record',
    record,
    severalLogs: seesSeveral({ logs }, ref),
    lead,
    whole,
    waitsFor:
      record.status === 'proposed' && log !== undefined
        ? { quorum: log.quorum, deciders: log.deciderNames }
        : undefined,
    successor: await successorOf(decisions, event, record),
    doneBy: doneBy(history),
    notes: notesOn(record, history),
    history: whole ? history : [],
    choices:
      options.choices ?? stepChoices(record, await decisions.allowed(actOf(event, ref.log), ref.number)),
  };
}

const told = new Set([
  'proposed',
  'drafted',
  'imported',
  'rejected',
  'withdrawn',
  'deprecated',
  'superseded',
]);

const said = z.object({ text: z.string().default(''), comment: z.string().default('') });
const longestSaid = 200;
const mostNotes = 3;

/** Who did what, approvals apart: these stand by themselves. What was taken back does not count. */
function doneBy(history: readonly HistoryEntry[]): string {
  const steps = standing(history).filter(({ kind }) => told.has(kind));
  const [first, last] = [steps[0], steps.at(-1)];
  const text = [...new Set([first, last])]
    .flatMap((entry) => (entry === undefined ? [] : [`${entry.kind} by ${entry.person}`]))
    .join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * What its acceptance waits for, then what was amended and said of it, the latest few: quoted, so that nobody's words pass for
 * ours.
 */
function notesOn(
  { changeRequests }: Pick<DecisionRecord, 'changeRequests'>,
  history: readonly HistoryEntry[],
): readonly string[] {
  const open = changeRequests.map(({ person, comment }) => `${person} asks for changes: ${quoted(comment)}`);
  const notes = standing(history).flatMap(noteIn);
  const earlier = notes.length - mostNotes;
  return [...open, ...(earlier > 0 ? [`${earlier} earlier in its history`] : []), ...notes.slice(-mostNotes)];
}

function noteIn({ kind, person, data }: HistoryEntry): string[] {
  const { text, comment } = said.safeParse(data).data ?? { text: '', comment: '' };
  switch (kind) {
    case 'amended':
      return text === '' ? [] : [`Amended by ${person}: ${quoted(text)}`];
    case 'commented':
      return [`${person}: ${quoted(text)}`];
    case 'approved':
    case 'accepted':
      return comment === '' ? [] : [`On approving, ${person}: ${quoted(comment)}`];
    default:
      return [];
  }
}

/** A history without the steps that were taken back. */
function standing(history: readonly HistoryEntry[]): HistoryEntry[] {
  const kept: HistoryEntry[] = [];
  for (const entry of history) {
    if (entry.kind === 'taken-back') kept.pop();
    else kept.push(entry);
  }
  return kept;
}

function quoted(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ').replace(/[“”]/g, '"');
  return `“${plain.length > longestSaid ? `${plain.slice(0, longestSaid - 1)}…` : plain}”`;
}

/** The record in force at the end of the line that superseded one; null where none is. */
async function successorOf(
  decisions: Services['decisions'],
  event: Event,
  { log, number, supersededBy }: DecisionRecord,
): Promise<RecordReply['successor']> {
  const seen = new Set([`${log} ${number}`]);
  for (let next = supersededBy; next !== null && !seen.has(`${next.log} ${next.number}`); ) {
    seen.add(`${next.log} ${next.number}`);
    const found = await decisions.get({ ...lookOf(event), log: next.log }, next.number);
    if (found.supersededBy === null) return isInForce(found.status) ? next : null;
    next = found.supersededBy;
  }
  return null;
}

/** What a button does to a record, which says who may press it; the others only show something. */
const doneBySteps = {
  accept: 'accept',
  'changes-form': 'request-changes',
  'comment-form': 'comment',
  'reject-form': 'reject',
  'edit-form': 'edit',
  withdraw: 'withdraw',
  submit: 'submit',
  'amend-form': 'amend',
  // Whoever supersedes proposes another record, which takes effect when that is accepted.
  'supersede-form': undefined,
  whole: undefined,
} as const satisfies Record<string, Action | undefined>;

/** What can be done to a record where it stands; what whoever is answered may not do is marked. */
function stepChoices(record: DecisionRecord, allowed: ReadonlySet<Action>): Choice[] {
  const { log, number } = record;
  const step = (what: keyof typeof doneBySteps, label: string, tone?: Choice['tone']): Choice => {
    const does = doneBySteps[what];
    return {
      id: choiceIdText({ kind: 'step', what, number, log }),
      label,
      ...(tone === undefined ? {} : { tone }),
      ...(does === undefined || allowed.has(does) ? {} : { refused: true }),
    };
  };
  switch (record.status) {
    case 'proposed':
      return [
        step('accept', 'Approve', 'primary'),
        step('changes-form', 'Request changes'),
        step('comment-form', 'Comment'),
        step('reject-form', 'Reject', 'danger'),
        step('edit-form', 'Edit'),
        step('withdraw', 'Withdraw'),
      ];
    case 'draft':
      return [step('submit', 'Propose', 'primary'), step('edit-form', 'Edit'), step('withdraw', 'Withdraw')];
    case 'accepted':
      return [step('amend-form', 'Amend'), step('supersede-form', 'Supersede'), step('whole', 'Details')];
    case 'deprecated':
      return [step('supersede-form', 'Supersede'), step('whole', 'Details')];
    case 'none':
    case 'other':
      return [step('accept', 'Approve'), step('whole', 'Details')];
    case 'rejected':
    case 'withdrawn':
    case 'superseded':
      return [step('whole', 'Details')];
  }
}
