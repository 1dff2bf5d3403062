import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { ChannelType, InteractionType, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Json, textOf } from '../support/discord-calls.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import type { LocalChannel, LocalGuild } from '../support/discord-state.ts';
import {
  type DiscordWorld,
  labelsIn,
  messageWith,
  modalOf,
  moment,
  original,
  ours,
  type Somebody,
  somebody,
  startDiscordWorld,
  startStrictDiscord,
  walkToEnd,
} from '../support/discord-world.ts';
import { temporaryFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

let server: DiscordServer;
let world: DiscordWorld;
let guild: LocalGuild;
let general: LocalChannel;
let databaseUrl: string;
let ann: Somebody;
let bob: Somebody;
let platform: string;

beforeEach(async () => {
  databaseUrl = `sqlite:${join(temporaryFolder(), 'discord.db')}`;
  server = await startStrictDiscord({ messageContent: true });
  guild = server.places.addGuild('Team');
  general = server.places.addChannel(guild.id, 'general');
  platform = server.places.addRole(guild.id, 'platform');
  world = await startDiscordWorld(server, { databaseUrl });
  ann = somebody(server, server.places.addPerson('ann', guild.id), general);
  bob = somebody(server, server.places.addPerson('bob', guild.id, [platform]), general);
});
afterEach(async () => {
  await world?.stop();
  await server?.stop();
  expect(server.problems).toEqual([]);
  expect(world.logged.join('')).not.toContain(server.token);
});

const operator = { viewer: { kind: 'operator' }, person: { id: 'op', name: 'op' }, source: 'test' } as const;

function inGeneral(): readonly Json[] {
  return ours(server, general.id);
}

function shown(message: Json | undefined): string {
  return JSON.stringify(message?.components);
}

function isAlone(message: Json): boolean {
  return (Number(message.flags) & 64) !== 0;
}

async function propose(by: Somebody, title: string): Promise<Json> {
  const modal = await modalOf(by.command('adr propose'));
  by.submit(modal, { title, decision: 'Because we said so.' });
  return messageWith(server, general.id, title);
}

describe('what arrives again', () => {
  test('is answered once: a mention five times, out of order, and after a restart', async () => {
    const first = ann.say(`<@${server.bot.id}> fastapi vs django`);
    const second = bob.say(`<@${server.bot.id}> what is the GIL`);
    const again = () => {
      for (const id of [second, first])
        server.push('MESSAGE_CREATE', server.state.messages.get(id)?.data ?? {});
    };
    await messageWith(server, general.id, 'FastAPI');
    await messageWith(server, general.id, 'GIL');
    for (let time = 0; time < 4; time++) again();
    await moment();
    expect(inGeneral()).toHaveLength(2);
    await world.stop();
    world = await startDiscordWorld(server, { databaseUrl });
    again();
    await moment();
    expect(inGeneral()).toHaveLength(2);
  });

  test('is answered once: a command, whose answer stays', async () => {
    const asked = ann.command('ask', { question: 'what is the GIL' });
    for (let time = 0; time < 4; time++) server.push('INTERACTION_CREATE', asked.delivered);
    await original(asked, 'GIL');
    await moment();
    expect(shown(await original(asked))).toContain('GIL');
    expect(asked.followUps).toEqual([]);
    expect(inGeneral()).toEqual([]);
  });

  test('is done once: an approval, a proposal', async () => {
    await world.services.decisions.propose(
      { workspace: guild.id, log: 'decisions', ...operator },
      { title: 'Use Go' },
    );
    await world.services.decisions.setLog(
      { workspace: guild.id, log: 'decisions', ...operator },
      { quorum: 2 },
    );
    const modal = await modalOf(ann.command('adr propose'));
    const sent = ann.submit(modal, { title: 'Use NATS', decision: 'Because.' });
    for (let time = 0; time < 4; time++) server.push('INTERACTION_CREATE', sent.delivered);
    const card = await messageWith(server, general.id, 'Use NATS');
    const pressed = bob.press(card, 'Approve');
    for (let time = 0; time < 4; time++) server.push('INTERACTION_CREATE', pressed.delivered);
    await until('an approval', () => (shown(inGeneral().at(-1)).includes('bob') ? true : undefined));
    await moment();
    expect(inGeneral()).toHaveLength(1);
    const found = await world.services.decisions.search({ workspace: guild.id, ...operator }, 'nats');
    expect(found).toHaveLength(1);
    expect(found[0]?.record).toMatchObject({ status: 'proposed', approvals: [{ person: 'bob' }] });
  });

  test('what waited when it stopped is sent after the next start', async () => {
    server.fail('POST /channels/:id/messages', ...Array.from({ length: 2 }, () => ({ status: 500 })));
    ann.say(`<@${server.bot.id}> fastapi vs django`);
    await until('an attempt', () =>
      server.calls.find(({ route, status }) => route === 'POST /channels/:id/messages' && status === 500),
    );
    await world.stop();
    expect(inGeneral()).toEqual([]);
    world = await startDiscordWorld(server, { databaseUrl });
    await messageWith(server, general.id, 'FastAPI');
    expect(inGeneral()).toHaveLength(1);
  });

  test('what was taken when Discord was lost is not lost, nor doubled', async () => {
    ann.say(`<@${server.bot.id}> fastapi vs django`);
    server.gateway.drop();
    await messageWith(server, general.id, 'FastAPI');
    await moment();
    expect(inGeneral()).toHaveLength(1);
  });
});

describe('what the gateway brings once', () => {
  const kept = async () => {
    const rows = await world.database.db.selectFrom('inbox').select('key').execute();
    return rows.map(({ key }) => key).toSorted();
  };
  const away = () => Array.from({ length: 500 }, () => ({ status: 0, cut: true as const }));

  test('is stored though nothing can be asked of Discord', async () => {
    const own = server.places.addRole(guild.id, 'Stack Advisor');
    server.push('GUILD_ROLE_CREATE', {
      guild_id: guild.id,
      role: { id: own, name: 'Stack Advisor', tags: { bot_id: server.bot.id } },
    });
    for (const route of ['GET /guilds/:id', 'GET /guilds/:id/channels', 'GET /channels/:id'])
      server.fail(route, ...away());
    // Whether it is to be noticed has to be asked; what comes after it does not wait for that.
    const thread = server.places.addThread(general, 'Frameworks', ann.member.user.id);
    await world.services.channels.setNoticing(guild.id, general.id, true);
    bob.say('we go with RabbitMQ', thread);
    const ids = [
      ann.say(`<@${server.bot.id}> fastapi vs django`, thread),
      ann.say(`<@&${own}> what is the GIL`, thread),
      ann.say(`<@${server.bot.id}> what is the GIL`),
    ];
    const keys = ids.map((id) => `message:${id}`);
    await expect.poll(kept, { timeout: 8_000 }).toEqual(keys.toSorted());
    expect(inGeneral()).toEqual([]);
  });
});

describe('servers', () => {
  test('side by side see nothing of each other', async () => {
    const other = server.places.addGuild('Others');
    const lobby = server.places.addChannel(other.id, 'lobby');
    const dora = somebody(server, server.places.addPerson('dora', other.id), lobby);
    const card = await propose(ann, 'Use PostgreSQL for orders');
    expect(labelsIn(card)).toContain('Approve');
    expect(await dora.complete('adr show', { number: '' }, 'number')).toEqual([]);
    expect(shown(await original(dora.command('adr show', { number: '1' })))).not.toContain('PostgreSQL');
    expect(shown(await original(dora.command('adr list')))).not.toContain('PostgreSQL');
  });

  test('decide by a role where the log names one', async () => {
    const act = { workspace: guild.id, log: 'decisions', ...operator };
    await world.services.decisions.propose(act, { title: 'Use Go' });
    await world.services.decisions.setLog(act, { deciders: ['@platform'] });
    const card = await propose(ann, 'Use gRPC for services');
    const refused = ann.press(card, 'Approve');
    const told = await original(refused, '@');
    expect(isAlone(told)).toBe(true);
    // Whoever calls themselves as the role does not decide.
    const mallory = server.places.addPerson('@platform', guild.id);
    await original(somebody(server, mallory, general).press(card, 'Approve'), 'is decided by');
    bob.press(card, 'Approve');
    await until('accepted', () => (/accepted/i.test(shown(inGeneral().at(-1))) ? true : undefined));
  });

  test('that the bot was removed from are not written to', async () => {
    server.push('GUILD_DELETE', { id: guild.id });
    ann.say(`<@${server.bot.id}> fastapi vs django`);
    await moment();
    expect(inGeneral()).toEqual([]);
    server.push('GUILD_DELETE', { id: guild.id, unavailable: true });
    server.push('GUILD_CREATE', server.places.welcome(guild));
    bob.say(`<@${server.bot.id}> what is the GIL`);
    await messageWith(server, general.id, 'GIL');
  });

  test('where the bot is not installed are told so', async () => {
    const asked = server.interact({
      by: ann.member,
      channel: general,
      type: InteractionType.ApplicationCommand,
      data: { id: '1', name: 'ask', type: 1, options: [{ name: 'question', type: 3, value: 'GIL?' }] },
      more: { authorizing_integration_owners: { '1': ann.member.user.id } },
    });
    expect(isAlone(await original(asked, 'not in this server'))).toBe(true);
  });

  test('where only the commands are installed are told so, with the link that lets the bot in', async () => {
    const other = server.places.addGuild('Others');
    const lobby = server.places.addChannel(other.id, 'lobby');
    const dora = somebody(server, server.places.addPerson('dora', other.id), lobby);
    const message = dora.say('we go with RabbitMQ');
    server.state.guilds.delete(other.id);
    const asked = [
      dora.command('ask', { question: 'what is the GIL' }),
      dora.command('adr list'),
      dora.command('adr propose'),
      dora.command('advise', { brief: 'help us choose a database' }),
      dora.recordMessage(message),
    ];
    for (const one of asked) {
      const told = await original(one, 'not in this server');
      expect(isAlone(told)).toBe(true);
      expect(shown(told)).toContain(`guild_id=${other.id}`);
    }
    expect(world.logged.join('')).not.toContain('was not handled');
  });
});

describe('a private channel', () => {
  test('keeps its records: whoever sees it finds them elsewhere too, but only alone', async () => {
    const insiders = server.places.addRole(guild.id, 'insiders');
    const view = `${PermissionFlagsBits.ViewChannel}`;
    const secret = server.places.addChannel(guild.id, 'secret', {
      overwrites: [
        { id: guild.id, type: 0, allow: '0', deny: view },
        { id: insiders, type: 0, allow: view, deny: '0' },
      ],
    });
    const cy = somebody(server, server.places.addPerson('cy', guild.id, [insiders]), general);
    await original(cy.command('adr propose', { decision: 'we use Vault for secrets' }, secret));
    await messageWith(server, secret.id, 'Vault');
    const own = await original(cy.command('adr show', { number: '1' }), 'Vault');
    expect(isAlone(own)).toBe(true);
    expect(await cy.complete('adr show', { number: '1' }, 'number')).toHaveLength(1);
    cy.press(own, 'Approve');
    await until('accepted', () => (/accepted/i.test(shown(ours(server, secret.id)[0])) ? true : undefined));
    expect(shown(await original(bob.command('adr show', { number: '1' })))).not.toContain('Vault');
    expect(await bob.complete('adr show', { number: '' }, 'number')).toEqual([]);
    cy.say(`<@${server.bot.id}> what did we decide about vault?`);
    await moment();
    expect(JSON.stringify(inGeneral())).not.toContain('Use Vault');
  });

  test('is what a private thread is too', async () => {
    const thread = server.places.addChannel(guild.id, 'plans', { type: ChannelType.PrivateThread });
    await original(ann.command('adr propose', { decision: 'we use Vault for secrets' }, thread));
    await messageWith(server, thread.id, 'Vault');
    expect(shown(await original(bob.command('adr show', { number: '1' })))).not.toContain('Vault');
  });
});

describe('where words are sent along', () => {
  test('whoever spoke with the advisor in a thread goes on there without a mention', async () => {
    const thread = server.places.addThread(general, 'Frameworks', ann.member.user.id);
    ann.say(`<@${server.bot.id}> fastapi vs django`, thread);
    await messageWith(server, thread.id, 'FastAPI');
    bob.say('what is the GIL', thread);
    ann.say('and flask?', thread);
    await messageWith(server, thread.id, 'Flask');
    expect(ours(server, thread.id)).toHaveLength(2);
  });

  test('decisions are noticed where a channel turned that on, and recorded at a press', async () => {
    const told = await original(ann.command('adr notice', { state: 'on' }));
    expect(shown(told)).not.toContain('Message Content');
    bob.say('OK, decided: we go with RabbitMQ for the job queue because we know it.');
    const offer = await messageWith(server, general.id, 'Shall I record');
    const rows = await world.database.db.selectFrom('inbox').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('RabbitMQ');
    ann.press(offer, 'Record it');
    await until('the card', () => inGeneral().find((message) => labelsIn(message).includes('Approve')));
  });

  test('a message of a bot, a webhook or Discord itself is none of ours', async () => {
    const data = {
      channel_id: general.id,
      guild_id: guild.id,
      content: `<@${server.bot.id}> fastapi vs django`,
      mentions: [{ id: server.bot.id, username: 'stack-advisor' }],
      author: { id: '123456789012345678', username: 'robot' },
    };
    server.push('MESSAGE_CREATE', { ...data, id: '1', author: { ...data.author, bot: true } });
    server.push('MESSAGE_CREATE', { ...data, id: '2', webhook_id: '5' });
    server.push('MESSAGE_CREATE', { ...data, id: '3', type: 7 });
    server.push('MESSAGE_CREATE', { id: 4, content: [] });
    await moment();
    expect(inGeneral()).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test('an unknown button, form or command says so to the person alone', async () => {
    const message = { id: '1', flags: 0, components: [] };
    for (const [type, data] of [
      [InteractionType.MessageComponent, { component_type: 2, custom_id: 'of-an-older-version' }],
      [InteractionType.MessageComponent, { component_type: 99, custom_id: 7 }],
      [InteractionType.ModalSubmit, { custom_id: 'whatever', components: [] }],
      [InteractionType.ApplicationCommand, { id: '1', name: 'gone', type: 1 }],
    ] as const) {
      const given = { by: ann.member, channel: general, type, data };
      const made = server.interact(type === InteractionType.MessageComponent ? { ...given, message } : given);
      expect(isAlone(await original(made))).toBe(true);
    }
    expect(inGeneral()).toEqual([]);
  });

  test('a card that somebody deleted is posted anew', async () => {
    const card = await propose(ann, 'Use Go for tools');
    server.remove(textOf(card.id));
    bob.command('adr accept', { number: '1' });
    const anew = await until('a new card', () => inGeneral().find(({ id }) => id !== card.id));
    expect(shown(anew)).toContain('accepted');
  });

  test('where the bot may not post, the person is told, and what was asked is done', async () => {
    const modal = await modalOf(ann.command('adr propose'));
    const data = server.interact({
      by: ann.member,
      channel: general,
      type: InteractionType.ModalSubmit,
      data: {
        custom_id: modal.custom_id,
        components: [
          { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'field:title', value: 'Use Go' } },
          { type: 18, id: 3, component: { type: 4, id: 4, custom_id: 'field:decision', value: 'Because.' } },
        ],
      },
      more: { app_permissions: '0' },
    });
    const told = await original(data, 'may not post');
    expect(shown(told)).toContain('Use Go');
    expect(inGeneral()).toEqual([]);
  });

  test('a card that somebody deleted elsewhere stays away', async () => {
    const random = server.places.addChannel(guild.id, 'random');
    await propose(ann, 'Use Go for tools');
    bob.command('adr show', { number: '1' }, random);
    const act = { workspace: guild.id, log: 'decisions', ...operator };
    await world.services.decisions.setLog(act, { quorum: 3 });
    bob.command('adr accept', { number: '1' }, random);
    const there = await messageWith(server, random.id, 'Use Go for tools');
    server.remove(textOf(there.id));
    const [card] = inGeneral();
    if (card === undefined) throw new RangeError('no card');
    ann.press(card, 'Approve');
    await until('both', () => (/ann.*bob|bob.*ann/.test(shown(inGeneral()[0])) ? true : undefined));
    await moment();
    expect(ours(server, random.id)).toEqual([]);
    expect(world.logged.join('')).not.toContain('given up');
  });

  test('a first response that failed once is there all the same', async () => {
    server.fail('POST /interactions/:id/:token/callback', { status: 500 });
    const told = await original(ann.command('adr notice', { state: 'on' }));
    expect(shown(told)).toContain('notic');
    server.fail('POST /interactions/:id/:token/callback', { status: 400, code: 50_035 });
    expect(shown(await original(ann.command('ask', { question: 'what is the GIL' })))).toContain('GIL');
  });

  test('a first response that came too late goes directly, and the server is where to go on', async () => {
    const late = { status: 404, code: 10_062 };
    const direct = server.places.directChannel(ann.member.user.id)?.id ?? '';
    server.fail('POST /interactions/:id/:token/callback', late);
    ann.command('ask', { question: 'what is the GIL' });
    const answer = await messageWith(server, direct, 'GIL');
    expect(labelsIn(answer)).toEqual([]);
    expect(shown(answer)).toContain(`https://discord.com/channels/${guild.id}/${general.id}`);
    server.fail('POST /interactions/:id/:token/callback', late);
    ann.command('adr notice', { state: 'on' });
    await messageWith(server, direct, 'notic');
    await propose(bob, 'Use Go for tools');
    server.fail('POST /interactions/:id/:token/callback', late);
    ann.command('adr show', { number: '1' });
    expect(labelsIn(await messageWith(server, direct, 'Use Go for tools'))).toEqual([]);
  });

  test('what cannot be stored at first is stored later', async () => {
    const sqlite = new Sqlite(databaseUrl.replace('sqlite:', ''));
    sqlite.exec("create trigger full before insert on inbox begin select raise(abort, 'full'); end");
    ann.say(`<@${server.bot.id}> fastapi vs django`);
    bob.say(`<@${server.bot.id}> what is the GIL`);
    await until('trouble', () => (world.logged.join('').includes('taken later') ? true : undefined));
    sqlite.exec('drop trigger full');
    sqlite.close();
    await messageWith(server, general.id, 'GIL');
    expect(shown(inGeneral()[0])).toContain('FastAPI');
    expect(inGeneral()).toHaveLength(2);
  });

  test('a token that ended is answered directly', async () => {
    const message = await walkToEnd(ann);
    const ended = { status: 404, code: 10_015 };
    server.fail('POST /webhooks/:id/:token', ...Array.from({ length: 9 }, () => ended));
    ann.press(message, 'Chart');
    const direct = server.places.directChannel(ann.member.user.id);
    await until('a direct message', () => ours(server, direct?.id ?? '')[0], 12_000);
  });

  test('what takes too long is deferred, and answered when it is there', async () => {
    server.fail('GET /guilds/:id', { status: 200, delay: 2_900 });
    const asked = ann.command('adr list');
    expect(await until('a first response', () => asked.response)).toEqual({ type: 5, data: { flags: 64 } });
    await original(asked, 'Nothing is recorded');
  });

  test('a form that comes too late waits behind a button', async () => {
    server.fail('GET /guilds/:id', { status: 200, delay: 2_000 });
    const asked = ann.command('adr propose');
    const message = await original(asked, 'Open the form');
    expect(asked.response).toEqual({ type: 5, data: { flags: 64 } });
    const modal = await modalOf(ann.press(message, 'Open the form'));
    ann.submit(modal, { title: 'Use Go for tools', decision: 'Because.' }, { message });
    await messageWith(server, general.id, 'Use Go for tools');
  });

  test('a reminder comes to the channel of its record, once', async () => {
    await propose(ann, 'Use Redis for the cache');
    bob.command('adr accept', { number: '1' });
    await until('accepted', () => (/accepted/i.test(shown(inGeneral()[0])) ? true : undefined));
    await world.database.db.updateTable('records').set({ review_by: '2026-01-01' }).execute();
    await world.stop();
    const before = inGeneral().length;
    world = await startDiscordWorld(server, { databaseUrl });
    const told = await messageWith(server, general.id, 'due for review');
    expect(labelsIn(told)).toContain('Open');
    expect(inGeneral()).toHaveLength(before + 1);
  });
});
