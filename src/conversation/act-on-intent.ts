import type { StepMeant } from '../commands/record-terms.ts';
import type { Said } from '../event.ts';
import type { Act } from '../reading/intents/acts.ts';
import type { Meant } from '../reading/intents/reader.ts';
import type { ThreadState } from '../reading/intents/thread-state.ts';
import { answerDecided, showConflicts } from './answer-decisions.ts';
import { type AskedHow, answerQuestion } from './answer-question.ts';
import { addReason, changeField, correctRecord } from './correct-record.ts';
import { helpReplies, offTopicTurn, smallTalkTurn, wantedHow } from './help-and-talk.ts';
import { readCorrection, readFieldChange } from './meaning/corrections.ts';
import { asksOfDocuments, readDecidedAsk, speaksOfTeam } from './meaning/decision-questions.ts';
import {
  decidedAskOf,
  numberAsked,
  numbersIn,
  proposalIn,
  targetIn,
  withoutSuperseding,
} from './meaning/intent-slots.ts';
import { reasonIn, splitReason } from './meaning/proposals.ts';
import { placeIn, readStep } from './meaning/record-steps.ts';
import { commandPart, withoutManners } from './meaning/small-phrases.ts';
import { mannerOf, readWhatIf, supposedAsFact } from './meaning/walk-phrases.ts';
import type { Memory, SharedMemory } from './memory.ts';
import { proposeTold } from './propose-record.ts';
import { takeStep } from './record-actions.ts';
import { numberAt, relateNamed } from './relate-records.ts';
import { logFor, nameOf, type Services } from './services.ts';
import { askBack, sayChoice, type Turn, tell } from './turn.ts';
import { control, takeWords } from './walk-steps.ts';

/** What was going on for somebody when they said something. */
export function threadStateOf(
  { last, walking, record }: Memory,
  { team }: Pick<SharedMemory, 'team'>,
): ThreadState {
  const isTalkedOf = last === 'advise' || last === 'clarify';
  const own = walking === null ? undefined : walking.isDone ? (isTalkedOf ? 'decided' : 'none') : 'open';
  const teams = team === null ? 'none' : team.isDone ? (isTalkedOf ? 'team-decided' : 'none') : 'team-open';
  return { previous: last ?? 'none', walk: own ?? teams, record: record !== null };
}

/** Does what words were most likely meant to do; undefined where that cannot be done with them. */
export async function actOnIntent(
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
      return replyHelp(services, memory, said);
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
      return answerQuestion(services, event, memory, said, askedHow(meant));
  }
}

/** Help on what somebody asks how to do, else for where they are. */
export function replyHelp(services: Services, memory: Memory, said: string): Turn {
  const wanted = wantedHow(said);
  const read = wanted === undefined ? [] : statesOfWish.map((state) => services.meant(wanted, state));
  const acts = read
    .filter(({ probability }) => probability >= likelyWished)
    .sort((one, other) => other.probability - one.probability)
    .map(({ act }) => act);
  // Asked again, it is said in other words.
  const told = { ...memory, talks: memory.talks + 1 };
  return { intent: 'help', memory: told, replies: helpReplies(memory, said, acts) };
}

/** From which probability on help says how to do what somebody wants to do. */
const likelyWished = 0.15;

/** Where what is asked how to do would be said. */
const statesOfWish: readonly ThreadState[] = [
  { previous: 'decisions', walk: 'none', record: true },
  { previous: 'none', walk: 'none', record: false },
  { previous: 'advise', walk: 'open', record: false },
];

/** From which probability on a question is taken to stand by itself. */
const surelyAlone = 0.6;

/** Whether somebody surely asks to be helped with a choice. */
export function wantsAdvice({ act, actProbability }: Meant): boolean {
  return act === 'advise.start' && actProbability >= surelyAlone;
}

/** What a question means beside its words. */
export function askedHow(meant: Meant): AskedHow {
  const extent = meant.actProbability >= surelyAlone ? extents[meant.act] : undefined;
  return { standsAlone: standsAlone(meant), extent };
}

const extents: Partial<Record<Act, AskedHow['extent']>> = {
  'ask.shorter': 'short',
  'ask.more': 'more',
  'ask.source': 'sources',
};

/** Whether words, as a question, are none about what was spoken of before: what was spoken of is no answer to anything else. */
function standsAlone({ intent, act, probability, actProbability }: Meant): boolean {
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

/** "Comment on it: ...", "add a note to 2 that ...": what only says that a comment follows. */
const commenting =
  /^(?:(?:add|put|leave|attach|make) (?:a |an |this |another )?(?:comment|note|remark)|comment|note|remark|fyi|for the record)(?: (?:on|to|for|under|in)(?: (?:it|that|this|the (?:record|decision|proposal)|(?:adr[- ]?|#)?\d+))?)?(?:\s*[:,–-]\s*|\s+(?:that|saying)\s+|\s+(?=\S))/i;

/** "Did he leave a comment": a question changes nothing, with its mark or without. */
const asksOnly =
  /^(?:(?:and|so|but) )?(?:did|does|do|is|are|was|were|has|have|had|who|what|when|why|where|which|how)\b/i;

/** What is told before the sentence that tells what to do. */
function beforeCommand(line: string): string {
  const command = commandPart(line);
  return command === line ? '' : withoutManners(line.slice(0, line.lastIndexOf(command)).trim());
}

/** Whether a step names no other record, and nothing that takes its place. */
function isBare({ target, by, instead }: StepMeant): boolean {
  return target.kind === 'spoken-of' && by === undefined && instead === undefined;
}

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
  const taken = act === 'record.supersede' ? beforeCommand(line) : '';
  // "NestJS replaces Express there, we needed structure. Supersede it": what takes its place stands before.
  if (record !== null && namesIn(services, taken).length > 0 && (read === undefined || isBare(read)))
    return proposeTold(services, event, memory, splitReason(taken), said, [record.number]);
  if (read !== undefined && (steps[act] === read.step || act === `record.${read.step}`))
    return takeStep(services, event, memory, read);
  const change = readFieldChange(line);
  const changed =
    change?.number === undefined
      ? record
      : { log: record?.log ?? (await logFor(event, services)), number: change.number };
  if (changed !== null && change !== undefined) return changeField(services, event, memory, changed, change);
  const target = targetIn(line, (words) => namesIn(services, words));
  const reason = reasonIn(line);
  switch (act) {
    case 'record.propose':
      return memory.walking !== null && memory.last === 'advise' && pointsOnly.test(line)
        ? control(services, event, memory, memory.walking, 'record')
        : proposeTold(services, event, memory, proposalIn(said), said);
    case 'record.decline':
      return memory.last === 'offer' ? undefined : tell(memory, 'record', 'All right, nothing is recorded.');
    case 'record.correct': {
      // "Search for Kong" corrects nothing.
      if (readDecidedAsk(line) !== undefined) return undefined;
      const correction = record === null ? undefined : readCorrection(line);
      const added = /^[^:]{0,60}:\s+(.{3,})$/s.exec(line)?.[1];
      if (correction === undefined && added !== undefined)
        return takeStep(services, event, memory, { step: 'amend', target, reason: '', text: added });
      const corrected =
        record === null || correction === undefined
          ? undefined
          : await correctRecord(services, event, memory, record, correction);
      return corrected ?? takeStep(services, event, memory, { step: 'edit', target, reason: '' });
    }
    case 'record.comment': {
      if (asksOnly.test(line)) return undefined;
      if (approving.test(line.replace(/^\+1/, '+1 ')))
        return takeStep(services, event, memory, { step: 'accept', target, reason });
      if (record === null) return undefined;
      const text = line.replace(commenting, '');
      return reason === ''
        ? takeStep(services, event, memory, { step: 'amend', target, reason, text })
        : addReason(services, event, memory, record, reason);
    }
    case 'record.supersede': {
      const [number, other] = numbersIn(line);
      const isNew = number !== undefined && other === undefined && namesIn(services, line).length > 0;
      return isNew
        ? proposeTold(services, event, memory, withoutSuperseding(proposalIn(said)), said, [number])
        : takeStep(services, event, memory, { step: 'supersede', target, reason });
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
      if (asksOnly.test(line)) return undefined;
      const text = /(?:\bthat\b|:)\s*(.+)$/is.exec(line)?.[1] ?? line;
      return takeStep(services, event, memory, { step: 'amend', target, reason: '', text });
    }
    default: {
      const step = steps[act];
      return step === undefined ? undefined : takeStep(services, event, memory, { step, target, reason });
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
  if (asksOfDocuments(said)) return undefined;
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
  if (ask === undefined) return undefined;
  // What is searched for in so many words may be the documents' matter, where no record is about it.
  const isSure = act !== 'decisions.search' || speaksOfTeam(said);
  return answerDecided(
    services,
    event,
    memory,
    ask.kind === 'about' && !isSure ? { ...ask, sure: false } : ask,
  );
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
  if (steered !== undefined) return control(services, event, memory, walking, steered, said);
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
