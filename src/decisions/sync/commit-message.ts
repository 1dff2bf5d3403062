import { z } from 'zod';

/** What happened to a record, as the history tells it. */
export interface ToldEvent {
  readonly kind: string;
  readonly person: string;
  readonly data: unknown;
}

/** A record that a commit writes, with what happened to it since the last one. */
export interface CommittedRecord {
  readonly number: number;
  readonly title: string;
  readonly events: readonly ToldEvent[];
  /** Who approved it. */
  readonly approvals: readonly string[];
}

/** What a step is called in a message, the one that says most first. */
const verbs = {
  accepted: 'accept',
  superseded: 'supersede',
  rejected: 'reject',
  deprecated: 'deprecate',
  withdrawn: 'withdraw',
  proposed: 'propose',
  drafted: 'draft',
  'taken-back': 'take back',
  amended: 'amend',
  edited: 'edit',
  imported: 'add',
  linked: 'link',
  approved: 'approve',
} as const;

const successor = z.object({ by: z.number() });

/** Longer lines are cut by whatever shows a log. */
const longestSubject = 100;

/** A message that names records and people: "Records: accept 12 Use PostgreSQL (ana, bob); propose 14 Use Kafka (cy)". */
export function commitMessage(records: readonly CommittedRecord[]): string {
  const lines = records.map(lineOf);
  const whole = `Records: ${lines.join('; ')}`;
  if (whole.length <= longestSubject) return whole;
  const short = `Records: ${[...Map.groupBy(records, verbOf)].map(([verb, all]) => `${verb} ${all.map(({ number }) => number).join(', ')}`).join('; ')}`;
  const subject = short.length <= longestSubject ? short : `Records: ${records.length} changed`;
  return [subject, '', ...lines.map((line) => `- ${line}`)].join('\n');
}

function lineOf(record: CommittedRecord): string {
  const { number, title, events } = record;
  const by = successor.safeParse(events.find(({ kind }) => kind === 'superseded')?.data).data?.by;
  const people = peopleOf(record);
  return [
    verbOf(record),
    String(number),
    plain(title),
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(people.length === 0 ? [] : [`(${people.join(', ')})`]),
  ].join(' ');
}

function verbOf({ events }: CommittedRecord): string {
  const [, verb = 'update'] =
    Object.entries(verbs).find(([kind]) => events.some((one) => one.kind === kind)) ?? [];
  return verb;
}

/** Who decided, where that is what happened; else whoever did something. */
function peopleOf({ events, approvals }: CommittedRecord): string[] {
  const isAccepted = events.some(({ kind }) => kind === 'accepted');
  const names = isAccepted && approvals.length > 0 ? approvals : events.map(({ person }) => person);
  return [...new Set(names.map(plain))].slice(0, mostPeople);
}

const mostPeople = 10;

/** Words on one line, without signs that move anything on a screen. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
