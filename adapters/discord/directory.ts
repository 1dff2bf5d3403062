import { ChannelType } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Database } from '../../src/database/connection.ts';
import type { Person, Viewer } from '../../src/decisions/record.ts';
import { namesGroups, visibilityMark } from '../../src/decisions/visibility-queries.ts';
import { cachedLookup } from '../core/cached-lookup.ts';
import type { Spot } from '../core/driver.ts';
import type { Mention } from '../core/mentions.ts';
import { channelsSeen, type GuildView, isPrivateChannel, type Looker } from './channel-permissions.ts';
import { failureOf } from './errors.ts';
import { NotInServerError } from './not-in-server-error.ts';
import type { DiscordRest } from './rest.ts';
import type { DiscordChannel } from './rest-shapes.ts';

/** A channel or thread as a payload tells of it. */
export interface Place {
  readonly at: string;
  /** Discord's type of it; null where the payload does not tell. */
  readonly type: number | null;
  /** Of a thread the channel that it is in, where the payload tells; else empty. */
  readonly parent: string;
}

/** Somebody as a payload tells of them. */
export interface Member extends Person {
  readonly roles: readonly string[];
}

/** Whether nobody but the person is there: direct messages, also where what is pressed in them counts in a server. */
export function isAmongTwo({
  workspace,
  payload: { origin },
}: {
  readonly workspace: string;
  readonly payload: { readonly origin: { readonly type: number | null } };
}): boolean {
  return isDirect(workspace) || origin.type === ChannelType.DM;
}

/** Servers, their channels and roles, remembered for a moment. */
export interface Directory {
  spot(workspace: string, place: Place): Promise<Spot>;
  /** What somebody sees: in public what the channel sees, in private what any of their channels see. */
  viewer(workspace: string, member: Member, channel: string, inPublic: boolean): Promise<Viewer>;
  /** The name of what a message mentions; undefined where it has none that everybody may know. */
  nameOf(workspace: string, mention: Mention): Promise<string | undefined>;
  /** Somebody of a server by their id, with their roles there; undefined for who is not in it. */
  member(workspace: string, user: string): Promise<Member | undefined>;
  /** Ids of whom deciders' names mean: ids as they are, members by their user name. Roles do not tell who has them. */
  deciders(workspace: string, names: readonly string[]): Promise<readonly string[]>;
  /** Whether one of these roles is the bot's own: whoever mentions that means the bot. */
  isOwnRole(workspace: string, roles: readonly string[], me: string): Promise<boolean>;
  /** Asks Discord anew next time: something changed there. */
  forget(workspace: string): void;
}

/** What a directory asks Discord. */
export type Asked = Pick<
  DiscordRest,
  'getGuild' | 'getGuildChannels' | 'getChannel' | 'getMember' | 'findMembers'
>;

const minute = 60_000;
const life = { guild: minute, threads: 10 * minute };
/** So many servers are remembered at once: one of 300 channels takes a third of a megabyte. */
const mostGuilds = 100;

/** The workspace of somebody's direct messages: nothing of a server's is seen there. */
export function directWorkspace(user: string): string {
  return `dm:${user}`;
}

/** Whether a workspace is somebody's direct messages. */
export function isDirect(workspace: string): boolean {
  return workspace.startsWith('dm:');
}

/**
 * A directory that asks Discord. Throws what Discord answers where it cannot be asked, a {@link NotInServerError} where it
 * tells nothing of the server.
 */
export function createDirectory(rest: Asked, { db }: Pick<Database, 'db'>): Directory {
  const guilds = cachedLookup(life.guild, (workspace) => askGuild(rest, workspace), mostGuilds);
  const guild = (workspace: string) => guilds(workspace, '');
  const thread = cachedLookup(life.threads, (_workspace, id) => rest.getChannel(id));
  const member = cachedLookup(life.guild, (workspace, id) => askMember(rest, workspace, id));
  const named = cachedLookup(life.threads, (workspace, name) => findMember(rest, workspace, name));
  const marks = new LRUCache<string, string>({ max: mostGuilds });
  // A channel may be newer than what is remembered of its server: once something else is hidden, that is asked anew.
  const seenBy = async (workspace: string, mark: string, looker: Looker): Promise<string[]> => {
    if (marks.get(workspace) !== mark) guilds.forget(workspace, '');
    marks.set(workspace, mark);
    return channelsSeen(await guild(workspace), looker);
  };
  return {
    spot: (workspace, place) =>
      isDirect(workspace)
        ? Promise.resolve({ channel: place.at, thread: '', isPrivate: true, mayThread: false })
        : spotIn(workspace, place, guild, thread),
    async viewer(workspace, { id, name, roles }, channel, inPublic) {
      const mark = inPublic || isDirect(workspace) ? '' : await visibilityMark(db, workspace);
      const seen = mark === '' ? [] : await seenBy(workspace, mark, { id, roles });
      const named =
        isDirect(workspace) || roles.length === 0 || !(await namesGroups(db, workspace)) ? [] : roles;
      const known = named.length === 0 ? undefined : await guild(workspace);
      return {
        kind: 'member',
        person: { id, name },
        channels: [...new Set([channel, ...seen])],
        outside: false,
        groups: named.flatMap((role) => atName(known?.roles.get(role)?.name)),
      };
    },
    async nameOf(workspace, { kind, id }) {
      if (isDirect(workspace)) return undefined;
      switch (kind) {
        case 'person':
          return (await member(workspace, id))?.name;
        case 'channel':
          return channelName(await guild(workspace), id);
        case 'group':
          return (await guild(workspace)).roles.get(id)?.name;
      }
    },
    member: (workspace, user) => (isDirect(workspace) ? Promise.resolve(undefined) : member(workspace, user)),
    async deciders(workspace, names) {
      if (isDirect(workspace)) return [];
      const found = await Promise.all(
        names.map(async (name) =>
          isUserId(name) ? name : name.startsWith('@') ? undefined : named(workspace, name),
        ),
      );
      return [...new Set(found.filter((id) => id !== undefined))];
    },
    async isOwnRole(workspace, roles, me) {
      if (roles.length === 0 || isDirect(workspace)) return false;
      const known = await guild(workspace);
      return roles.some((role) => known.roles.get(role)?.bot === me);
    },
    forget: (workspace) => guilds.forget(workspace, ''),
  };
}

/** A channel's name, where everybody in the server sees it. */
function channelName(view: GuildView, id: string): string | undefined {
  const channel = view.channels.get(id);
  return channel === undefined || isPrivateChannel(view, channel) ? undefined : channel.name;
}

/** Ids are numbers of 64 bits. https://docs.discord.com/developers/reference#snowflakes */
function isUserId(name: string): boolean {
  return /^\d{15,21}$/.test(name);
}

/** The id of the member of that user name; undefined where there is none. */
async function findMember(rest: Asked, guild: string, name: string): Promise<string | undefined> {
  const found = await rest.findMembers(guild, name);
  return found.find(({ user }) => user?.username === name && user.bot !== true)?.user?.id;
}

/** A member of a server as the others see them; undefined for who is none. */
async function askMember(rest: Asked, guild: string, user: string): Promise<Member | undefined> {
  try {
    const { nick, user: known, roles } = await rest.getMember(guild, user);
    if (known === undefined || known.bot === true) return undefined;
    const name = (nick || known.global_name || known.username).slice(0, 80);
    return { id: user, name, handle: known.username, roles };
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind !== 'closed' && kind !== 'other') throw error;
    return undefined;
  }
}

function atName(name: string | undefined): string[] {
  return name === undefined ? [] : [`@${name.replace(/^@/, '')}`];
}

type AskGuild = (workspace: string) => Promise<GuildView>;
type AskThread = (workspace: string, id: string) => Promise<DiscordChannel>;

/** Channels that are threads of others. */
const threadTypes: readonly number[] = [
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
];

/** Whether a channel of a type is a thread; not where the type is not known. */
export function isThread(type: number | null | undefined): boolean {
  return type != null && threadTypes.includes(type);
}

async function spotIn(
  workspace: string,
  { at, type, parent }: Place,
  guild: AskGuild,
  thread: AskThread,
): Promise<Spot> {
  const view = await guild(workspace);
  const own = view.channels.get(at);
  if (own !== undefined) {
    const mayThread = own.type === ChannelType.GuildText || own.type === ChannelType.GuildAnnouncement;
    return { channel: at, thread: '', isPrivate: isPrivateChannel(view, own), mayThread };
  }
  const told =
    type !== null && parent !== '' ? { type, parent_id: parent } : await askThread(thread, workspace, at);
  // A private thread has people of its own: it is a channel by itself. So is what we cannot see.
  if (told === undefined || told.type === ChannelType.PrivateThread || !isThread(told.type))
    return { channel: at, thread: '', isPrivate: true, mayThread: false };
  const channel = told.parent_id ?? at;
  const within = view.channels.get(channel);
  const isPrivate = within === undefined || isPrivateChannel(view, within);
  return { channel, thread: at, isPrivate, mayThread: false };
}

async function askThread(
  thread: AskThread,
  workspace: string,
  id: string,
): Promise<Pick<DiscordChannel, 'type' | 'parent_id'> | undefined> {
  try {
    return await thread(workspace, id);
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind !== 'closed' && kind !== 'other') throw error;
    return undefined;
  }
}

async function askGuild(rest: Asked, id: string): Promise<GuildView> {
  const asked = Promise.all([rest.getGuild(id), rest.getGuildChannels(id)]);
  const [guild, channels] = await asked.catch((error: unknown) => {
    const failure = failureOf(error);
    throw failure.kind === 'closed' ? new NotInServerError(failure, 'server') : error;
  });
  const bits = (text: string) => (/^\d{1,30}$/.test(text) ? BigInt(text) : 0n);
  return {
    id,
    owner: guild.owner_id ?? '',
    roles: new Map(
      guild.roles.map(({ id: role, name, permissions, tags }) => [
        role,
        { name, permissions: bits(permissions), bot: tags?.bot_id ?? '' },
      ]),
    ),
    channels: new Map(
      channels.map(({ id: channel, type, name, permission_overwrites = [] }) => [
        channel,
        {
          name: name ?? '',
          type,
          overwrites: permission_overwrites.map((one) => ({
            ...one,
            allow: bits(one.allow),
            deny: bits(one.deny),
          })),
        },
      ]),
    ),
  };
}
