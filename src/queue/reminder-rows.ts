import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { decidersOf } from '../decisions/rows.ts';
import { addDays, type Day } from './local-time.ts';

/** A record that somebody has to be reminded of, and where. */
export type Waiting = WaitingReview | WaitingProposal;

interface Anywhere {
  readonly id: number;
  readonly workspace: string;
  readonly channel: string;
  readonly log: string;
  readonly number: number;
  readonly title: string;
}

/** An accepted record whose review is due since a day. */
export interface WaitingReview extends Anywhere {
  readonly kind: 'review';
  readonly reviewBy: Day;
}

/** A proposal that nobody has decided. */
export interface WaitingProposal extends Anywhere {
  readonly kind: 'proposal';
  /** When it was proposed, in ISO form. */
  readonly since: string;
  readonly quorum: number;
  /** Names or ids of who may decide, and what each is called; everybody where empty. */
  readonly deciders: readonly string[];
  readonly deciderNames: readonly string[];
}

/**
 * Records of all workspaces that wait for somebody, with the channel that they belong to: what `Decisions.due` tells one
 * viewer. Who may see a record is in its channel, so that is where it is spoken of; one without a channel is left out.
 */
export async function waitingRecords(db: Kysely<Tables>, today: Day): Promise<Waiting[]> {
  // Some zones are a day ahead.
  const reviews = await reviewRows(db, addDays(today, 1)).execute();
  const proposals = await proposalRows(db).execute();
  return [...reviews.flatMap(reviewOf), ...proposals.flatMap(proposalOf)];
}

/** The same record as it is now; undefined when it no longer waits. */
export async function stillWaiting(db: Kysely<Tables>, { kind, id }: Waiting): Promise<Waiting | undefined> {
  switch (kind) {
    case 'review': {
      const row = await reviewRows(db, lastDay).where('records.id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : reviewOf(row)[0];
    }
    case 'proposal': {
      const row = await proposalRows(db).where('records.id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : proposalOf(row)[0];
    }
  }
}

const lastDay = '9999-12-31';

function withLog(db: Kysely<Tables>) {
  return db
    .selectFrom('records')
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .select(['records.id', 'logs.workspace', 'logs.name as log', 'records.number', 'records.title'])
    .select((eb) => eb.fn.coalesce('records.channel', 'logs.channel').as('channel'))
    .where((eb) => eb.or([eb('records.channel', 'is not', null), eb('logs.channel', 'is not', null)]));
}

function reviewRows(db: Kysely<Tables>, until: Day) {
  return withLog(db)
    .select('records.review_by')
    .where('records.status', '=', 'accepted')
    .where('records.review_by', 'is not', null)
    .where('records.review_by', '<=', until)
    .orderBy('records.id');
}

/** A draft waits from the day on which it is submitted, so the history tells since when. */
function proposalRows(db: Kysely<Tables>) {
  return withLog(db)
    .select(['logs.quorum', 'logs.deciders', 'logs.decider_names', 'records.created_at'])
    .select(({ selectFrom }) =>
      selectFrom('events')
        .select(({ fn }) => fn.max('events.at').as('at'))
        .whereRef('events.record_id', '=', 'records.id')
        .where('events.kind', '=', 'proposed')
        .as('proposed_at'),
    )
    .where('records.status', '=', 'proposed')
    .orderBy('records.id');
}

type ReviewRow = Awaited<ReturnType<ReturnType<typeof reviewRows>['execute']>>[number];
type ProposalRow = Awaited<ReturnType<ReturnType<typeof proposalRows>['execute']>>[number];

function reviewOf({ channel, review_by, ...row }: ReviewRow): WaitingReview[] {
  return channel === null || review_by === null
    ? []
    : [{ ...row, kind: 'review', channel, reviewBy: review_by }];
}

function proposalOf({
  channel,
  proposed_at,
  created_at,
  deciders,
  decider_names,
  ...row
}: ProposalRow): WaitingProposal[] {
  if (channel === null) return [];
  const since = proposed_at ?? created_at;
  return [{ ...row, ...decidersOf({ deciders, decider_names }), kind: 'proposal', channel, since }];
}

/** Who approved a record, by id and by name. */
export async function approversOf(
  db: Kysely<Tables>,
  id: number,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rows = await db
    .selectFrom('approvals')
    .select(['person_id', 'person_name'])
    .where('record_id', '=', id)
    .execute();
  return rows.map(({ person_id, person_name }) => ({ id: person_id, name: person_name }));
}

/** What a reminder is told from others by. */
export interface Occasion {
  readonly id: number;
  readonly kind: Waiting['kind'];
  readonly day: Day;
}

/** Whether somebody reminded of it already. */
export async function isClaimed({ db }: Database, { id, kind, day }: Occasion): Promise<boolean> {
  const row = await db
    .selectFrom('reminders')
    .select('day')
    .where('record_id', '=', id)
    .where('kind', '=', kind)
    .where('day', '=', day)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes it on; false when somebody else did. */
export async function claimOccasion(
  db: Kysely<Tables>,
  { id, kind, day }: Occasion,
  at: string,
): Promise<boolean> {
  const result = await db
    .insertInto('reminders')
    .values({ record_id: id, kind, day, claimed_at: at })
    .onConflict((conflict) => conflict.columns(['record_id', 'kind', 'day']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
