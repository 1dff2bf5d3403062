import { randomUUID } from 'node:crypto';
import { ComponentType, InteractionResponseType, InteractionType, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatMetrics } from '../../adapters/core/chat-metrics.ts';
import type { OutgoingMessage, Target, TargetOf } from '../../adapters/core/outgoing.ts';
import { createPostedMessages, type PostedMessages } from '../../adapters/core/posted-messages.ts';
import { createSender } from '../../adapters/core/sender.ts';
import { reportUndelivered } from '../../adapters/core/undelivered-messages.ts';
import { createBotIdentity } from '../../adapters/discord/bot-identity.ts';
import { createDirectory } from '../../adapters/discord/directory.ts';
import { createDriver } from '../../adapters/discord/driver.ts';
import type { DiscordMessage } from '../../adapters/discord/message.ts';
import type { OutgoingPayload } from '../../adapters/discord/outgoing.ts';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import type { DrawChart } from '../../adapters/web/chart-pictures.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import type { FailedMessage, Message, Outgoing, Sent } from '../../src/queue/message.ts';
import { objectOf, textOf } from '../support/discord-calls.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import type { LocalChannel, LocalGuild, LocalMember } from '../support/discord-state.ts';
import { messageProblems } from '../support/discord-validator.ts';
import { keptLog, restOf } from './house.ts';

let discord: DiscordServer;
let database: Database;
let posted: PostedMessages;
let send: (message: Outgoing<OutgoingPayload>) => Promise<Sent>;
let failed: (message: FailedMessage<OutgoingPayload>) => Promise<unknown>;
let guild: LocalGuild;
let channel: LocalChannel;
let ann: LocalMember;
let lines: string[];
let draw: DrawChart;

beforeEach(async () => {
  discord = await startDiscordServer();
  guild = discord.places.addGuild('Team');
  channel = discord.places.addChannel(guild.id, 'general');
  ann = discord.places.addPerson('ann', guild.id);
  database = await openDatabase('sqlite::memory:');
  posted = createPostedMessages(database, 'discord');
  const kept = keptLog();
  lines = kept.lines;
  draw = async () => ({ contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) });
  const drawChart: DrawChart = (chart, options) => draw(chart, options);
  const rest = restOf(discord);
  const driver = createDriver({
    ...{ rest, posted, drawChart, log: kept.log },
    directory: createDirectory(rest, database),
    identity: createBotIdentity('1'),
    hasContent: () => true,
    inviteTo: () => '',
  });
  const metrics = createChatMetrics(createMetrics(), 'discord');
  const sender = createSender({ driver, posted, metrics, log: kept.log });
  send = (message) => sender(message, async () => {});
  // What is put is sent: as the outbox does.
  failed = async (message) => {
    const put: Message<OutgoingPayload>[] = [];
    const outbox = {
      async put(one: Message<OutgoingPayload>) {
        put.push(one);
        return 'new' as const;
      },
    };
    await reportUndelivered({ driver, outbox, log: kept.log }, message);
    return Promise.all(put.map((one) => send({ ...message, ...one, token: randomUUID() })));
  };
});
afterEach(async () => {
  await database.close();
  await discord.stop();
  // Nothing that goes out can ping anybody.
  for (const { route, body } of discord.calls.filter(
    (call) => call.method !== 'GET' && /(messages|token|original)(\/:id)?$/.test(call.route),
  ))
    expect({ route, mentions: objectOf(body).allowed_mentions }).toEqual({
      route,
      mentions: { parse: [], replied_user: false },
    });
});

const words = (content: string) => ({ type: ComponentType.TextDisplay as const, content });
const bare = { flags: MessageFlags.IsComponentsV2, allowed_mentions: { parse: [] } };
const chart = { kind: 'bars', title: 'Scores', bars: [{ label: 'Go', value: 1 }] };

type OutgoingOne = OutgoingMessage<DiscordMessage>;
type More = Partial<Pick<OutgoingOne, 'user' | 'note' | 'discussion'> & DiscordMessage>;

function messageTo(to: Target, more: More = {}): OutgoingOne {
  const { components = [words('hello')], pictures = [], ...rest } = more;
  const plain = { note: null, discussion: '', user: ann.user.id, ...rest };
  return { kind: 'message', to, body: { components, pictures }, ...plain };
}

function outgoing(message: OutgoingOne, more: Partial<Outgoing<OutgoingOne>> = {}): Outgoing<OutgoingOne> {
  const place = {
    platform: 'discord',
    workspace: guild.id,
    channel: channel.id,
    dedupe: 'one',
    token: randomUUID(),
  };
  return {
    ...place,
    attempt: 1,
    uncertain: false,
    putAt: new Date().toISOString(),
    payload: message,
    ...more,
  };
}

function inChannel(more: More = {}, postIn = '') {
  return outgoing(messageTo({ kind: 'channel', channel: channel.id, postIn }, more));
}

/** Texts of a channel, in order. */
function textsIn(id: string): string[] {
  return discord
    .messagesIn(id)
    .map(({ components }) => /"content":"([^"]*)"/.exec(JSON.stringify(components))?.[1] ?? '');
}

function asked(response: object = { type: InteractionResponseType.DeferredChannelMessageWithSource }) {
  const data = { id: '1234', name: 'ask', type: 1 };
  const interaction = discord.interact({ by: ann, channel, type: InteractionType.ApplicationCommand, data });
  return { interaction, begun: restOf(discord).respond(interaction.id, interaction.token, Object(response)) };
}

function through(token: string, more: Partial<TargetOf<'answer'>> = {}): Target {
  const until = new Date(Date.now() + 60_000).toISOString();
  return {
    kind: 'answer',
    token,
    until,
    as: 'original',
    ephemeral: false,
    channel: channel.id,
    postIn: '',
    ...more,
  };
}

describe('in a channel', () => {
  test('a message replies to the one that it answers', async () => {
    const id = discord.say({ by: ann, channel, text: 'hi' });
    expect(await send(inChannel({}, id))).toBe('sent');
    const [, sent] = discord.messagesIn(channel.id);
    expect(sent).toMatchObject({
      flags: MessageFlags.IsComponentsV2,
      message_reference: { message_id: id, fail_if_not_exists: false },
    });
  });

  test('where it may not read what was said it writes without replying', async () => {
    discord.fail('POST /channels/:id/messages', { status: 400, code: 160002 });
    expect(await send(inChannel({}, '12345678901234567'))).toBe('sent');
    expect(discord.messagesIn(channel.id)[0]?.message_reference).toBeUndefined();
  });

  test('an answer that was lost is not doubled', async () => {
    discord.fail('POST /channels/:id/messages', { status: 0, cut: true, done: true });
    const message = inChannel();
    expect(await send(message)).toEqual({ away: 'no connection' });
    expect(await send({ ...message, attempt: 2, uncertain: true })).toBe('sent');
    expect(discord.messagesIn(channel.id)).toHaveLength(1);
    expect(await send(inChannel())).toBe('sent');
    expect(discord.messagesIn(channel.id)).toHaveLength(2);
  });

  test('an answer that was lost long ago is not doubled, though its nonce is forgotten', async () => {
    const minute = 60_000;
    const at = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();
    const message = { ...inChannel({ note: { thread: 'here', live: null } }), putAt: at(11) };
    discord.fail('POST /channels/:id/messages', { status: 0, cut: true, done: true });
    expect(await send(message)).toEqual({ away: 'no connection' });
    for (const { data } of discord.state.messages.values()) data.timestamp = at(10);
    expect(await send({ ...message, attempt: 2, uncertain: true })).toBe('sent');
    const [sent, ...others] = discord.messagesIn(channel.id);
    expect(others).toEqual([]);
    const place = { channel: channel.id, message: textOf(sent?.id) };
    expect(await posted.threadOf(guild.id, place)).toBe('here');
    // Where it may not look, it rather says it twice than not at all.
    discord.fail('GET /channels/:id/messages', { status: 403, code: 50001 });
    expect(await send({ ...message, attempt: 2, uncertain: true })).toBe('sent');
    expect(discord.messagesIn(channel.id)).toHaveLength(2);
  });

  test('a chart goes along with its description, and later without', async () => {
    const picture = { file: 'chart-0.png', chart: Object(chart), alt: 'Go: 1' };
    const gallery = {
      type: ComponentType.MediaGallery as const,
      items: [{ media: { url: 'attachment://chart-0.png' } }],
    };
    const pictured = { components: [gallery], pictures: [picture], note: { thread: '', live: 'team:1' } };
    expect(await send(inChannel(pictured))).toBe('sent');
    const sent = discord.calls.at(-1);
    expect(sent?.files).toMatchObject([{ key: 'files[0]', name: 'chart-0.png', type: 'image/png' }]);
    expect(objectOf(sent?.body).attachments).toEqual([
      { id: '0', filename: 'chart-0.png', description: 'Go: 1' },
    ]);
    expect(await send(inChannel({ note: { thread: '', live: 'team:1' } }))).toBe('sent');
    expect(discord.messagesIn(channel.id)).toMatchObject([{ attachments: [] }]);
    draw = async () => {
      throw new Error('no font');
    };
    expect(await send(inChannel({ ...pictured, note: null }))).toBe('sent');
    expect(textsIn(channel.id)[1]).toContain('Go');
  });

  test('a message that lives is changed in its place, and posted anew where it was deleted', async () => {
    const note = { thread: '', live: 'record:decisions:7' };
    await send(inChannel({ note }));
    await send(inChannel({ note, components: [words('two')] }));
    expect(textsIn(channel.id)).toEqual(['two']);
    discord.remove(textOf(discord.messagesIn(channel.id)[0]?.id));
    expect(await send(inChannel({ note, components: [words('three')] }))).toBe('sent');
    await send(inChannel({ note, components: [words('four')] }));
    expect(textsIn(channel.id)).toEqual(['four']);
  });

  test('one that was deleted elsewhere stays away, and so does one whose channel is gone', async () => {
    const note = { thread: '', live: 'record:decisions:7' };
    const at = async () => {
      await send(inChannel({ note }));
      const [there] = await posted.live(guild.id, 'record:decisions:7');
      return there?.message ?? '';
    };
    const update = (message: string, user = '') =>
      send(outgoing(messageTo({ kind: 'update', channel: channel.id, message }, { note, user })));
    const first = await at();
    discord.remove(first);
    expect(await update(first)).toBe('sent');
    expect(discord.messagesIn(channel.id)).toEqual([]);
    expect(await posted.live(guild.id, 'record:decisions:7')).toEqual([]);
    const second = await at();
    discord.fail('PATCH /channels/:id/messages/:id', { status: 400, code: 50083 });
    expect(await update(second)).toBe('sent');
    expect(await posted.live(guild.id, 'record:decisions:7')).toHaveLength(1);
    discord.remove(second);
    expect(await update(second, ann.user.id)).toBe('sent');
    const [third] = await posted.live(guild.id, 'record:decisions:7');
    expect(textsIn(channel.id)).toEqual(['hello']);
    discord.state.channels.delete(channel.id);
    expect(await update(third?.message ?? '')).toBe('sent');
    expect(await posted.live(guild.id, 'record:decisions:7')).toEqual([]);
    expect(lines.join('')).not.toContain('given up');
  });

  test('a thread for its discussion is begun once', async () => {
    const more = { note: { thread: '', live: 'record:decisions:7' }, discussion: 'ADR-7' };
    await send(inChannel(more));
    await send(inChannel(more));
    const threads = [...discord.state.channels.values()].filter(({ parent }) => parent === channel.id);
    expect(threads).toMatchObject([{ id: discord.messagesIn(channel.id)[0]?.id, name: 'ADR-7' }]);
    expect(discord.calls.filter(({ route }) => route.endsWith('/threads'))).toHaveLength(1);
  });

  test.each([{ status: 403, code: 50013 }, { status: 500 }, { status: 429, retryAfter: 60 }])(
    'a thread that cannot be begun is no reason to post twice: %j',
    async (fault) => {
      discord.fail('POST /channels/:id/messages/:id/threads', fault);
      const more = { note: { thread: '', live: 'record:decisions:7' }, discussion: 'ADR-7' };
      if ((await send(inChannel(more))) !== 'sent')
        await send({ ...inChannel(more), attempt: 2, uncertain: true });
      expect(discord.messagesIn(channel.id)).toHaveLength(1);
      expect(discord.state.channels.has(textOf(discord.messagesIn(channel.id)[0]?.id))).toBe(
        fault.status !== 403,
      );
    },
  );

  test('what Discord does not take goes without pictures, then in words', async () => {
    const invalid = { status: 400, code: 50035 };
    discord.fail('POST /channels/:id/messages', invalid);
    expect(await send(inChannel())).toBe('sent');
    expect(textsIn(channel.id)).toEqual(['hello']);
    discord.fail('POST /channels/:id/messages', invalid, invalid);
    expect(await send(inChannel())).toEqual({ failed: '50035' });
  });
});

describe('what Discord answers', () => {
  test.each([
    [{ status: 429, retryAfter: 12 }, { retryAfter: expect.closeTo(12, 0) }],
    [{ status: 401 }, { retryAfter: 15 }],
    [{ status: 403, code: 50013 }, { failed: '50013' }],
    [{ status: 403, code: 50001 }, { failed: '50001' }],
    [{ status: 404, code: 10003 }, { failed: '10003' }],
    [{ status: 400, code: 40000 }, { failed: '40000' }],
  ])('%j is understood', async (fault, sent) => {
    discord.fail('POST /channels/:id/messages', fault);
    expect(await send(inChannel())).toEqual(sent);
    // It goes on as before.
    if (fault.status === 401) expect(await send(inChannel())).toBe('sent');
  });

  test('a short wait is sat out', async () => {
    discord.fail('POST /channels/:id/messages', { status: 429, retryAfter: 0.2 });
    expect(await send(inChannel())).toBe('sent');
  });

  test.each([{ status: 500 }, { status: 502 }, { status: 0, cut: true as const }])(
    '%j is tried again',
    async (fault) => {
      discord.fail('POST /channels/:id/messages', fault);
      expect(await send(inChannel())).toEqual({ away: expect.stringMatching(/http 50|no connection/) });
    },
  );
});

describe('through an interaction', () => {
  test('a deferred response is filled in, and more follows', async () => {
    const { interaction, begun } = asked();
    await begun;
    const more = { note: { thread: '', live: 'team:1' } };
    expect(await send(outgoing(messageTo(through(interaction.token), more)))).toBe('sent');
    expect(JSON.stringify(interaction.original?.data.components)).toContain('hello');
    const follow = through(interaction.token, { as: 'followup', ephemeral: true });
    expect(await send(outgoing(messageTo(follow)))).toBe('sent');
    expect(interaction.followUps).toMatchObject([{ ephemeral: true }]);
    // What everybody sees goes on in its place.
    await send(inChannel({ ...more, components: [words('changed')] }));
    expect(textsIn(channel.id)).toEqual(['changed']);
  });

  test.each(['time', 'token', 'webhook'])(
    'where it ended by its %s, everybody is told in the channel',
    async (how) => {
      const { interaction, begun } = asked();
      await begun;
      if (how === 'token') discord.expire(interaction);
      if (how === 'webhook')
        discord.fail('PATCH /webhooks/:id/:token/messages/@original', { status: 404, code: 10015 });
      const to = through(interaction.token, how === 'time' ? { until: new Date(0).toISOString() } : {});
      const before = discord.messagesIn(channel.id).length;
      expect(await send(outgoing(messageTo(to)))).toBe('sent');
      expect(discord.messagesIn(channel.id)).toHaveLength(before + 1);
      expect(lines.join('')).not.toContain(interaction.token);
    },
  );

  test('where it ended, what one person may see goes to them alone', async () => {
    const { interaction, begun } = asked();
    await begun;
    discord.expire(interaction);
    const before = discord.messagesIn(channel.id).length;
    expect(await send(outgoing(messageTo(through(interaction.token, { ephemeral: true }))))).toBe('sent');
    expect(discord.messagesIn(channel.id)).toHaveLength(before);
    const direct = discord.places.directChannel(ann.user.id);
    expect(textsIn(direct?.id ?? '')).toEqual(['hello']);
  });

  test('what goes directly instead has nothing to press, and says where to go on', async () => {
    const row = {
      type: ComponentType.ActionRow as const,
      components: [
        { type: ComponentType.Button as const, style: 2 as const, label: 'Approve', custom_id: 'approve:1' },
      ],
    };
    const [button] = row.components;
    if (button === undefined) throw new Error('no button');
    const section = {
      type: ComponentType.Section as const,
      components: [words('one')],
      accessory: button,
    };
    const container = { type: ComponentType.Container as const, components: [section, row, words('two')] };
    const alone = { type: ComponentType.Container as const, components: [row] };
    const ended = through('gone', { ephemeral: true, until: new Date(0).toISOString() });
    const note = { thread: '', live: 'record:decisions:1' };
    await send(outgoing(messageTo(ended, { components: [container, alone, row], note })));
    const direct = discord.places.directChannel(ann.user.id)?.id ?? '';
    const goOn = words(`Go on in the server: <https://discord.com/channels/${guild.id}/${channel.id}>`);
    expect(discord.messagesIn(direct)[0]?.components).toEqual([
      { ...container, id: expect.any(Number), components: [words('one'), words('two')] },
      goOn,
    ]);
    expect(await posted.live(guild.id, 'record:decisions:1')).toEqual([]);
    // Full as it may be, there is room for that.
    const full = Array.from({ length: 40 }, () => words('x'.repeat(99)));
    await send(outgoing(messageTo(ended, { components: full }), { dedupe: 'two' }));
    const told = discord.messagesIn(direct)[1]?.components;
    expect(told).toMatchObject([{ type: ComponentType.TextDisplay }, goOn]);
    // In direct messages it is the same workspace.
    await send(outgoing(messageTo(ended, { components: [row] }), { workspace: `dm:${ann.user.id}` }));
    expect(discord.messagesIn(direct)[2]?.components).toMatchObject([row]);
    // Takes a while: a connection that is kept would not outlast it.
    expect(messageProblems({ ...bare, components: told })).toEqual([]);
  });

  test('a first response that was dismissed is followed by another', async () => {
    const { interaction, begun } = asked();
    await begun;
    discord.remove(interaction.original?.id ?? '');
    discord.fail('PATCH /webhooks/:id/:token/messages/@original', { status: 404, code: 10008 });
    expect(await send(outgoing(messageTo(through(interaction.token))))).toBe('sent');
    expect(interaction.followUps).toHaveLength(1);
  });
});

describe('what was given up', () => {
  test('is told to the person directly, with what can be done, in one line of the log', async () => {
    channel.access = 'read only';
    const message = inChannel();
    expect(await send(message)).toEqual({ failed: '50013' });
    expect(await failed({ ...message, reason: '50013' })).toEqual(['sent']);
    const direct = discord.places.directChannel(ann.user.id);
    expect(textsIn(direct?.id ?? '')[0]).toMatch(/I may not post in that channel.*reference `one`/);
    expect(lines.filter((line) => line.includes('a message was given up'))).toHaveLength(1);
  });

  test('somebody who refuses direct messages is not told, and nothing breaks', async () => {
    ann.user.refuses = true;
    await failed({ ...inChannel(), reason: '10003' });
    await failed({ ...inChannel(), payload: undefined, reason: 'x' });
    expect(await send(outgoing(messageTo({ kind: 'direct', channel: '' })))).toEqual({
      failed: '50007',
    });
  });
});
