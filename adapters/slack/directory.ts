import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import type { Database } from '../../src/database/connection.ts';
import type { Person, Viewer } from '../../src/decisions/record.ts';
import { namesGroups, visibilityMark } from '../../src/decisions/visibility-queries.ts';
import { cachedLookup } from '../core/cached-lookup.ts';
import type { Mention } from '../core/mentions.ts';
import { findDeciders, listMembers } from './deciders.ts';
import { failureOf } from './errors.ts';
import { listGroups, type UserGroup } from './user-groups.ts';
import type { Clients } from './web-clients.ts';

/** Who somebody is. */
export interface Known extends Person {
  /** A guest, or somebody of another organisation. */
  readonly outside: boolean;
  /** A guest of this workspace: from outside, yet one who may propose. */
  readonly isGuest: boolean;
  readonly zone: string;
}

/** What a channel is like. */
export interface Channel {
  readonly isPrivate: boolean;
  /** Whether another organisation is in it (Slack Connect). */
  readonly isShared: boolean;
  /** Whether Slack tells us what it is like. */
  readonly isKnown: boolean;
  readonly creator: string;
  /** Empty where everybody may not know it. */
  readonly name: string;
}

/** People and channels, remembered for a while. */
export interface Directory {
  person(workspace: string, user: string): Promise<Known>;
  channel(workspace: string, channel: string): Promise<Channel>;
  /** The name of what a message mentions; undefined where it has none that everybody may know. */
  nameOf(workspace: string, mention: Mention): Promise<string | undefined>;
  /** What somebody sees: in public what the channel sees, in private what any of their channels see. */
  viewer(workspace: string, person: Known, channel: string, inPublic: boolean): Promise<Viewer>;
  /** Ids of whom deciders' names mean: ids as they are, members by their handle, groups by their people. */
  deciders(workspace: string, names: readonly string[]): Promise<readonly string[]>;
  /** The channel of somebody's direct messages, once it was seen: asking for it would take another scope. */
  directChannel(workspace: string, user: string): string | undefined;
  learnDirect(workspace: string, user: string, channel: string): void;
}

const minute = 60_000;
const life = {
  person: 10 * minute,
  channel: 10 * minute,
  channels: minute,
  groups: 5 * minute,
  members: 10 * minute,
};
const remembered = 5_000;

/** A directory that asks Slack. Throws what Slack answers where it cannot be asked. */
export function createDirectory(clients: Clients, { db }: Pick<Database, 'db'>): Directory {
  const client = async (workspace: string): Promise<WebClient> => {
    const connected = await clients.of(workspace);
    if (connected === undefined) throw new RangeError('the app is not installed in that workspace');
    return connected.client;
  };
  const channelLists = cachedLookup(life.channels, async (workspace, key) =>
    listChannels(await client(workspace), key.split(' ')[0] ?? ''),
  );
  // Asked anew once something is hidden that was not before, and of whoever acts in a private channel that is not among theirs.
  const channelsOf = async (workspace: string, user: string, at: string, mark: string): Promise<string[]> => {
    const key = `${user} ${mark}`;
    const channels = await channelLists(workspace, key);
    if (channels.includes(at) || !/^[CG]/.test(at) || !(await channel(workspace, at)).isPrivate)
      return channels;
    channelLists.forget(workspace, key);
    return channels;
  };
  const groups = cachedLookup(life.groups, async (workspace) => listGroups(await client(workspace)));
  const groupsOf = async (workspace: string, user: string): Promise<string[]> => {
    if (!(await namesGroups(db, workspace))) return [];
    const all: readonly UserGroup[] = await groups(workspace, '');
    return all.filter(({ people }) => people.includes(user)).map(({ handle }) => `@${handle}`);
  };
  const channel = cachedLookup(life.channel, async (workspace, id) =>
    askChannel(await client(workspace), id),
  );
  const members = cachedLookup(life.members, async (workspace) => listMembers(await client(workspace)));
  const directs = new LRUCache<string, string>({ max: remembered });
  const directChannel = (workspace: string, user: string) => directs.get(`${workspace} ${user}`);
  const person = cachedLookup(life.person, async (workspace, user) =>
    askPerson(await client(workspace), workspace, user),
  );
  return {
    person,
    channel,
    nameOf: (workspace, mention) => nameOf({ person, channel, groups }, workspace, mention),
    deciders: (workspace, names) => findDeciders({ members, groups }, workspace, names),
    directChannel,
    learnDirect(workspace, user, at) {
      directs.set(`${workspace} ${user}`, at);
    },
    async viewer(workspace, { id, name, outside, isGuest }, at, inPublic) {
      const mark = inPublic || outside ? '' : await visibilityMark(db, workspace);
      const others =
        mark === ''
          ? []
          : [...(await channelsOf(workspace, id, at, mark)), directChannel(workspace, id) ?? ''];
      const channels = [...new Set([at, ...others])].filter((one) => one !== '');
      const groups = outside ? [] : await groupsOf(workspace, id);
      const amidOutsiders = inPublic && (await channel(workspace, at)).isShared;
      return { kind: 'member', person: { id, name }, channels, outside, isGuest, groups, amidOutsiders };
    },
  };
}

/** What is remembered of a workspace. */
interface Lookups extends Pick<Directory, 'person' | 'channel'> {
  readonly groups: (workspace: string, key: '') => Promise<readonly UserGroup[]>;
}

async function nameOf(
  { person, channel, groups }: Lookups,
  workspace: string,
  { kind, id }: Mention,
): Promise<string | undefined> {
  switch (kind) {
    case 'person': {
      const { name } = await person(workspace, id);
      return name === id ? undefined : name;
    }
    case 'channel':
      return (await channel(workspace, id)).name || undefined;
    case 'group':
      return (await groups(workspace, '')).find((group) => group.id === id)?.handle;
  }
}

async function askPerson(client: WebClient, workspace: string, user: string): Promise<Known> {
  try {
    const { user: found } = await client.users.info({ user });
    const name =
      found?.profile?.display_name || found?.profile?.real_name || found?.real_name || found?.name || user;
    const isGuest = found?.is_restricted === true || found?.is_ultra_restricted === true;
    const isStranger =
      found?.is_stranger === true || (found?.team_id !== undefined && found.team_id !== workspace);
    const known = { id: user, name: name.slice(0, 80), handle: found?.name ?? user };
    return {
      ...known,
      outside: isGuest || isStranger,
      isGuest: isGuest && !isStranger,
      zone: found?.tz ?? 'UTC',
    };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'other') throw error;
    // Whom Slack does not know is nobody of ours.
    return { id: user, name: user, handle: user, outside: true, isGuest: false, zone: 'UTC' };
  }
}

/** What we cannot see is taken for private. */
const unseen: Channel = { isPrivate: true, isShared: false, isKnown: false, creator: '', name: '' };

async function askChannel(client: WebClient, channel: string): Promise<Channel> {
  // Direct messages, and the Home tab, which is in no channel.
  if (!/^[CG]/.test(channel)) return unseen;
  try {
    const { channel: found } = await client.conversations.info({ channel });
    const isPrivate = found?.is_private === true || found?.is_im === true || found?.is_mpim === true;
    const name = isPrivate ? '' : (found?.name ?? '');
    const isShared = found?.is_ext_shared === true;
    return { isPrivate, isShared, isKnown: found !== undefined, creator: found?.creator ?? '', name };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'closed' && failure.kind !== 'other') throw error;
    return unseen;
  }
}

/** Most people are in fewer; whoever is in more sees less, not more. */
const maxPages = 5;

async function listChannels(client: WebClient, user: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  for (let page = 0; page < maxPages; page++) {
    const answer = await client.users.conversations({
      user,
      types: 'public_channel,private_channel,mpim',
      exclude_archived: true,
      limit: 999,
      ...(cursor === '' ? {} : { cursor }),
    });
    ids.push(...(answer.channels ?? []).flatMap(({ id }) => id ?? []));
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return ids;
}
