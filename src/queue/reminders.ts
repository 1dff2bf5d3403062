import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { logNames } from '../decisions/visible-logs.ts';
import { type Clock, clockOf, createRounds, isoTime, type Rounds } from './clock.ts';
import { addDays, type Day, daysBetween, isZone, latestMorning, localDay } from './local-time.ts';
import type { Message } from './message.ts';
import type { Outbox } from './outbox.ts';
import {
  approversOf,
  claimOccasion,
  isClaimed,
  type Occasion,
  stillWaiting,
  type Waiting,
  type WaitingProposal,
  waitingRecords,
} from './reminder-rows.ts';

const recordFields = {
  log: z.string(),
  number: z.number().int(),
  title: z.string(),
  /** The channel's members see several logs: there records are named with theirs. */
  several: z.literal(true).exactOptional(),
};

/** What to remind a channel of; how it is said is the platform's. */
export const reminderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('review-due'), ...recordFields, reviewBy: z.string() }),
  z.object({
    kind: z.literal('proposal-waiting'),
    ...recordFields,
    /** The day on which it was proposed, and how many days it has waited. */
    since: z.string(),
    days: z.number().int(),
    approvals: z.number().int(),
    quorum: z.number().int(),
    /** Names of the deciders who have not approved; where anybody may decide, empty. */
    deciders: z.array(z.string()),
  }),
]);
export type Reminder = z.infer<typeof reminderSchema>;

/** Reviews that are due and proposals that wait, told once, whichever processes run; every minute from `start` on. */
export interface Reminders extends Rounds {
  /** Puts into the outbox what is due now; says how many. */
  remind(): Promise<number>;
}

/** How reminders work. */
export interface RemindersOptions {
  /** Where they go; an outbox whose payloads are reminders among others. */
  readonly outbox: Pick<Outbox<Reminder>, 'put'>;
  /** The platform of a workspace; undefined where nobody is to be reminded. */
  readonly platformOf: (workspace: string) => string | undefined | Promise<string | undefined>;
  /** The time zone of a channel; UTC where it is left out or names none. */
  readonly zoneOf?: (workspace: string, channel: string) => string | Promise<string>;
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
}

/** A proposal that nobody decides is spoken of after so many days, then every week. */
const firstWait = 3;
const laterWait = 7;

const lookEvery = 60_000;

/** Reminders from a database's records. */
export function createReminders(database: Database, options: RemindersOptions): Reminders {
  const { clock = clockOf(database), onFault } = options;
  const remind = () => remindAll(database, options, clock);
  return { remind, ...createRounds(clock, lookEvery, remind, onFault) };
}

async function remindAll(database: Database, options: RemindersOptions, clock: Clock): Promise<number> {
  let reminded = 0;
  for (const waiting of await waitingRecords(database.db, isoTime(clock.now()).slice(0, 10))) {
    try {
      if (await remindOf(database, options, clock, waiting)) reminded++;
    } catch (error) {
      // The others are reminded of all the same.
      options.onFault(error);
    }
  }
  return reminded;
}

async function remindOf(
  database: Database,
  options: RemindersOptions,
  clock: Clock,
  waiting: Waiting,
): Promise<boolean> {
  const platform = await options.platformOf(waiting.workspace);
  if (platform === undefined) return false;
  const zone = await zoneFor(options, waiting);
  const occasion = occasionOf(waiting, zone, clock.now());
  if (occasion === undefined || (await isClaimed(database, occasion))) return false;
  const remind = async (db: Kysely<Tables>) => {
    // It may have been decided, or told by another process, since it was read.
    const current = await stillWaiting(db, waiting);
    if (current === undefined || occasionOf(current, zone, clock.now())?.day !== occasion.day) return false;
    if (!(await claimOccasion(db, occasion, isoTime(clock.now())))) return false;
    await options.outbox.put(await messageOf(db, platform, current, occasion, zone), db);
    return true;
  };
  return database.transaction(remind, { workspace: waiting.workspace });
}

/** An hour too early or late is better than never, so a zone that cannot be told is UTC. */
async function zoneFor({ zoneOf, onFault }: RemindersOptions, waiting: Waiting): Promise<string> {
  try {
    const zone = await zoneOf?.(waiting.workspace, waiting.channel);
    return zone !== undefined && isZone(zone) ? zone : 'UTC';
  } catch (error) {
    onFault(error);
    return 'UTC';
  }
}

/** What is to be reminded of now; of what was missed while nothing ran, the latest. */
function occasionOf(waiting: Waiting, zone: string, now: number): Occasion | undefined {
  const { id, kind } = waiting;
  const day = dayOf(waiting, zone, now);
  return day === undefined ? undefined : { id, kind, day };
}

function dayOf(waiting: Waiting, zone: string, now: number): Day | undefined {
  const today = latestMorning(zone, now);
  switch (waiting.kind) {
    case 'review':
      return waiting.reviewBy <= today ? waiting.reviewBy : undefined;
    case 'proposal': {
      const first = addDays(localDay(zone, Date.parse(waiting.since)), firstWait);
      const weeks = Math.floor(daysBetween(first, today) / laterWait);
      return weeks < 0 ? undefined : addDays(first, weeks * laterWait);
    }
  }
}

async function messageOf(
  db: Kysely<Tables>,
  platform: string,
  waiting: Waiting,
  { id, kind, day }: Occasion,
  zone: string,
): Promise<Message<Reminder>> {
  const { workspace, channel } = waiting;
  const naming: Naming = (await seesSeveral(db, waiting)) ? { several: true } : {};
  const payload =
    waiting.kind === 'review'
      ? reviewDue(waiting, naming)
      : await proposalWaiting(db, waiting, naming, zone, day);
  return { platform, workspace, channel, dedupe: `reminder:${kind}:${id}:${day}`, payload };
}

type Naming = Pick<Reminder, 'several'>;

/** Whether somebody who is in this channel alone sees records of several logs. */
async function seesSeveral(db: Kysely<Tables>, { workspace, channel, log }: Waiting): Promise<boolean> {
  const person = { id: '', name: '' };
  const viewer = { kind: 'member', person, channels: [channel], outside: false } as const;
  return (await logNames(db, { workspace, viewer })).some((name) => name !== log);
}

function reviewDue(
  { log, number, title, reviewBy }: Extract<Waiting, { kind: 'review' }>,
  naming: Naming,
): Reminder {
  return { kind: 'review-due', log, number, title, ...naming, reviewBy };
}

async function proposalWaiting(
  db: Kysely<Tables>,
  { id, log, number, title, quorum, deciders, deciderNames, since }: WaitingProposal,
  naming: Naming,
  zone: string,
  day: Day,
): Promise<Reminder> {
  const approvers = await approversOf(db, id);
  const open = deciderNames.filter((_name, at) => {
    const one = deciders[at];
    return !approvers.some((person) => person.id === one || person.name === one);
  });
  const from = localDay(zone, Date.parse(since));
  return {
    kind: 'proposal-waiting',
    ...{ log, number, title, ...naming, quorum, deciders: open, approvals: approvers.length },
    since: from,
    days: daysBetween(from, day),
  };
}
