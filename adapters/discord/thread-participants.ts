import type { Logger } from 'pino';
import { readLiveKey } from '../../src/conversation/live-key.ts';
import type { PostedMessages } from '../core/posted-messages.ts';
import { type Directory, isDirect, isThread } from './directory.ts';
import { failureOf } from './errors.ts';
import type { ArrivedOf } from './incoming.ts';
import { spoken, talkerKey } from './receive-message.ts';
import type { DiscordRest } from './rest.ts';
import type { DiscordReadMessage } from './rest-shapes.ts';

/** Who is in a thread, what we posted there, and the calls that look it up where that is not known. */
export interface ParticipantParts {
  readonly directory: Directory;
  readonly posted: PostedMessages;
  readonly rest: Pick<DiscordRest, 'getChannel' | 'getMessage' | 'getMessages'>;
  /** The bot's own id. */
  readonly me: () => string;
  /** Whether the words of all messages are sent along; undefined where this process does not know. */
  readonly hasContent: () => boolean | undefined;
  readonly log: Logger;
}

/** A message to us in a thread. */
interface InThread {
  readonly workspace: string;
  /** The channel that the thread is in. */
  readonly parent: string;
  readonly thread: string;
  readonly message: string;
  readonly person: string;
}

/**
 * Whoever speaks with the advisor in a thread that was begun with it goes on there without mentioning it, where its words
 * are sent along. A thread may yet begin at what is said in a channel; its id is then the message's.
 */
export async function noteParticipant(
  parts: ParticipantParts,
  workspace: string,
  { place, person, origin }: ArrivedOf<'said'>,
): Promise<void> {
  const { channel, postIn: message } = place;
  if (isDirect(workspace) || parts.hasContent() === false) return;
  try {
    const spot = await parts.directory.spot(workspace, {
      at: channel,
      type: origin.type,
      parent: origin.parent,
    });
    const isInThread = spot.thread !== '' || isThread(origin.type);
    const at = { workspace, parent: spot.channel, thread: channel, message, person: person.id };
    const goesOn = !isInThread || (await isTalker(parts, at)) || (await isBegunWithUs(parts, at));
    if (goesOn) await note(parts, isInThread ? at : { ...at, thread: message });
  } catch (error) {
    // Who is not noted mentions us once more.
    const failure = failureOf(error);
    parts.log.debug({ platform: 'discord', workspace, failure }, 'who speaks in a thread was not noted');
  }
}

function note({ posted }: ParticipantParts, { workspace, thread, person }: InThread): Promise<void> {
  return posted.remember(workspace, { channel: thread, message: talkerKey(person) }, '', null);
}

async function isTalker(
  { posted }: ParticipantParts,
  { workspace, thread, person }: InThread,
): Promise<boolean> {
  return (await posted.threadOf(workspace, { channel: thread, message: talkerKey(person) })) !== undefined;
}

/**
 * Whether a thread was begun at a message to us or one of ours, or by this person with a message to us. What we begin
 * ourselves is the discussion of a record, in which people speak with each other; so is what begins at a record's card.
 */
async function isBegunWithUs(parts: ParticipantParts, at: InThread): Promise<boolean> {
  const { owner_id: owner } = await parts.rest.getChannel(at.thread);
  if (owner === parts.me()) return false;
  const starter = await starterOf(parts, at);
  if (starter === undefined) return owner === at.person && (await isFirst(parts, at));
  if (starter.author.id !== parts.me()) return isTalker(parts, { ...at, person: starter.author.id });
  const posted = { channel: at.parent, message: at.thread };
  const live = await parts.posted.liveKeyOf(at.workspace, posted);
  return live === undefined || readLiveKey(live)?.kind !== 'record';
}

/** The message at which a thread was begun, whose id it has; undefined where it was begun at none. */
async function starterOf(
  { rest }: ParticipantParts,
  { parent, thread }: InThread,
): Promise<DiscordReadMessage | undefined> {
  if (parent === thread) return undefined;
  try {
    return await rest.getMessage(parent, thread);
  } catch (error) {
    // A forum has no messages of its own.
    const { kind } = failureOf(error);
    if (kind !== 'gone' && kind !== 'closed') throw error;
    return undefined;
  }
}

/** So many messages before one are looked at: of those that Discord itself writes there are a few. */
const before = 10;

/** Whether nobody said anything in a thread before. */
async function isFirst({ rest }: ParticipantParts, { thread, message }: InThread): Promise<boolean> {
  const earlier = await rest.getMessages(thread, before, message);
  return earlier.every(({ type }) => !spoken.includes(type));
}
