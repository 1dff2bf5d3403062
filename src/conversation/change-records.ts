import type { StepMeant } from '../commands/record-terms.ts';
import type { Act } from '../reading/intents/acts.ts';
import type { Meant } from '../reading/intents/reader.ts';
import { answerDecided } from './answer-decisions.ts';
import { addReason, changeField, correctRecord } from './correct-record.ts';
import { readCorrection, readFieldChange } from './meaning/corrections.ts';
import { readDecidedAsk } from './meaning/decision-questions.ts';
import { numbersIn, proposalIn, targetIn, withoutSuperseding } from './meaning/intent-slots.ts';
import { reasonIn, splitReason } from './meaning/proposals.ts';
import { readStep } from './meaning/record-steps.ts';
import { beforeCommand, commandPart, withoutManners } from './meaning/small-phrases.ts';
import { proposeTold } from './propose-record.ts';
import { takeStep } from './record-actions.ts';
import { relateNamed } from './relate-records.ts';
import { logFor, nameOf, type Services } from './services.ts';
import { askBack, type Turn, type TurnResult, tell } from './turn.ts';
import { control } from './walk-steps.ts';

/** From which probability on a question is taken to stand by itself. */
export const surelyAlone = 0.6;

/** The names of the technologies in words, as the knowledge calls them. */
export function namesIn(services: Services, said: string): string[] {
  return services.answering.understand(said).entries.map((id) => nameOf(services, id));
}

const steps: Partial<Record<Act, StepMeant['step']>> = {
  'record.accept': 'accept',
  'record.reject': 'reject',
  'record.withdraw': 'withdraw',
  'record.deprecate': 'deprecate',
  'record.undo': 'take-back',
  'record.amend': 'amend',
};

/** An approval with something to add: "+1, but watch the memory". */
const approving =
  /^(?:\+1 |lgtm\b|(?:i |we )?(?:accept|approve|agree(?: with)?)\b|(?:approved|accepted|ok(?:ay)?|yes|fine)\b)(?!.{0,40}\b(?:not|never|no good|disagree)\b)/i;

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

/** Does to records what words were meant to do; undefined where that was not sure, or cannot be done with them. */
export async function changeRecords(
  turn: Turn,
  said: string,
  { act, probability }: Meant,
): Promise<TurnResult | undefined> {
  const { services, event, memory } = turn;
  // What changes a record is done where it was surely meant; else it is not touched.
  if (act !== 'record.propose' && probability < surelyAlone) return undefined;
  const line = withoutManners(said);
  const { record } = memory;
  // Where rules read the same step, they know best what of: "supersede that with NATS".
  const read = readStep(commandPart(line), record !== null);
  const taken = act === 'record.supersede' ? beforeCommand(line) : '';
  // "NestJS replaces Express there, we needed structure. Supersede it": what takes its place stands before.
  if (record !== null && namesIn(services, taken).length > 0 && (read === undefined || isBare(read)))
    return proposeTold(turn, splitReason(taken), said, [record.number]);
  if (read !== undefined && (steps[act] === read.step || act === `record.${read.step}`))
    return takeStep(turn, read);
  const change = readFieldChange(line);
  const changed =
    change?.number === undefined
      ? record
      : { log: record?.log ?? (await logFor(event, services)), number: change.number };
  if (changed !== null && change !== undefined) return changeField(turn, changed, change);
  const target = targetIn(line, (words) => namesIn(services, words));
  const reason = reasonIn(line);
  switch (act) {
    case 'record.propose':
      return memory.walking !== null && memory.last === 'advise' && pointsOnly.test(line)
        ? control(turn, memory.walking, 'record')
        : proposeTold(turn, proposalIn(said), said);
    case 'record.decline':
      return memory.last === 'offer' ? undefined : tell(turn, 'record', 'All right, nothing is recorded.');
    case 'record.correct': {
      // "Search for Kong" corrects nothing.
      if (readDecidedAsk(line) !== undefined) return undefined;
      const correction = record === null ? undefined : readCorrection(line);
      const added = /^[^:]{0,60}:\s+(.{3,})$/s.exec(line)?.[1];
      if (correction === undefined && added !== undefined)
        return takeStep(turn, { step: 'amend', target, reason: '', text: added });
      const corrected =
        record === null || correction === undefined
          ? undefined
          : await correctRecord(turn, record, correction);
      return corrected ?? takeStep(turn, { step: 'edit', target, reason: '' });
    }
    case 'record.comment': {
      if (asksOnly.test(line)) return undefined;
      if (approving.test(line.replace(/^\+1/, '+1 ')))
        return takeStep(turn, { step: 'accept', target, reason });
      if (record === null) return undefined;
      const text = line.replace(commenting, '');
      return reason === ''
        ? takeStep(turn, { step: 'amend', target, reason, text })
        : addReason(turn, record, reason);
    }
    case 'record.supersede': {
      const [number, other] = numbersIn(line);
      const isNew = number !== undefined && other === undefined && namesIn(services, line).length > 0;
      return isNew
        ? proposeTold(turn, withoutSuperseding(proposalIn(said)), said, [number])
        : takeStep(turn, { step: 'supersede', target, reason });
    }
    case 'record.relate': {
      const [asked] = /\?\s*$/.test(line) ? numbersIn(line) : [];
      if (asked !== undefined) return answerDecided(turn, { kind: 'show', number: asked, history: false });
      return (
        (await relateNamed(turn, line)) ??
        askBack(turn, 'Which two? Say both numbers, such as "2 relates to 1".')
      );
    }
    case 'record.export':
      return tell(
        turn,
        'record',
        'Records are exported as markdown on the command line: `stack-advisor adr export DIR`. I cannot do it from here.',
      );
    case 'record.amend': {
      if (asksOnly.test(line)) return undefined;
      const text = /(?:\bthat\b|:)\s*(.+)$/is.exec(line)?.[1] ?? line;
      return takeStep(turn, { step: 'amend', target, reason: '', text });
    }
    default: {
      const step = steps[act];
      return step === undefined ? undefined : takeStep(turn, { step, target, reason });
    }
  }
}
