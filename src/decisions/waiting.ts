import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { inPages } from './assemble-records.ts';
import { isDecider } from './permissions.ts';
import type { Log, Person, Viewer } from './record.ts';
import type { Look } from './record-queries.ts';
import { logOf, maySee } from './rows.ts';
import { filtered, visibleLogs } from './visible-logs.ts';

/** A proposal that waits, and what it takes to decide it. */
export interface WaitingProposal {
  readonly log: string;
  readonly number: number;
  readonly title: string;
  /** When it was proposed, in ISO form. */
  readonly since: string;
  /** The id of who proposed it. */
  readonly proposedBy: string;
  readonly approvals: readonly { readonly id: string; readonly name: string }[];
  readonly decidedIn: Pick<Log, 'quorum' | 'deciders' | 'deciderNames' | 'ownApproval'>;
}

/** The proposals that wait, as far as somebody may see them: the oldest of each log first. */
export async function waitingProposals(db: Kysely<Tables>, look: Look): Promise<WaitingProposal[]> {
  const all: (WaitingProposal & { readonly id: number })[] = [];
  for (const log of await visibleLogs(db, look)) {
    const rows = await filtered(db, log, look.viewer, { status: ['proposed'] })
      .select(['id', 'number', 'title', 'created_at', 'proposed_by', 'visibility', 'channel'])
      .orderBy('number')
      .execute();
    for (const row of rows) {
      if (!maySee(look.viewer, log, row)) continue;
      all.push({
        ...{ id: row.id, log: log.name, number: row.number, title: row.title, approvals: [] },
        ...{ since: row.created_at, proposedBy: row.proposed_by, decidedIn: logOf(log) },
      });
    }
  }
  const approvals = await approvalsOf(
    db,
    all.map(({ id }) => id),
  );
  return all.map(({ id, ...proposal }) => ({ ...proposal, approvals: approvals.get(id) ?? [] }));
}

async function approvalsOf(
  db: Kysely<Tables>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, WaitingProposal['approvals']>> {
  const rows = await inPages(ids, (page) =>
    db
      .selectFrom('approvals')
      .select(['record_id', 'person_id as id', 'person_name as name'])
      .where('record_id', 'in', page)
      .orderBy('at')
      .execute(),
  );
  return Map.groupBy(rows, ({ record_id }) => record_id);
}

/** Whether a proposal waits for somebody's answer: they may decide on it, and have not approved it. */
export function waitsFor(
  { proposedBy, approvals, decidedIn }: Pick<WaitingProposal, 'proposedBy' | 'approvals' | 'decidedIn'>,
  person: Person,
  viewer: Viewer,
): boolean {
  const { deciders, ownApproval } = decidedIn;
  if (!isDecider(deciders, person, viewer) || (proposedBy === person.id && !ownApproval)) return false;
  return approvals.every(({ id }) => id !== person.id);
}

/** What those are called who may decide and have not approved; nobody where anybody may decide. */
export function openDeciders({
  approvals,
  decidedIn,
}: Pick<WaitingProposal, 'approvals' | 'decidedIn'>): string[] {
  const { deciders, deciderNames } = decidedIn;
  return deciderNames.filter(
    (_name, at) => !approvals.some(({ id, name }) => id === deciders[at] || name === deciders[at]),
  );
}
