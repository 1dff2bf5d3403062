import type { Said } from '../event.ts';
import type { Act } from '../reading/intents/acts.ts';
import type { Meant } from '../reading/intents/reader.ts';
import type { ThreadState } from '../reading/intents/thread-state.ts';
import { answerQuestion, nameOf } from './answering.ts';
import { addReason, changeField, correctRecord } from './correcting.ts';
import { answerDecided, doStep, showConflicts } from './deciding.ts';
import { helpReplies, offTopicTurn, smallTalkTurn } from './helping.ts';
import { mannerOf, readWhatIf, supposedAsFact } from './meaning/advising.ts';
import { readCorrection, readFieldChange } from './meaning/corrected.ts';
import { readDecidedAsk } from './meaning/decided.ts';
import { commandPart, withoutManners } from './meaning/phrases.ts';
import { reasonIn } from './meaning/recorded.ts';
import { placeIn, readStep, type StepMeant } from './meaning/steps.ts';
import {
  decidedAskOf,
  numberAsked,
  numbersIn,
  proposalIn,
  targetIn,
  withoutSuperseding,
} from './meaning/wished.ts';
import type { Memory, SharedMemory } from './memory.ts';
import { proposeTold } from './proposing.ts';
import { numberAt, relateNamed } from './relating.ts';
import type { Services } from './services.ts';
import { askBack, sayChoice, type Turn, tell } from './turn.ts';
import { control, takeWords } from './walking.ts';

/** What was going on for somebody when they said something. */
export function stateOf(
  { last, walking, record }: Memory,
  { team }: Pick<SharedMemory, 'team'>,
): ThreadState {
  const isTalkedOf = last === 'advise' || last === 'clarify';
  const own = walking === null ? undefined : walking.isDone ? (isTalkedOf ? 'decided' : 'none') : 'open';
  const teams = team === null ? 'none' : team.isDone ? (isTalkedOf ? 'team-decided' : 'none') : 'team-open';
  return { previous: last ?? 'none', walk: own ?? teams, record: record !== null };
}

/** Does what words were most likely meant to do; undefined where that cannot be done with them. */
export async function doMeant(
  services: Services,
  event: Said,
  memory: Memory,
  said: string,
  meant: Meant,
): Promise<Turn | undefined> {
  const { act, intent } = meant;
  switch (intent) {
    case 'record':
      return changeRecords(services, event, memory, said, meant);
    case 'decisions':
      return tellDecided(services, event, memory, said, act);
    case 'advise':
      return walk(services, event, memory, said, meant);
    case 'help':
      return { intent: 'help', memory, replies: helpReplies(memory, said) };
    case 'smalltalk':
      return isSaid(services, said, meant)
        ? smallTalkTurn(memory, moods[act] ?? 'other')
        : offTopicTurn(memory, true);
    case 'none':
      return offTopicTurn(memory, act === 'none.noise');
    case 'clarify':
      return meant.probability >= surelyAlone && isVague(services, said)
        ? vague(services, memory)
        : undefined;
    case 'ask':
      return answerQuestion(services, event, memory, said, standsAlone(meant));
  }
}

/** From which probability on a question is taken to stand by itself. */
const surelyAlone = 0.6;

/** Whether somebody surely asks to be helped with a choice. */
export function wantsAdvice({ act, actProbability }: Meant): boolean {
  return act === 'advise.start' && actProbability >= surelyAlone;
}

/** Whether words, as a question, are none about what was spoken of before: what was spoken of is no answer to anything else. */
export function standsAlone({ intent, act, probability, actProbability }: Meant): boolean {
  if (intent === 'none' || intent === 'smalltalk') return true;
  return intent === 'ask'
    ? act === 'ask.question' && actProbability >= surelyAlone
    : probability >= surelyAlone;
}

/** Whether words of which hardly anything is known may be small talk at all: "asdfkjh" is not. */
function isSaid({ answering }: Services, said: string, { probability }: Meant): boolean {
  const { slots } = answering.understand(said);
  return probability >= surelyAlone || slots.length === 0 || slots.some(({ kind }) => kind !== 'unknown');
}

const moods: Partial<Record<Act, Parameters<typeof smallTalkTurn>[1]>> = {
  'smalltalk.greeting': 'greeting',
  'smalltalk.thanks': 'thanks',
  'smalltalk.bye': 'bye',
  'smalltalk.insult': 'insult',
  'smalltalk.apology': 'apology',
  'smalltalk.joke': 'joke',
  'smalltalk.chat': 'chat',
};

function namesIn(services: Services, said: string): string[] {
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

/** "Write it down as a proposal": what was recommended is meant, nothing is dictated. */
const pointsOnly =
  /\b(?:it|that|this|(?:the|your) (?:first |last |final )?(?:result|recommendation|decision|pick|choice|advice|suggestion|one))\b(?:\s+(?:down|up|as|a|an|the|proposal|record|adr|decision|in|please|pls|then|now)\b)*[\s.!?]*$/i;

async function changeRecords(
  services: Services,
  event: Said,
  memory: Memory,
  said: string,
  { act, probability }: Meant,
): Promise<Turn | undefined> {
  // What changes a record is done where it was surely meant; else it is not touched.
  if (act !== 'record.propose' && probability < surelyAlone) return undefined;
  const line = withoutManners(said);
  const { record } = memory;
  // Where rules read the same step, they know best what of: "supersede that with NATS".
  const read = readStep(commandPart(line), record !== null);
  if (read !== undefined && (steps[act] === read.step || act === `record.${read.step}`))
    return doStep(services, event, memory, read);
  const target = targetIn(line, namesIn(services, line));
  const reason = reasonIn(line);
  switch (act) {
    case 'record.propose':
      return memory.walking !== null && memory.last === 'advise' && pointsOnly.test(line)
        ? control(services, event, memory, memory.walking, 'record')
        : proposeTold(services, event, memory, proposalIn(said), said);
    case 'record.decline':
      return memory.last === 'offer' ? undefined : tell(memory, 'record', 'All right, nothing is recorded.');
    case 'record.correct': {
      const change = readFieldChange(line);
      if (record !== null && change !== undefined)
        return changeField(services, event, memory, record, change);
      const correction = record === null ? undefined : readCorrection(line);
      const added = /^[^:]{0,60}:\s+(.{3,})$/s.exec(line)?.[1];
      if (correction === undefined && added !== undefined)
        return doStep(services, event, memory, { step: 'amend', target, reason: '', text: added });
      const corrected =
        record === null || correction === undefined
          ? undefined
          : await correctRecord(services, event, memory, record, correction);
      return corrected ?? doStep(services, event, memory, { step: 'edit', target, reason: '' });
    }
    case 'record.comment': {
      if (approving.test(line.replace(/^\+1/, '+1 ')))
        return doStep(services, event, memory, { step: 'accept', target, reason });
      if (record === null) return undefined;
      return addReason(services, event, memory, record, reason === '' ? line : reason);
    }
    case 'record.supersede': {
      const [number, other] = numbersIn(line);
      const isNew = number !== undefined && other === undefined && namesIn(services, line).length > 0;
      return isNew
        ? proposeTold(services, event, memory, withoutSuperseding(proposalIn(said)), said, [number])
        : doStep(services, event, memory, { step: 'supersede', target, reason });
    }
    case 'record.relate': {
      const [asked] = /\?\s*$/.test(line) ? numbersIn(line) : [];
      if (asked !== undefined)
        return answerDecided(services, event, memory, { kind: 'show', number: asked, history: false });
      return (
        (await relateNamed(services, event, memory, line)) ??
        askBack(memory, 'Which two? Say both numbers, such as "2 relates to 1".')
      );
    }
    case 'record.export':
      return tell(
        memory,
        'record',
        'Records are exported as markdown on the command line: `stack-advisor adr export DIR`. I cannot do it from here.',
      );
    case 'record.amend': {
      const text = /(?:\bthat\b|:)\s*(.+)$/is.exec(line)?.[1] ?? line;
      return doStep(services, event, memory, { step: 'amend', target, reason: '', text });
    }
    default: {
      const step = steps[act];
      return step === undefined ? undefined : doStep(services, event, memory, { step, target, reason });
    }
  }
}

async function tellDecided(
  services: Services,
  event: Said,
  memory: Memory,
  said: string,
  act: Act,
): Promise<Turn | undefined> {
  const names = namesIn(services, said);
  if (act === 'decisions.conflicts') return showConflicts(services, event, memory, names);
  const place = memory.last === 'decisions' ? placeIn(said) : undefined;
  const number =
    place === undefined
      ? asksOfOne.has(act)
        ? numberAsked(said)
        : undefined
      : await numberAt(services, event, memory, place);
  // "Why was 1 rejected?" asks of a record, not for it.
  const shown =
    number === undefined
      ? undefined
      : await answerDecided(services, event, memory, { kind: 'show', number, history: false });
  if (shown !== undefined) {
    const ask = decidedAskOf(act, 'that one', [], true);
    return shown.memory.record?.number !== number || ask === undefined
      ? shown
      : answerDecided(services, event, shown.memory, ask);
  }
  const read = readDecidedAsk(withoutManners(said));
  const ask =
    read !== undefined && read.kind !== 'about'
      ? read
      : decidedAskOf(act, said, names, memory.record !== null);
  return ask === undefined ? undefined : answerDecided(services, event, memory, ask);
}

/** What is asked of one record, where a number names it. */
const asksOfOne: ReadonlySet<Act> = new Set(['decisions.why', 'decisions.when', 'decisions.rejected']);

const controls: Partial<Record<Act, Parameters<typeof control>[4]>> = {
  'advise.why': 'why',
  'advise.flip': 'flips',
  'advise.back': 'back',
  'advise.skip': 'skip',
  'advise.stop': 'stop',
  'advise.restart': 'restart',
  'advise.finish': 'now',
  'advise.resume': 'go-on',
};

async function walk(
  services: Services,
  event: Said,
  memory: Memory,
  said: string,
  { act, probability }: Meant,
): Promise<Turn | undefined> {
  const { walking } = memory;
  if (act === 'advise.start' || walking === null) return undefined;
  // What throws answers away is done where it was surely meant.
  if ((act === 'advise.stop' || act === 'advise.restart') && probability < surelyAlone) return undefined;
  if (act === 'advise.what-if')
    return takeWords(services, memory, walking, supposedAsFact(readWhatIf(said) ?? said), mannerOf(said));
  const steered = controls[act];
  if (steered !== undefined) return control(services, event, memory, walking, steered);
  return takeWords(services, memory, walking, said, 'answer');
}

/** A technology or a topic is something to go on from. */
function isVague({ answering }: Services, said: string): boolean {
  return !answering.understand(said).slots.some(({ kind }) => kind === 'entry' || kind === 'topic');
}

function vague({ advisor }: Services, memory: Memory): Turn {
  // Asked back once; whoever stays vague is told what there is.
  if (memory.last === 'clarify')
    return {
      intent: 'clarify',
      memory,
      replies: [{ kind: 'text', text: 'What is it about? For example:' }, ...helpReplies(memory)],
    };
  const [topic] = advisor.topics;
  return askBack(memory, 'What is it about? Ask a question, or say what you want to decide.', [
    sayChoice('Help us choose', `help us choose a ${topic?.name.toLowerCase() ?? 'database'}`),
    sayChoice('List decisions'),
    sayChoice('Help'),
  ]);
}

/** Help with a choice of another world ("recommend a restaurant") is not ours: nothing in it is known. */
export function isOurMatter({ answering }: Services, said: string): boolean {
  const { slots } = answering.understand(withoutManners(said));
  return (
    slots.length <= 2 ||
    slots.some(({ kind }) => kind === 'entry' || kind === 'topic' || kind === 'criterion') ||
    slots.filter(({ kind }) => kind === 'word').length > 1
  );
}
