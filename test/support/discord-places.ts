import { ChannelType } from 'discord.js';
import type { Json } from './discord-calls.ts';
import {
  type Access,
  channelData,
  type DiscordState,
  guildData,
  type LocalChannel,
  type LocalGuild,
  type LocalMember,
  type LocalUser,
  memberData,
  snowflake,
  userData,
} from './discord-state.ts';

/** Makes servers, channels and people. Each gets an id as Discord makes them. */
export interface DiscordPlaces {
  /** A server that the bot is in; `@everyone` is its first role. */
  addGuild(name: string): LocalGuild;
  addRole(guild: string, name: string, permissions?: bigint): string;
  addChannel(guild: string, name: string, more?: ChannelGiven): LocalChannel;
  addThread(parent: LocalChannel, name: string, owner: string): LocalChannel;
  /** Somebody who is in a server. */
  addPerson(name: string, guild: string, roles?: readonly string[]): LocalMember;
  directChannel(user: string): LocalChannel | undefined;
  /** GUILD_CREATE as the gateway tells it. */
  welcome(guild: LocalGuild): Json;
}

export interface ChannelGiven {
  readonly type?: ChannelType;
  readonly access?: Access;
  /** Overwrites: who may see a private channel. `type` 0 is a role, 1 a person. */
  readonly overwrites?: readonly Json[];
}

/** What people may in a server, where nobody says otherwise. */
const usual = '2248473465835073';

export function createPlaces(state: DiscordState, bot: LocalUser): DiscordPlaces {
  const directs = new Map<string, LocalChannel>();
  const role = (id: string, name: string, permissions: string): Json => ({
    id,
    name,
    permissions,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    managed: false,
    mentionable: false,
    flags: 0,
  });
  const keep = (channel: Omit<LocalChannel, 'id'>): LocalChannel => {
    const made = { ...channel, id: snowflake() };
    state.channels.set(made.id, made);
    return made;
  };
  const places: DiscordPlaces = {
    addGuild(name) {
      const id = snowflake();
      const guild = { id, name, owner: snowflake(), roles: [role(id, '@everyone', usual)] };
      state.guilds.set(id, guild);
      state.members.set(`${id} ${bot.id}`, { user: bot, guild: id, roles: [], permissions: usual });
      return guild;
    },
    addRole(guild, name, permissions = 0n) {
      const id = snowflake();
      state.guilds.get(guild)?.roles.push(role(id, name, `${permissions}`));
      return id;
    },
    addChannel: (guild, name, { type = ChannelType.GuildText, access = 'open', overwrites = [] } = {}) =>
      keep({ type, guild, name, access, overwrites, parent: '', recipient: '', owner: '' }),
    addThread: ({ id, guild }, name, owner) =>
      keep({
        type: ChannelType.PublicThread,
        guild,
        name,
        owner,
        parent: id,
        access: 'open',
        overwrites: [],
        recipient: '',
      }),
    addPerson(name, guild, roles = []) {
      const known = [...state.users.values()].find(({ username }) => username === name);
      const user = known ?? { id: snowflake(), username: name, bot: false, refuses: false };
      state.users.set(user.id, user);
      const member = { user, guild, roles: [...roles], permissions: usual };
      state.members.set(`${guild} ${user.id}`, member);
      return member;
    },
    directChannel(user) {
      if (!state.users.has(user)) return undefined;
      const common = { type: ChannelType.DM, guild: '', name: '', parent: '', owner: '' };
      const channel =
        directs.get(user) ?? keep({ ...common, access: 'open', overwrites: [], recipient: user });
      directs.set(user, channel);
      return channel;
    },
    welcome(guild) {
      const own = [...state.channels.values()].filter((one) => one.guild === guild.id);
      const isThread = ({ parent }: LocalChannel) => parent !== '';
      const members = [...state.members.values()].filter((one) => one.guild === guild.id);
      return {
        ...guildData(guild),
        joined_at: '2026-01-01T00:00:00.000Z',
        large: false,
        unavailable: false,
        member_count: members.length,
        members: members
          .filter(({ user }) => user.id === bot.id)
          .map((one) => ({ ...memberData(one), user: userData(one.user) })),
        channels: own.filter((one) => !isThread(one)).map((one) => channelData(one, undefined)),
        threads: own.filter(isThread).map((one) => channelData(one, undefined)),
        presences: [],
        voice_states: [],
        stage_instances: [],
        guild_scheduled_events: [],
        soundboard_sounds: [],
      };
    },
  };
  return places;
}
