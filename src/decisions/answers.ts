import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { ApprovalTable, ChangeRequestTable } from '../database/tables/records.ts';

/** What deciders answered on a record, the first first: each of them approves or asks for changes. */
export interface Answers {
  readonly approvals: readonly Selectable<ApprovalTable>[];
  readonly changeRequests: readonly Selectable<ChangeRequestTable>[];
}

/** The answers on a record as they stand. */
export async function answersOn(db: Kysely<Tables>, recordId: number): Promise<Answers> {
  const approvals = db.selectFrom('approvals').selectAll().where('record_id', '=', recordId).orderBy('at');
  const requests = db.selectFrom('change_requests').selectAll().where('record_id', '=', recordId);
  return {
    approvals: await approvals.execute(),
    changeRequests: await requests.orderBy('at').execute(),
  };
}

/** Takes somebody's answer on a record away. */
export async function clearAnswersOf(db: Kysely<Tables>, recordId: number, personId: string): Promise<void> {
  await clearRequestOf(db, recordId, personId);
  await db
    .deleteFrom('approvals')
    .where('record_id', '=', recordId)
    .where('person_id', '=', personId)
    .execute();
}

/** Takes somebody's request for changes away. */
export async function clearRequestOf(db: Kysely<Tables>, recordId: number, personId: string): Promise<void> {
  await db
    .deleteFrom('change_requests')
    .where('record_id', '=', recordId)
    .where('person_id', '=', personId)
    .execute();
}

/** Takes all answers on a record away, as it says something else now; who gave one is to be asked anew. */
export async function clearAnswers(db: Kysely<Tables>, recordId: number): Promise<void> {
  for (const table of ['approvals', 'change_requests'] as const) {
    const cleared = await db
      .deleteFrom(table)
      .where('record_id', '=', recordId)
      .returning('person_id')
      .execute();
    const people = cleared.map(({ person_id }) => person_id);
    if (people.length === 0) continue;
    await db
      .deleteFrom('asked_people')
      .where('record_id', '=', recordId)
      .where('person_id', 'in', people)
      .execute();
    await db.deleteFrom('asked_records').where('record_id', '=', recordId).execute();
  }
}
