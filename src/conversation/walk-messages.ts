import { startWalk } from '../advisor/walk.ts';
import type { Said } from '../event.ts';
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
import type { Memory, SharedMemory, TeamWalk } from './memory.ts';
import type { Services } from './services.ts';
import {
  concludeTeam,
  endTeam,
  goOnAsTeam,
  recordTeam,
  type TeamTurn,
  talkOfTeam,
  vote,
} from './team-walk.ts';
import type { Turn } from './turn.ts';
import { whyNot } from './walk-replies.ts';
import { control, notUnderstood, takeWords } from './walk-steps.ts';

/** An answer, a change or a wish in a walk that goes on; undefined where the words are about something else. */
export async function handleWalkMessage(
  services: Services,
  event: Said,
  memory: Memory,
  shared: SharedMemory,
  said: string,
  { act, actProbability }: Pick<Meant, 'act' | 'actProbability'>,
): Promise<Turn | TeamTurn | undefined> {
  const { walking } = memory;
  const team = shared.team;
  const isOwn = walking !== null && memory.last !== null;
  if (!isOwn && team === null) return undefined;
  if (asksForAdvice(said, services.phrases) && services.answering.understand(said).slots.length > 0)
    return undefined;
  if (team !== null && walking === null)
    return hearTeam(
      services,
      event,
      memory,
      shared,
      team,
      said,
      act === 'advise.finish' && actProbability >= surelyFinished,
    );
  if (walking === null) return undefined;
  const recently = memory.last === 'advise' || memory.last === 'clarify' || memory.last === 'smalltalk';
  const refused = recently ? readRefusal(said) : undefined;
  const against = refused === undefined ? undefined : whyNot(services, memory, walking, refused);
  if (against !== undefined) return against;
  const wish =
    recently || !walking.isDone ? (readControl(said) ?? readControl(withoutManners(said))) : undefined;
  if (wish === 'record' && !walking.isDone && memory.last !== 'advise') return undefined;
  if (wish !== undefined && (memory.last === 'advise' || wish === 'now' || wish === 'flips'))
    return control(
      services,
      event,
      memory,
      walking,
      wish === 'why' && walking.question !== null && /\bask\b/i.test(said) ? 'ask-why' : wish,
      said,
    );
  const [, told = '', wanted = ''] = /^(.{8,600}?)[.;,:!–-]\s+([^.;,:!?]{2,40}[.!?]?)$/s.exec(said) ?? [];
  // "Many joins, one server. So which one?" tells and asks for the recommendation.
  if (recently && readControl(wanted) === 'now') {
    return (
      takeWords(services, memory, walking, told, 'change') ?? control(services, event, memory, walking, 'now')
    );
  }
  if (recently && act === 'advise.finish' && actProbability >= surelyFinished)
    return control(services, event, memory, walking, 'now');
  const isQuestion =
    /\?\s*$/.test(said) || /^(?:what|which|when|where|who|why|how|is|are|does|do|can)\b/i.test(said);
  const changed = recently ? readWhatIf(said) : undefined;
  if (changed !== undefined) {
    const turn = takeWords(services, memory, walking, supposedAsFact(changed), mannerOf(said));
    if (turn !== undefined) return turn;
    if (!services.answering.answer(said).covered) return notUnderstood(services, memory, walking);
  }
  if (isQuestion) return undefined;
  if (act === 'record.propose') return undefined;
  const turn = takeWords(services, memory, walking, said, 'answer');
  if (turn !== undefined && (recently || !walking.isDone)) return turn;
  // What was meant to steer the walk does so.
  if (act.startsWith('advise.') && act !== 'advise.answer') return undefined;
  return walking.question !== null && memory.last === 'advise' && !services.answering.answer(said).covered
    ? notUnderstood(services, memory, walking)
    : undefined;
}

/**
 * What surely speaks of one's own walk and tells it nothing: that is said, with what the documents have on it; undefined
 * where no walk is at hand.
 */
export function replyAboutWalk(
  services: Services,
  memory: Memory,
  { act }: Pick<Meant, 'act'>,
  answered: Turn | TeamTurn,
): Turn | undefined {
  const { walking } = memory;
  if (walking === null || memory.last !== 'advise' || answered.intent !== 'ask') return undefined;
  if (act !== 'advise.answer' && act !== 'advise.what-if') return undefined;
  const isCovered = answered.feedback === undefined && 'memory' in answered;
  if (!isCovered || act === 'advise.answer') return notUnderstood(services, memory, walking);
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
  services: Services,
  event: Said,
  memory: Memory,
  shared: SharedMemory,
  team: TeamWalk,
  said: string,
  isFinished: boolean,
): Turn | TeamTurn | undefined | Promise<TeamTurn> {
  const wish = readControl(said);
  if (wish === 'now' || isFinished) return concludeTeam(services, memory, shared, team);
  if (wish === 'stop') return endTeam(memory, shared);
  if (wish === 'skip') return goOnAsTeam(services, memory, shared, team);
  if (wish === 'record' && team.isDone) return recordTeam(services, event, memory, shared, team);
  const isTalkedOf = memory.last === null || memory.last === 'advise' || memory.last === 'clarify';
  const talk =
    team.isDone && isTalkedOf ? talkOfTeam(services, event, memory, shared, team, said) : undefined;
  if (talk !== undefined) return talk;
  if (team.question === null || /\?\s*$/.test(said)) return undefined;
  const own = team.voices[event.person.id]?.walk ?? startWalk(team.topic);
  const meant = services.advisor.meant(own, team.question, said);
  if (meant !== undefined) return vote(services, event, memory, shared, team, team.question, meant.options);
  // What answers another question is a vote on that.
  const [told] = services.advisor.brief(said, team.topic).understood;
  return told === undefined
    ? undefined
    : vote(services, event, memory, shared, team, told.question, [told.option]);
}
