import { choiceIdText } from '../../src/conversation/choice-id.ts';
import { conflictsChoice } from '../../src/conversation/conflict-replies.ts';
import type { Services } from '../../src/conversation/services.ts';
import { sayChoice } from '../../src/conversation/turn.ts';
import { isDecider } from '../../src/decisions/permissions.ts';
import type { DecisionRecord, Person, Viewer } from '../../src/decisions/record.ts';
import { recordName } from '../../src/decisions/record-name.ts';
import { owedOn, owedWords, type WaitingProposal, waitsFor } from '../../src/decisions/waiting.ts';
import type { Choice } from '../../src/reply.ts';
import type { HomeData, HomeRecord, HomeRecords } from './home-view.ts';

/** A record before it is known how its reader calls it. */
type Unnamed = Omit<HomeRecord, 'name'>;

/** What can be begun from the Home tab beside a choice and what its examples begin. */
const choices: readonly Choice[] = [sayChoice('Help')];

/** So many of the latest records are looked at, as some of them stand among what waits. */
const readAtOnce = 40;

/** What the Home tab shows to somebody, of what they may see. */
export async function homeData(
  { decisions, conflicts, advisor, now }: Pick<Services, 'decisions' | 'conflicts' | 'advisor' | 'now'>,
  workspace: string,
  viewer: Viewer,
  person: Person,
): Promise<HomeData> {
  const look = { workspace, viewer };
  const [contradictions, names, proposals, due, logs, latest] = await Promise.all([
    conflicts.among(decisions, look),
    decisions.logNames(look),
    decisions.waiting(look),
    decisions.due(look, now().slice(0, 10)),
    decisions.logs(look),
    decisions.latest(look, {
      status: ['accepted', 'rejected', 'deprecated', 'proposed'],
      offset: 0,
      limit: readAtOnce,
    }),
  ]);
  const named = (record: Unnamed): HomeRecord => ({ ...record, name: recordName(record, names.length > 1) });
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
    choices: contradictions.length === 0 ? choices : [...choices, conflictsChoice(contradictions.length)],
    topics: advisor.topics.map(({ id: topic, name }) => ({
      id: choiceIdText({ kind: 'topic', topic, team: false }),
      label: name,
    })),
    owed: listOf(owed.map(owedRecord).map(named)),
    own: listOf(own.map(ownRecord).map(named)),
    due: listOf(
      reviews
        .map(({ number, log, title, since }) => ({ number, log, title, detail: `due since ${since}` }))
        .map(named),
    ),
    lately: {
      records: lately.map(latelyRecord).map(named),
      total: latest.total - (latest.records.length - lately.length),
    },
  };
}

function listOf(records: readonly HomeRecord[]): HomeRecords {
  return { records, total: records.length };
}

function owedRecord(proposal: WaitingProposal): Unnamed {
  const { number, log, title, since } = proposal;
  const [given] = owedWords(owedOn(proposal));
  return {
    number,
    log,
    title,
    detail: `${given} · proposed on ${since.slice(0, 10)} · ${log}`,
  };
}

function ownRecord(proposal: WaitingProposal): Unnamed {
  const { number, log, title } = proposal;
  return { number, log, title, detail: [...owedWords(owedOn(proposal)), log].join(' · ') };
}

function latelyRecord({ number, log, title, status, date }: DecisionRecord): Unnamed {
  const detail = [status, date ?? '', log].filter((text) => text !== '').join(' · ');
  return { number, log, title, detail };
}
