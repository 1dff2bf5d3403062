import type { StepMeant, Target } from '../../commands/record-terms.ts';
import type { Act } from '../../reading/intents/acts.ts';
import { addReason, changeField, correctRecord } from '../correct-record.ts';
import { approvesFirst } from '../meaning/approvals.ts';
import { type FieldChange, readCorrection, readFieldChange } from '../meaning/corrections.ts';
import { readDecidedAsk } from '../meaning/decision-questions.ts';
import { proposalIn, recordsIn, targetIn, withoutSuperseding } from '../meaning/intent-slots.ts';
import { readToRecord } from '../meaning/proposals.ts';
import { readReason, reasonIn, splitReason, type ToRecord } from '../meaning/reasons.ts';
import { readStep } from '../meaning/record-steps.ts';
import { beforeCommand, commandPart, withoutManners } from '../meaning/small-phrases.ts';
import { isOfRecords, type RecordRef } from '../memory.ts';
import { proposeTold } from '../propose-record.ts';
import { takeStep } from '../record-actions.ts';
import { logFor, namesIn } from '../services.ts';
import { type Turn, type TurnResult, tell } from '../turn.ts';
import { control } from '../walk-steps.ts';
import { readNoticing, setNoticing } from './noticing.ts';
import { mayMean, type Reading, surelyAlone, type Utterance } from './reading.ts';
import { relateMeant } from './relate.ts';
import { readStepIn } from './step.ts';

/** Whether words say plainly that something is to be recorded: "record that we retire PHP" retires no record. */
function saysToRecord({ command }: Utterance): boolean {
  return readToRecord(command) !== undefined;
}

/** Whether words surely change a record that is there; what they propose is read by rules first. */
export function changesRecord(utterance: Utterance): boolean {
  const { intent, act } = utterance.meant;
  return intent === 'record' && act !== 'record.propose' && !saysToRecord(utterance);
}

/** Records by their phrases: to make ("record that ..."), to put right ("because ..."), to decide on ("accept it"). */
export const recordsChanged: Reading = {
  mayBe: (_turn, utterance) => mayMean(utterance.meant, 'record') || saysToRecord(utterance),
  take: async (turn, utterance) => {
    const { memory, shared } = turn;
    const { command } = utterance;
    const isNoticed = readNoticing(command);
    if (isNoticed !== undefined) return setNoticing(turn, isNoticed);
    const told = readToRecord(command);
    const { walking, last } = memory;
    if (told?.statement === '' && walking !== null && (walking.isDone || last === 'advise'))
      return control(turn, walking, 'record');
    // "Record that" after what a team came to is about that: the team's walk takes it.
    const isOfTeam = walking === null && shared.team?.isDone === true && last === 'advise';
    if (told?.statement === '' && isOfTeam) return undefined;
    if (told !== undefined)
      return proposeTold(turn, toldBefore(turn, utterance, told) ?? told, utterance.said);
    const isInWalk = walking !== null && last === 'advise';
    const changed = await hearChange(turn, utterance, isInWalk);
    if (changed !== undefined) return changed;
    const step = readStepIn(turn, command, isInWalk);
    return step === undefined ? undefined : takeStep(turn, step);
  },
};

/** "We take Rust for payments. Log that": what is to be recorded stands before. */
function toldBefore({ services }: Turn, { said }: Utterance, told: ToRecord): ToRecord | undefined {
  if (told.statement !== '') return undefined;
  const before = beforeCommand(withoutManners(said));
  const isTold = before.split(/\s+/).length > 3 || services.answering.understand(before).entries.length > 0;
  if (!isTold) return undefined;
  const split = splitReason(before.replace(/[\s,.;:!–-]+(?:then)?[\s,.;:!–-]*$/i, ''));
  return told.reason === '' ? split : { ...split, reason: told.reason };
}

/** The reason told afterwards, a field that is to say something else, a name put right. */
async function hearChange(
  turn: Turn,
  { said, command }: Utterance,
  isInWalk: boolean,
): Promise<TurnResult | undefined> {
  const { memory } = turn;
  const { record } = memory;
  if (record === null) return undefined;
  const reason = memory.last === 'record' ? readReason(said) : undefined;
  if (reason !== undefined) return addReason(turn, record, reason);
  const change = readFieldChange(command, turn.logs);
  if (change !== undefined && isOf(change, record)) return changeField(turn, record, change);
  const correction = isInWalk || !isOfRecords(memory) ? undefined : readCorrection(command);
  return correction === undefined ? undefined : correctRecord(turn, record, correction);
}

const steps: Partial<Record<Act, StepMeant['step']>> = {
  'record.accept': 'accept',
  'record.reject': 'reject',
  'record.withdraw': 'withdraw',
  'record.deprecate': 'deprecate',
  'record.undo': 'take-back',
  'record.amend': 'amend',
};

/** "Comment on it: ...", "add a note to 2 that ...": what only says that a comment follows. */
const commenting =
  /^(?:(?:add|put|leave|attach|make) (?:a |an |this |another )?(?:comment|note|remark)|comment|note|remark|fyi|for the record)(?: (?:on|to|for|under|in)(?: (?:it|that|this|the (?:record|decision|proposal)|(?:adr[- ]?|#)?\d+))?)?(?:\s*[:,–-]\s*|\s+(?:that|saying)\s+|\s+(?=\S))/i;

/** "Did he leave a comment": a question changes nothing, with its mark or without. */
const asksOnly =
  /^(?:(?:and|so|but) )?(?:did|does|do|is|are|was|were|has|have|had|who|what|when|why|where|which|how)\b/i;

/** Whether a step names no other record, and nothing that takes its place. */
function isBare({ target, by, instead }: StepMeant): boolean {
  return target.kind === 'spoken-of' && by === undefined && instead === undefined;
}

/** "Write it down as a proposal": what was recommended is meant, nothing is dictated. */
const pointsOnly =
  /\b(?:it|that|this|(?:the|your) (?:first |last |final )?(?:result|recommendation|decision|pick|choice|advice|suggestion|one))\b(?:\s+(?:down|up|as|a|an|the|proposal|record|adr|decision|in|please|pls|then|now)\b)*[\s.!?]*$/i;

/**
 * `record.*`: does to records what words were meant to do; undefined where that was not sure, or cannot be done with them.
 * What changes a record is done where it was surely meant; else it is not touched.
 */
export async function changeRecords(
  turn: Turn,
  { plain, meant: { act, probability } }: Utterance,
): Promise<TurnResult | undefined> {
  if (act !== 'record.propose' && probability < surelyAlone) return undefined;
  const line = withoutManners(plain);
  const said: Told = {
    said: plain,
    line,
    target: targetIn(line, (words) => namesIn(turn.services, words), turn.logs),
    reason: reasonIn(line),
  };
  return (await changePlainly(turn, said, act)) ?? changeMeant(turn, act, said);
}

/** What words tell to change a record, and of which one. */
interface Told {
  readonly said: string;
  /** The same without manners. */
  readonly line: string;
  readonly target: Target;
  readonly reason: string;
}

/** The step that rules read too, or a field and what it is to say: they know best what of. */
async function changePlainly(turn: Turn, { said, line }: Told, act: Act): Promise<TurnResult | undefined> {
  const {
    services,
    event,
    memory: { record },
  } = turn;
  // "Supersede that with NATS".
  const read = readStep(commandPart(line), record !== null, turn.logs);
  const taken = act === 'record.supersede' ? beforeCommand(line) : '';
  // "NestJS replaces Express there, we needed structure. Supersede it": what takes its place stands before.
  if (record !== null && namesIn(services, taken).length > 0 && (read === undefined || isBare(read)))
    return proposeTold(turn, splitReason(taken), said, [record]);
  if (read !== undefined && (steps[act] === read.step || act === `record.${read.step}`))
    return takeStep(turn, read);
  const change = readFieldChange(line, turn.logs);
  if (change === undefined) return undefined;
  const changed =
    change.record === undefined
      ? record
      : { log: record?.log ?? (await logFor(event, services)), ...change.record };
  return changed === null ? undefined : changeField(turn, changed, change);
}

/** Whether a change is to the record at hand: the one that is named, or none is. */
function isOf({ record }: FieldChange, atHand: RecordRef): boolean {
  return (
    record === undefined || (record.number === atHand.number && (record.log ?? atHand.log) === atHand.log)
  );
}

/** What is done for each act; undefined where it cannot be done with the words. */
function changeMeant(
  turn: Turn,
  act: Act,
  { said, line, target, reason }: Told,
): Promise<TurnResult | undefined> | TurnResult | undefined {
  const { services, memory } = turn;
  switch (act) {
    case 'record.propose':
      return memory.walking !== null && memory.last === 'advise' && pointsOnly.test(line)
        ? control(turn, memory.walking, 'record')
        : proposeTold(turn, proposalIn(said), said);
    case 'record.decline':
      return memory.last === 'offer' ? undefined : tell(turn, 'record', 'All right, nothing is recorded.');
    case 'record.correct':
      return correctMeant(turn, line, target);
    case 'record.comment':
      return comment(turn, line, target, reason);
    case 'record.supersede': {
      const [older, other] = recordsIn(line, turn.logs);
      const isNew = older !== undefined && other === undefined && namesIn(services, line).length > 0;
      return isNew
        ? proposeTold(turn, withoutSuperseding(proposalIn(said)), said, [older])
        : takeStep(turn, { step: 'supersede', target, reason });
    }
    case 'record.relate':
      return relateMeant(turn, line);
    case 'record.export':
      return tell(
        turn,
        'record',
        'Records are exported as markdown on the command line: `stack-advisor adr export DIR`. I cannot do it from here.',
      );
    case 'record.amend': {
      const text = /(?:\bthat\b|:)\s*(.+)$/is.exec(line)?.[1] ?? line;
      return asksOnly.test(line) ? undefined : takeStep(turn, { step: 'amend', target, reason: '', text });
    }
    default: {
      const step = steps[act];
      return step === undefined ? undefined : takeStep(turn, { step, target, reason });
    }
  }
}

async function correctMeant(turn: Turn, line: string, target: Target): Promise<TurnResult | undefined> {
  const { record } = turn.memory;
  // "Search for Kong" corrects nothing.
  if (readDecidedAsk(line, turn.logs) !== undefined) return undefined;
  const correction = record === null ? undefined : readCorrection(line);
  const added = /^[^:]{0,60}:\s+(.{3,})$/s.exec(line)?.[1];
  if (correction === undefined && added !== undefined)
    return takeStep(turn, { step: 'amend', target, reason: '', text: added });
  const corrected =
    record === null || correction === undefined ? undefined : await correctRecord(turn, record, correction);
  return corrected ?? takeStep(turn, { step: 'edit', target, reason: '' });
}

/** A comment approves, or is kept with the record: as its reason where it tells one. */
function comment(turn: Turn, line: string, target: Target, reason: string): Promise<TurnResult> | undefined {
  const { record } = turn.memory;
  if (asksOnly.test(line)) return undefined;
  if (approvesFirst(line)) return takeStep(turn, { step: 'accept', target, reason });
  if (record === null) return undefined;
  return reason === ''
    ? takeStep(turn, { step: 'amend', target, reason, text: line.replace(commenting, '') })
    : addReason(turn, record, reason);
}
