import { ChannelType } from 'discord.js';
import type { Json } from './discord-calls.ts';

/** Whether the bot may write in a channel. */
export type Access = 'open' | 'hidden' | 'read only';

export interface LocalChannel {
  readonly id: string;
  readonly type: ChannelType;
  readonly guild: string;
  readonly parent: string;
  readonly name: string;
  /** The overwrites as Discord tells them; they are told, not enforced: `access` says what the bot may. */
  readonly overwrites: readonly Json[];
  /** Who is in a direct message, besides the bot. */
  readonly recipient: string;
  readonly owner: string;
  access: Access;
}

export interface LocalUser {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;
  /** Refuses direct messages. */
  refuses: boolean;
}

export interface LocalMember {
  readonly user: LocalUser;
  readonly guild: string;
  roles: string[];
  /** The permissions as a number in a string, as interactions tell them. */
  permissions: string;
}

export interface LocalGuild {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly roles: Json[];
}

/** A message that is there; `data` is what Discord would tell of it. */
export interface LocalMessage {
  readonly id: string;
  readonly channel: string;
  readonly ephemeral: boolean;
  data: Json;
}

/** What there is on the local Discord. */
export interface DiscordState {
  readonly guilds: Map<string, LocalGuild>;
  readonly channels: Map<string, LocalChannel>;
  readonly users: Map<string, LocalUser>;
  readonly members: Map<string, LocalMember>;
  readonly messages: Map<string, LocalMessage>;
  readonly commands: Map<string, Json[]>;
}

export function emptyState(): DiscordState {
  return {
    guilds: new Map(),
    channels: new Map(),
    users: new Map(),
    members: new Map(),
    messages: new Map(),
    commands: new Map(),
  };
}

const discordEpoch = 1_420_070_400_000n;
let counted = 0n;

/** An id as Discord makes them, from now. https://docs.discord.com/developers/reference#snowflakes */
export function snowflake(at: number = Date.now()): string {
  counted += 1n;
  return String(((BigInt(at) - discordEpoch) << 22n) | (counted & 0x3fffffn));
}

export function userData({ id, username, bot }: LocalUser): Json {
  return { id, username, discriminator: '0', global_name: bot ? null : username, avatar: null, bot };
}

/** A member as messages hold it: without the user. */
export function memberData({ roles }: LocalMember): Json {
  return { roles, nick: null, joined_at: '2026-01-01T00:00:00.000Z', deaf: false, mute: false, flags: 0 };
}

const threads: readonly ChannelType[] = [ChannelType.PublicThread, ChannelType.PrivateThread];

export function channelData(channel: LocalChannel, recipient: LocalUser | undefined): Json {
  const { id, type, guild, parent, name, overwrites, owner } = channel;
  if (type === ChannelType.DM)
    return {
      id,
      type,
      recipients: recipient === undefined ? [] : [userData(recipient)],
      last_message_id: null,
      flags: 0,
    };
  const common = { id, type, guild_id: guild, parent_id: parent === '' ? null : parent, name, flags: 0 };
  if (!threads.includes(type))
    return { ...common, position: 0, permission_overwrites: overwrites, nsfw: false };
  const meta = {
    archived: false,
    auto_archive_duration: 1_440,
    archive_timestamp: '2026-01-01T00:00:00.000Z',
    locked: false,
  };
  return { ...common, owner_id: owner, thread_metadata: meta, message_count: 0, member_count: 1 };
}

export function guildData({ id, name, owner, roles }: LocalGuild): Json {
  return {
    id,
    name,
    owner_id: owner,
    roles,
    emojis: [],
    stickers: [],
    features: [],
    preferred_locale: 'en-US',
    icon: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    system_channel_flags: 0,
    system_channel_id: null,
    afk_channel_id: null,
    rules_channel_id: null,
    public_updates_channel_id: null,
  };
}
