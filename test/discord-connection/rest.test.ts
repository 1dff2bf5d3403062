import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adviceFor, DiscordCallError, failureOf, failureOfCode } from '../../adapters/discord/errors.ts';
import { createDiscordRest, type DiscordRest } from '../../adapters/discord/rest.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import type { LocalChannel } from '../support/discord-state.ts';
import { restOf } from './house.ts';

let discord: DiscordServer;
let rest: DiscordRest;
let channel: LocalChannel;
beforeEach(async () => {
  discord = await startDiscordServer();
  channel = discord.places.addChannel(discord.places.addGuild('Team').id, 'general');
  rest = restOf(discord);
});
afterEach(() => discord.stop());

const route = 'POST /channels/:id/messages';
const say = () => rest.createMessage(channel.id, { content: 'hello' });
const failed = async (work: Promise<unknown>) => failureOf(await work.catch((error: unknown) => error));

describe('calls of the API', () => {
  test('a wait that Discord announces is kept: a short one sat out, a long one told', async () => {
    const used = { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '0' };
    discord.fail(route, { status: 200, headers: { ...used, 'x-ratelimit-reset-after': '0.3' } });
    await say();
    const before = Date.now();
    discord.fail(route, { status: 200, headers: { ...used, 'x-ratelimit-reset-after': '30' } });
    await say();
    expect(Date.now() - before).toBeGreaterThanOrEqual(300);
    const failure = await failed(say());
    expect(failure).toMatchObject({ kind: 'wait', seconds: expect.closeTo(30, 0) });
    expect(discord.calls).toHaveLength(2);
  });

  test('a wait for everything is told of everything', async () => {
    discord.fail(route, { status: 429, retryAfter: 40, headers: { 'x-ratelimit-global': 'true' } });
    expect(await failed(say())).toMatchObject({ kind: 'wait' });
    expect(await failed(rest.getChannel(channel.id))).toMatchObject({ kind: 'wait' });
    expect(discord.calls).toHaveLength(1);
  });

  test('a token that is refused once is used again', async () => {
    discord.fail(route, { status: 401 });
    expect(await failed(say())).toEqual({ kind: 'revoked', code: '401', wait: 15 });
    expect(await say()).toMatchObject({ channel_id: channel.id });
  });

  test('what failed holds no secrets', async () => {
    const error = await rest.editOriginal('aW50ZXJhY3Rpb24secret', {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DiscordCallError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/secret|Bot |http:/);
    const wrong = createDiscordRest({ token: 'hunter2hunter2', applicationId: '1', apiUrl: discord.apiUrl });
    const refused = await wrong.getApplication().catch((caught: unknown) => caught);
    expect(inspect(refused, { depth: 9, showHidden: true })).not.toContain('hunter2');
  });

  test('an answer that is not what it should be is a fault of its own', async () => {
    discord.application.id = 5;
    expect(await failed(rest.getApplication())).toEqual({ kind: 'fault', code: 'ZodError' });
  });
});

describe('what failures mean', () => {
  test.each([
    ['10062', 'ended'],
    ['10015', 'ended'],
    ['50027', 'ended'],
    ['10008', 'gone'],
    ['50083', 'gone'],
    ['10003', 'closed'],
    ['50001', 'closed'],
    ['50013', 'closed'],
    ['50007', 'closed'],
    ['50035', 'invalid'],
    ['130000', 'again'],
    ['40060', 'other'],
  ])('%s', (code, kind) => {
    const failure = failureOfCode(code);
    expect(failure).toEqual({ kind, code });
    expect(adviceFor(failure)).toMatch(/^(I |That |Discord )/);
  });
});
