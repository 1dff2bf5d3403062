import type { DecidedAsk } from '../../commands/record-terms.ts';
import type { Act } from '../../reading/intents/acts.ts';
import { answerDecided } from '../answer-decisions.ts';
import { showAgainst, showConflicts } from '../conflict-replies.ts';
import { asksOfDocuments, readDecidedAsk, readTurning, speaksOfTeam } from '../meaning/decision-questions.ts';
import { decidedAskOf, recordAsked, recordsCompared } from '../meaning/intent-slots.ts';
import { placeIn } from '../meaning/record-steps.ts';
import { withoutManners } from '../meaning/small-phrases.ts';
import { isOfRecords, type Memory } from '../memory.ts';
import { turnPage } from '../record-lists.ts';
import { namesIn } from '../services.ts';
import type { Turn, TurnResult } from '../turn.ts';
import { mayMean, type Reading, type Utterance } from './reading.ts';
import { recordAt } from './relate.ts';

/** "Next", "more", "back" after a list of records. */
export const listTurned: Reading = {
  mayBe: ({ memory }) => memory.last === 'decisions' && memory.turning !== null,
  take: (turn, { said }) => {
    const to = readTurning(said);
    return to === undefined ? undefined : turnPage(turn, to);
  },
};

/** Records that are asked for by their number or status, or all: plain commands. */
export const recordsShown: Reading = {
  take: (turn, { command }) => {
    const asked = readDecidedAsk(command, turn.logs);
    return asked === undefined || (asked.kind === 'about' && asked.isCommand !== true)
      ? undefined
      : answerDecided(turn, asked);
  },
};

/**
 * What was decided, where that is asked by its phrases, or follows on a record that was shown. Where the words are likelier
 * something else, only a record that is found answers them.
 */
export const decisionsAsked: Reading = {
  take: (turn, { said, command, meant }) => {
    const { memory } = turn;
    const isLikely = mayMean(meant, 'decisions');
    const isOfWalk = memory.walking !== null && !memory.walking.isDone;
    const read =
      readDecidedAsk(command, turn.logs) ?? readDecidedAsk(askedLast.exec(command)?.[1] ?? '', turn.logs);
    // In a walk "the decision" is the one that is being made.
    if (isOfWalk && read?.kind === 'about' && read.words === '') return undefined;
    const asked = read ?? (isLikely ? followUpOnRecord(memory, said) : undefined);
    if (asked === undefined || isLikely) return asked === undefined ? undefined : answerDecided(turn, asked);
    return asked.kind === 'about' && asked.sure ? answerDecided(turn, { ...asked, sure: false }) : undefined;
  },
};

/** "I am new here, why Postgres for billing?": what is asked comes after a clause of its own. */
const askedLast = /^[^?]{3,80}[,.;:!]\s+((?:why|who|when|what|which|did|have|how)\b[^.;:!]{3,200})$/is;

/** "And Cassandra?" after a question about a decision asks the same of another thing. */
function otherAsked(line: string): string | undefined {
  return /^(?:and|or|what about|how about|and what about|same for)\s+(?!(?:who|what|when|why|how|which|whose|where|is|are|was|does|did)\b)([\p{L}\p{N}.+#/ -]{2,40}?)(?: (?:too|then|also|as well))?[\s?.!]*$/iu.exec(
    line,
  )?.[1];
}

/** "Who approved it?", "why?" after a record was shown. */
function followUpOnRecord(memory: Memory, line: string): DecidedAsk | undefined {
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

/** `decisions.*`: what is asked about the team's decisions; what is asked of the documents by name is not. */
export async function tellDecided(
  turn: Turn,
  { plain: said, meant: { act } }: Utterance,
): Promise<TurnResult | undefined> {
  const { services, memory } = turn;
  if (asksOfDocuments(said)) return undefined;
  const names = namesIn(services, said);
  if (act === 'decisions.conflicts') return conflictsAsked(turn, said, names);
  const place = memory.last === 'decisions' ? placeIn(said) : undefined;
  const named = recordAsked(said, turn.logs);
  const one = place === undefined ? (asksOfOne.has(act) ? named : undefined) : await recordAt(turn, place);
  // "Why was 1 rejected?" asks of a record, not for it.
  const shown =
    one === undefined ? undefined : await answerDecided(turn, { kind: 'show', ...one, history: false });
  if (shown !== undefined) {
    const ask = decidedAskOf(act, 'that one', [], true);
    return shown.memory.record?.number !== one?.number || ask === undefined
      ? shown
      : answerDecided({ ...turn, memory: shown.memory }, ask);
  }
  const read = readDecidedAsk(withoutManners(said), turn.logs);
  const ask =
    read !== undefined && read.kind !== 'about'
      ? read
      : decidedAskOf(act, said, names, memory.record !== null, named);
  if (ask === undefined) return undefined;
  // What is searched for in so many words may be the documents' matter, where no record is about it.
  const isSure = act !== 'decisions.search' || speaksOfTeam(said);
  return answerDecided(turn, ask.kind === 'about' && !isSure ? { ...ask, sure: false } : ask);
}

/** What contradicts a record that is named or at hand, what goes against a technology, or all that contradicts. */
function conflictsAsked(turn: Turn, said: string, names: readonly string[]): Promise<TurnResult> {
  const { memory, logs } = turn;
  const named = recordsCompared(said, logs);
  if (named.length > 0) return showConflicts(turn, named);
  if (names.length > 0) return showAgainst(turn, names);
  const pointsAtOne = /\b(?:this|that|it)\b/i.test(said) && memory.record !== null && isOfRecords(memory);
  return showConflicts(turn, pointsAtOne && memory.record !== null ? [memory.record] : []);
}

/** What is asked of one record, where a number names it. */
const asksOfOne: ReadonlySet<Act> = new Set(['decisions.why', 'decisions.when', 'decisions.rejected']);
