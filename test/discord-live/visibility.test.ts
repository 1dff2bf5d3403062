import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import {
  type ChannelView,
  channelsSeen,
  type GuildView,
  isPrivateChannel,
  type Overwrite,
} from '../../adapters/discord/channel-permissions.ts';

const view = PermissionFlagsBits.ViewChannel;
const role = (id: string, change: Partial<Overwrite>): Overwrite => ({
  id,
  type: OverwriteType.Role,
  allow: 0n,
  deny: 0n,
  ...change,
});

function channel(...overwrites: Overwrite[]): ChannelView {
  return { name: 'general', type: ChannelType.GuildText, overwrites };
}

function guild(channels: Readonly<Record<string, ChannelView>>, everyone = view): GuildView {
  const roles = { g: everyone, team: 0n, muted: 0n, admin: PermissionFlagsBits.Administrator };
  return {
    id: 'g',
    owner: 'owner',
    roles: new Map(
      Object.entries(roles).map(([id, permissions]) => [id, { name: id, permissions, bot: '' }]),
    ),
    channels: new Map(Object.entries(channels)),
  };
}

describe('who sees a channel', () => {
  const secret = channel(
    role('g', { deny: view }),
    role('team', { allow: view }),
    role('muted', { deny: view }),
  );
  const one = channel(role('g', { deny: view }), {
    id: 'ann',
    type: OverwriteType.Member,
    allow: view,
    deny: 0n,
  });
  const house = guild({ open: channel(), secret, one });

  test.each([
    ['somebody', [], ['open']],
    ['somebody', ['team'], ['open', 'secret']],
    ['somebody', ['muted', 'team'], ['open', 'secret']],
    ['somebody', ['muted'], ['open']],
    ['somebody', ['admin'], ['open', 'secret', 'one']],
    ['somebody', ['of another server'], ['open']],
    ['ann', [], ['open', 'one']],
    ['owner', [], ['open', 'secret', 'one']],
  ])('%s with %j', (id, roles, seen) => {
    expect(channelsSeen(house, { id, roles })).toEqual(seen);
  });

  test('is private where not everybody is in', () => {
    expect(isPrivateChannel(house, channel())).toBe(false);
    expect(isPrivateChannel(house, secret)).toBe(true);
  });

  test('is private where it is not told whose the server is', () => {
    expect(isPrivateChannel({ ...house, owner: '' }, secret)).toBe(true);
  });

  test('is private in a server that shows nothing, but where it is opened', () => {
    const closed = guild({}, 0n);
    expect(isPrivateChannel(closed, channel())).toBe(true);
    expect(isPrivateChannel(closed, channel(role('g', { allow: view })))).toBe(false);
  });
});
