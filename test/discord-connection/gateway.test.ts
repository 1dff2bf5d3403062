import {
  type APIInteractionResponse,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Injected } from '../support/discord-answers.ts';
import { objectOf } from '../support/discord-calls.ts';
import { until } from './house.ts';
import { useGateway } from './world.ts';

const at = useGateway();

describe('the connection to the gateway', () => {
  test('identifies, beats and brings what is said', async () => {
    const { say } = await at.world({ heartbeatEvery: 60 });
    say('one');
    await until('the message', () => at.said().length === 1);
    await until('heartbeats', () => at.discord.gateway.heartbeats > 3);
    expect(at.discord.gateway.begun).toHaveLength(1);
    expect(at.gateway?.hasContent()).toBe(false);
  });

  test('resumes after a dropped socket without loss or doubling', async () => {
    const { say } = await at.world();
    const words = Array.from({ length: 40 }, (_, index) => `word ${index}`);
    for (const [index, word] of words.entries()) {
      say(word);
      if (index % 10 === 5) at.discord.gateway.drop();
      if (index % 10 === 8) await until('resumed', () => at.discord.gateway.connected > 0);
    }
    await until('all of them', () => at.said().length >= words.length);
    expect(at.said()).toEqual(words);
    expect(at.discord.gateway.begun.filter(({ kind }) => kind === 'identify')).toHaveLength(1);
  });

  test('answers an interaction with what it is given', async () => {
    const { ann, channel } = await at.world();
    const data = { content: 'hello', flags: MessageFlags.Ephemeral };
    at.all.answer = async () => ({ type: InteractionResponseType.ChannelMessageWithSource, data });
    const asked = at.discord.interact({
      by: ann,
      channel,
      type: InteractionType.ApplicationCommand,
      data: { id: '1234', name: 'ask', type: 1 },
    });
    await until('the answer', () => asked.original);
    expect(asked.response).toMatchObject({ data });
    expect(asked.original?.data.content).toBe('hello');
  });
});

describe('trouble', () => {
  test('a network that is away for a while is survived', async () => {
    const { say } = await at.world();
    at.discord.away(true);
    await until('the fault', () => at.gateway?.fault());
    say('while away');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    at.discord.away(false);
    await at.ready();
    say('after');
    await until('both', () => at.said().length === 2);
    expect(at.said()).toEqual(['while away', 'after']);
  });

  test('a Discord that cannot be reached at the start is waited for', async () => {
    await at.world({}, false);
    at.discord.fail('GET /applications/@me', { status: 503 });
    at.discord.fail('GET /gateway/bot', { status: 503 }, { status: 0, cut: true });
    at.discord.gateway.refuseUpgrades(502);
    await at.ready();
  });

  test('sockets that are cut at every moment end nothing', async () => {
    const { say } = await at.world({ heartbeatEvery: 50 });
    for (let round = 0; round < 12; round++) {
      if (round % 4 === 1) at.discord.gateway.refuseUpgrades(503, 502);
      at.discord.gateway.drop();
      await new Promise((resolve) => setTimeout(resolve, (round * 137) % 600));
      if (round % 5 === 2) at.discord.gateway.invalidate(round % 2 === 0);
    }
    await until('connected', () => at.discord.gateway.connected > 0, 15_000);
    await at.ready();
    say('after all');
    await until('the message', () => at.said().includes('after all'));
  });

  test('a connection that no longer answers is replaced', async () => {
    const { say } = await at.world({ heartbeatEvery: 80 });
    at.discord.gateway.deaf = true;
    await until('the fault', () => at.gateway?.fault());
    at.discord.gateway.deaf = false;
    at.discord.gateway.drop();
    await at.ready();
    say('again');
    await until('the message', () => at.said().includes('again'));
  });

  test('what cannot be done is told in one line, and the rest goes on in order', async () => {
    const { say } = await at.world();
    at.all.work = async (_name, data) => {
      if (String(objectOf(data).content).endsWith(' 2')) throw new Error('no room\nfor that');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    };
    for (const word of ['1', '2', '3', '4', '5']) say(word);
    await until('the rest', () => at.said().length === 4);
    expect(at.said()).toEqual(['1', '3', '4', '5']);
    expect(at.lines.filter((line) => line.includes('a delivery was not taken'))).toHaveLength(1);
  });

  test('what could not be taken at first is taken later, in its order', async () => {
    const { say } = await at.world();
    let failures = 0;
    at.all.work = async (_name, data) => {
      if (String(objectOf(data).content).endsWith(' 2') && failures++ < 2) throw new Error('locked');
    };
    for (const word of ['1', '2', '3']) say(word);
    await until('all', () => at.said().length === 3);
    expect(at.said()).toEqual(['1', '2', '3']);
    expect(at.lines.filter((line) => line.includes('a delivery is taken later'))).toHaveLength(1);
    expect(at.lines.join('')).not.toContain('a delivery was not taken');
  });

  test.each([
    'null',
    '"x"',
    '{"op":0}',
    '{"op":0,"s":5,"t":"MESSAGE_CREATE","d":null}',
    '{"op":99}',
    'no json',
  ])('what no gateway sends ends nothing: %s', async (text) => {
    const { say } = await at.world();
    at.discord.gateway.raw(text);
    await new Promise((resolve) => setTimeout(resolve, 100));
    say('after');
    await until('the message', () => at.said().includes('after'));
  });
});

describe('a first response', () => {
  const callback = 'POST /interactions/:id/:token/callback';
  const text = (content: string) => ({ type: ComponentType.TextDisplay as const, content });
  const hello: APIInteractionResponse = {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: {
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.Container as const, components: [text('hello')] }],
    },
  };

  async function asked(...faults: readonly Injected[]) {
    const { ann, channel } = await at.world();
    at.all.answer = async () => hello;
    at.discord.fail(callback, ...faults);
    const data = { id: '1234', name: 'ask', type: 1 };
    return at.discord.interact({ by: ann, channel, type: InteractionType.ApplicationCommand, data });
  }
  const attempts = () => at.discord.calls.filter(({ route }) => route === callback).length;

  test.each([{ status: 500 }, { status: 0, cut: true as const }, { status: 429, retryAfter: 0.1 }])(
    'that fails once is given once more: %j',
    async (fault) => {
      const interaction = await asked(fault);
      await until('the answer', () => interaction.original);
      expect(interaction.response).toEqual(hello);
      expect(at.all.unheard).toEqual([]);
    },
  );

  test('of which the answer was lost is there', async () => {
    const interaction = await asked({ status: 500, done: true });
    await until('the second attempt', () => attempts() === 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(interaction.response).toEqual(hello);
    expect(at.all.unheard).toEqual([]);
  });

  test('that Discord does not take is given in words', async () => {
    const interaction = await asked({ status: 400, code: 50035 });
    await until('the answer', () => interaction.original);
    expect(interaction.response).toMatchObject({ type: hello.type, data: { components: [text('hello')] } });
    expect(at.all.unheard).toEqual([]);
  });

  test.each([
    [{ status: 404, code: 10062 }, 1],
    [{ status: 400, code: 40060 }, 1],
    [{ status: 400, code: 50035 }, 2],
    [{ status: 500 }, 3],
    [{ status: 429, retryAfter: 30 }, 1],
  ])('that stays refused goes another way, and the log says so: %j', async (fault, tries) => {
    const interaction = await asked(fault, fault, fault, fault);
    await until('it is told', () => at.all.unheard.length > 0);
    expect(at.all.unheard).toEqual([hello]);
    expect(attempts()).toBe(tries);
    expect(at.lines.join('')).toContain('a first response was not taken');
    expect(at.lines.join('')).not.toContain(interaction.token);
  });
});

describe('stopping', () => {
  test('finishes what was begun and takes nothing new', async () => {
    const { say } = await at.world();
    let begun = 0;
    at.all.work = async (name) => {
      if (name !== 'MESSAGE_CREATE') return;
      begun += 1;
      await new Promise((resolve) => setTimeout(resolve, 200));
    };
    say('begun');
    await until('begun', () => begun === 1);
    await at.gateway?.stop(10_000);
    expect(at.said()).toEqual(['begun']);
    say('too late');
    expect(begun).toBe(1);
    expect(at.discord.gateway.connected).toBe(0);
  });

  test.each([0, 3, 5, 8, 12, 20, 60])(
    'in the middle of connecting, after %s ms, it stays stopped',
    async (after) => {
      await at.world({}, false);
      if (after === 20) at.discord.gateway.deaf = true;
      await new Promise((resolve) => setTimeout(resolve, after));
      await at.gateway?.stop(10_000);
      await new Promise((resolve) => setTimeout(resolve, 900));
      expect(at.discord.gateway.connected).toBe(0);
    },
  );
});
