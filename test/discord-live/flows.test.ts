import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Json, textOf } from '../support/discord-calls.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import type { LocalChannel, LocalGuild } from '../support/discord-state.ts';
import {
  buttonOf,
  componentsIn,
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
let general: LocalChannel;
let secret: LocalChannel;
let ann: Somebody;
let bob: Somebody;
let cy: Somebody;

beforeAll(async () => {
  server = await startStrictDiscord();
  guild = server.places.addGuild('Team');
  general = server.places.addChannel(guild.id, 'general');
  const insiders = server.places.addRole(guild.id, 'insiders');
  const viewChannel = `${1n << 10n}`;
  secret = server.places.addChannel(guild.id, 'secret', {
    overwrites: [
      { id: guild.id, type: 0, allow: '0', deny: viewChannel },
      { id: insiders, type: 0, allow: viewChannel, deny: '0' },
    ],
  });
  world = await startDiscordWorld(server);
  ann = somebody(server, server.places.addPerson('ann', guild.id, [insiders]), general);
  bob = somebody(server, server.places.addPerson('bob', guild.id), general);
  cy = somebody(server, server.places.addPerson('cy', guild.id), general);
});
afterAll(async () => {
  await world?.stop();
  await server?.stop();
});
afterEach(() => {
  // Every body of every test is one that Discord takes.
  expect(server.problems).toEqual([]);
  expect(world.logged.filter((line) => /"level":(?:50|60)/.test(line))).toEqual([]);
  expect(world.logged.join('')).not.toContain(server.token);
});

const operator = { viewer: { kind: 'operator' }, person: { id: 'op', name: 'op' }, source: 'test' } as const;

function shown(message: Json): string {
  return JSON.stringify(message.components);
}

/** Proposes with a form that opens as the first response. */
async function propose(by: Somebody, title: string): Promise<Json> {
  const modal = await modalOf(by.command('adr propose'));
  by.submit(modal, { title, decision: 'Because we said so.' });
  return messageWith(server, general.id, title);
}

describe('asking', () => {
  test('/ask is answered in the first response for the asker alone, who may share it', async () => {
    const asked = ann.command('ask', { question: 'what is the GIL' });
    const answer = await original(asked, 'GIL');
    expect(asked.response?.type).toBe(4);
    expect(answer.flags).toBe(32_768 + 64);
    expect(ours(server, general.id)).toEqual([]);
    ann.press(answer, 'Share in channel');
    const shared = await messageWith(server, general.id, 'GIL');
    expect(labelsIn(shared)).not.toContain('Share in channel');
  });

  test('a long question is shared too', async () => {
    const question = `what is the GIL, ${'and why does it matter to a team like ours '.repeat(5)}?`;
    const answer = await original(bob.command('ask', { question }));
    const before = ours(server, general.id).length;
    bob.press(answer, 'Share in channel');
    await until('the answer', () => ours(server, general.id)[before]);
  });

  test('a mention is answered by a reply, and a reply to what was shared goes on with that', async () => {
    const answer = await original(ann.command('ask', { question: 'fastapi vs django' }), 'FastAPI');
    ann.press(answer, 'Share in channel');
    const shared = await messageWith(server, general.id, 'FastAPI');
    const said = ann.say(`<@${server.bot.id}> what is redis`);
    const mentioned = await messageWith(server, general.id, 'Redis');
    expect(mentioned.message_reference).toMatchObject({ message_id: said });
    await moment();
    const next = ann.say('and flask?', general, textOf(shared.id));
    const more = await messageWith(server, general.id, 'Flask');
    expect(more.message_reference).toMatchObject({ message_id: next });
    expect(shown(more)).toContain('FastAPI');
  });

  test('what others say is not heard, and nothing of it is kept', async () => {
    const before = ours(server, general.id).length;
    bob.say('We decided to use Kafka for the pipeline because of replay.');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ours(server, general.id)).toHaveLength(before);
    const rows = await world.database.db.selectFrom('inbox').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('Kafka');
  });

  test('a reply that keeps its words from us is told so', async () => {
    const answer = ours(server, general.id).at(-1);
    const { user } = ann.member;
    server.push('MESSAGE_CREATE', {
      id: '1457536551830421524',
      type: 19,
      channel_id: general.id,
      guild_id: guild.id,
      content: '',
      mentions: [],
      author: { id: user.id, username: user.username },
      referenced_message: answer,
    });
    await messageWith(server, general.id, 'I can read only what mentions me');
  });

  test('direct messages are answered without a mention, and commands there for all to come', async () => {
    const direct = server.places.directChannel(bob.member.user.id);
    if (direct === undefined) throw new RangeError('no direct channel');
    bob.say('fastapi vs django', direct);
    await messageWith(server, direct.id, 'FastAPI');
    bob.say('and flask?', direct);
    await messageWith(server, direct.id, 'Flask');
    const asked = bob.command('ask', { question: 'what is the GIL' }, direct);
    expect((await original(asked, 'GIL')).flags).toBe(32_768);
  });

  test('in a thread the answer stands in the thread', async () => {
    const thread = server.places.addThread(general, 'Frameworks', ann.member.user.id);
    ann.say(`<@${server.bot.id}> fastapi vs django`, thread);
    await messageWith(server, thread.id, 'FastAPI');
  });
});

describe('a walk', () => {
  test('alone goes on in the message that the person alone sees, to a recommendation', async () => {
    const before = ours(server, general.id).length;
    const message = await walkToEnd(ann);
    expect(labelsIn(message)).toContain('Record it');
    const pressed = ann.press(message, 'Chart');
    const chart = await until('a picture', () => pressed.followUps[0]);
    expect(chart.ephemeral).toBe(true);
    expect(JSON.stringify(chart.data.attachments)).toContain('description');
    expect(ours(server, general.id)).toHaveLength(before);
  });

  test('of a team is one message for three people, who vote in it', async () => {
    const before = ours(server, general.id).length;
    const begun = ann.command('advise', { team: true, brief: 'help us choose a database' });
    await original(begun, 'in the channel');
    const message = await until('the walk', () => ours(server, general.id)[before]);
    await moment();
    const now = () => ours(server, general.id).find(({ id }) => id === message.id) ?? {};
    const vote = (by: Somebody) =>
      componentsIn(message.components).some(({ type }) => type === 3)
        ? by.pick(message)
        : by.press(message, labelsIn(message)[0] ?? '');
    for (const one of [ann, bob, cy])
      expect((await until('taken', () => vote(one).response ?? {})).type ?? 6).toBe(6);
    await until('three votes in it', () =>
      ['ann', 'bob', 'cy'].every((name) => shown(now()).includes(name)) ? true : undefined,
    );
    expect(ours(server, general.id)).toHaveLength(before + 1);
    bob.press(now(), 'Recommend now');
    await until('the recommendation', () => (labelsIn(now()).includes('Record it') ? true : undefined));
    cy.press(now(), 'Record it');
    await until('a card', () =>
      labelsIn(ours(server, general.id).at(-1) ?? {}).includes('Approve') ? true : undefined,
    );
  });
});

describe('records', () => {
  test('are proposed in a form, and discussed in a thread of the card', async () => {
    const card = await propose(ann, 'Use PostgreSQL for orders');
    expect(labelsIn(card)).toContain('Approve');
    const thread = await until('a thread', () => server.state.channels.get(textOf(card.id)));
    expect(thread.name).toMatch(/^\d+: Use PostgreSQL for orders$/);
  });

  test('what is wrong with a form is told, and it opens again as it was filled', async () => {
    const modal = await modalOf(ann.command('adr propose'));
    const fields = { title: 'Use Go', decision: 'Because.', reviewBy: '2026-99-99' };
    const refused = await original(ann.submit(modal, fields), 'Open the form');
    expect(Number(refused.flags) & 64).toBe(64);
    const again = await modalOf(ann.press(refused, 'Open the form'));
    expect(JSON.stringify(again)).toContain('2026-99-99');
    expect(JSON.stringify(again)).toContain('Use Go');
    ann.submit(again, { title: 'Use Go for tools', reviewBy: '2027-01-31' }, { message: refused });
    await messageWith(server, general.id, 'Use Go for tools');
  });

  test('a form that is sent in twice counts once', async () => {
    const modal = await modalOf(ann.command('adr propose'));
    const fields = { title: 'Use Caddy at the edge', decision: 'Because.' };
    await original(ann.submit(modal, fields));
    await messageWith(server, general.id, 'Use Caddy at the edge');
    await original(ann.submit(modal, fields), 'twice');
    const found = await world.services.decisions.search({ workspace: guild.id, ...operator }, 'caddy');
    expect(found).toHaveLength(1);
  });

  test('are approved to quorum in one message that tells who did', async () => {
    const act = { workspace: guild.id, log: 'decisions', ...operator };
    await world.services.decisions.setLog(act, { quorum: 2 });
    const card = await propose(ann, 'Use NATS for events');
    const before = ours(server, general.id).length;
    const pressed = bob.press(card, 'Approve');
    const now = () => ours(server, general.id).find(({ id }) => id === card.id) ?? {};
    await until('one approval', () => (shown(now()).includes('bob') ? true : undefined));
    expect(pressed.response?.type).toBe(6);
    cy.press(card, 'Approve');
    await until('accepted', () => (/accepted/i.test(shown(now())) ? true : undefined));
    expect(ours(server, general.id)).toHaveLength(before);
    await world.services.decisions.setLog(act, { quorum: 1 });
  });

  test('a message is recorded with where it stands', async () => {
    const said = bob.say('We decided to use Memcached for sessions because it is fast.');
    const modal = await modalOf(cy.recordMessage(said));
    expect(JSON.stringify(modal)).toContain('Memcached');
    cy.submit(modal, {});
    await messageWith(server, general.id, 'Memcached');
    const found = await world.services.decisions.search({ workspace: guild.id, ...operator }, 'memcached');
    expect(found[0]?.record.evidence[0]?.url).toBe(
      `https://discord.com/channels/${guild.id}/${general.id}/${said}`,
    );
  });

  test('one takes the place of another when it is accepted', async () => {
    const { decisions } = world.services;
    const act = { workspace: guild.id, log: 'decisions', ...operator };
    ann.command('adr propose', { decision: 'we use MySQL for billing' });
    const before = await messageWith(server, general.id, 'Use MySQL for billing');
    const older = Number(/(\d+)\\*\. Use MySQL/.exec(shown(before))?.[1]);
    await decisions.approve(act, older);
    const modal = await modalOf(ann.command('adr supersede', { number: String(older) }));
    ann.submit(modal, { title: 'Use PostgreSQL for billing', decision: 'Because.' });
    const card = await messageWith(server, general.id, 'Use PostgreSQL for billing');
    bob.press(card, 'Approve');
    await until('accepted', () =>
      /accepted/i.test(shown(ours(server, general.id).find(({ id }) => id === card.id) ?? {}))
        ? true
        : undefined,
    );
    const record = await decisions.get({ workspace: guild.id, log: 'decisions', ...operator }, older);
    expect(record.status).toBe('superseded');
    // The card of the one whose place it took says so too.
    await until('the older card', () =>
      /superseded.*In force now/s.test(
        shown(ours(server, general.id).find(({ id }) => id === before.id) ?? {}),
      )
        ? true
        : undefined,
    );
  });

  test('of a private channel are for who sees it: nobody else finds them, and no card leaves it', async () => {
    const decision = 'we use Vault for secrets';
    const told = ann.command('adr propose', { decision }, secret);
    await original(told);
    await messageWith(server, secret.id, 'Vault');
    const found = await world.services.decisions.search({ workspace: guild.id, ...operator }, 'vault');
    expect(found[0]?.record.visibility).toBe('members');
    const number = String(found[0]?.record.number);
    bob.say(`<@${server.bot.id}> what did we decide about vault?`);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(JSON.stringify(ours(server, general.id))).not.toContain('Use Vault');
    const none = await original(bob.command('adr show', { number }));
    expect(shown(none)).not.toContain('Use Vault');
    const listed = await bob.complete('adr show', { number: 'Vault' }, 'number');
    expect(listed).toEqual([]);
  });

  test('are shown alone, and listed', async () => {
    const list = await original(bob.command('adr list'));
    expect(Number(list.flags) & 64).toBe(64);
    const record = await original(bob.pick(list));
    expect(Number(record.flags) & 64).toBe(64);
  });

  test('are listed part by part, each in the place of the one before', async () => {
    const act = { ...operator, workspace: guild.id, log: 'decisions' };
    for (let at = 1; at <= 12; at++)
      await world.services.decisions.propose(act, { title: `Use Redis for part ${at}`, tags: ['parts'] });
    const list = await original(bob.command('adr list', { tag: 'parts' }));
    const pressed = bob.press(list, 'Next');
    const next = await original(pressed, '11 to 12 of 12');
    expect(next.id).toBe(list.id);
    expect(Number(next.flags) & 64).toBe(64);
    expect(pressed.followUps).toEqual([]);
  });
});

describe('completing', () => {
  test('tells records by number and by words, with their titles', async () => {
    const byWords = await ann.complete('adr show', { number: 'postgres' }, 'number');
    expect(byWords.some(({ name }) => textOf(name).includes('PostgreSQL'))).toBe(true);
    expect(await ann.complete('adr show', { number: '1' }, 'number')).not.toEqual([]);
    expect(await ann.complete('adr show', { number: '99999' }, 'number')).toEqual([]);
  });

  test('tells the tags of what there is', async () => {
    const viewer = { kind: 'operator' } as const;
    const person = { id: 'ann', name: 'ann' };
    const act = { workspace: guild.id, log: 'decisions', viewer, person, source: 'test' };
    await world.services.decisions.propose(act, { title: 'Use Vault', tags: ['security', 'speed'] });
    expect(await ann.complete('adr list', { tag: 'sec' }, 'tag')).toEqual([
      { name: 'security', value: 'security' },
    ]);
  });

  test('tells topics and technologies', async () => {
    expect(await ann.complete('advise', { topic: 'data' }, 'topic')).toContainEqual({
      name: 'Database',
      value: 'database',
    });
    const names = await ann.complete('ask', { question: 'fastapi vs dj' }, 'question');
    expect(names.map(({ value }) => value)).toContain('fastapi vs Django');
  });
});

describe('noticing', () => {
  test('says that the words of messages are withheld, where they are', async () => {
    const told = await original(ann.command('adr notice', { state: 'on' }));
    const all = shown(told);
    expect(all).toContain('Message Content');
    expect(buttonOf(told, 'Turn it off').custom_id).not.toBe('');
  });
});
