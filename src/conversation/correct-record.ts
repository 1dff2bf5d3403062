import type { ContentChanges, DecisionRecord } from '../decisions/record.ts';
import { ifSeen, recordOf } from './find-records.ts';
import { type Correction, type FieldChange, putRight } from './meaning/corrections.ts';
import { splitReason } from './meaning/reasons.ts';
import type { RecordRef } from './memory.ts';
import { nameIn } from './naming.ts';
import { liveKeyOf, recordReply } from './record-replies.ts';
import { asSentence, because } from './sentence.ts';
import { actOf, nameOf, type Services } from './services.ts';
import { say, type Turn, type TurnResult, tell, tellMistake } from './turn.ts';

/** Puts right what a record calls by another name; undefined where the words correct nothing in it. */
export async function correctRecord(
  turn: Turn,
  ref: RecordRef,
  { right, wrong }: Correction,
): Promise<TurnResult | undefined> {
  const { services } = turn;
  const record = await recordOf(turn, ref);
  // What is said not to be is in the record, or nothing is put right.
  if (wrong !== undefined && !holds(services, record, wrong)) return undefined;
  const named = [wrong ?? '', ...namesIn(services, record.title), ...namesIn(services, wrong ?? '')];
  const name = named.find((one) => one !== '' && putRight(record.title, one, right) !== undefined);
  const title = name === undefined ? undefined : putRight(record.title, name, right);
  if (name === undefined || title === undefined) return undefined;
  const change = (text: string) => putRight(text, name, right) ?? text;
  return editRecord(turn, ref, {
    title,
    decision: change(record.decision),
    options: record.options.map((option) => ({ ...option, name: change(option.name) })),
  });
}

function holds(services: Services, { title, decision }: DecisionRecord, wrong: string): boolean {
  const text = `${title} ${decision}`;
  return [wrong, ...namesIn(services, wrong)].some((name) => putRight(text, name, '') !== undefined);
}

/** The reason of what was just recorded, told afterwards. */
export async function addReason(turn: Turn, ref: RecordRef, reason: string): Promise<TurnResult> {
  const { decision, drivers } = await recordOf(turn, ref);
  const changes = {
    drivers: [...drivers, reason.slice(0, 2_000)],
    decision: `${decision.replace(/[.\s]+$/, '')}${because(reason)}.`,
  };
  return editRecord(turn, ref, changes, `The reason is added to ${nameIn(turn, ref)}.`);
}

/** Something more that a proposal says; as with every edit, approvals begin anew. */
export async function addToDecision(turn: Turn, ref: RecordRef, text: string): Promise<TurnResult> {
  const { decision } = await recordOf(turn, ref);
  const changes = {
    decision: [decision, text]
      .map(asSentence)
      .filter((one) => one !== '')
      .join(' '),
  };
  return editRecord(turn, ref, changes, `That is added to ${nameIn(turn, ref)}.`);
}

/** Whether words name one technology, with its version at most: more is a title of its own. */
function isName({ answering }: Services, value: string): boolean {
  if (
    /^(?:use|drop|do not|don't|no|move|replace|keep|build|run|write|deploy)\b/i.test(value) ||
    value.split(/\s+/).length > 2
  )
    return false;
  // One word is no title: "it should say Valkey".
  if (/^\S+$/.test(value)) return true;
  const { slots } = answering.understand(value.replace(/\bv?\d[\w.]*/g, ' '));
  return slots.length === 1 && slots.every(({ kind }) => kind === 'entry');
}

/** Sets one field of a record. */
export async function changeField(
  turn: Turn,
  ref: RecordRef,
  { field, value }: FieldChange,
): Promise<TurnResult> {
  const { services } = turn;
  const record = await ifSeen(recordOf(turn, ref));
  if (record === undefined)
    return tell(turn, 'record', `There is no record ${nameIn(turn, ref)} here.`, [], 'error');
  // "The title should say Postgres 16": another name in the place of one, where that is all that is said.
  const put =
    field === 'title' && isName(services, value)
      ? await correctRecord(turn, ref, { right: value, wrong: undefined })
      : undefined;
  if (put !== undefined) return put;
  if (field !== 'reason') return editRecord(turn, ref, { [field]: value });
  const told = splitReason(record.decision).statement;
  return editRecord(turn, ref, {
    drivers: [value.slice(0, 2_000)],
    decision: `${told}${because(value)}.`,
  });
}

async function editRecord(
  turn: Turn,
  ref: RecordRef,
  changes: ContentChanges,
  lead = `${nameIn(turn, ref)} is changed.`,
): Promise<TurnResult> {
  const { services, event } = turn;
  try {
    await services.decisions.edit(actOf(event, ref.log), ref.number, changes);
  } catch (error) {
    return tellMistake(turn, 'record', error);
  }
  return { ...say(turn, 'record', [await recordReply(turn, ref, lead)]), live: liveKeyOf(ref) };
}

function namesIn(services: Services, text: string): string[] {
  const { slots } = services.answering.understand(text);
  return slots.flatMap(({ kind, words, ids }) =>
    kind === 'entry' ? [words, ...ids.map((id) => nameOf(services, id))] : [],
  );
}
