import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { AdvisorError } from '../errors.ts';
import { takeOver } from './record-links.ts';
import { statusOf } from './rows.ts';
import { change, find, permit, requireStepOn, type Scope } from './write-scope.ts';

/** What came of an approval. */
export interface Approval {
  readonly accepted: boolean;
  readonly approvals: number;
  readonly quorum: number;
}

/** Adds the actor's approval, with which the record is accepted where the log's quorum is reached. */
export async function approve(scope: Scope, number: number, comment: string): Promise<Approval> {
  const { db, log, act, at } = scope;
  const row = await find(scope, number);
  if (statusOf(row) === 'accepted') {
    const given = await approvalsOf(db, row.id);
    const people = given.map(({ person_name }) => person_name).join(', ');
    throw new AdvisorError(
      'conflict',
      `${scope.name(number)} is already accepted${people === '' ? '' : ` by ${people}`}`,
    );
  }
  await requireStepOn(scope, row, 'accept');
  permit(scope, 'accept', row);
  if (log.own_approval === 0 && row.proposed_by === act.person.id)
    throw new AdvisorError(
      'conflict',
      `in ${log.name} an author's own approval does not count; others approve ${scope.name(number)}`,
    );
  await db
    .insertInto('approvals')
    .values({ record_id: row.id, person_id: act.person.id, person_name: act.person.name, at })
    .onConflict((conflict) => conflict.columns(['record_id', 'person_id']).doNothing())
    .execute();
  const approvals = (await approvalsOf(db, row.id)).length;
  const accepted = approvals >= log.quorum;
  await change(
    scope,
    row,
    accepted ? { status: 'accepted', decided_at: at } : {},
    accepted ? 'accepted' : 'approved',
    {
      approvals,
      quorum: log.quorum,
      from: statusOf(row),
      ...(comment === '' ? {} : { comment: comment.slice(0, maxComment) }),
    },
  );
  if (accepted) await takeOver(scope, row);
  return { accepted, approvals, quorum: log.quorum };
}

const maxComment = 2_000;

function approvalsOf(db: Kysely<Tables>, recordId: number) {
  return db.selectFrom('approvals').selectAll().where('record_id', '=', recordId).orderBy('at').execute();
}
