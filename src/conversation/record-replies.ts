import { z } from 'zod';
import type { Action } from '../decisions/permissions.ts';
import type { DecisionRecord, HistoryEntry } from '../decisions/record.ts';
import type { Event } from '../event.ts';
import type { Choice, ListReply, RecordReply, Reply } from '../reply.ts';
import { choiceIdText } from './choice-id.ts';
import type { LiveKey } from './live-key.ts';
import type { RecordRef } from './memory.ts';
import { actOf, lookOf, type Services } from './services.ts';
import { type Context, say, type Turn, type TurnResult } from './turn.ts';

/** The key under which a record's card is one message, updated in place. */
export function liveKeyOf({ log, number }: RecordRef): LiveKey {
  return { kind: 'record', log, number };
}

/** What a list tells of a record. */
export interface ListedRecord extends RecordRef {
  readonly title: string;
  readonly status?: string;
  readonly date?: string | null;
}

/** A record as an item of a list, to be opened; its status and date where nothing else is told of it. */
export function recordItem(
  { number, log, title, ...told }: ListedRecord,
  detail = [told.status, told.date].filter((part) => part != null).join(' '),
): ListReply['items'][number] {
  return {
    text: `${number}: ${title}`,
    detail,
    open: { id: choiceIdText({ kind: 'show', number, log }), label: `Show ${number}` },
  };
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
  const log = (await decisions.logs(lookOf(event))).find(({ name }) => name === ref.log);
  const history = await decisions.history(look, ref.number);
  return {
    kind: 'record',
    record,
    lead,
    whole,
    waitsFor:
      record.status === 'proposed' && log !== undefined
        ? { quorum: log.quorum, deciders: log.deciderNames }
        : undefined,
    successor: await successorOf(decisions, event, record),
    doneBy: doneBy(history),
    notes: notesIn(history),
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

/** What was amended, and what was said on approving, the latest few: quoted, so that nobody's words pass for ours. */
function notesIn(history: readonly HistoryEntry[]): readonly string[] {
  const notes = standing(history).flatMap(({ kind, person, data }) => {
    const { text, comment } = said.safeParse(data).data ?? { text: '', comment: '' };
    if (kind === 'amended' && text !== '') return [`Amended by ${person}: ${quoted(text)}`];
    return comment === '' ? [] : [`On approving, ${person}: ${quoted(comment)}`];
  });
  const earlier = notes.length - mostNotes;
  return [...(earlier > 0 ? [`${earlier} earlier in its history`] : []), ...notes.slice(-mostNotes)];
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

async function successorOf(
  decisions: Services['decisions'],
  event: Event,
  record: DecisionRecord,
): Promise<RecordReply['successor']> {
  const link = record.links.find(({ kind, partial }) => kind === 'superseded-by' && !partial);
  if (record.status !== 'superseded' || link === undefined) return null;
  const { log, number } = link;
  const { title } = await decisions.get({ ...lookOf(event), log }, number);
  return { log, number, title };
}

/** What a button does to a record, which says who may press it; the others only show something. */
const doneBySteps = {
  accept: 'accept',
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
