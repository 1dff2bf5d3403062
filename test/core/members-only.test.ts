import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '../../src/conversation/services.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import type { LocalChannel, LocalGuild, LocalMember } from '../support/discord-state.ts';
import {
  type DiscordWorld,
  original,
  somebody as personIn,
  startDiscordWorld,
  startStrictDiscord,
} from '../support/discord-world.ts';
import { type SlackPlatform, startSlackPlatform, type TestWorkspace } from '../support/slack-platform.ts';
import { overHttp, type Somebody, somebody, startWorld, type World } from '../support/slack-world.ts';

/** A record for members alone, made by another process on the same database. */
async function record(
  { decisions }: Services,
  workspace: string,
  channel: string,
  title: string,
): Promise<void> {
  const person = { id: 'op', name: 'op' };
  const act = { workspace, log: 'decisions', viewer: { kind: 'operator' }, person, source: 'test' } as const;
  await decisions.propose(act, { title, decision: 'We do.' }, { channel, visibility: 'members' });
}

describe('on Slack, a record for the members of a channel', () => {
  let platform: SlackPlatform;
  let world: World;
  let here: TestWorkspace;
  let ann: Somebody;
  let bob: Somebody;

  beforeAll(async () => {
    platform = await startSlackPlatform();
    world = await startWorld(platform);
    const [first] = platform.workspaces;
    if (first === undefined) throw new RangeError('no workspace');
    here = first;
    [ann, bob] = [somebody(platform, overHttp(world), 'ann'), somebody(platform, overHttp(world), 'bob')];
  });
  afterAll(async () => {
    await world?.stop();
    await platform?.stop();
  });

  const list = async (by: Somebody, channel?: string) =>
    JSON.stringify((await by.command('/adr list', channel))?.blocks);

  /** A private channel of Ann's with the bot in it. */
  async function privateChannel(name: string): Promise<string> {
    const asAnn = 'xoxp-of-tests-0';
    const made = await platform.api(0, 'conversations.create', { name, is_private: 'true' }, asAnn);
    const channel = typeof made.channel === 'object' && made.channel !== null && 'id' in made.channel;
    const id = channel ? String(Object(made.channel).id) : '';
    await platform.api(0, 'conversations.invite', { channel: id, users: here.botUser }, asAnn);
    return id;
  }

  test('is seen by them everywhere from the first moment, and by nobody else', async () => {
    const inner = await privateChannel('inner');
    expect(await list(ann)).not.toContain('Use NATS');
    await record(world.services, here.id, inner, 'Use NATS');
    expect(await list(ann)).toContain('Use NATS');
    expect(await list(bob)).not.toContain('Use NATS');
  });

  test('of a channel that is newer than what is remembered of theirs is seen too', async () => {
    expect(await list(ann)).not.toContain('Use Kafka');
    const newer = await privateChannel('newer');
    await record(world.services, here.id, newer, 'Use Kafka');
    expect(await list(ann)).toContain('Use Kafka');
    expect(await list(bob)).not.toContain('Use Kafka');
  });

  test('that was there before is seen by whoever acts in its channel, from then on', async () => {
    const joined = await privateChannel('joined');
    await record(world.services, here.id, joined, 'Use Redis');
    await list(bob);
    await platform.api(
      0,
      'conversations.invite',
      { channel: joined, users: here.people.bob },
      'xoxp-of-tests-0',
    );
    expect(await list(bob)).not.toContain('Use Redis');
    expect(await list(bob, joined)).toContain('Use Redis');
    expect(await list(bob)).toContain('Use Redis');
  });
});

describe('on Discord, a record for the members of a channel', () => {
  let server: DiscordServer;
  let world: DiscordWorld;
  let guild: LocalGuild;
  let general: LocalChannel;
  let people: Readonly<Record<'ann' | 'bob', LocalMember>>;
  let insiders: string;
  const viewChannel = `${1n << 10n}`;

  beforeAll(async () => {
    server = await startStrictDiscord();
    guild = server.places.addGuild('Team');
    general = server.places.addChannel(guild.id, 'general');
    insiders = server.places.addRole(guild.id, 'insiders');
    world = await startDiscordWorld(server);
    people = {
      ann: server.places.addPerson('ann', guild.id, [insiders]),
      bob: server.places.addPerson('bob', guild.id),
    };
  });
  afterAll(async () => {
    await world?.stop();
    await server?.stop();
  });

  const list = async (name: 'ann' | 'bob') =>
    JSON.stringify(await original(personIn(server, people[name], general).command('adr list')));

  test('is seen by them everywhere from the first moment, and by nobody else', async () => {
    const inner = server.places.addChannel(guild.id, 'inner', {
      overwrites: [
        { id: guild.id, type: 0, allow: '0', deny: viewChannel },
        { id: insiders, type: 0, allow: viewChannel, deny: '0' },
      ],
    });
    expect(await list('ann')).not.toContain('Use NATS');
    await record(world.services, guild.id, inner.id, 'Use NATS');
    expect(await list('ann')).toContain('Use NATS');
    expect(await list('bob')).not.toContain('Use NATS');
  });
});
