import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OAuth2Scopes, PermissionsBitField } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applicationCommands } from '../../adapters/discord/application-commands.ts';
import { inviteLink } from '../../adapters/discord/invite.ts';
import { permissions } from '../../adapters/discord/permissions.ts';
import { discordNeeds } from '../../adapters/discord/permissions-table.ts';
import { commandHash, registerCommands } from '../../adapters/discord/register-commands.ts';
import { objectOf } from '../support/discord-calls.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { restOf } from './house.ts';

let discord: DiscordServer;
beforeEach(async () => {
  discord = await startDiscordServer();
});
afterEach(async () => {
  await discord.stop();
});

const bin = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const settings = {
      DATABASE_URL: 'sqlite::memory:',
      DISCORD_TOKEN: discord.token,
      DISCORD_APPLICATION_ID: discord.applicationId,
      DISCORD_API_URL: discord.apiUrl,
    };
    const env = { PATH: process.env.PATH, ...settings, ...environment };
    execFile(process.execPath, [bin, ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

const changing = () =>
  discord.calls.filter(({ method, path }) => method !== 'GET' && path.includes('commands'));

describe('stack-advisor discord register', () => {
  test('registers everything once, and nothing the second time', async () => {
    const first = await run(['discord', 'register', '--json']);
    expect(first).toMatchObject({ code: 0 });
    const wanted = applicationCommands().map(({ name }) => name);
    expect(JSON.parse(first.out)).toMatchObject({
      scope: 'global',
      created: wanted,
      updated: [],
      deleted: [],
    });
    expect(changing()).toHaveLength(wanted.length);
    const second = await run(['discord', 'register', '--json']);
    expect(JSON.parse(second.out)).toMatchObject({
      created: [],
      updated: [],
      deleted: [],
      unchanged: wanted,
    });
    expect(changing()).toHaveLength(wanted.length);
  });

  test('tells a person what it did, with the link that invites', async () => {
    const { id } = discord.places.addGuild('Team');
    const { out, code } = await run(['discord', 'register'], { DISCORD_GUILD_ID: id });
    expect(code).toBe(0);
    expect(out).toContain(`Commands in server ${id}:\ncreated   ask`);
    expect(out).toContain(inviteLink(discord.applicationId, id));
    expect([...discord.state.commands.keys()]).toEqual([id]);
  });

  test('settles in one server too, without what Discord drops there', async () => {
    const { id } = discord.places.addGuild('Team');
    const there = { DISCORD_GUILD_ID: id };
    const first = await run(['discord', 'register', '--json'], there);
    const wanted = applicationCommands().map(({ name }) => name);
    expect(JSON.parse(first.out)).toMatchObject({ scope: id, created: wanted, note: '' });
    const sent = changing().map(({ body }) => Object.keys(objectOf(body)));
    expect(sent.flat()).not.toContain('contexts');
    expect(sent.flat()).not.toContain('integration_types');
    const second = await run(['discord', 'register', '--json'], there);
    expect(JSON.parse(second.out)).toMatchObject({ created: [], updated: [], unchanged: wanted });
    const doctor = await run(['doctor'], there);
    expect(doctor).toMatchObject({ code: 0, err: '' });
    expect(doctor.out).toMatch(/ok {4} discord commands\n/);
  });

  test('says that commands show twice, and deletes the others when it is asked to', async () => {
    const { id } = discord.places.addGuild('Team');
    await run(['discord', 'register']);
    const twice = await run(['discord', 'register'], { DISCORD_GUILD_ID: id });
    expect(twice.out).toContain('Note: commands are registered everywhere too, so they show twice there');
    expect((await run(['doctor'], { DISCORD_GUILD_ID: id })).out).toContain('everywhere too');
    expect((await run(['doctor'])).out).toContain(`in server ${id} too`);
    const only = await run(['discord', 'register', '--only'], { DISCORD_GUILD_ID: id });
    expect(only.out).not.toContain('Note');
    expect(discord.state.commands.get('global')).toEqual([]);
    expect(discord.state.commands.get(id)).toHaveLength(applicationCommands().length);
  });

  test.each([
    [{ DISCORD_TOKEN: 'hunter2hunter2' }, /^stack-advisor: DISCORD_TOKEN: Discord does not accept it/],
    [{ DISCORD_API_URL: 'http://127.0.0.1:9/api' }, /^stack-advisor: Discord cannot be reached/],
    [{ DISCORD_TOKEN: '' }, /^stack-advisor: DISCORD_TOKEN: not set/],
  ])('says in one line what is wrong: %j', async (environment, expected) => {
    const { code, out, err } = await run(['discord', 'register'], environment);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(expected);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toContain('hunter2');
  });
});

describe('what is registered', () => {
  test('changes only what changed', async () => {
    const rest = restOf(discord);
    const [ask, ...others] = applicationCommands();
    if (ask === undefined || !('description' in ask)) throw new Error('no first command');
    await registerCommands(rest, undefined, [ask, ...others]);
    const before = changing().length;
    const changed = { ...ask, description: 'ask anything', options: [] };
    const steps = await registerCommands(rest, undefined, [changed, ...others.slice(1)]);
    expect(steps.filter(({ kind }) => kind !== 'keep').map(({ kind }) => kind)).toEqual(['update', 'delete']);
    expect(changing()).toHaveLength(before + 2);
    const there = discord.state.commands.get('global')?.find(({ name }) => name === ask.name);
    expect(there).toMatchObject({ description: 'ask anything', options: [] });
    const again = await registerCommands(rest, undefined, [changed, ...others.slice(1)]);
    expect(again.every(({ kind }) => kind === 'keep')).toBe(true);
  });

  test('has one hash however Discord words it', () => {
    const given = { name: 'ask', description: 'ask', options: [{ type: 3, name: 'q', description: 'q' }] };
    const told = {
      id: '1',
      version: '2',
      type: 1,
      options: [{ required: false, description: 'q', name: 'q', type: 3, description_localizations: null }],
      description: 'ask',
      nsfw: false,
      name: 'ask',
      default_member_permissions: null,
      dm_permission: true,
    };
    expect(commandHash(told)).toBe(commandHash(given));
    expect(commandHash({ ...told, description: 'other' })).not.toBe(commandHash(given));
    const contexts = { ...given, contexts: [1, 0] };
    expect(commandHash({ ...given, contexts: [0, 1] })).toBe(commandHash(contexts));
    expect(commandHash(contexts)).not.toBe(commandHash(given));
  });

  test('says when no more commands may be created today', async () => {
    discord.fail('POST /applications/:id/commands', { status: 429, retryAfter: 3_600 });
    const { code, err } = await run(['discord', 'register']);
    expect(code).toBe(1);
    expect(err).toContain('at most 200 are created in a day');
  });
});

test('the invite asks for the least: each permission with a reason', () => {
  const link = new URL(inviteLink('1100000000000000001'));
  expect(link.searchParams.get('scope')).toBe(`${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`);
  const asked = new PermissionsBitField(BigInt(link.searchParams.get('permissions') ?? '0')).toArray();
  expect(asked.sort()).toEqual(
    [
      'ViewChannel',
      'SendMessages',
      'SendMessagesInThreads',
      'CreatePublicThreads',
      'AttachFiles',
      'ReadMessageHistory',
    ].sort(),
  );
  expect(permissions.every(({ reason }) => reason !== '')).toBe(true);
});

test('the docs say what the bot asks for', () => {
  const page = readFileSync(new URL('../../docs/discord.md', import.meta.url), 'utf8');
  expect(page).toContain(discordNeeds());
});

describe('doctor', () => {
  test('says what is missing, then that all is well', async () => {
    const first = await run(['doctor']);
    expect(first.code).toBe(1);
    expect(first.out).toMatch(
      /ok {4} discord token\nok {4} discord message content: not granted, and not needed/,
    );
    expect(first.err).toContain('run npx stack-advisor discord register');
    expect(first.err).toContain('in no server yet; invite it: https://discord.com/oauth2/authorize');
    discord.places.addGuild('Team');
    discord.application.flags = 1 << 19;
    await run(['discord', 'register']);
    const second = await run(['doctor']);
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(second.out).toMatch(/discord message content: granted/);
    expect(second.out).toMatch(
      /ok {4} discord commands\nok {4} discord interactions\nok {4} discord servers: in Team/,
    );
  });

  test('says which setting does not fit the application', async () => {
    discord.places.addGuild('Team');
    discord.application.interactions_endpoint_url = 'https://elsewhere.example/';
    const gateway = await run(['doctor']);
    expect(gateway.out).toContain('Discord sends interactions to https://elsewhere.example/, and none');
    const http = await run(['doctor'], { DISCORD_PUBLIC_KEY: 'ab'.repeat(32) });
    expect(http.err).toContain('DISCORD_PUBLIC_KEY is not this application’s');
    expect(http.err).toContain('/discord/interactions');
    const other = await run(['doctor'], { DISCORD_APPLICATION_ID: '1100000000000000001' });
    expect(other.err).toContain(`that is ${discord.applicationId}`);
    const wrong = await run(['doctor', '--json'], { DISCORD_TOKEN: 'hunter2hunter2' });
    expect(wrong.err).toContain('DISCORD_TOKEN: Discord does not accept it');
    expect(wrong.out + wrong.err).not.toContain('hunter2');
    expect(JSON.parse(wrong.out).sound).toBe(false);
  });
});
