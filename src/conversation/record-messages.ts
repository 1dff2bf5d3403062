import { answerDecided } from './answer-decisions.ts';
import { addReason, changeField, correctRecord } from './correct-record.ts';
import { readCorrection, readFieldChange } from './meaning/corrections.ts';
import { readDecidedAsk } from './meaning/decision-questions.ts';
import { readAnother, readReason, readToRecord, splitReason } from './meaning/proposals.ts';
import { readStep } from './meaning/record-steps.ts';
import { beforeCommand, commandPart, withoutManners } from './meaning/small-phrases.ts';
import type { Memory, SharedMemory } from './memory.ts';
import { setNoticing } from './noticing-setting.ts';
import { proposeTold } from './propose-record.ts';
import { takeStep } from './record-actions.ts';
import { relateNamed, saysRelation } from './relate-records.ts';
import type { Turn, TurnResult } from './turn.ts';
import { control } from './walk-steps.ts';

/** Whether words say plainly that something is to be recorded: "record that we retire PHP" retires no record. */
export function saysToRecord(said: string): boolean {
  return readToRecord(commandPart(withoutManners(said))) !== undefined;
}

/** "+1, approved. Foreign keys alone are worth it": an approval with what is said beside it. */
const approving =
  /^(?:\+1|👍|lgtm|approved?|accepted|ship it)(?:[\s,.;:!–-]+(?:\+1|lgtm|approved?|accepted|from me|for me|from my side|here))*[\s]*[,.;:!–-]\s*(?!.*\?\s*$)(?!(?:not|no|but not)\b)(.{3,1000})$/isu;

/** A step on a record by its verb, "accept 12, but watch the memory": where a record is at hand, it is that whatever else the words may be. */
export async function handleStepCommand(turn: Turn, said: string): Promise<TurnResult | undefined> {
  const { memory } = turn;
  const line = withoutManners(said).replace(/^(?:no|nope|nah)[\s,.;:!–-]+(?=\S)/i, '');
  if (saysRelation(line)) return relateNamed(turn, line);
  if (memory.record !== null && isOfRecords(memory)) {
    const another = memory.last === 'record' ? readAnother(line) : undefined;
    if (another !== undefined) return proposeTold(turn, another, said);
    const [, comment] = approving.exec(line) ?? [];
    if (comment !== undefined)
      return takeStep(turn, {
        step: 'accept',
        target: { kind: 'spoken-of' },
        reason: comment,
      });
  }
  const step = readStep(line, false);
  const isMeant = step?.target.kind === 'number' || (step !== undefined && isOfRecords(memory));
  return isMeant && memory.record !== null && step.step !== 'edit' ? takeStep(turn, step) : undefined;
}

/** Records: to make, to put right, to decide on; undefined where the words are about something else. */
export async function handleRecordChange(
  turn: Turn,
  { team }: Pick<SharedMemory, 'team'>,
  said: string,
): Promise<TurnResult | undefined> {
  const { services, memory } = turn;
  const line = commandPart(withoutManners(said));
  if (noticing.test(line)) return setNoticing(turn, !/\b(?:off|disable|stop)\b/i.test(line));
  const told = readToRecord(line);
  const { walking } = memory;
  if (told?.statement === '' && walking !== null && (walking.isDone || memory.last === 'advise'))
    return control(turn, walking, 'record');
  // "Record that" after what a team came to is about that.
  if (told?.statement === '' && walking === null && team?.isDone === true && memory.last === 'advise')
    return undefined;
  // "We take Rust for payments. Log that": what is to be recorded stands before.
  const before = told?.statement === '' ? beforeCommand(withoutManners(said)) : '';
  const isNamed = () => services.answering.understand(before).entries.length > 0;
  if (told?.statement === '' && (before.split(/\s+/).length > 3 || isNamed())) {
    const split = splitReason(before.replace(/[\s,.;:!–-]+(?:then)?[\s,.;:!–-]*$/i, ''));
    return proposeTold(turn, told.reason === '' ? split : { ...split, reason: told.reason }, said);
  }
  if (told !== undefined) return proposeTold(turn, told, said);
  const isInWalk = memory.walking !== null && memory.last === 'advise';
  const changed = await hearChange(turn, said, line, isInWalk);
  if (changed !== undefined) return changed;
  const step = isInWalk ? readNumberedStep(line) : readStep(line, memory.record !== null);
  return step === undefined ? undefined : takeStep(turn, step);
}

/** Records that are asked for by their number or status, or all: plain commands. */
export async function handleRecordShow(turn: Turn, said: string): Promise<TurnResult | undefined> {
  const asked = readDecidedAsk(commandPart(withoutManners(said)));
  return asked === undefined || (asked.kind === 'about' && asked.isCommand !== true)
    ? undefined
    : answerDecided(turn, asked);
}

/**
 * What was decided, where that is asked; undefined where the words are about something else.
 * @param isLikely whether the words are no likelier something else; if they are, only a record that is found answers them
 */
export async function handleDecisionQuestion(
  turn: Turn,
  said: string,
  isLikely: boolean,
): Promise<TurnResult | undefined> {
  const { memory } = turn;
  const line = commandPart(withoutManners(said));
  const isOfWalk = memory.walking !== null && !memory.walking.isDone;
  const read = readDecidedAsk(line) ?? readDecidedAsk(askedLast.exec(line)?.[1] ?? '');
  // In a walk "the decision" is the one that is being made.
  if (isOfWalk && read?.kind === 'about' && read.words === '') return undefined;
  const asked = read ?? (isLikely ? followUpOnRecord(memory, said) : undefined);
  if (asked === undefined || isLikely) return asked === undefined ? undefined : answerDecided(turn, asked);
  return asked.kind === 'about' && asked.sure ? answerDecided(turn, { ...asked, sure: false }) : undefined;
}

/** "I am new here, why Postgres for billing?": what is asked comes after a clause of its own. */
const askedLast = /^[^?]{3,80}[,.;:!]\s+((?:why|who|when|what|which|did|have|how)\b[^.;:!]{3,200})$/is;

const noticing =
  /^(?:turn |switch )?(?:on |off |enable |disable |start |stop )?noticing(?: decisions)?(?: here| in this channel)?(?: on| off)?[\s.!]*$/i;

/** The reason told afterwards, a field that is to say something else, a name put right. */
async function hearChange(
  turn: Turn,
  said: string,
  line: string,
  isInWalk: boolean,
): Promise<TurnResult | undefined> {
  const { memory } = turn;
  const { record, last } = memory;
  if (record === null) return undefined;
  const reason = last === 'record' ? readReason(said) : undefined;
  if (reason !== undefined) return addReason(turn, record, reason);
  const change = readFieldChange(line);
  if (change !== undefined && (change.number ?? record.number) === record.number)
    return changeField(turn, record, change);
  const isSpokenOf = last === 'record' || last === 'decisions';
  const correction = isInWalk || !isSpokenOf ? undefined : readCorrection(line);
  return correction === undefined ? undefined : correctRecord(turn, record, correction);
}

/** "And Cassandra?" after a question about a decision asks the same of another thing. */
function otherAsked(line: string): string | undefined {
  return /^(?:and|or|what about|how about|and what about|same for)\s+(?!(?:who|what|when|why|how|which|whose|where|is|are|was|does|did)\b)([\p{L}\p{N}.+#/ -]{2,40}?)(?: (?:too|then|also|as well))?[\s?.!]*$/iu.exec(
    line,
  )?.[1];
}

/** In a walk "back" and "change it" are about the walk; only a number names a record. */
function readNumberedStep(line: string): ReturnType<typeof readStep> {
  const step = readStep(line, false);
  return step?.target.kind === 'number' ? step : undefined;
}

function isOfRecords({ last }: Memory): boolean {
  return last === 'decisions' || last === 'record';
}

/** "Who approved it?", "why?" after a record was shown. */
function followUpOnRecord(memory: Memory, line: string): ReturnType<typeof readDecidedAsk> {
  // "And now?" asks again what is there.
  if (isOfRecords(memory) && /^(?:and |so |what about )?(?:now|today)[\s?.!]*$/i.test(line))
    return { kind: 'list', status: [] };
  const other = memory.last === 'decisions' ? otherAsked(line) : undefined;
  if (other !== undefined) return { kind: 'about', words: other, asks: memory.decidedAsk, sure: true };
  if (memory.record === null || !isOfRecords(memory)) return undefined;
  const asks =
    /^(?:and |but |so )?(why|on what grounds|for what reason|how come|when|who|what(?:'s| is| was)? (?:the|its|our) (?:status|reasons?)|status|reasons?)(?: (?:on|for|of|behind) (?:it|that|this)(?: one)?)?(?: now| was (?:it|that)| (?:proposed|approved|accepted|recorded|decided|did|said)(?: (?:it|that))?| again| so| not)?[\s?.!]*$/i
      .exec(line)?.[1]
      ?.toLowerCase();
  if (asks === undefined) return undefined;
  const kind = /reason|grounds|how come/.test(asks)
    ? 'why'
    : asks === 'why' || asks === 'when' || asks === 'who'
      ? asks
      : 'status';
  return { kind: 'about', words: '', asks: kind, sure: true };
}
