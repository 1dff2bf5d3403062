import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createChatMetrics } from '../../adapters/core/chat-metrics.ts';
import { createPostedMessages } from '../../adapters/core/posted-messages.ts';
import { createSender } from '../../adapters/core/sender.ts';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import { createDirectory } from '../../adapters/slack/directory.ts';
import { createDriver } from '../../adapters/slack/driver.ts';
import { outgoingSchema } from '../../adapters/slack/outgoing.ts';
import { createClients } from '../../adapters/slack/web-clients.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type SlackPlatform, startSlackPlatform, type TestWorkspace } from '../support/slack-platform.ts';
import {
  callsOf,
  newTs,
  overHttp,
  type Somebody,
  sentWith,
  signed,
  somebody,
  startWorld,
  type World,
} from '../support/slack-world.ts';
import { until } from '../support/until.ts';

let platform: SlackPlatform;
let world: World;
let here: TestWorkspace;
let ann: Somebody;
let databaseUrl: string;

beforeEach(async () => {
  databaseUrl = `sqlite:${join(temporaryFolder(), 'slack.db')}`;
  platform = await startSlackPlatform();
  const [first] = platform.workspaces;
  if (first === undefined) throw new RangeError('no workspace');
  here = first;
  await restart();
});
afterEach(async () => {
  const { problems } = platform;
  await world.stop();
  await platform.stop();
  expect(problems).toEqual([]);
  // Nothing that admits anybody is ever logged.
  expect(world.logged.join('')).not.toMatch(
    /xox[bp]-|xapp-|an-endless-secret|\/respond\/|state-secret|client-secret/,
  );
});

async function restart(): Promise<void> {
  world = await startWorld(platform, { databaseUrl });
  ann = somebody(platform, overHttp(world), 'ann');
}

function quiet(milliseconds = 300): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What sends, without an outbox around it. */
function bareSender() {
  const find = async () => ({ id: here.id, token: here.token, botUser: here.botUser, url: '' });
  const clients = createClients({ find }, { slackApiUrl: platform.apiUrl });
  const posted = createPostedMessages(world.database, 'slack');
  const log = pino({ level: 'silent' });
  const driver = createDriver({
    ...{ clients, posted, log, page: undefined, services: world.services },
    directory: createDirectory(clients, world.database),
    addPictures: async (_client, message) => message,
    workspaces: { has: async () => true, refused: async () => 'counts' },
  });
  return createSender({ driver, posted, metrics: createChatMetrics(createMetrics(), 'slack'), log });
}

function faultsLogged(): string[] {
  return world.logged.filter((line) => /"level":(?:40|50)/.test(line));
}

describe('what Slack delivers', () => {
  test('five times, out of order and across a restart has one effect', async () => {
    const channel = here.channels.general;
    const mention = (id: string, text: string) => ann.mention(text, { channel, id });
    await mention('Ev1', 'record that we use Go for tools');
    await mention('Ev2', 'record that we use Rust for drivers');
    await Promise.all([
      mention('Ev2', 'record that we use Rust for drivers'),
      mention('Ev1', 'record that we use Go for tools'),
    ]);
    await sentWith(platform, 'Go for tools', 'chat.postMessage');
    await sentWith(platform, 'Rust for drivers', 'chat.postMessage');
    await world.stop();
    await restart();
    await mention('Ev1', 'record that we use Go for tools');
    await mention('Ev2', 'record that we use Rust for drivers');
    await quiet();
    const records = await world.services.decisions.list({ workspace: here.id, viewer: { kind: 'operator' } });
    expect(records.map(({ title }) => title).sort()).toEqual(['Use Go for tools', 'Use Rust for drivers']);
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(2);
  });

  test('before the process dies is done by the next one', async () => {
    platform.down(true);
    await ann.mention('record that we use Go for tools', { id: 'Ev9' });
    await world.stop();
    platform.down(false);
    await restart();
    await sentWith(platform, 'Go for tools', 'chat.postMessage');
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
  });

  test('while Slack cannot be reached is answered when it can, over a restart in between', async () => {
    const tries = async () => {
      const rows = await world.database.db.selectFrom('inbox').select('attempts').execute();
      return Math.min(...rows.map(({ attempts }) => attempts));
    };
    platform.down(true);
    const { ts } = await ann.mention('what is the GIL');
    expect(await ann.command('/adr propose we use Go for tools')).toBeUndefined();
    await expect.poll(tries, { timeout: 20_000 }).toBeGreaterThan(2);
    await world.stop();
    await restart();
    await expect.poll(tries, { timeout: 20_000 }).toBeGreaterThan(4);
    platform.down(false);
    const answer = await sentWith(platform, 'GIL', 'chat.postMessage');
    expect(answer.args.thread_ts).toBe(ts);
    await sentWith(platform, 'Go for tools', 'chat.postMessage');
    await quiet();
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(2);
    expect(world.logged.join('')).not.toContain('given up');
  });

  test('is stored by a process that starts while Slack is away, and answered when it is back', async () => {
    await world.stop();
    platform.down(true);
    await restart();
    await ann.mention('record that we use Go for tools', { id: 'Ev9' });
    platform.down(false);
    await sentWith(platform, 'Go for tools', 'chat.postMessage');
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
  });

  test('is not acknowledged while it is not known yet for whom the token works', async () => {
    await world.stop();
    platform.down(true);
    databaseUrl = `sqlite:${join(temporaryFolder(), 'slack.db')}`;
    await restart();
    await expect(ann.mention('what is the GIL', { id: 'Ev9' })).rejects.toThrow('not taken: 500');
    platform.down(false);
    await ann.mention('what is the GIL', { id: 'Ev9' });
    await sentWith(platform, 'GIL', 'chat.postMessage');
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
  });

  test('with a wrong, an old, a future or no signature is refused, and does nothing', async () => {
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: here.id,
      event_id: 'Ev1',
      event: {
        type: 'app_mention',
        user: here.people.ann,
        text: 'help',
        ts: newTs(),
        channel: here.channels.general,
      },
    });
    const now = Math.floor(Date.now() / 1_000);
    expect((await signed(world, body, { json: true, secret: 'another secret' })).status).toBe(401);
    expect((await signed(world, body, { json: true, at: now - 301 })).status).toBe(401);
    expect((await signed(world, body, { json: true, at: now + 330 })).status).toBe(401);
    const wordy = { 'x-slack-request-timestamp': 'now' };
    expect((await signed(world, body, { json: true, headers: wordy })).status).toBe(401);
    expect((await signed(world, body, { json: true, headers: { 'x-slack-signature': '' } })).status).toBe(
      401,
    );
    await quiet(100);
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
    expect((await signed(world, body, { json: true })).status).toBe(200);
    await until('an answer', () => callsOf(platform, 'chat.postMessage')[0]);
  });

  test('malformed is refused or passed over, and the process lives', async () => {
    const json = { json: true };
    for (const body of ['null', '[]', '"text"', '{', '', '7'])
      expect((await signed(world, body, json)).status).toBe(400);
    for (const body of ['payload=null', 'payload=%5B%5D', 'payload='])
      expect((await signed(world, body)).status).toBe(400);
    const odd = [
      {},
      { type: 'event_callback' },
      { type: 'event_callback', team_id: here.id, event_id: 'Ev1', event: { type: 'message' } },
      { type: 'event_callback', team_id: here.id, event_id: 'Ev2', event: { type: 'app_mention', text: 7 } },
      {
        type: 'event_callback',
        team_id: here.id,
        event_id: 'Ev3',
        event: { type: 'of_next_year', more: { deep: [] } },
      },
      { type: 'block_actions', team: { id: here.id }, user: { id: here.people.ann }, actions: [] },
      {
        type: 'view_submission',
        team: { id: here.id },
        user: { id: here.people.ann },
        view: { id: 'V1', private_metadata: 'not ours' },
      },
      { type: 'of_next_year' },
    ];
    for (const body of odd) expect((await signed(world, JSON.stringify(body), json)).status).toBe(200);
    expect((await signed(world, 'x'.repeat(1_100_000), json)).status).toBe(413);
    expect((await fetch(new URL('/slack/events', world.address))).status).toBe(404);
    expect((await ann.command('/ask what is the GIL'))?.text).toContain('GIL');
  });

  test('a URL check and a check of the certificate are answered', async () => {
    const challenge = await signed(world, JSON.stringify({ type: 'url_verification', challenge: 'c1' }), {
      json: true,
    });
    expect(JSON.parse(challenge.body)).toEqual({ challenge: 'c1' });
    expect((await signed(world, 'ssl_check=1&token=x')).status).toBe(200);
  });

  test('from a workspace where it is not installed gets words, and no more', async () => {
    const other = {
      ...Object.fromEntries(
        new URLSearchParams(
          `command=/ask&text=go&team_id=TOTHER&channel_id=C1&user_id=U1&trigger_id=1.2&response_url=${platform.responseUrl()}`,
        ),
      ),
    };
    const answered = await overHttp(world)('command', other);
    expect(answered.body).toContain('not installed');
    const grid = await overHttp(world)('command', { ...other, team_id: '', is_enterprise_install: 'true' });
    expect(grid.body).toContain('Enterprise Grid');
  });

  test('a button of an older version says what to do', async () => {
    const message = {
      text: 'old',
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'gone', value: 'x', text: { type: 'plain_text', text: 'Old' } },
          ],
        },
      ],
    };
    await ann.press({ message, channel: here.channels.general, ts: newTs(), ephemeral: false }, 'Old');
    expect((await sentWith(platform, 'older message')).method).toBe('response_url');
  });
});

describe('what Slack does not take', () => {
  test('for now is sent when Slack says so', async () => {
    platform.fail('chat.postMessage', { status: 429, headers: { 'retry-after': '1' } });
    const before = Date.now();
    await ann.mention('what is the GIL');
    await until('the second attempt', () =>
      callsOf(platform, 'chat.postMessage').length === 2 ? true : undefined,
    );
    expect(Date.now() - before).toBeGreaterThanOrEqual(1_000);
    await quiet(100);
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(2);
  });

  test('as blocks is sent as text', async () => {
    platform.fail('chat.postMessage', { body: { ok: false, error: 'invalid_blocks' } });
    await ann.mention('what is the GIL');
    const plain = await until('plain text', () => callsOf(platform, 'chat.postMessage')[1]);
    expect(plain.args).toMatchObject({ blocks: [] });
    expect(plain.args.text).toContain('GIL');
    expect(faultsLogged()).toHaveLength(1);
  });

  test.each([
    ['not_in_channel', 'Invite me'],
    ['channel_not_found', 'Invite me'],
    ['is_archived', 'archived'],
    ['restricted_action', 'admin'],
  ])('in a channel (%s) is told to the person', async (error, words) => {
    platform.fail('chat.postMessage', { body: { ok: false, error } });
    await ann.mention('what is the GIL');
    const told = await sentWith(platform, words);
    expect(told.args.user ?? told.args.channel).toBe(here.people.ann);
    await quiet(50);
    expect(faultsLogged()).toHaveLength(1);
    expect(faultsLogged()[0]).toContain(error);
  });

  test('with a token that counts no more is not tried again, and the page says so', async () => {
    const revoked = { body: { ok: false, error: 'token_revoked' } };
    platform.fail('chat.postMessage', revoked);
    platform.fail('auth.test', revoked, revoked);
    await ann.mention('what is the GIL');
    await until('the state', () => (world.slack.state().kind === 'failing' ? true : undefined));
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
    expect(world.slack.state().detail).toContain('taken back');
  });

  test('because it cannot be reached is sent once it can, once', async () => {
    await ann.command('/ask what is the GIL');
    platform.calls.length = 0;
    platform.fail('chat.postMessage', { cut: true }, { status: 503, body: 'away' });
    await ann.mention('what is the GIL');
    await until(
      'the third attempt',
      () => (callsOf(platform, 'chat.postMessage').length === 3 ? true : undefined),
      15_000,
    );
    await quiet(200);
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(3);
  });

  test('about who asks is asked again, and answered then', async () => {
    platform.fail('users.info', { cut: true });
    await ann.mention('what is the GIL');
    await sentWith(platform, 'GIL', 'chat.postMessage');
    expect(callsOf(platform, 'users.info')).toHaveLength(2);
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
  });

  test('about who asks /ask in time is answered a little later', async () => {
    platform.fail('users.info', { cut: true });
    expect(await ann.command('/ask what is the GIL')).toBeUndefined();
    await sentWith(platform, 'GIL', 'response_url');
  });

  test('in a channel is told to the person later, once, where it cannot be told now', async () => {
    platform.fail('chat.postMessage', { body: { ok: false, error: 'not_in_channel' } });
    platform.fail('chat.postEphemeral', { cut: true }, { status: 503 });
    await ann.mention('what is the GIL');
    await until('the third attempt', () =>
      callsOf(platform, 'chat.postEphemeral').length === 3 ? true : undefined,
    );
    await quiet();
    const told = callsOf(platform, 'chat.postEphemeral');
    expect(told).toHaveLength(3);
    expect(told[2]?.args).toMatchObject({
      user: here.people.ann,
      text: expect.stringContaining('Invite me'),
    });
  });

  test('through a response address is sent another way when its time is over, and later where it is away', async () => {
    const send = bareSender();
    const to = { kind: 'response', replace: false, channel: here.channels.general, thread: '' } as const;
    const outgoing = (url: string, until: string) => ({
      ...{ platform: 'slack', workspace: here.id, channel: 'c', dedupe: 'd', token: 't' },
      ...{ attempt: 1, uncertain: false, putAt: new Date().toISOString() },
      // As an earlier version stored it.
      payload: outgoingSchema.parse({
        ...{ kind: 'message', to: { ...to, url, until }, user: here.people.ann, text: 'late' },
        ...{ blocks: [], pictures: [], note: null },
      }),
    });
    const soon = new Date(Date.now() + 60_000).toISOString();
    // Nobody listens there.
    expect(await send(outgoing('http://127.0.0.1:9/respond', soon), async () => {})).toEqual({
      away: 'no connection',
    });
    platform.fail('response_url', { status: 502 });
    expect(await send(outgoing(platform.responseUrl(), soon), async () => {})).toEqual({ away: 'http 502' });
    expect(await send(outgoing(platform.responseUrl(), soon), async () => {})).toBe('sent');
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
    const over = new Date(Date.now() - 1).toISOString();
    expect(await send(outgoing(platform.responseUrl(), over), async () => {})).toBe('sent');
    expect(callsOf(platform, 'chat.postMessage')[0]?.args).toMatchObject({
      channel: here.people.ann,
      text: 'late',
    });
    expect(callsOf(platform, 'response_url')).toHaveLength(2);
  });

  test('is not sent by a process that lost it meanwhile', async () => {
    const send = bareSender();
    const to = { kind: 'channel', channel: here.channels.general, thread: '' } as const;
    const outgoing = {
      ...{ platform: 'slack', workspace: here.id, channel: 'c', dedupe: 'd', token: 't' },
      ...{ attempt: 1, uncertain: false, putAt: new Date().toISOString() },
      payload: outgoingSchema.parse({
        ...{ kind: 'message', to, user: here.people.ann, text: 'lost' },
        ...{ blocks: [], pictures: [], note: null },
      }),
    };
    const lost = () => Promise.reject(new Error('lost'));
    await expect(send(outgoing, lost)).rejects.toThrow('lost');
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
  });

  test('but took after all is not sent twice', async () => {
    // The message arrives, and the answer to it is lost.
    const { ts } = await ann.mention('what is the GIL');
    const sent = await sentWith(platform, 'GIL', 'chat.postMessage');
    const { metadata, text } = sent.args;
    platform.calls.length = 0;
    const send = bareSender();
    const token = JSON.stringify(metadata).match(/"token":"([^"]+)"/)?.[1] ?? '';
    const to = { kind: 'channel', channel: here.channels.general, thread: ts } as const;
    const payload = {
      kind: 'message',
      to,
      user: here.people.ann,
      text: String(text),
      blocks: [],
      pictures: [],
      note: null,
    } as const;
    const outgoing = {
      platform: 'slack',
      workspace: here.id,
      channel: here.channels.general,
      dedupe: 'd',
      token,
      attempt: 2,
      uncertain: true,
      putAt: new Date().toISOString(),
      payload: outgoingSchema.parse(payload),
    };
    // A long thread is told from its beginning, a page at a time.
    const page = { ok: true, messages: [], response_metadata: { next_cursor: 'more' } };
    platform.fail('conversations.replies', { body: page });
    expect(await send(outgoing, async () => {})).toBe('sent');
    const asked = callsOf(platform, 'conversations.replies').map(({ args }) => args);
    expect(asked).toMatchObject([{ oldest: expect.stringMatching(/^\d+$/) }, { cursor: 'more' }]);
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
  });

  test('through a response address that ended is shown to the person alone', async () => {
    platform.fail('response_url', { status: 404, body: 'used_url' });
    await ann.command('/advise help us choose a database');
    const told = await until('another way', () => callsOf(platform, 'chat.postEphemeral')[0]);
    expect(told.args.user).toBe(here.people.ann);
  });

  test('when the message was deleted becomes a new one', async () => {
    await ann.command('/adr propose we use Go for tools');
    const card = await sentWith(platform, 'Go for tools', 'chat.postMessage');
    platform.fail('chat.update', { body: { ok: false, error: 'message_not_found' } });
    await ann.command('/adr accept 1');
    await until('a new card', () => (callsOf(platform, 'chat.postMessage').length === 2 ? true : undefined));
    expect(callsOf(platform, 'chat.postMessage')[1]?.args.channel).toBe(card.args.channel);
  });

  test('when the message was deleted elsewhere stays away', async () => {
    const { general, random } = here.channels;
    await ann.command('/adr propose we use Go for tools');
    await sentWith(platform, 'Go for tools', 'chat.postMessage');
    platform.fail('chat.update', { body: { ok: false, error: 'message_not_found' } });
    await ann.command('/adr accept 1', random);
    await until('a card', () =>
      callsOf(platform, 'chat.postMessage').find(({ args }) => args.channel === random),
    );
    await until('the other', () => callsOf(platform, 'chat.update')[0]);
    await quiet();
    expect(callsOf(platform, 'chat.postMessage').filter(({ args }) => args.channel === general)).toHaveLength(
      1,
    );
    expect(faultsLogged()).toEqual([]);
  });

  test('a view that cannot be opened leaves a button that opens the form', async () => {
    platform.fail('views.open', { body: { ok: false, error: 'expired_trigger_id' } });
    await ann.command('/adr propose');
    const button = await sentWith(platform, 'Open the form', 'response_url');
    platform.calls.length = 0;
    const message = {
      text: String(button.args.text),
      blocks: Array.isArray(button.args.blocks) ? button.args.blocks : [],
    };
    await ann.press(
      { message, channel: here.channels.general, ts: newTs(), ephemeral: true },
      'Open the form',
    );
    await until('the form', () =>
      callsOf(platform, 'views.update').find(({ args }) => JSON.stringify(args.view).includes('field:title')),
    );
  });

  test('a chart that cannot be uploaded is told in words; else it is a picture with words', async () => {
    await ann.say('Help us choose a database: six TypeScript devs, transactions, SQL. Recommend now', {
      channel: 'D0ANN',
    });
    await quiet(200);
    await ann.say('recommend now', { channel: 'D0ANN' });
    const { args } = await sentWith(platform, 'Record it');
    const message = { text: String(args.text), blocks: Array.isArray(args.blocks) ? args.blocks : [] };
    const seen = { message, channel: 'D0ANN', ts: newTs(), ephemeral: false };
    platform.fail('files.getUploadURLExternal', { body: { ok: false, error: 'missing_scope' } });
    platform.calls.length = 0;
    await ann.press(seen, 'Chart');
    const words = await until('words', () => callsOf(platform, 'chat.postMessage').at(-1));
    expect(JSON.stringify(words.args.blocks)).not.toContain('slack_file');
    await ann.press(seen, 'Chart');
    const picture = await until('a picture', () =>
      callsOf(platform, 'chat.postMessage').find((call) =>
        JSON.stringify(call.args.blocks).includes('slack_file'),
      ),
    );
    expect(JSON.stringify(picture.args.blocks)).toContain('alt_text');
  });
});

describe('stopping', () => {
  test('finishes what was begun', async () => {
    await ann.mention('what is the GIL');
    await world.stop();
    expect(callsOf(platform, 'chat.postMessage').length).toBeLessThanOrEqual(1);
    await restart();
    await sentWith(platform, 'GIL', 'chat.postMessage');
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
  });
});

describe('reminders', () => {
  test("of a review that is due come once in the record's channel, and open it", async () => {
    const act = {
      workspace: here.id,
      log: 'decisions',
      viewer: { kind: 'operator' },
      person: { id: here.people.bob, name: 'bob' },
      source: 'test',
    } as const;
    const { decisions } = world.services;
    const content = { title: 'Use Go for tools' };
    const number = await decisions.propose(act, content, { channel: here.channels.random });
    await decisions.approve(act, number);
    // A day that has come: nobody can name one that has passed.
    await world.database.db.updateTable('records').set({ review_by: '2026-01-01' }).execute();
    for (let round = 0; round < 2; round++) {
      await world.stop();
      await restart();
      await sentWith(platform, 'due for review', 'chat.postMessage');
    }
    await quiet(200);
    const [reminder, ...more] = callsOf(platform, 'chat.postMessage');
    expect(more).toEqual([]);
    expect(reminder?.args.channel).toBe(here.channels.random);
    const message = { text: 'x', blocks: Array.isArray(reminder?.args.blocks) ? reminder.args.blocks : [] };
    const seen = { message, channel: here.channels.random, ts: newTs(), ephemeral: false };
    await ann.press(seen, 'Open');
    // It opens for whoever pressed it: the channel is not filled with it.
    await sentWith(platform, 'Go for tools', 'response_url');
    await quiet(100);
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
  });
});

describe('what is pressed on the Home tab', () => {
  test('is answered directly, and the tab is as it is then', async () => {
    await ann.command('/adr propose we use Go for tools');
    await sentWith(platform, 'Go for tools', 'chat.postMessage');
    const bob = somebody(platform, overHttp(world), 'bob');
    await bob.openHome();
    const home = await until('the tab', () => callsOf(platform, 'views.publish')[0]);
    const view = Object(home.args.view);
    platform.calls.length = 0;
    await bob.press(
      { message: { text: 'home', blocks: view.blocks }, channel: '', ts: '', ephemeral: false },
      'Open',
    );
    const opened = await sentWith(platform, 'Go for tools', 'chat.postMessage');
    expect(opened.args.channel).toBe(here.people.bob);
    await until('the tab anew', () => callsOf(platform, 'views.publish')[0]);
  });

  test('begins a walk through a topic, in direct messages', async () => {
    const bob = somebody(platform, overHttp(world), 'bob');
    await bob.openHome();
    const home = await until('the tab', () => callsOf(platform, 'views.publish')[0]);
    const { blocks } = Object(home.args.view);
    await bob.press({ message: { text: 'home', blocks }, channel: '', ts: '', ephemeral: false }, 'Database');
    const question = await sentWith(platform, 'Skip', 'chat.postMessage');
    expect(question.args.channel).toBe(here.people.bob);
    // It goes on there.
    platform.calls.length = 0;
    await bob.say('skip', { channel: 'D0bob' });
    const next = await sentWith(platform, 'Skip', 'chat.postMessage');
    expect(next.args.channel).toBe('D0bob');
    expect(next.args.text).not.toBe(question.args.text);
  });
});
