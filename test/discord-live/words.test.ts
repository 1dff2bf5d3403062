import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDecisions } from '../../src/decisions/decisions.ts';
import type { DecisionRecord } from '../../src/decisions/record.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import type { LocalChannel, LocalGuild } from '../support/discord-state.ts';
import {
  type DiscordWorld,
  modalOf,
  type Somebody,
  somebody,
  startDiscordWorld,
  startStrictDiscord,
} from '../support/discord-world.ts';

let server: DiscordServer;
let world: DiscordWorld;
let guild: LocalGuild;
let general: LocalChannel;
let secret: LocalChannel;
let team: string;
let ann: Somebody;
let bob: Somebody;

beforeAll(async () => {
  server = await startStrictDiscord();
  guild = server.places.addGuild('Team');
  general = server.places.addChannel(guild.id, 'general');
  team = server.places.addRole(guild.id, 'platform');
  const overwrites = [{ id: guild.id, type: 0, allow: '0', deny: `${1n << 10n}` }];
  secret = server.places.addChannel(guild.id, 'secret', { overwrites });
  world = await startDiscordWorld(server);
  ann = somebody(server, server.places.addPerson('ann', guild.id), general);
  bob = somebody(server, server.places.addPerson('bob', guild.id), general);
});
afterAll(async () => {
  await world?.stop();
  await server?.stop();
});
afterEach(() => expect(server.problems).toEqual([]));

/** What a message mentions, as Discord sends it, and as a record keeps it. */
const told = () =>
  `because <@${bob.member.user.id}> of <@&${team}> wrote [the wiki](https://wiki.example/db) in <#${general.id}>, not <#${secret.id}>, on <t:1772355600:d>`;
const kept =
  'because @bob of @platform wrote [the wiki](https://wiki.example/db) in #general, not #some-channel, on 2026-03-01';

async function recordOf(title: string): Promise<DecisionRecord> {
  const decisions = createDecisions(world.database);
  for (let time = 0; time < 500; time++) {
    const all = await decisions.list({ workspace: guild.id, viewer: { kind: 'operator' } });
    const found = all.find((record) => record.title.includes(title));
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no record of ${title}`);
}

describe('nothing of what is told is lost', () => {
  test('in a mention', async () => {
    ann.say(`<@${server.bot.id}> record that we use Redis for sessions ${told()}`);
    expect((await recordOf('Redis')).decision).toBe(`We use Redis for sessions, ${kept}.`);
  });

  test('in a command', async () => {
    ann.command('adr propose', { decision: `we use Nomad ${told()}` });
    expect((await recordOf('Nomad')).decision).toContain(kept);
  });

  test('in a form', async () => {
    const modal = await modalOf(ann.command('adr propose'));
    ann.submit(modal, { title: 'Use Vault', decision: ` We use Vault ${told()} ` });
    expect((await recordOf('Vault')).decision).toContain(kept);
  });
});
