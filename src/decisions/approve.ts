import { AdvisorError } from '../errors.ts';
import { answersOn, clearRequestOf } from './answers.ts';
import { maxComment } from './comment.ts';
import { takeOver } from './record-links.ts';
import { statusOf } from './rows.ts';
import { change, find, permit, requireStepOn, type Scope } from './write-scope.ts';

/** What came of an approval. */
export interface Approval {
  readonly accepted: boolean;
  readonly approvals: number;
  readonly quorum: number;
  /** Whose request for changes it waits for, whatever the approvals. */
  readonly requested: readonly string[];
}

/**
 * Adds the actor's approval, with which the record is accepted where the log's quorum is reached and nobody else asks for
 * changes. @throws AdvisorError `conflict` where it cannot be approved, or not by them.
 */
export async function approve(scope: Scope, number: number, comment: string): Promise<Approval> {
  const { db, log, act, at } = scope;
  const row = await find(scope, number);
  if (statusOf(row) === 'accepted') {
    const people = (await answersOn(db, row.id)).approvals.map(({ person_name }) => person_name).join(', ');
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
  await clearRequestOf(db, row.id, act.person.id);
  await db
    .insertInto('approvals')
    .values({ record_id: row.id, person_id: act.person.id, person_name: act.person.name, at })
    .onConflict((conflict) => conflict.columns(['record_id', 'person_id']).doNothing())
    .execute();
  const { approvals, changeRequests } = await answersOn(db, row.id);
  const accepted = approvals.length >= log.quorum && changeRequests.length === 0;
  const given = comment.trim();
  await change(
    scope,
    row,
    accepted ? { status: 'accepted', decided_at: at } : {},
    accepted ? 'accepted' : 'approved',
    {
      approvals: approvals.length,
      quorum: log.quorum,
      from: statusOf(row),
      ...(given === '' ? {} : { comment: given.slice(0, maxComment) }),
    },
  );
  if (accepted) await takeOver(scope, row);
  const requested = changeRequests.map(({ person_name }) => person_name);
  return { accepted, approvals: approvals.length, quorum: log.quorum, requested };
}
