import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord.js';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createDirectory, type Directory } from '../../adapters/discord/directory.ts';
import { createDiscordRest } from '../../adapters/discord/rest.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import type { LocalChannel } from '../support/discord-state.ts';

let server: DiscordServer;
let directory: Directory;
let guild: string;
let general: LocalChannel;
let secret: LocalChannel;

beforeEach(async () => {
  server = await startDiscordServer();
  onTestFinished(() => server.stop());
  const database = await openDatabase('sqlite::memory:');
  onTestFinished(() => database.close());
  guild = server.places.addGuild('Team').id;
  general = server.places.addChannel(guild, 'general');
  const deny = `${PermissionFlagsBits.ViewChannel}`;
  secret = server.places.addChannel(guild, 'secret', {
    overwrites: [{ id: guild, type: OverwriteType.Role, allow: '0', deny }],
  });
  directory = createDirectory(createDiscordRest(server), database);
});

const spot = (at: string, type: ChannelType | null = null, parent = '') =>
  directory.spot(guild, { at, type, parent });

test('a channel is private where not everybody sees it', async () => {
  expect(await spot(general.id)).toMatchObject({ channel: general.id, isPrivate: false, mayThread: true });
  expect(await spot(secret.id)).toMatchObject({ channel: secret.id, isPrivate: true });
});

test('a thread is of its channel, and as private as that', async () => {
  const open = server.places.addThread(general, 'talk', 'u1');
  const hidden = server.places.addThread(secret, 'talk', 'u1');
  expect(await spot(open.id)).toMatchObject({ channel: general.id, thread: open.id, isPrivate: false });
  expect(await spot(hidden.id)).toMatchObject({ channel: secret.id, thread: hidden.id, isPrivate: true });
});

test('a private thread is a channel by itself, wherever it is', async () => {
  expect(await spot('123456789', ChannelType.PrivateThread, general.id)).toEqual({
    ...{ channel: '123456789', thread: '', isPrivate: true, mayThread: false },
  });
});

test('what is in a channel that we cannot see is private, and so is what we cannot see', async () => {
  expect(await spot('123456789', ChannelType.PublicThread, '987654321')).toMatchObject({ isPrivate: true });
  expect(await spot('123456789')).toMatchObject({ channel: '123456789', isPrivate: true });
});
