import { MessageType } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Json, textOf } from '../support/discord-calls.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import { type LocalChannel, type LocalGuild, snowflake } from '../support/discord-state.ts';
import {
  buttonOf,
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
import { until } from '../support/until.ts';

let server: DiscordServer;
let world: DiscordWorld;
let guild: LocalGuild;
/** A channel in which nothing was said yet. */
let room: LocalChannel;
let count = 0;

async function start(messageContent: boolean): Promise<void> {
  server = await startStrictDiscord({ messageContent });
  guild = server.places.addGuild('Team');
  world = await startDiscordWorld(server);
}

async function stop(): Promise<void> {
  await world?.stop();
  await server?.stop();
}

function newRoom(name = `room-${++count}`): LocalChannel {
  room = server.places.addChannel(guild.id, name);
  server.push('CHANNEL_CREATE', { id: room.id, guild_id: guild.id, type: room.type });
  return room;
}

function person(name: string): Somebody {
  return somebody(server, server.places.addPerson(name, guild.id), room);
}

function shown(message: Json | undefined): string {
  return JSON.stringify(message?.components);
}

function inRoom(): readonly Json[] {
  return ours(server, room.id);
}

async function propose(by: Somebody, title: string): Promise<Json> {
  const modal = await modalOf(by.command('adr propose', {}, room));
  by.submit(modal, { title, decision: 'Because we said so.' }, { at: room });
  return messageWith(server, room.id, title);
}

const operator = { viewer: { kind: 'operator' }, person: { id: 'op', name: 'op' }, source: 'test' } as const;

afterEach(() => {
  expect(server.problems).toEqual([]);
  expect(world.logged.filter((line) => /"level":(?:50|60)/.test(line))).toEqual([]);
});

describe('without the words of all messages', () => {
  beforeAll(() => start(false), 60_000);
  afterAll(stop);

  /** An answer that somebody showed to the room. */
  async function sharedBy(by: Somebody, question: string): Promise<{ answer: Json; posted: Json }> {
    const answer = await original(by.command('ask', { question }, room));
    by.press(answer, 'Share in channel', room);
    return { answer, posted: await messageWith(server, room.id, `asked: ${question}`) };
  }

  test('what is shared says who asked what, once, and its button goes', async () => {
    newRoom();
    const ann = person('ann');
    const asked = ann.command('ask', { question: 'fastapi vs *django*' }, room);
    const answer = await original(asked);
    // As it is drawn on another device, where the button is there still.
    const before = structuredClone(answer);
    const pressed = ann.press(answer, 'Share in channel', room);
    const posted = await until('what was shared', () => inRoom()[0]);
    expect(shown(posted)).toContain('ann asked: fastapi vs \\\\*django\\\\*');
    expect((await until('a response', () => pressed.response)).type).toBe(7);
    const left = await original(pressed, 'FastAPI');
    expect(labelsIn(left)).not.toContain('Share in channel');
    expect(labelsIn(left).length).toBe(labelsIn(before).length - 1);
    const again = ann.press(before, 'Share in channel', room);
    expect(await until('a response', () => again.response)).toEqual({ type: 6 });
    await moment();
    expect(inRoom()).toHaveLength(1);
  });

  test('a reply goes on with the conversation of what it answers, whoever else spoke in the channel', async () => {
    newRoom();
    const [ann, cy] = [person('ann'), person('cy')];
    const { posted } = await sharedBy(ann, 'fastapi vs django');
    cy.say(`<@${server.bot.id}> what is the GIL`, room);
    await messageWith(server, room.id, 'GIL');
    const first = cy.say('and flask?', room, textOf(posted.id));
    const more = await messageWith(server, room.id, 'Flask');
    expect(more.message_reference).toMatchObject({ message_id: first });
    expect(shown(more)).toContain('FastAPI');
    // And so does a reply to that one.
    await moment();
    ann.say('and express?', room, textOf(more.id));
    const last = await messageWith(server, room.id, 'Express');
    expect(shown(last)).toContain('Django');
  });

  test("a reply to a team's walk is about the walk", async () => {
    newRoom();
    const [ann, bob] = [person('ann'), person('bob')];
    ann.command('advise', { team: true, brief: 'help us choose a database' }, room);
    // What comes late is deferred first: the walk is there when its question is.
    const walk = await until('the walk', () =>
      inRoom().find((message) => shown(message).includes('Database')),
    );
    // Nobody answers a question in the moment in which it appears.
    await moment();
    const before = shown(walk);
    bob.say('skip', room, textOf(walk.id));
    await until('the next question', () => (shown(inRoom()[0]) === before ? undefined : true));
    await moment();
    expect(inRoom()).toHaveLength(1);
  });

  test("a walk of one's own can be shown, without anything to press", async () => {
    newRoom();
    const ann = person('ann');
    const end = await walkToEnd(ann);
    const winner = /### Database: (\w+)/.exec(shown(end))?.[1] ?? 'none';
    const before = structuredClone(end);
    ann.press(end, 'Share in channel', room);
    const posted = await messageWith(server, room.id, winner);
    expect(shown(posted)).toContain("ann's walk");
    expect(labelsIn(posted)).toEqual([]);
    ann.press(before, 'Share in channel', room);
    await moment();
    expect(inRoom()).toHaveLength(1);
    // What it comes to another time is another thing to show.
    let again = await original(ann.press(before, 'Change the last answer', room), 'Skip');
    for (let step = 0; step < 9 && !labelsIn(again).includes('Record it'); step++)
      again = await original(ann.press(again, 'Skip', room));
    ann.press(again, 'Share in channel', room);
    await until('the other', () => (inRoom().length === 2 ? true : undefined));
  });

  test('what is left of an answer that was shared is never shown, though the response is lost', async () => {
    newRoom();
    const ann = person('ann');
    const answer = await original(ann.command('ask', { question: 'what is the GIL' }, room));
    server.fail('POST /interactions/:id/:token/callback', { status: 404, code: 10_062 });
    ann.press(answer, 'Share in channel', room);
    await messageWith(server, room.id, 'asked: what is the GIL');
    await moment();
    expect(inRoom()).toHaveLength(1);
  });

  test('where we may not post, sharing says so, and can be tried again', async () => {
    newRoom();
    const ann = person('ann');
    const answer = await original(ann.command('ask', { question: 'what is the GIL' }, room));
    const { custom_id } = buttonOf(answer, 'Share in channel');
    const data = { component_type: 2, custom_id };
    const given = { by: ann.member, channel: room, type: 3, data, message: answer } as const;
    const refused = server.interact({ ...given, more: { app_permissions: '0' } });
    expect(shown(await original(refused, 'may not post'))).toContain('Only you see this');
    expect(inRoom()).toEqual([]);
    ann.press(answer, 'Share in channel', room);
    await messageWith(server, room.id, 'GIL');
  });

  test('who keeps their words from us is told so once, and not below a card', async () => {
    newRoom();
    const [ann, bob] = [person('ann'), person('bob')];
    const card = await propose(ann, `Use Go in ${room.name}`);
    const { posted } = await sharedBy(ann, 'what is the GIL');
    const silent = ({ member: { user } }: Somebody, answered: Json) =>
      server.push('MESSAGE_CREATE', {
        id: snowflake(),
        type: MessageType.Reply,
        channel_id: room.id,
        guild_id: guild.id,
        content: '',
        mentions: [],
        author: { id: user.id, username: user.username },
        referenced_message: answered,
      });
    const told = () => inRoom().filter((one) => shown(one).includes('only what mentions me')).length;
    silent(bob, card);
    await moment();
    expect(told()).toBe(0);
    for (let time = 0; time < 3; time++) silent(bob, posted);
    await until('the hint', () => (told() > 0 ? true : undefined));
    await moment();
    expect(told()).toBe(1);
    silent(ann, posted);
    await until('one for somebody else', () => (told() === 2 ? true : undefined));
  });

  test('a message that is longer than the form says in it that it was cut', async () => {
    newRoom();
    const ann = person('ann');
    const said = ann.say(`We decided to use Memcached. ${'It is fast. '.repeat(320)}END`, room);
    const modal = JSON.stringify(await modalOf(ann.recordMessage(said, room)));
    expect(modal).toContain('(Cut here: ');
    expect(modal).not.toContain('END');
    const short = ann.say('We decided to use Memcached because it is fast.', room);
    expect(JSON.stringify(await modalOf(ann.recordMessage(short, room)))).not.toContain('(Cut here: ');
  });

  test('an old record is completed by its number', async () => {
    newRoom();
    const other = server.places.addGuild('Archive');
    const hall = server.places.addChannel(other.id, 'hall');
    const dora = somebody(server, server.places.addPerson('dora', other.id), hall);
    const act = { workspace: other.id, log: 'decisions', ...operator };
    for (let number = 1; number <= 520; number++)
      await world.services.decisions.propose(act, { title: `Decision ${number}` });
    const found = await dora.complete('adr show', { number: '3' }, 'number');
    expect(found[0]).toMatchObject({ value: '3' });
    expect(found).toContainEqual(expect.objectContaining({ value: '399' }));
    expect(new Set(found.map(({ value }) => value)).size).toBe(found.length);
  });

  test('where there are several logs a record is completed with its log, and found by that', async () => {
    newRoom();
    const other = server.places.addGuild('Two logs');
    const hall = server.places.addChannel(other.id, 'hall');
    const dora = somebody(server, server.places.addPerson('dora', other.id), hall);
    const { decisions } = world.services;
    const act = { workspace: other.id, ...operator };
    await decisions.propose({ ...act, log: 'decisions' }, { title: 'Use Go' });
    expect(await dora.complete('adr show', { number: '1' }, 'number')).toEqual([
      { name: '1: Use Go (proposed)', value: '1' },
    ]);
    await decisions.createLog({ ...act, log: 'platform' });
    await decisions.propose({ ...act, log: 'platform' }, { title: 'Use Kafka for events' });
    const found = await dora.complete('adr show', { number: '1' }, 'number');
    expect(found).toContainEqual({ name: 'decisions-1: Use Go (proposed)', value: 'decisions-1' });
    const kafka = { name: 'platform-1: Use Kafka for events (proposed)', value: 'platform-1' };
    expect(found).toContainEqual(kafka);
    for (const typed of ['platform-1', 'platform/1', 'PLATFORM 1', 'platform', 'platform-'])
      expect(await dora.complete('adr show', { number: typed }, 'number')).toEqual([kafka]);
    expect(await dora.complete('adr show', { number: 'kafka' }, 'number')).toEqual([kafka]);
    expect(shown(await original(dora.command('adr show', { number: kafka.value })))).toContain('Kafka');
  });
});

describe('with the words of all messages', () => {
  beforeAll(() => start(true), 60_000);
  afterAll(stop);

  const mention = () => `<@${server.bot.id}>`;

  test("in somebody else's thread only what mentions us is ours", async () => {
    newRoom();
    const [ann, bob] = [person('ann'), person('bob')];
    const thread = server.places.addThread(room, 'The box is down', bob.member.user.id);
    bob.say('the box is down again', thread);
    ann.say(`${mention()} what is the GIL`, thread);
    await messageWith(server, thread.id, 'GIL');
    ann.say('bob, did you restart the box?', thread);
    ann.say('what is fastapi', thread);
    await moment();
    expect(ours(server, thread.id)).toHaveLength(1);
  });

  test('in a thread of their own somebody goes on, but for what is said to others', async () => {
    newRoom();
    const [ann, bob] = [person('ann'), person('bob')];
    const thread = server.places.addThread(room, 'Frameworks', ann.member.user.id);
    ann.say(`${mention()} fastapi vs django`, thread);
    await messageWith(server, thread.id, 'FastAPI');
    const before = bob.say('I like both', thread);
    ann.say(`<@${bob.member.user.id}> can you look at the graphs`, thread);
    ann.say('what did you like about prometheus?', thread, before);
    ann.say('and flask?', thread);
    await messageWith(server, thread.id, 'Flask');
    await moment();
    expect(ours(server, thread.id)).toHaveLength(2);
  });

  test('a thread of their own that was not begun with us stays theirs', async () => {
    newRoom();
    const ann = person('ann');
    const thread = server.places.addThread(room, 'Plans', ann.member.user.id);
    ann.say('let us see what we need', thread);
    ann.say(`${mention()} what is the GIL`, thread);
    await messageWith(server, thread.id, 'GIL');
    ann.say('what is fastapi', thread);
    await moment();
    expect(ours(server, thread.id)).toHaveLength(1);
  });

  /** A thread that somebody begins at a message: it has the message's id. */
  function threadAt(message: string, owner: Somebody): LocalChannel {
    const thread = { ...server.places.addThread(room, 'About it', owner.member.user.id), id: message };
    server.state.channels.set(message, thread);
    return thread;
  }

  test('a thread begun at a message to us goes on with who wrote that, and with others once they mention us', async () => {
    newRoom();
    const [ann, bob] = [person('ann'), person('bob')];
    const said = ann.say(`${mention()} fastapi vs django`, room);
    await messageWith(server, room.id, 'FastAPI');
    const thread = threadAt(said, bob);
    bob.say('what is the GIL', thread);
    ann.say('what is flask', thread);
    await messageWith(server, thread.id, 'Flask');
    expect(ours(server, thread.id)).toHaveLength(1);
    bob.say(`${mention()} what is the GIL`, thread);
    await messageWith(server, thread.id, 'GIL');
    bob.say('what is express', thread);
    await messageWith(server, thread.id, 'Express');
  });

  test('a thread begun at an answer of ours goes on with who mentions us there', async () => {
    newRoom();
    const [ann, bob] = [person('ann'), person('bob')];
    ann.say(`${mention()} fastapi vs django`, room);
    const answer = await messageWith(server, room.id, 'FastAPI');
    const thread = threadAt(textOf(answer.id), bob);
    bob.say(`${mention()} what is the GIL`, thread);
    await messageWith(server, thread.id, 'GIL');
    bob.say('what is express', thread);
    await messageWith(server, thread.id, 'Express');
  });

  test('in the discussion of a record, whoever began it, only what mentions us is ours', async () => {
    newRoom();
    const ann = person('ann');
    const card = await propose(ann, `Use Go in ${room.name}`);
    const begun = await until('its thread', () => server.state.channels.get(textOf(card.id)));
    for (const thread of [begun, threadAt(textOf(card.id), ann)]) {
      const before = ours(server, thread.id).length;
      ann.say(`${mention()} what is the GIL`, thread);
      await until('an answer', () => ours(server, thread.id)[before]);
      ann.say('what is fastapi', thread);
      await moment();
      expect(ours(server, thread.id)).toHaveLength(before + 1);
    }
  });

  test('words to others in a thread of ours are no answer to what a person deleted', async () => {
    newRoom();
    const ann = person('ann');
    const thread = server.places.addThread(room, 'Frameworks', ann.member.user.id);
    ann.say(`${mention()} fastapi vs django`, thread);
    await messageWith(server, thread.id, 'FastAPI');
    const { user } = ann.member;
    server.push('MESSAGE_CREATE', {
      id: snowflake(),
      type: MessageType.Reply,
      channel_id: thread.id,
      channel_type: thread.type,
      guild_id: guild.id,
      content: 'what is flask',
      mentions: [],
      author: { id: user.id, username: user.username },
      message_reference: { message_id: snowflake(), channel_id: thread.id },
      referenced_message: null,
    });
    await moment();
    expect(ours(server, thread.id)).toHaveLength(1);
  });
});
