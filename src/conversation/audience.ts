import { commandOf } from '../commands/registry.ts';
import type { Chose, Commanded, Event, Overheard, Said, Submitted } from '../event.ts';
import type { Reply } from '../reply.ts';
import { readChoiceId } from './choice-id.ts';

/** Who reads what came of something: whoever asked alone, or all of the channel. */
export type Audience = 'asker' | 'channel';

/** What somebody did, as far as it decides who reads what comes of it. */
export type Doing = Pick<Event, 'setting'> &
  (
    | Pick<Said | Overheard | Submitted, 'kind'>
    | Pick<Commanded, 'kind' | 'name' | 'given'>
    | Pick<Chose, 'kind' | 'choices'>
  );

/**
 * Who reads what comes of something, on every platform: the answer to what was done in the open is for the channel, to
 * what was done quietly for the asker alone. A team's walk is for the channel, however it is begun; what opens
 * something for one person is for them alone, wherever the button stands. What may be seen follows from it, so it is
 * known before anything is answered.
 */
export function audienceOf(doing: Doing): Audience {
  const { setting = 'direct' } = doing;
  if (setting === 'direct' || doing.kind === 'submitted') return 'asker';
  if (isOfTeam(doing)) return 'channel';
  return setting === 'open' && !opensForOne(doing) ? 'channel' : 'asker';
}

/** The same once it is known what is said: what only tells that something cannot be done concerns nobody else. */
export function audienceOfReplies(event: Event, replies: readonly Reply[]): Audience {
  const isSaid = event.kind === 'said' || event.kind === 'overheard';
  return !isSaid && replies.every(({ kind }) => kind === 'notice') ? 'asker' : audienceOf(event);
}

function isOfTeam(doing: Doing): boolean {
  switch (doing.kind) {
    case 'commanded': {
      const meaning = commandOf(doing.name)?.meaning(doing.given);
      return meaning?.kind === 'advise' && meaning.team;
    }
    case 'chose':
      return doing.choices.some(isTeams);
    case 'said':
    case 'overheard':
    case 'submitted':
      return false;
  }
}

function isTeams(choice: string): boolean {
  const pressed = readChoiceId(choice);
  switch (pressed?.kind) {
    case 'option':
      return pressed.team;
    case 'control':
      return pressed.team || pressed.what === 'team';
    case 'topic':
      return pressed.team;
    default:
      return false;
  }
}

function opensForOne(doing: Doing): boolean {
  return doing.kind === 'chose' && doing.choices.every(isForOne);
}

/** What these need is in their ids, and what they open is for whoever pressed them: a channel is not filled with it. */
function isForOne(choice: string): boolean {
  switch (readChoiceId(choice)?.kind) {
    case 'show':
    case 'step':
    case 'supersede':
    case 'offer':
    case 'noticing':
    case 'direct-asks':
    case 'digest':
    case 'log':
    case 'page':
      return true;
    default:
      return false;
  }
}
