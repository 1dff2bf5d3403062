import type { Numbered } from '../commands/record-terms.ts';
import { type Conflict, mendedBy, recordsIn } from '../decisions/conflict.ts';
import { conflictWords, countText } from '../decisions/conflict-words.ts';
import type { RelevantRecord } from '../decisions/relevant-records.ts';
import type { Choice, ListReply } from '../reply.ts';
import { choiceIdText } from './choice-id.ts';
import { noSuch, recordOf, refOf } from './find-records.ts';
import type { RecordRef } from './memory.ts';
import { nameIn, seesSeveral } from './naming.ts';
import { recordItem, showChoice } from './record-replies.ts';
import { listNames } from './sentence.ts';
import { actOf, lookOf } from './services.ts';
import { labelOf, remembering, say, sayChoice, type Turn, type TurnResult, tell } from './turn.ts';

/** So many contradictions are told at once. */
const told = 10;

/** A choice that shows what contradicts, for whoever tells how much there is: "2 contradictions". */
export function conflictsChoice(count: number): Choice {
  return sayChoice(countText(count), 'what contradicts?');
}

/** Tells what contradicts records that are named, or in all that somebody may see. */
export function showConflicts(turn: Turn, named: readonly Numbered[] = []): Promise<TurnResult> {
  return named.length === 0 ? showAll(turn) : showConflictsOf(turn, named);
}

async function showAll(turn: Turn): Promise<TurnResult> {
  const { services, event } = turn;
  const all = await services.conflicts.among(services.decisions, lookOf(event));
  if (all.length === 0)
    return tell(turn, 'decisions', 'No: nothing that is recorded here contradicts anything else.');
  const title = all.length > told ? `${countText(all.length)}: the first ${told}` : countText(all.length);
  return conflictsReply(turn, title, all.slice(0, told));
}

/** Tells what contradicts one record, or whether several contradict each other. */
async function showConflictsOf(turn: Turn, named: readonly Numbered[]): Promise<TurnResult> {
  const refs: RecordRef[] = [];
  for (const one of named) {
    const ref = await refOf(turn, one);
    if (ref === undefined) return noSuch(turn, one);
    refs.push(ref);
  }
  const { services, event } = turn;
  const [first, ...others] = refs;
  if (first === undefined) return showAll(turn);
  const all = await services.conflicts.among(services.decisions, lookOf(event));
  const found = all.filter((conflict) => refs.every((ref) => isAbout(conflict, ref)));
  const names = refs.map((ref) => nameIn(turn, ref));
  const against = await rivalsOf(turn, first, found);
  const rivals = against.filter((rival) => others.every((ref) => isSame(rival, ref)));
  if (found.length + rivals.length === 0) {
    const text =
      others.length === 0
        ? `No: nothing that is recorded here contradicts ${names.join('')}.`
        : `No: ${listNames(names)} do not contradict each other, as far as their titles tell.`;
    return tell(remembering(turn, { record: first }), 'decisions', text, [showChoice(turn, first)]);
  }
  const title =
    others.length === 0 ? `What contradicts ${names.join('')}` : `${listNames(names)} contradict each other`;
  return conflictsReply(remembering(turn, { record: first }), title, found.slice(0, told), rivals);
}

/** The records in force that go against what is named. */
export async function showAgainst(turn: Turn, names: readonly string[]): Promise<TurnResult> {
  const { services, event } = turn;
  const title = `Use ${names.join(' and ')}`;
  const found = await services.bearings.against(services.decisions, lookOf(event), title);
  if (found.length === 0)
    return tell(turn, 'decisions', `No: nothing that is in force here goes against ${listNames(names)}.`);
  const items = found.map((one) => recordItem(turn, one));
  const listed = found.map(({ log, number }) => ({ log, number }));
  return say(turn, 'decisions', [{ kind: 'list', title: 'It goes against what is in force', items }], {
    listed,
  });
}

function isSame(one: RecordRef, other: RecordRef): boolean {
  return one.log === other.log && one.number === other.number;
}

function isAbout(conflict: Conflict, ref: RecordRef): boolean {
  return recordsIn(conflict).some((record) => isSame(record, ref));
}

/** What chose something else than a record, told more loosely than where nobody asked: neither linked to it nor told already. */
async function rivalsOf(
  turn: Turn,
  ref: RecordRef,
  known: readonly Conflict[],
): Promise<readonly RelevantRecord[]> {
  const { services, event } = turn;
  const { title, links } = await recordOf(turn, ref);
  const found = await services.bearings.against(services.decisions, lookOf(event), title);
  return found.filter(
    (one) =>
      !isSame(one, ref) &&
      !links.some((link) => isSame(link, one)) &&
      !known.some((conflict) => isAbout(conflict, one)),
  );
}

/** Contradictions as a list, each with its newest record to open; the others are at hand below. */
async function conflictsReply(
  turn: Turn,
  title: string,
  conflicts: readonly Conflict[],
  rivals: readonly RelevantRecord[] = [],
): Promise<TurnResult> {
  const items = [
    ...conflicts.map((conflict) => conflictItem(turn, conflict)),
    ...rivals.map((rival) => recordItem(turn, rival)),
  ];
  const [only, ...more] = conflicts;
  const choices = [
    ...othersToShow(turn, conflicts),
    ...(only !== undefined && more.length === 0 ? await stepsFor(turn, only) : []),
  ];
  const listed = [...conflicts.flatMap((conflict) => recordsIn(conflict)[0] ?? []), ...rivals];
  return say(turn, 'decisions', [{ kind: 'list', title, items, choices }], {
    listed: listed.map(({ log, number }) => ({ log, number })),
  });
}

function conflictItem(turn: Turn, conflict: Conflict): ListReply['items'][number] {
  const [first] = recordsIn(conflict);
  const { what, titles, since, next } = conflictWords(
    conflict,
    first !== undefined && seesSeveral(turn, first),
  );
  return {
    text: what,
    detail: [titles, since, next].filter((part) => part !== '').join(' '),
    ...(first === undefined ? {} : { open: showChoice(turn, first) }),
  };
}

/** So many buttons stand below. */
const mostShown = 10;

/** The records that no item opens. */
function othersToShow(turn: Turn, conflicts: readonly Conflict[]): Choice[] {
  const opened = conflicts.flatMap((conflict) => recordsIn(conflict)[0] ?? []);
  const others = conflicts.flatMap((conflict) => recordsIn(conflict).slice(1));
  return [...new Set(others)]
    .filter((record) => !opened.some((one) => isSame(one, record)))
    .slice(0, mostShown)
    .map((record) => showChoice(turn, record));
}

/** What mends a contradiction, where there is but one. */
async function stepsFor(turn: Turn, conflict: Conflict): Promise<Choice[]> {
  const { services, event } = turn;
  const pair = mendedBy(conflict);
  if (pair === undefined) return [];
  const { older, newer, mayBothHold } = pair;
  const [old, name] = [nameIn(turn, older), nameIn(turn, newer)];
  const id = choiceIdText({ kind: 'supersede', newer: newer.number, older: older.number, log: newer.log });
  const allowed = await services.decisions.allowed(actOf(event, newer.log), newer.number);
  const refused = allowed.has('supersede') ? {} : ({ refused: true } as const);
  return [
    { id, label: labelOf(`Let ${name} supersede ${old}`), ...refused },
    ...(mayBothHold ? [sayChoice('Both hold: relate them', `${name} relates to ${old}`)] : []),
  ];
}
