import { choiceIdText } from '../../src/conversation/choice-id.ts';
import type { Services } from '../../src/conversation/services.ts';
import { sayChoice } from '../../src/conversation/turn.ts';
import { isDecider } from '../../src/decisions/permissions.ts';
import type { DecisionRecord, Person, Viewer } from '../../src/decisions/record.ts';
import { openDeciders, type WaitingProposal, waitsFor } from '../../src/decisions/waiting.ts';
import type { Choice } from '../../src/reply.ts';
import type { HomeData, HomeRecord, HomeRecords } from './home-view.ts';

/** What can be begun from the Home tab beside a choice and what its examples begin. */
const choices: readonly Choice[] = [sayChoice('Help')];

/** So many of the latest records are looked at, as some of them stand among what waits. */
const readAtOnce = 40;

/** What the Home tab shows to somebody, of what they may see. */
export async function homeData(
  { decisions, advisor, now }: Pick<Services, 'decisions' | 'advisor' | 'now'>,
  workspace: string,
  viewer: Viewer,
  person: Person,
): Promise<HomeData> {
  const look = { workspace, viewer };
  const [proposals, due, logs, latest] = await Promise.all([
    decisions.waiting(look),
    decisions.due(look, now().slice(0, 10)),
    decisions.logs(look),
    decisions.latest(look, {
      status: ['accepted', 'rejected', 'deprecated', 'proposed'],
      offset: 0,
      limit: readAtOnce,
    }),
  ]);
  const own = proposals.filter(({ proposedBy }) => proposedBy === person.id);
  const owed = proposals.filter((one) => !own.includes(one) && waitsFor(one, person, viewer));
  const decides = (log: string) => {
    const deciders = logs.find(({ name }) => name === log)?.deciders;
    return deciders !== undefined && isDecider(deciders, person, viewer);
  };
  const reviews = due.filter(({ kind, log }) => kind === 'review' && decides(log));
  const isAbove = ({ log, number }: DecisionRecord) =>
    [...own, ...owed].some((one) => one.log === log && one.number === number);
  const lately = latest.records.filter((record) => !isAbove(record));
  return {
    choices,
    topics: advisor.topics.map(({ id: topic, name }) => ({
      id: choiceIdText({ kind: 'topic', topic, team: false }),
      label: name,
    })),
    owed: listOf(owed.map(owedRecord)),
    own: listOf(own.map(ownRecord)),
    due: listOf(
      reviews.map(({ number, log, title, since }) => ({ number, log, title, detail: `due since ${since}` })),
    ),
    lately: {
      records: lately.map(latelyRecord),
      total: latest.total - (latest.records.length - lately.length),
    },
  };
}

function listOf(records: readonly HomeRecord[]): HomeRecords {
  return { records, total: records.length };
}

function approvalsOf({ approvals, decidedIn: { quorum } }: WaitingProposal): string {
  return `${approvals.length} of ${quorum} ${quorum === 1 ? 'approval' : 'approvals'}`;
}

function owedRecord(proposal: WaitingProposal): HomeRecord {
  const { number, log, title, since } = proposal;
  return {
    number,
    log,
    title,
    detail: `${approvalsOf(proposal)} · proposed on ${since.slice(0, 10)} · ${log}`,
  };
}

/** So many names tell whom a proposal waits for. */
const shownNames = 5;

function ownRecord(proposal: WaitingProposal): HomeRecord {
  const { number, log, title } = proposal;
  const open = openDeciders(proposal);
  const left = open.length > shownNames ? ` and ${open.length - shownNames} more` : '';
  const who =
    open.length === 0 ? 'anybody may decide' : `waits for ${open.slice(0, shownNames).join(', ')}${left}`;
  return { number, log, title, detail: `${approvalsOf(proposal)} · ${who} · ${log}` };
}

function latelyRecord({ number, log, title, status, date }: DecisionRecord): HomeRecord {
  const detail = [status, date ?? '', log].filter((text) => text !== '').join(' · ');
  return { number, log, title, detail };
}
