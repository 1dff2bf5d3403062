import { MessageType } from 'discord.js';
import type { Arrived } from './arrived.ts';
import { directWorkspace } from './directory.ts';
import { type MessagePayload, messageSchema } from './payloads.ts';
import { permalinkOf, plainText } from './plain.ts';
import { nameOf } from './reading.ts';
import type { Here, Received } from './receive.ts';

/** What reading a message needs to know. */
export interface Listening extends Here {
  /** Whether the words of all messages are sent along. */
  readonly hasContent: boolean;
  /** Whether one of the roles is the bot's own. */
  isOwnRole(workspace: string, roles: readonly string[]): Promise<boolean>;
}

/** People's words; joins, pins and the like are not. */
const spoken: readonly number[] = [MessageType.Default, MessageType.Reply];

/**
 * Reads a message of the gateway (MESSAGE_CREATE); undefined for what is not for us: our own words, those of bots and of
 * webhooks, what Discord says itself, and words that were not sent along.
 */
export async function receiveMessage(body: unknown, here: Listening): Promise<Received | undefined> {
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
  const common = commonOf(message);
  const hasWords = message.content.trim() !== '';
  const isAddressed = await addresses(message, workspace, here);
  if (isAddressed && hasWords) return { arrived: { ...common, kind: 'said', text: words }, words: '' };
  // A reply that does not mention us comes without its words.
  const isMention = message.mentions.some(({ id }) => id === here.me);
  if (isAddressed && !isMention && !here.hasContent && message.guild_id != null)
    return { arrived: { ...common, kind: 'unread' }, words: '' };
  return hasWords && message.guild_id != null
    ? { arrived: { ...common, kind: 'overheard' }, words }
    : undefined;
}

async function addresses(message: MessagePayload, workspace: string, here: Listening): Promise<boolean> {
  const { guild_id, mentions, mention_roles, referenced_message, channel_id, author } = message;
  if (guild_id == null) return true;
  if (mentions.some(({ id }) => id === here.me) || referenced_message?.author.id === here.me) return true;
  if (mention_roles.length > 0 && (await here.isOwnRole(workspace, mention_roles))) return true;
  // Whoever spoke with the advisor in a thread goes on there.
  return here.hasContent && (await here.threadOf(workspace, channel_id, talkerKey(author.id))) !== undefined;
}

/** Under what it is noted that somebody speaks with the advisor in a thread. */
export function talkerKey(user: string): string {
  return `with ${user}`;
}

function commonOf(message: MessagePayload): Omit<Extract<Arrived, { kind: 'overheard' }>, 'kind'> {
  const { id, author, member, guild_id, channel_id, channel_type } = message;
  return {
    person: { id: author.id, name: nameOf(author, member?.nick) },
    roles: member?.roles ?? [],
    place: { at: channel_id, type: channel_type ?? null, parent: '', thread: '' },
    permalink: permalinkOf(guild_id ?? '', channel_id, id),
    replyTo: guild_id == null ? '' : id,
    token: '',
    ephemeral: false,
    onMessage: false,
    pressed: '',
    mayPost: true,
  };
}
