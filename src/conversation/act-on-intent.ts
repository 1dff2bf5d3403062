import type { Act } from '../reading/intents/acts.ts';
import type { Meant } from '../reading/intents/reader.ts';
import type { ThreadState } from '../reading/intents/thread-state.ts';
import { answerDecided, showConflicts } from './answer-decisions.ts';
import { type AskedHow, answerQuestion } from './answer-question.ts';
import { changeRecords, namesIn, surelyAlone } from './change-records.ts';
import { helpReplies, offTopicTurn, smallTalkTurn, wantedHow } from './help-and-talk.ts';
import { asksOfDocuments, readDecidedAsk, speaksOfTeam } from './meaning/decision-questions.ts';
import { decidedAskOf, numberAsked } from './meaning/intent-slots.ts';
import { placeIn } from './meaning/record-steps.ts';
import { withoutManners } from './meaning/small-phrases.ts';
import { mannerOf, readWhatIf, supposedAsFact } from './meaning/walk-phrases.ts';
import type { Memory, SharedMemory } from './memory.ts';
import { numberAt } from './relate-records.ts';
import type { Services } from './services.ts';
import { askBack, say, sayChoice, type Turn, type TurnResult } from './turn.ts';
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
export async function actOnIntent(turn: Turn, said: string, meant: Meant): Promise<TurnResult | undefined> {
  const { services } = turn;
  const { act, intent } = meant;
  switch (intent) {
    case 'record':
      return changeRecords(turn, said, meant);
    case 'decisions':
      return tellDecided(turn, said, act);
    case 'advise':
      return walk(turn, said, meant);
    case 'help':
      return replyHelp(turn, said);
    case 'smalltalk':
      return isSaid(services, said, meant)
        ? smallTalkTurn(turn, moods[act] ?? 'other')
        : offTopicTurn(turn, true);
    case 'none':
      return offTopicTurn(turn, act === 'none.noise');
    case 'clarify':
      return meant.probability >= surelyAlone && isVague(services, said) ? vague(turn) : undefined;
    case 'ask':
      return answerQuestion(turn, said, askedHow(meant));
  }
}

/** Help on what somebody asks how to do, else for where they are. */
export function replyHelp(turn: Turn, said: string): TurnResult {
  const { services, memory } = turn;
  const wanted = wantedHow(said);
  const read = wanted === undefined ? [] : statesOfWish.map((state) => services.meant(wanted, state));
  const acts = read
    .filter(({ probability }) => probability >= likelyWished)
    .sort((one, other) => other.probability - one.probability)
    .map(({ act }) => act);
  // Asked again, it is said in other words.
  return say(turn, 'help', helpReplies(memory, said, acts), { talks: memory.talks + 1 });
}

/** From which probability on help says how to do what somebody wants to do. */
const likelyWished = 0.15;

/** Where what is asked how to do would be said. */
const statesOfWish: readonly ThreadState[] = [
  { previous: 'decisions', walk: 'none', record: true },
  { previous: 'none', walk: 'none', record: false },
  { previous: 'advise', walk: 'open', record: false },
];

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

async function tellDecided(turn: Turn, said: string, act: Act): Promise<TurnResult | undefined> {
  const { services, memory } = turn;
  if (asksOfDocuments(said)) return undefined;
  const names = namesIn(services, said);
  if (act === 'decisions.conflicts') return showConflicts(turn, names);
  const place = memory.last === 'decisions' ? placeIn(said) : undefined;
  const number =
    place === undefined ? (asksOfOne.has(act) ? numberAsked(said) : undefined) : await numberAt(turn, place);
  // "Why was 1 rejected?" asks of a record, not for it.
  const shown =
    number === undefined ? undefined : await answerDecided(turn, { kind: 'show', number, history: false });
  if (shown !== undefined) {
    const ask = decidedAskOf(act, 'that one', [], true);
    return shown.memory.record?.number !== number || ask === undefined
      ? shown
      : answerDecided({ ...turn, memory: shown.memory }, ask);
  }
  const read = readDecidedAsk(withoutManners(said));
  const ask =
    read !== undefined && read.kind !== 'about'
      ? read
      : decidedAskOf(act, said, names, memory.record !== null);
  if (ask === undefined) return undefined;
  // What is searched for in so many words may be the documents' matter, where no record is about it.
  const isSure = act !== 'decisions.search' || speaksOfTeam(said);
  return answerDecided(turn, ask.kind === 'about' && !isSure ? { ...ask, sure: false } : ask);
}

/** What is asked of one record, where a number names it. */
const asksOfOne: ReadonlySet<Act> = new Set(['decisions.why', 'decisions.when', 'decisions.rejected']);

const controls: Partial<Record<Act, Parameters<typeof control>[2]>> = {
  'advise.why': 'why',
  'advise.flip': 'flips',
  'advise.back': 'back',
  'advise.skip': 'skip',
  'advise.stop': 'stop',
  'advise.restart': 'restart',
  'advise.finish': 'now',
  'advise.resume': 'go-on',
};

async function walk(turn: Turn, said: string, { act, probability }: Meant): Promise<TurnResult | undefined> {
  const { memory } = turn;
  const { walking } = memory;
  if (act === 'advise.start' || walking === null) return undefined;
  // What throws answers away is done where it was surely meant.
  if ((act === 'advise.stop' || act === 'advise.restart') && probability < surelyAlone) return undefined;
  if (act === 'advise.what-if')
    return takeWords(turn, walking, supposedAsFact(readWhatIf(said) ?? said), mannerOf(said));
  const steered = controls[act];
  if (steered !== undefined) return control(turn, walking, steered, said);
  return takeWords(turn, walking, said, 'answer');
}

/** A technology or a topic is something to go on from. */
function isVague({ answering }: Services, said: string): boolean {
  return !answering.understand(said).slots.some(({ kind }) => kind === 'entry' || kind === 'topic');
}

function vague(turn: Turn): TurnResult {
  const {
    services: { advisor },
    memory,
  } = turn;
  // Asked back once; whoever stays vague is told what there is.
  if (memory.last === 'clarify')
    return say(turn, 'clarify', [
      { kind: 'text', text: 'What is it about? For example:' },
      ...helpReplies(memory),
    ]);
  const [topic] = advisor.topics;
  return askBack(turn, 'What is it about? Ask a question, or say what you want to decide.', [
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
