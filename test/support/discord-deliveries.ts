import { ChannelType, GatewayIntentBits, InteractionContextType, type InteractionType } from 'discord.js';
import { type Json, listOf, objectOf, textOf } from './discord-calls.ts';
import {
  channelData,
  type DiscordState,
  type LocalChannel,
  type LocalMember,
  type LocalUser,
  memberData,
  userData,
} from './discord-state.ts';

/** Something that somebody writes. */
export interface SaidGiven {
  readonly by: LocalMember;
  readonly channel: LocalChannel;
  /** `<@ID>` in it mentions. */
  readonly text: string;
  /** The message that it replies to. Whoever wrote that is pinged, as usual. */
  readonly replyTo?: string;
  readonly id?: string;
}

/** A message of a person, as MESSAGE_CREATE tells it. */
export function saidData(state: DiscordState, { by, channel, text, replyTo }: SaidGiven, id: string): Json {
  const replied = replyTo === undefined ? undefined : state.messages.get(replyTo);
  const named = [...text.matchAll(/<@!?(\d+)>/g)].map(([, user = '']) => user);
  const repliedTo = textOf(objectOf(replied?.data.author).id);
  const mentions = [...new Set([...named, repliedTo])].flatMap((user) => {
    const known = state.users.get(user);
    return known === undefined ? [] : [userData(known)];
  });
  const isDirect = channel.guild === '';
  return {
    id,
    channel_id: channel.id,
    channel_type: channel.type,
    ...(isDirect ? {} : { guild_id: channel.guild, member: memberData(by) }),
    type: replied === undefined ? 0 : 19,
    author: userData(by.user),
    content: text,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions,
    mention_roles: [...text.matchAll(/<@&(\d+)>/g)].map(([, role = '']) => role),
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    flags: 0,
    ...(replied === undefined
      ? {}
      : {
          message_reference: { type: 0, message_id: replied.id, channel_id: channel.id },
          referenced_message: replied.data,
        }),
  };
}

const withheld = { content: '', embeds: [], attachments: [], components: [] };

/**
 * What somebody with these intents gets of a dispatch: none of messages that were not asked for, and without the
 * message-content intent no words but the bot's own, those that mention it and direct ones.
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function filteredFor(bot: LocalUser, name: string, data: Json, intents: number): Json | undefined {
  if (name.startsWith('GUILD_') || name.startsWith('CHANNEL_') || name.startsWith('THREAD_'))
    return (intents & GatewayIntentBits.Guilds) === 0 ? undefined : data;
  if (!name.startsWith('MESSAGE_')) return data;
  const isDirect = data.guild_id === undefined;
  const wanted = isDirect ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
  if ((intents & wanted) === 0) return undefined;
  const isOwn = objectOf(data.author).id === bot.id;
  const isMentioned = listOf(data.mentions).some((one) => objectOf(one).id === bot.id);
  const isTold = isDirect || isOwn || isMentioned || (intents & GatewayIntentBits.MessageContent) !== 0;
  return isTold || data.content === undefined ? data : { ...data, ...withheld };
}

/** Something that somebody does with the bot. */
export interface InteractionGiven {
  readonly by: LocalMember;
  readonly channel: LocalChannel;
  readonly type: InteractionType;
  /** `data` of the interaction: the command with its options, the component, the fields of a form. */
  readonly data: Json;
  /** For a component: the message that it is in. */
  readonly message?: Json;
  readonly id?: string;
  /** What is told otherwise than usual, such as `app_permissions`. */
  readonly more?: Json;
}

/** What a bot may where nobody says otherwise, as interactions tell it. */
const usualAppPermissions = '2248473465835073';

/** An interaction as Discord delivers it. */
export function interactionData(
  state: DiscordState,
  application: string,
  { by, channel, type, data, message, more = {} }: InteractionGiven,
  id: string,
  token: string,
): Json {
  const isDirect = channel.type === ChannelType.DM;
  const user = userData(by.user);
  const who = isDirect
    ? { user }
    : {
        guild_id: channel.guild,
        guild: { id: channel.guild, locale: 'en-US', features: [] },
        guild_locale: 'en-US',
        member: { ...memberData(by), user, permissions: by.permissions },
      };
  return {
    id,
    application_id: application,
    token,
    version: 1,
    type,
    data,
    channel_id: channel.id,
    channel: channelData(channel, state.users.get(channel.recipient)),
    ...who,
    locale: 'en-US',
    app_permissions: usualAppPermissions,
    entitlements: [],
    authorizing_integration_owners: isDirect ? { '0': '0' } : { '0': channel.guild },
    context: isDirect ? InteractionContextType.BotDM : InteractionContextType.Guild,
    attachment_size_limit: 10_485_760,
    ...(message === undefined ? {} : { message }),
    ...more,
  };
}
