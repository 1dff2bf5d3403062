import { InteractionType } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Json, listOf, objectOf } from '../support/discord-calls.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import type { LocalChannel, LocalMember } from '../support/discord-state.ts';
import {
  buttonOf,
  type DiscordWorld,
  messageWith,
  startDiscordWorld,
  startStrictDiscord,
} from '../support/discord-world.ts';
import { until } from '../support/until.ts';

let server: DiscordServer;
let world: DiscordWorld;
let general: LocalChannel;
let ann: LocalMember;

beforeAll(async () => {
  server = await startStrictDiscord();
  const guild = server.places.addGuild('Team');
  general = server.places.addChannel(guild.id, 'general');
  ann = server.places.addPerson('ann', guild.id);
  world = await startDiscordWorld(server, { http: true });
});
afterAll(async () => {
  await world?.stop();
  await server?.stop();
  expect(server.problems).toEqual([]);
});

function interact(type: InteractionType, data: Json, message?: Json) {
  const given = { by: ann, channel: general, type, data };
  return server.interactOverHttp(world.address, message === undefined ? given : { ...given, message });
}

test('a question is answered in the HTTP response, and no gateway is opened', async () => {
  const options = [{ name: 'question', type: 3, value: 'what is the GIL' }];
  const asked = await interact(InteractionType.ApplicationCommand, {
    id: '1',
    name: 'ask',
    type: 1,
    options,
  });
  expect(asked.status).toBe(200);
  expect(JSON.stringify(asked.response)).toContain('GIL');
  expect(server.gateway.begun).toEqual([]);
});

test('a record is proposed and approved, and its card changes in the channel', async () => {
  const options = [{ name: 'propose', type: 1, options: [] }];
  const opened = await interact(InteractionType.ApplicationCommand, {
    id: '1',
    name: 'adr',
    type: 1,
    options,
  });
  const modal = objectOf(opened.response?.data);
  const components = listOf(modal.components).map((label, at) => {
    const { custom_id } = objectOf(objectOf(label).component);
    const filled: Readonly<Record<string, string>> = {
      'field:title': 'Use Go for tools',
      'field:decision': 'Because.',
    };
    const value = filled[String(custom_id)] ?? '';
    return { type: 18, id: at, component: { type: 4, id: at + 100, custom_id, value } };
  });
  const sent = await interact(InteractionType.ModalSubmit, { custom_id: modal.custom_id, components });
  expect(sent.response?.type).toBe(4);
  const card = await messageWith(server, general.id, 'Use Go for tools');
  const data = { component_type: 2, ...buttonOf(card, 'Approve') };
  const pressed = await interact(InteractionType.MessageComponent, data, card);
  expect(pressed.response).toEqual({ type: 6 });
  await until('accepted', () =>
    JSON.stringify(server.messagesIn(general.id)).includes('accepted') ? true : undefined,
  );
});

test('what is no interaction is refused, and nothing breaks', async () => {
  for (const body of [
    '{}',
    '[]',
    'null',
    '{"type":2}',
    '{"type":77,"id":"1","token":"t"}',
    '{"type":3,"id":[]}',
  ]) {
    const { status } = await fetch(world.address, { method: 'POST', body, headers: server.signed(body) });
    expect([200, 400]).toContain(status);
  }
  expect(world.logged.filter((line) => /"level":(?:50|60)/.test(line))).toEqual([]);
});
