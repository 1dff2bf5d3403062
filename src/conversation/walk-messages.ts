import { startWalk } from '../advisor/walk.ts';
import type { Meant } from '../reading/intents/reader.ts';
import { withoutManners } from './meaning/small-phrases.ts';
import {
  asksForAdvice,
  mannerOf,
  readControl,
  readRefusal,
  readWhatIf,
  supposedAsFact,
} from './meaning/walk-phrases.ts';
import type { TeamWalk } from './memory.ts';
import { concludeTeam, endTeam, goOnAsTeam, recordTeam, talkOfTeam, vote } from './team-walk.ts';
import type { Turn, TurnResult } from './turn.ts';
import { whyNot } from './walk-replies.ts';
import { control, notUnderstood, takeWords } from './walk-steps.ts';

/** An answer, a change or a wish in a walk that goes on; undefined where the words are about something else. */
export async function handleWalkMessage(
  turn: Turn,
  said: string,
  { act, actProbability }: Pick<Meant, 'act' | 'actProbability'>,
): Promise<TurnResult | undefined> {
  const { services, memory, shared } = turn;
  const { walking } = memory;
  const team = shared.team;
  const isOwn = walking !== null && memory.last !== null;
  if (!isOwn && team === null) return undefined;
  if (asksForAdvice(said, services.phrases) && services.answering.understand(said).slots.length > 0)
    return undefined;
  if (team !== null && walking === null)
    return hearTeam(turn, team, said, act === 'advise.finish' && actProbability >= surelyFinished);
  if (walking === null) return undefined;
  const recently = memory.last === 'advise' || memory.last === 'clarify' || memory.last === 'smalltalk';
  const refused = recently ? readRefusal(said) : undefined;
  const against = refused === undefined ? undefined : whyNot(turn, walking, refused);
  if (against !== undefined) return against;
  const wish =
    recently || !walking.isDone ? (readControl(said) ?? readControl(withoutManners(said))) : undefined;
  if (wish === 'record' && !walking.isDone && memory.last !== 'advise') return undefined;
  if (wish !== undefined && (memory.last === 'advise' || wish === 'now' || wish === 'flips'))
    return control(
      turn,
      walking,
      wish === 'why' && walking.question !== null && /\bask\b/i.test(said) ? 'ask-why' : wish,
      said,
    );
  const [, told = '', wanted = ''] = /^(.{8,600}?)[.;,:!–-]\s+([^.;,:!?]{2,40}[.!?]?)$/s.exec(said) ?? [];
  // "Many joins, one server. So which one?" tells and asks for the recommendation.
  if (recently && readControl(wanted) === 'now') {
    return takeWords(turn, walking, told, 'change') ?? control(turn, walking, 'now');
  }
  if (recently && act === 'advise.finish' && actProbability >= surelyFinished)
    return control(turn, walking, 'now');
  const isQuestion =
    /\?\s*$/.test(said) || /^(?:what|which|when|where|who|why|how|is|are|does|do|can)\b/i.test(said);
  const changed = recently ? readWhatIf(said) : undefined;
  if (changed !== undefined) {
    const taken = takeWords(turn, walking, supposedAsFact(changed), mannerOf(said));
    if (taken !== undefined) return taken;
    if (!services.answering.answer(said).covered) return notUnderstood(turn, walking);
  }
  if (isQuestion) return undefined;
  if (act === 'record.propose') return undefined;
  const taken = takeWords(turn, walking, said, 'answer');
  if (taken !== undefined && (recently || !walking.isDone)) return taken;
  // What was meant to steer the walk does so.
  if (act.startsWith('advise.') && act !== 'advise.answer') return undefined;
  return walking.question !== null && memory.last === 'advise' && !services.answering.answer(said).covered
    ? notUnderstood(turn, walking)
    : undefined;
}

/**
 * What surely speaks of one's own walk and tells it nothing: that is said, with what the documents have on it; undefined
 * where no walk is at hand.
 */
export function replyAboutWalk(
  turn: Turn,
  { act }: Pick<Meant, 'act'>,
  answered: TurnResult,
): TurnResult | undefined {
  const { memory } = turn;
  const { walking } = memory;
  if (walking === null || memory.last !== 'advise' || answered.intent !== 'ask') return undefined;
  if (act !== 'advise.answer' && act !== 'advise.what-if') return undefined;
  const isCovered = answered.feedback === undefined && 'memory' in answered;
  if (!isCovered || act === 'advise.answer') return notUnderstood(turn, walking);
  const lead =
    'That changes nothing in what I recommend, as far as the rubric goes. The documents say on it:';
  return {
    ...answered,
    intent: 'advise',
    memory,
    replies: [{ kind: 'text', text: lead }, ...answered.replies],
  };
}

/** From which probability on a team's vote is ended by words. */
const surelyFinished = 0.6;

function hearTeam(
  turn: Turn,
  team: TeamWalk,
  said: string,
  isFinished: boolean,
): TurnResult | undefined | Promise<TurnResult> {
  const { services, event, memory } = turn;
  const wish = readControl(said);
  if (wish === 'now' || isFinished) return concludeTeam(turn, team);
  if (wish === 'stop') return endTeam(turn);
  if (wish === 'skip') return goOnAsTeam(turn, team);
  if (wish === 'record' && team.isDone) return recordTeam(turn, team);
  const isTalkedOf = memory.last === null || memory.last === 'advise' || memory.last === 'clarify';
  const talk = team.isDone && isTalkedOf ? talkOfTeam(turn, team, said) : undefined;
  if (talk !== undefined) return talk;
  if (team.question === null || /\?\s*$/.test(said)) return undefined;
  const own = team.voices[event.person.id]?.walk ?? startWalk(team.topic);
  const meant = services.advisor.meant(own, team.question, said);
  if (meant !== undefined) return vote(turn, team, team.question, meant.options);
  // What answers another question is a vote on that.
  const [told] = services.advisor.brief(said, team.topic).understood;
  return told === undefined ? undefined : vote(turn, team, told.question, [told.option]);
}
