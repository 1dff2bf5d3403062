import type { DecidedAsk } from '../commands/record-terms.ts';
import { owedWords } from '../decisions/waiting.ts';
import { type Choice, maxChoiceId } from '../reply.ts';
import { choiceIdText } from './choice-id.ts';
import { findRecords, isAgainst, mostFound, notTakenIn } from './find-records.ts';
import type { ListAsk } from './list-asks.ts';
import type { Turning } from './memory.ts';
import { type ListedRecord, recordItem, standingIn } from './record-replies.ts';
import { lookOf } from './services.ts';
import { remembering, say, sayChoice, type Turn, type TurnResult, tell } from './turn.ts';

/** So many records stand in one message. */
export const listed = 10;

/** A list of records, from a place in it on; where nothing is there any more, its last page. */
export function listRecords(turn: Turn, ask: ListAsk, offset = 0): Promise<TurnResult> {
  switch (ask.kind) {
    case 'list':
      return latest(turn, ask, offset);
    case 'due':
      return due(turn, ask, offset);
    case 'found':
      return found(turn, ask, offset);
    case 'ruled-out':
      return ruledOut(turn, offset);
  }
}

/** "Next", "back" after a list, in words; where it ends there, that is said. Undefined where nothing was listed. */
export async function turnPage(turn: Turn, to: 'next' | 'back'): Promise<TurnResult | undefined> {
  const { turning } = turn.memory;
  if (turning === null) return undefined;
  const { ask, total } = turning;
  const offset = turning[to];
  if (offset !== null) return listRecords(turn, ask, offset);
  const end = to === 'back' ? 'That is where the list begins.' : `That is all: ${total} of ${total}.`;
  return tell(turn, 'decisions', end, turns(turning));
}

/** Where a list goes on, and where back, once a part of it is shown. */
export function turningOf({ ask, offset, total }: Part, shown = listed): Turning {
  return {
    ask,
    total,
    back: offset > 0 ? Math.max(0, offset - listed) : null,
    next: offset + shown < total ? offset + shown : null,
  };
}

/** What leads on and back in a list of which a part is shown. */
export function turns({ ask, back, next }: Turning): Choice[] {
  return [
    ...(back === null ? [] : [turnChoice('Back', ask, back)]),
    ...(next === null ? [] : [turnChoice('Next', ask, next)]),
  ];
}

/** The id says which list and from where on; where many words leave no room for that, what was listed last is meant. */
function turnChoice(label: 'Next' | 'Back', of: ListAsk, offset: number): Choice {
  const id = choiceIdText({ kind: 'page', offset, of });
  return id.length <= maxChoiceId && !/[\n\r]/.test(id)
    ? { id, label }
    : sayChoice(label, label.toLowerCase());
}

/** A part of a list of so many, from a place on. */
export interface Part {
  readonly ask: ListAsk;
  readonly offset: number;
  readonly total: number;
}

/** Records as a list, at hand by their places from now on. */
function listReply<Listed extends ListedRecord>(
  turn: Turn,
  title: string,
  part: Part,
  records: readonly Listed[],
  detailOf: (record: Listed) => string | undefined = () => undefined,
): TurnResult {
  const items = records.map((record) => recordItem(turn, record, detailOf(record)));
  const refs = records.map(({ log, number }) => ({ log, number }));
  const turning = turningOf(part);
  const choices = turns(turning);
  const reply = { kind: 'list' as const, title, items, ...(choices.length === 0 ? {} : { choices }) };
  return say(turn, 'decisions', [reply], {
    listed: refs,
    turning: choices.length === 0 ? null : turning,
  });
}

/** `11 to 20 of 23`; empty where all of them are shown. */
function placeIn({ offset, total }: Part): string {
  return total <= listed ? '' : `: ${offset + 1} to ${Math.min(offset + listed, total)} of ${total}`;
}

/** Where something was asked for that is not there any more: where the last page begins. */
function lastPage(total: number): number {
  return Math.max(0, Math.floor((total - 1) / listed) * listed);
}

async function latest(
  turn: Turn,
  ask: Extract<ListAsk, { kind: 'list' }>,
  offset: number,
): Promise<TurnResult> {
  const { services, event } = turn;
  const { status, tag } = ask;
  const { records, total } = await services.decisions.latest(lookOf(event), {
    status,
    ...(tag === undefined ? {} : { tag }),
    offset,
    limit: listed,
  });
  if (records.length === 0 && total > 0) return latest(turn, ask, lastPage(total));
  const being = [
    status.length === 1 ? status[0] : undefined,
    tag === undefined ? undefined : `tagged ${tag}`,
  ];
  const what = being.filter((one) => one !== undefined).join(' and ') || undefined;
  if (records.length === 0) {
    const text = what === undefined ? 'Nothing is recorded yet.' : `No record is ${what}.`;
    return tell(turn, 'decisions', text, [sayChoice('Record a decision', 'how do I record a decision')]);
  }
  const part = { ask, offset, total };
  const isFirst = offset === 0 && total > listed;
  const place = isFirst ? `: the latest ${listed} of ${total}` : placeIn(part);
  const title = `${what === undefined ? 'Decisions' : `Decisions that are ${what}`}${place}`;
  // All of them stand in the order in which they were made; of many the latest come first.
  return listReply(turn, title, part, total > listed ? records : [...records].reverse());
}

async function due(turn: Turn, ask: Extract<ListAsk, { kind: 'due' }>, offset: number): Promise<TurnResult> {
  const { services, event } = turn;
  const all = await services.decisions.due(lookOf(event), services.now().slice(0, 10));
  const waiting = all.filter(({ kind }) => ask.of === 'all' || kind === 'review');
  if (all.length === 0) return tell(turn, 'decisions', 'Nothing waits: no proposal, no review.');
  if (waiting.length === 0)
    return tell(turn, 'decisions', `No review is due. Proposals that wait: ${all.length}.`, [
      sayChoice('Show what waits', 'what is waiting'),
    ]);
  const part = partOf(ask, offset, waiting.length);
  return listReply(turn, `What waits${placeIn(part)}`, part, shownOf(waiting, part), (one) =>
    one.kind === 'review'
      ? `review due since ${one.since}`
      : [`proposed on ${one.since}`, ...owedWords(one)].join(' · '),
  );
}

/** All that words find: first what fits best. */
async function found(
  turn: Turn,
  ask: Extract<ListAsk, { kind: 'found' }>,
  offset: number,
): Promise<TurnResult> {
  const asked: Extract<DecidedAsk, { kind: 'about' }> = { ...ask, kind: 'about', sure: true };
  const all = (await findRecords(turn, asked, mostFound)).map(({ record }) => record);
  const what = ask.words.slice(0, 60);
  if (all.length === 0) return tell(turn, 'decisions', `No decision about ${what} is recorded here.`);
  const part = partOf(ask, offset, all.length);
  const end = Math.min(part.offset + listed, all.length);
  const of = all.length < mostFound ? all.length : `the best ${mostFound}`;
  const title = `Decisions about ${what}: ${part.offset + 1} to ${end} of ${of}`;
  return listReply(turn, title, part, shownOf(all, part));
}

/** So many of the latest records are looked through for what was not taken. */
const lookedThrough = 50;

/** Everything that was not taken. */
async function ruledOut(turn: Turn, offset: number): Promise<TurnResult> {
  const { services, event, memory } = turn;
  const { records } = await services.decisions.latest(lookOf(event), {
    status: [],
    offset: 0,
    limit: lookedThrough,
  });
  const against = records.filter(
    (record) => record.status === 'rejected' || isAgainst(record) || notTakenIn(record).length > 0,
  );
  if (against.length === 0)
    return tell(turn, 'decisions', 'No record says that anything was ruled out.', [
      sayChoice('List decisions'),
    ]);
  const [only] = against;
  const ref =
    against.length === 1 && only !== undefined ? { log: only.log, number: only.number } : memory.record;
  const part = partOf({ kind: 'ruled-out' }, offset, against.length);
  const title = `Ruled out${placeIn(part)}`;
  return listReply(remembering(turn, { record: ref }), title, part, shownOf(against, part), (record) => {
    const others = notTakenIn(record);
    if (others.length === 0) return undefined;
    const told = `not taken: ${others.join(', ')}`;
    return record.supersededBy === null ? told : `${told}; ${standingIn(turn, record)}`;
  });
}

function partOf(ask: ListAsk, offset: number, total: number): Part {
  return { ask, offset: offset < total ? offset : lastPage(total), total };
}

function shownOf<Item>(all: readonly Item[], { offset }: Part): readonly Item[] {
  return all.slice(offset, offset + listed);
}
