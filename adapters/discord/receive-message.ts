import { MessageType } from 'discord.js';
import type { Received } from '../core/arrival.ts';
import { directWorkspace } from './directory.ts';
import type { Arrived, ArrivedOf, Origin } from './incoming.ts';
import { nameOf, personOf } from './payload-helpers.ts';
import { type MessagePayload, messageSchema } from './payloads.ts';
import { permalinkOf, plainText } from './plain-text.ts';
import type { Here } from './receive-interaction.ts';

/** What reading a message needs to know. */
export interface Listening extends Here {
  /** Whether the words of all messages are sent along. */
  readonly hasContent: boolean;
  /** Whether one of the roles is the bot's own. */
  isOwnRole(workspace: string, roles: readonly string[]): Promise<boolean>;
}

/** People's words; joins, pins and the like are not. */
export const spoken: readonly number[] = [MessageType.Default, MessageType.Reply];

/**
 * Reads a message of the gateway (MESSAGE_CREATE); undefined for what is not for us: our own words, those of bots and of
 * webhooks, what Discord says itself, and words that were not sent along.
 */
export async function receiveMessage(body: unknown, here: Listening): Promise<Received<Origin> | undefined> {
  const read = messageSchema.safeParse(body);
  if (!read.success) return undefined;
  const message = read.data;
  const { author, webhook_id, type } = message;
  if (author.bot === true || author.id === here.me || webhook_id != null || !spoken.includes(type))
    return undefined;
  const workspace = message.guild_id ?? directWorkspace(author.id);
  const arrived = await arrivedOf(message, workspace, here);
  return arrived === undefined
    ? undefined
    : { key: `message:${message.id}`, workspace, ...arrived, expiresAt: undefined };
}

async function arrivedOf(
  message: MessagePayload,
  workspace: string,
  here: Listening,
): Promise<{ arrived: Arrived; words: string } | undefined> {
  const names = new Map(message.mentions.map((user) => [user.id, nameOf(user, user.member?.nick)]));
  const words = plainText(message.content, here.me, names);
  const answered = await answeredBy(message, workspace, here);
  const common = commonOf(message, answered?.thread ?? '');
  const hasWords = message.content.trim() !== '';
  const isAddressed = answered !== undefined || (await addresses(message, workspace, here));
  if (isAddressed && hasWords)
    return { arrived: { ...common, kind: 'said', text: words, begins: false }, words: '' };
  // A reply that does not mention us comes without its words.
  const isMention = message.mentions.some(({ id }) => id === here.me);
  if (isAddressed && !isMention && !here.hasContent && message.guild_id != null)
    return { arrived: { ...common, kind: 'unread', answered: answered?.message ?? '' }, words: '' };
  return hasWords && message.guild_id != null
    ? { arrived: { ...common, kind: 'overheard' }, words }
    : undefined;
}

/** A message of ours with the thread of its conversation. */
interface Answered {
  readonly message: string;
  readonly thread: string;
}

/** The message of ours that a reply answers: it goes on with that conversation. */
async function answeredBy(
  message: MessagePayload,
  workspace: string,
  here: Listening,
): Promise<Answered | undefined> {
  const { type, channel_id, message_reference: reference, referenced_message: referenced } = message;
  const id = referenced?.id ?? reference?.message_id ?? '';
  if (type !== MessageType.Reply || (referenced != null && referenced.author.id !== here.me))
    return undefined;
  const noted = id === '' ? undefined : await here.threadOf(workspace, channel_id, id);
  // Deleted, or not told of, it is ours where we noted it.
  return referenced == null && noted === undefined ? undefined : { message: id, thread: noted ?? '' };
}

async function addresses(message: MessagePayload, workspace: string, here: Listening): Promise<boolean> {
  const { guild_id, mentions, mention_roles, channel_id, author } = message;
  if (guild_id == null || mentions.some(({ id }) => id === here.me)) return true;
  if (mention_roles.length > 0 && (await here.isOwnRole(workspace, mention_roles))) return true;
  // Whoever speaks with the advisor in a thread goes on there, but for what is said to somebody else.
  if (!here.hasContent || isToOthers(message)) return false;
  return (await here.threadOf(workspace, channel_id, talkerKey(author.id))) !== undefined;
}

/** Whether a message names somebody, or answers a message; ours are no matter here. */
function isToOthers({ type, mentions, mention_roles, mention_everyone }: MessagePayload): boolean {
  return (
    type === MessageType.Reply || mentions.length > 0 || mention_roles.length > 0 || mention_everyone === true
  );
}

/** Under what it is noted that somebody speaks with the advisor in a thread. */
export function talkerKey(user: string): string {
  return `with ${user}`;
}

function commonOf(message: MessagePayload, thread: string): Omit<ArrivedOf<'overheard'>, 'kind'> {
  const { id, author, member, guild_id, channel_id, channel_type } = message;
  return {
    person: personOf(author, member?.nick),
    place: { channel: channel_id, thread, postIn: guild_id == null ? '' : id },
    isPrivate: null,
    permalink: permalinkOf(guild_id ?? '', channel_id, id),
    ephemeral: false,
    pressed: '',
    origin: {
      roles: member?.roles ?? [],
      type: channel_type ?? null,
      parent: '',
      token: '',
      onMessage: false,
      mayPost: true,
      left: [],
    },
  };
}
