import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { inPages } from './in-pages.ts';
import { isDecider } from './permissions.ts';
import type { Log, Person, Viewer } from './record.ts';
import type { Look, Owed } from './record-queries.ts';
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
  /** Who asks for changes: it waits for its author then. */
  readonly changeRequests: readonly { readonly id: string; readonly name: string }[];
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
        ...{
          id: row.id,
          log: log.name,
          number: row.number,
          title: row.title,
          approvals: [],
          changeRequests: [],
        },
        ...{ since: row.created_at, proposedBy: row.proposed_by, decidedIn: logOf(log) },
      });
    }
  }
  const ids = all.map(({ id }) => id);
  const approvals = await answersIn(db, 'approvals', ids);
  const changeRequests = await answersIn(db, 'change_requests', ids);
  return all.map(({ id, ...proposal }) => ({
    ...proposal,
    approvals: approvals.get(id) ?? [],
    changeRequests: changeRequests.get(id) ?? [],
  }));
}

async function answersIn(
  db: Kysely<Tables>,
  table: 'approvals' | 'change_requests',
  ids: readonly number[],
): Promise<ReadonlyMap<number, WaitingProposal['approvals']>> {
  const rows = await inPages(ids, (page) =>
    db
      .selectFrom(table)
      .select(['record_id', 'person_id as id', 'person_name as name'])
      .where('record_id', 'in', page)
      .orderBy('at')
      .execute(),
  );
  return Map.groupBy(rows, ({ record_id }) => record_id);
}

type Answered = Pick<WaitingProposal, 'approvals' | 'changeRequests'>;

/** Who answered, one way or the other. */
function answered({ approvals, changeRequests }: Answered): WaitingProposal['approvals'] {
  return [...approvals, ...changeRequests];
}

/** Whether a proposal waits for somebody's answer: they may decide on it, and have not answered. */
export function waitsFor(
  { proposedBy, decidedIn, ...answers }: Pick<WaitingProposal, 'proposedBy' | 'decidedIn'> & Answered,
  person: Person,
  viewer: Viewer,
): boolean {
  const { deciders, ownApproval } = decidedIn;
  if (!isDecider(deciders, person, viewer) || (proposedBy === person.id && !ownApproval)) return false;
  return answered(answers).every(({ id }) => id !== person.id);
}

/**
 * What those are called who may decide and have not answered, the author only where their own approval counts; nobody
 * where anybody may decide.
 */
export function openDeciders({
  proposedBy,
  decidedIn,
  ...answers
}: Pick<WaitingProposal, 'proposedBy' | 'decidedIn'> & Answered): string[] {
  const { deciders, deciderNames, ownApproval } = decidedIn;
  const over = new Set(answered(answers).flatMap(({ id, name }) => [id, name]));
  if (!ownApproval) over.add(proposedBy);
  return deciderNames.filter((_name, at) => !over.has(deciders[at] ?? ''));
}

/** Who owes an answer on a proposal. */
export function owedOn(proposal: Omit<WaitingProposal, 'log' | 'number' | 'title' | 'since'>): Owed {
  const { quorum, deciders } = proposal.decidedIn;
  return {
    approvals: proposal.approvals.length,
    quorum,
    waitsFor: deciders.length === 0 ? null : openDeciders(proposal),
    changesAskedBy: proposal.changeRequests.map(({ name }) => name),
  };
}

/** The same in words: how many approved, and who is to answer. */
export function owedWords({ approvals, quorum, waitsFor: people, changesAskedBy }: Owed): [string, string] {
  const given = `${approvals} of ${quorum} ${quorum === 1 ? 'approval' : 'approvals'}`;
  if (changesAskedBy.length > 0) return [given, `changes asked for by ${named(changesAskedBy)}`];
  if (people === null) return [given, 'anybody may decide'];
  return [given, people.length === 0 ? 'everybody named has answered' : `waits for ${named(people)}`];
}

/** So many names tell whom a proposal waits for. */
const shownNames = 5;

function named(names: readonly string[]): string {
  const left = names.length > shownNames ? ` and ${names.length - shownNames} more` : '';
  return `${names.slice(0, shownNames).join(', ')}${left}`;
}
