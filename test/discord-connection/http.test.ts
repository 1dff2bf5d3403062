import { createServer, type Server } from 'node:http';
import { InteractionResponseType, InteractionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createHttpInteractions,
  type HttpInteractions,
  interactionsPath,
} from '../../adapters/discord/http-interactions.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type Heard, heard, keptLog, until } from './house.ts';

let discord: DiscordServer;
let server: Server;
let way: HttpInteractions;
let all: Heard;
let url: string;
let lines: string[];

beforeEach(async () => {
  discord = await startDiscordServer();
  all = heard();
  const kept = keptLog();
  lines = kept.lines;
  way = createHttpInteractions({ publicKey: discord.publicKey, deliveries: all, log: kept.log });
  server = createServer(way.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}${interactionsPath}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await discord.stop();
});

function post(body: string, headers = discord.signed(body)) {
  return fetch(url, { method: 'POST', body, headers });
}

const ping = JSON.stringify({
  id: '1',
  application_id: '1',
  type: InteractionType.Ping,
  token: 't',
  version: 1,
});

describe('interactions over HTTP', () => {
  test('a ping is answered', async () => {
    const response = await post(ping);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ type: InteractionResponseType.Pong });
    expect(all.interactions).toEqual([]);
  });

  test('the response is the answer to the request', async () => {
    const guild = discord.places.addGuild('Team');
    const channel = discord.places.addChannel(guild.id, 'general');
    const ann = discord.places.addPerson('ann', guild.id);
    all.answer = async () => ({
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { content: 'hello' },
    });
    const type = InteractionType.ApplicationCommand;
    const asked = await discord.interactOverHttp(url, {
      by: ann,
      channel,
      type,
      data: { id: '12', name: 'ask' },
    });
    expect(asked.status).toBe(200);
    expect(asked.original?.data.content).toBe('hello');
    expect(all.interactions).toEqual([asked.delivered]);
  });

  test.each([
    ['none', {}],
    ['forged', { 'x-signature-ed25519': 'ab'.repeat(64) }],
    ['short', { 'x-signature-ed25519': 'ab' }],
    ['no hex', { 'x-signature-ed25519': 'zz'.repeat(64) }],
    ['another time', { 'x-signature-timestamp': `${Math.floor(Date.now() / 1_000) + 100}` }],
    ['no time', { 'x-signature-timestamp': 'now' }],
  ])('a signature that does not fit is refused: %s', async (what, change) => {
    const headers =
      what === 'none' ? { 'content-type': 'application/json' } : { ...discord.signed(ping), ...change };
    expect((await post(ping, headers)).status).toBe(401);
  });

  test('a body that is not the signed one is refused', async () => {
    expect((await post(ping.replace('"1"', '"2"'), discord.signed(ping))).status).toBe(401);
  });

  test.each([-301, 302])('a request signed %s seconds from now is refused', async (seconds) => {
    const timestamp = Math.floor(Date.now() / 1_000) + seconds;
    expect((await post(ping, discord.signed(ping, timestamp))).status).toBe(401);
  });

  test.each(['', 'no json', '[]', 'null', '"x"', '{"type":"1"}', '{}'])(
    'what is no interaction is refused: %s',
    async (body) => {
      expect((await post(body)).status).toBe(400);
    },
  );

  test('what is none of ours is refused', async () => {
    expect((await post(JSON.stringify({ type: 99 }))).status).toBe(400);
  });

  test('a body without an end and another method are refused', async () => {
    expect((await post('x'.repeat(1_100_000))).status).toBe(413);
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: 'PUT', body: ping })).status).toBe(405);
  });

  test('a fault is told in one line, and nothing of it to Discord', async () => {
    all.answer = async () => {
      throw new Error('the disk\nis full');
    };
    const body = JSON.stringify({ id: '1', type: InteractionType.ApplicationCommand, token: 'hunter2' });
    const response = await post(body);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(lines.filter((line) => line.includes('the disk is full'))).toHaveLength(1);
    expect(lines.join('')).not.toContain('hunter2');
  });

  test('a caller that hangs up ends nothing', async () => {
    const abort = new AbortController();
    const slow = fetch(url, {
      method: 'POST',
      headers: discord.signed(ping),
      body: new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{')) }),
      duplex: 'half',
      signal: abort.signal,
    }).catch(() => undefined);
    setTimeout(() => abort.abort(), 50);
    await slow;
    expect((await post(ping)).status).toBe(200);
  });

  test('a response that comes after Discord hung up goes another way', async () => {
    const first = { type: InteractionResponseType.DeferredMessageUpdate } as const;
    all.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return first;
    };
    const body = JSON.stringify({ id: '1', type: InteractionType.MessageComponent, token: 't' });
    const asked = fetch(url, {
      method: 'POST',
      body,
      headers: discord.signed(body),
      signal: AbortSignal.timeout(50),
    });
    await expect(asked).rejects.toThrow();
    await until('it is told', () => all.unheard.length > 0);
    expect(all.unheard).toEqual([first]);
    expect((await post(body)).status).toBe(200);
    expect(all.unheard).toHaveLength(1);
  });

  test('stopping waits for what was begun', async () => {
    let answered = false;
    const begun = Promise.withResolvers<void>();
    all.answer = async () => {
      begun.resolve();
      await new Promise((resolve) => setTimeout(resolve, 150));
      answered = true;
      return { type: InteractionResponseType.DeferredMessageUpdate };
    };
    const asked = post(JSON.stringify({ id: '1', type: InteractionType.MessageComponent, token: 't' }));
    await begun.promise;
    await way.stop(5_000);
    expect(answered).toBe(true);
    expect((await asked).status).toBe(200);
  });
});
