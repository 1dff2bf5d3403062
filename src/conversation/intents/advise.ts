import { startWalk } from '../../advisor/walk.ts';
import type { Act } from '../../reading/intents/acts.ts';
import type { Meant } from '../../reading/intents/reader.ts';
import { withoutManners } from '../meaning/small-phrases.ts';
import {
  asksForAdvice,
  isForTeam,
  mannerOf,
  readControl,
  readRefusal,
  readWhatIf,
  supposedAsFact,
} from '../meaning/walk-phrases.ts';
import type { TeamWalk, Walking } from '../memory.ts';
import { asTeam, concludeTeam, endTeam, goOnAsTeam, recordTeam, talkOfTeam, vote } from '../team-walk.ts';
import { say, type Turn, type TurnResult } from '../turn.ts';
import { whyNot } from '../walk-replies.ts';
import { beginWalk, control, notUnderstood, takeWords } from '../walk-steps.ts';
import { mayMean, type Reading, surelyAlone, type Utterance } from './reading.ts';
import { offTopicTurn } from './small-talk.ts';

/** Help with a choice, asked for by its phrases or surely meant: a walk begins. Other worlds' choices are not ours. */
export const adviceWanted: Reading = {
  mayBe: ({ services }, { plain, meant }) => asksForAdvice(plain, services.phrases) || wantsAdvice(meant),
  take: (turn, { plain }) => {
    const { services } = turn;
    if (!isOurMatter(turn, plain)) return offTopicTurn(turn, false);
    // "What should we scan our images with?" is a question, where no choice is named that can be walked through.
    const isPlain =
      !asksForAdvice(plain, services.phrases) &&
      plain.length < longestPlain &&
      /^(?:what|which)\b[^.!;:]*$/i.test(plain) &&
      services.answering.answer(plain).covered;
    if (isPlain) return undefined;
    const team = isForTeam(plain, services.phrases);
    return asTeam(turn, team, beginWalk(turn, plain, undefined, team));
  },
};

const longestPlain = 90;

/** Whether somebody surely asks to be helped with a choice. */
function wantsAdvice({ act, actProbability }: Meant): boolean {
  return act === 'advise.start' && actProbability >= surelyAlone;
}

/** Help with a choice of another world ("recommend a restaurant") is not ours: nothing in it is known. */
function isOurMatter({ services: { answering } }: Turn, said: string): boolean {
  const { slots } = answering.understand(withoutManners(said));
  return (
    slots.length <= 2 ||
    slots.some(({ kind }) => kind === 'entry' || kind === 'topic' || kind === 'criterion') ||
    slots.filter(({ kind }) => kind === 'word').length > 1
  );
}

/**
 * `advise.*` of a walk that is there: what steers it, what changes it, an answer. What throws answers away is done where it
 * was surely meant.
 */
export function steerWalk(
  turn: Turn,
  { plain, meant: { act, probability } }: Utterance,
): Promise<TurnResult> | TurnResult | undefined {
  const { walking } = turn.memory;
  if (act === 'advise.start' || walking === null) return undefined;
  if ((act === 'advise.stop' || act === 'advise.restart') && probability < surelyAlone) return undefined;
  if (act === 'advise.what-if')
    return takeWords(turn, walking, supposedAsFact(readWhatIf(plain) ?? plain), mannerOf(plain));
  const steered = controls[act];
  return steered === undefined
    ? takeWords(turn, walking, plain, 'answer')
    : control(turn, walking, steered, plain);
}

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

/** Whether words steer a walk, and answer nothing, without saying so plainly. */
export function steersWalk({ plain, meant: { act } }: Utterance): boolean {
  return steering.has(act) && readControl(plain) === undefined;
}

const steering: ReadonlySet<Act> = new Set([
  'advise.back',
  'advise.skip',
  'advise.stop',
  'advise.restart',
  'advise.finish',
  'advise.resume',
]);

/** An answer, a change or a wish in a walk that goes on, somebody's own or their team's. */
export const saidInWalk: Reading = {
  mayBe: ({ memory }, { plain, meant }) =>
    mayMean(meant, 'advise') ||
    // "What if ..." right after a recommendation, and "record that", are about it whatever else they may be.
    (memory.last === 'advise' &&
      (meant.act === 'record.propose' ||
        readWhatIf(plain) !== undefined ||
        readControl(plain) !== undefined)),
  take: (turn, utterance) => {
    const { services, memory, shared } = turn;
    const { walking } = memory;
    const isOwn = walking !== null && memory.last !== null;
    if (!isOwn && shared.team === null) return undefined;
    const { plain } = utterance;
    if (asksForAdvice(plain, services.phrases) && services.answering.understand(plain).slots.length > 0)
      return undefined;
    if (walking !== null) return hearOwn(turn, walking, utterance);
    return shared.team === null ? undefined : hearTeam(turn, shared.team, utterance);
  },
};

function hearOwn(
  turn: Turn,
  walking: Walking,
  utterance: Utterance,
): Promise<TurnResult> | TurnResult | undefined {
  const { last } = turn.memory;
  const { plain } = utterance;
  const recently = last === 'advise' || last === 'clarify' || last === 'smalltalk';
  const refused = recently ? readRefusal(plain) : undefined;
  const against = refused === undefined ? undefined : whyNot(turn, walking, refused);
  if (against !== undefined) return against;
  const wish =
    recently || !walking.isDone ? (readControl(plain) ?? readControl(withoutManners(plain))) : undefined;
  if (wish === 'record' && !walking.isDone && last !== 'advise') return undefined;
  if (wish !== undefined && (last === 'advise' || wish === 'now' || wish === 'flips')) {
    const isOfQuestion = wish === 'why' && walking.question !== null && /\bask\b/i.test(plain);
    return control(turn, walking, isOfQuestion ? 'ask-why' : wish, plain);
  }
  return (
    (recently ? hearEnd(turn, walking, utterance) : undefined) ??
    hearAnswer(turn, walking, utterance, recently)
  );
}

/** Somebody who has told enough: "Many joins, one server. So which one?" */
function hearEnd(
  turn: Turn,
  walking: Walking,
  { plain, meant }: Utterance,
): Promise<TurnResult> | TurnResult | undefined {
  const [, told = '', wanted = ''] = /^(.{8,600}?)[.;,:!–-]\s+([^.;,:!?]{2,40}[.!?]?)$/s.exec(plain) ?? [];
  if (readControl(wanted) === 'now')
    return takeWords(turn, walking, told, 'change') ?? control(turn, walking, 'now');
  return isFinished(meant) ? control(turn, walking, 'now') : undefined;
}

function hearAnswer(
  turn: Turn,
  walking: Walking,
  { plain, meant: { act } }: Utterance,
  recently: boolean,
): TurnResult | undefined {
  const { answering } = turn.services;
  const isQuestion =
    /\?\s*$/.test(plain) || /^(?:what|which|when|where|who|why|how|is|are|does|do|can)\b/i.test(plain);
  const changed = recently ? readWhatIf(plain) : undefined;
  if (changed !== undefined) {
    const taken = takeWords(turn, walking, supposedAsFact(changed), mannerOf(plain));
    if (taken !== undefined) return taken;
    if (!answering.answer(plain).covered) return notUnderstood(turn, walking);
  }
  if (isQuestion || act === 'record.propose') return undefined;
  const taken = takeWords(turn, walking, plain, 'answer');
  if (taken !== undefined && (recently || !walking.isDone)) return taken;
  // What was meant to steer the walk does so.
  if (act.startsWith('advise.') && act !== 'advise.answer') return undefined;
  const isOpen = walking.question !== null && turn.memory.last === 'advise';
  return isOpen && !answering.answer(plain).covered ? notUnderstood(turn, walking) : undefined;
}

/** Whether words surely end a walk or a team's vote. */
function isFinished({ act, actProbability }: Meant): boolean {
  return act === 'advise.finish' && actProbability >= surelyAlone;
}

function hearTeam(
  turn: Turn,
  team: TeamWalk,
  { plain: said, meant }: Utterance,
): Promise<TurnResult> | TurnResult | undefined {
  const { services, event, memory } = turn;
  const wish = readControl(said);
  if (wish === 'now' || isFinished(meant)) return concludeTeam(turn, team);
  if (wish === 'stop') return endTeam(turn);
  if (wish === 'skip') return goOnAsTeam(turn, team);
  if (wish === 'record' && team.isDone) return recordTeam(turn, team);
  const isTalkedOf = memory.last === null || memory.last === 'advise' || memory.last === 'clarify';
  const talk = team.isDone && isTalkedOf ? talkOfTeam(turn, team, said) : undefined;
  if (talk !== undefined) return talk;
  if (team.question === null || /\?\s*$/.test(said)) return undefined;
  const own = team.voices[event.person.id]?.walk ?? startWalk(team.topic);
  const voted = services.advisor.meant(own, team.question, said);
  if (voted !== undefined) return vote(turn, team, team.question, voted.options);
  // What answers another question is a vote on that.
  const [told] = services.advisor.brief(said, team.topic).understood;
  return told === undefined ? undefined : vote(turn, team, told.question, [told.option]);
}

/**
 * What surely speaks of one's own walk and was taken for a question, as it tells the walk nothing: that is said, with what
 * the documents have on it; undefined where no walk is at hand.
 */
export function saidOfWalk(turn: Turn, { act }: Meant, answered: TurnResult): TurnResult | undefined {
  const { walking, last } = turn.memory;
  if (walking === null || last !== 'advise' || answered.intent !== 'ask') return undefined;
  if (act !== 'advise.answer' && act !== 'advise.what-if') return undefined;
  if (answered.feedback !== undefined || act === 'advise.answer') return notUnderstood(turn, walking);
  const lead =
    'That changes nothing in what I recommend, as far as the rubric goes. The documents say on it:';
  return say(turn, 'advise', [{ kind: 'text', text: lead }, ...answered.replies]);
}
