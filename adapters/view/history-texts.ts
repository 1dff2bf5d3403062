import { z } from 'zod';
import type { HistoryEntry } from '../../src/decisions/record.ts';

/** What somebody did, in words: `Ana put 5 in its place`. What they said with it is kept apart, as it is theirs. */
export interface HistoryText {
  readonly person: string;
  /** What they did, up to the other record that it is about where there is one. */
  readonly did: string;
  /** Another record of the same log, by its number, and how the sentence goes on after it. */
  readonly other?: { readonly number: number; readonly after: string };
  readonly said: string;
  readonly because: string;
}

const text = z.string().catch('');
const number = z.number().optional().catch(undefined);
const dataSchema = z
  .object({
    approvals: number,
    quorum: number,
    to: number,
    by: number,
    kind: text,
    partial: z.boolean().catch(false),
    fields: z.array(z.string()).catch([]),
    file: text,
    step: text,
    comment: text,
    text,
    reason: text,
  })
  .partial();
type Data = z.infer<typeof dataSchema>;

/** An entry of a record's history in words; one of a kind that is not known here by its own name. */
export function historyText({ person, kind, data }: HistoryEntry): HistoryText {
  const told = dataSchema.safeParse(data).data ?? {};
  const { comment = '', text: words = '', reason = '' } = told;
  const said = comment === '' ? words : comment;
  return { person, said, because: reason, ...deed(kind, told) };
}

type Deed = Pick<HistoryText, 'did' | 'other'>;

function deed(kind: string, told: Data): Deed {
  switch (kind) {
    case 'proposed':
      return { did: 'proposed it' };
    case 'drafted':
      return { did: 'kept it as a draft' };
    case 'imported':
      return { did: told.file ? `imported it from ${told.file}` : 'imported it' };
    case 'approved':
      return { did: `approved${counted(told)}` };
    case 'accepted':
      return { did: `approved${counted(told)}, accepted` };
    case 'changes-requested':
      return { did: 'asked for changes' };
    case 'commented':
      return { did: 'commented on it' };
    case 'rejected':
      return { did: 'rejected it' };
    case 'withdrawn':
      return { did: 'withdrew it' };
    case 'deprecated':
      return { did: 'deprecated it' };
    case 'edited':
      return { did: `edited ${fieldsText(told.fields ?? [])}` };
    case 'amended':
      return { did: 'amended it' };
    case 'linked':
      return linked(told);
    case 'superseded':
      return told.by === undefined
        ? { did: 'put another record in its place' }
        : { did: 'put', other: { number: told.by, after: ' in its place' } };
    case 'forgotten':
      return { did: 'had somebody forgotten who was named in it' };
    case 'taken-back':
      return { did: `took back ${stepNames[told.step ?? ''] ?? 'the last step'}` };
    default:
      return { did: kind.replaceAll('-', ' ') };
  }
}

/** `: 1 of 2` */
function counted({ approvals, quorum }: Data): string {
  return approvals === undefined || quorum === undefined ? '' : `: ${approvals} of ${quorum}`;
}

function linked({ kind, to, partial }: Data): Deed {
  if (to === undefined) return { did: 'linked it' };
  const after = partial === true ? ' in part' : '';
  switch (kind) {
    case 'supersedes':
      return { did: 'said that it supersedes', other: { number: to, after } };
    case 'amends':
      return { did: 'said that it amends', other: { number: to, after } };
    default:
      return { did: 'related it to', other: { number: to, after } };
  }
}

const stepNames: Readonly<Record<string, string>> = {
  approved: 'the approval',
  accepted: 'the approval',
  'changes-requested': 'the request for changes',
  rejected: 'the rejection',
  withdrawn: 'the withdrawal',
  deprecated: 'the deprecation',
  edited: 'the edit',
};

function fieldsText(fields: readonly string[]): string {
  const names = fields.map((field) => fieldNames[field] ?? `the ${field}`);
  return names.length === 0 ? 'it' : listing.format(names);
}

const fieldNames: Readonly<Record<string, string>> = {
  reviewBy: 'the review date',
  affects: 'what it holds for',
};

const listing = new Intl.ListFormat('en');

const settingsSchema = z
  .object({
    quorum: z.number(),
    deciders: z.array(z.string()),
    visibility: z.enum(['open', 'members']),
    channel: z.string().nullable(),
    ownApproval: z.boolean(),
  })
  .partial();

/** An entry of the history of a log as a whole, in words: `Ana set the quorum to 2`. */
export function logHistoryText({ person, kind, data }: HistoryEntry): Pick<HistoryText, 'person' | 'did'> {
  if (kind === 'log-created') return { person, did: 'made the log' };
  const settings = kind === 'log-set' ? (settingsSchema.safeParse(data).data ?? {}) : {};
  const { quorum, deciders, visibility, channel, ownApproval } = settings;
  const told = [
    quorum === undefined ? '' : `the quorum to ${quorum}`,
    deciders === undefined
      ? ''
      : `the deciders to ${deciders.length === 0 ? 'everybody' : listing.format(deciders)}`,
    visibility === undefined
      ? ''
      : `who sees it to ${visibility === 'open' ? 'everybody' : 'members of its channel'}`,
    channel === undefined ? '' : `the channel to ${channel ?? 'none'}`,
    ownApproval === undefined ? '' : `an author's own approval to ${ownApproval ? 'count' : 'not count'}`,
  ].filter((one) => one !== '');
  return { person, did: told.length === 0 ? kind.replaceAll('-', ' ') : `set ${listing.format(told)}` };
}
