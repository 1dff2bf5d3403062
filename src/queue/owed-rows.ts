import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { textList } from '../decisions/rows.ts';

/** A proposal on which named deciders were not all asked yet. */
export interface OwedProposal {
  readonly id: number;
  readonly workspace: string;
  readonly log: string;
  readonly number: number;
  readonly proposedBy: string;
  /** The log's deciders as they stand, as stored: who is added later is asked then. */
  readonly decidersText: string;
  readonly deciders: readonly string[];
}

/** A request for changes of which the proposal's author was not told yet. */
export interface UntoldRequest {
  readonly id: number;
  readonly workspace: string;
  readonly log: string;
  readonly number: number;
  readonly proposedBy: string;
  readonly person: { readonly id: string; readonly name: string };
}

/** So many of each at once; the others' turn comes in the next round. */
const atOnce = 50;

/** Workspaces in which somebody has to be asked or told. */
export async function owingWorkspaces(db: Kysely<Tables>): Promise<string[]> {
  const proposals = proposalRows(db).clearSelect().clearOrderBy().select('logs.workspace');
  const requests = requestRows(db).clearSelect().clearOrderBy().select('logs.workspace');
  return (await proposals.union(requests).execute()).map(({ workspace }) => workspace);
}

/** Proposals of a workspace whose log names deciders that were not all asked, the oldest first. */
export async function owedProposals(db: Kysely<Tables>, workspace: string): Promise<OwedProposal[]> {
  const rows = await proposalRows(db).where('logs.workspace', '=', workspace).limit(atOnce).execute();
  return rows.map(({ proposed_by: proposedBy, deciders: decidersText, ...row }) => ({
    ...row,
    proposedBy,
    decidersText,
    deciders: textList(decidersText),
  }));
}

/** Whether everybody is still to be asked on a proposal as it was read. */
export async function isStillOwed(db: Kysely<Tables>, { id, decidersText }: OwedProposal): Promise<boolean> {
  const row = await proposalRows(db).where('records.id', '=', id).executeTakeFirst();
  return row?.deciders === decidersText;
}

function proposalRows(db: Kysely<Tables>) {
  return db
    .selectFrom('records')
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .leftJoin('asked_records', 'asked_records.record_id', 'records.id')
    .select(['records.id', 'logs.workspace', 'logs.name as log', 'records.number', 'records.proposed_by'])
    .select('logs.deciders')
    .where('records.status', '=', 'proposed')
    .where('logs.deciders', '<>', '[]')
    .where((eb) =>
      eb.or([
        eb('asked_records.deciders', 'is', null),
        eb('asked_records.deciders', '<>', eb.ref('logs.deciders')),
      ]),
    )
    .orderBy('records.id');
}

/** Who need not be asked any more: they were, or they answered. */
export async function settledPeople(db: Kysely<Tables>, recordId: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('asked_people')
    .select('person_id')
    .where('record_id', '=', recordId)
    .union(db.selectFrom('approvals').select('person_id').where('record_id', '=', recordId))
    .union(db.selectFrom('change_requests').select('person_id').where('record_id', '=', recordId))
    .execute();
  return new Set(rows.map(({ person_id }) => person_id));
}

/** Takes on to ask somebody; false where that was done. */
export async function claimAsk(
  db: Kysely<Tables>,
  recordId: number,
  personId: string,
  at: string,
): Promise<boolean> {
  const result = await db
    .insertInto('asked_people')
    .values({ record_id: recordId, person_id: personId, at })
    .onConflict((conflict) => conflict.columns(['record_id', 'person_id']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Notes that everybody was asked who decides. */
export async function noteAllAsked(
  db: Kysely<Tables>,
  { id, decidersText: deciders }: OwedProposal,
): Promise<void> {
  await db
    .insertInto('asked_records')
    .values({ record_id: id, deciders })
    .onConflict((conflict) => conflict.column('record_id').doUpdateSet({ deciders }))
    .execute();
}

/** Requests for changes in a workspace of which the author was not told, the oldest first. */
export async function untoldRequests(db: Kysely<Tables>, workspace: string): Promise<UntoldRequest[]> {
  const rows = await requestRows(db).where('logs.workspace', '=', workspace).limit(atOnce).execute();
  return rows.map(({ person_id, person_name, proposed_by: proposedBy, ...row }) => ({
    ...row,
    proposedBy,
    person: { id: person_id, name: person_name },
  }));
}

function requestRows(db: Kysely<Tables>) {
  return db
    .selectFrom('change_requests')
    .innerJoin('records', 'records.id', 'change_requests.record_id')
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .select(['records.id', 'logs.workspace', 'logs.name as log', 'records.number', 'records.proposed_by'])
    .select(['change_requests.person_id', 'change_requests.person_name'])
    .where('change_requests.told', '=', 0)
    .where('records.status', '=', 'proposed')
    .orderBy('change_requests.at');
}

/** Takes on to tell an author of a request; false where that was done, or it is there no more. */
export async function claimTelling(
  db: Kysely<Tables>,
  { id, person }: Pick<UntoldRequest, 'id' | 'person'>,
): Promise<boolean> {
  const result = await db
    .updateTable('change_requests')
    .set({ told: 1 })
    .where('record_id', '=', id)
    .where('person_id', '=', person.id)
    .where('told', '=', 0)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
