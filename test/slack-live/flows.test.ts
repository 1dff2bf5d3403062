import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type Call,
  type SlackPlatform,
  startSlackPlatform,
  type TestWorkspace,
} from '../support/slack-platform.ts';
import {
  buttonsIn,
  callsOf,
  newTs,
  overHttp,
  pickedFirst,
  type Seen,
  type Somebody,
  sentWith,
  somebody,
  startWorld,
  type World,
} from '../support/slack-world.ts';
import { until } from '../support/until.ts';

let platform: SlackPlatform;
let world: World;
let here: TestWorkspace;
let ann: Somebody;
let bob: Somebody;
let cy: Somebody;
let guest: Somebody;

beforeAll(async () => {
  platform = await startSlackPlatform();
  world = await startWorld(platform);
  const [first] = platform.workspaces;
  if (first === undefined) throw new RangeError('no workspace');
  here = first;
  const deliver = overHttp(world);
  [ann, bob, cy, guest] = (['ann', 'bob', 'cy', 'guest'] as const).map((name) =>
    somebody(platform, deliver, name),
  ) as [Somebody, Somebody, Somebody, Somebody];
});
afterAll(async () => {
  await world?.stop();
  await platform?.stop();
});
afterEach(() => {
  world.logged.length = 0;
  // Every payload of every test is one that Slack takes.
  expect(platform.problems).toEqual([]);
});

/** A message in a channel, as it was sent. */
async function seenOf({ args }: Call): Promise<Seen> {
  const channel = String(args.channel);
  const { messages } = await platform.api(0, 'conversations.history', { channel, limit: '200' });
  const all = Array.isArray(messages) ? messages : [];
  const thread = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
  const replies =
    thread === undefined
      ? []
      : (await platform.api(0, 'conversations.replies', { channel, ts: thread })).messages;
  const found = [...all, ...(Array.isArray(replies) ? replies : [])].findLast(
    (one) => one.text === args.text,
  );
  const ts = typeof args.ts === 'string' ? args.ts : String(found?.ts);
  return {
    message: { text: String(args.text), blocks: blocksOf(args) },
    channel,
    ts,
    ephemeral: false,
    ...(thread === undefined ? {} : { thread }),
  };
}

function blocksOf(args: Call['args']): { type: string }[] {
  return Array.isArray(args.blocks) ? args.blocks : [];
}

/** What one person sees alone, in a channel. */
function aloneOf(message: { text: string; blocks: { type: string }[] }): Seen {
  return { message, channel: here.channels.general, ts: newTs(), ephemeral: true };
}

function aloneCall({ args }: Call): Seen {
  return aloneOf({ text: String(args.text), blocks: blocksOf(args) });
}

async function fullView(): Promise<Readonly<Record<string, unknown>>> {
  const call = await until('a filled form', () =>
    callsOf(platform, 'views.update').findLast(({ args }) => JSON.stringify(args.view).includes('"form"')),
  );
  return { id: String(call.args.view_id), ...(call.args.view as object) };
}

const op = { viewer: { kind: 'operator' }, person: { id: 'op', name: 'op' } } as const;

function forget(): void {
  platform.calls.length = 0;
}

describe('asking', () => {
  test('shows an answer to the channel when its asker shares it, and others go on from there', async () => {
    const answer = await ann.command('/ask what is the GIL');
    if (answer === undefined) throw new Error('no answer');
    forget();
    const alone = aloneOf(answer);
    await ann.press(alone, 'Share in channel');
    const shared = await sentWith(platform, 'GIL', 'chat.postMessage');
    expect(shared.args).toMatchObject({ channel: here.channels.general, unfurl_links: 'false' });
    expect(buttonsIn(shared.args.blocks).map(({ label }) => label)).not.toContain('Share in channel');
    expect(JSON.stringify(shared.args.blocks)).toContain('asked: what is the GIL');
    // Pressed again it is shown already.
    forget();
    await ann.press(alone, 'Share in channel');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
  });

  test('answers a mention in its thread, and whoever began the thread goes on in it', async () => {
    forget();
    const { ts } = await ann.mention('fastapi vs django');
    const answer = await sentWith(platform, 'FastAPI', 'chat.postMessage');
    expect(answer.args).toMatchObject({ channel: here.channels.general, thread_ts: ts });
    forget();
    await ann.say('and flask?', { channel: here.channels.general, thread: ts });
    expect((await sentWith(platform, 'Flask', 'chat.postMessage')).args.thread_ts).toBe(ts);
  });

  test('does not hear what others say in a channel, and keeps none of it', async () => {
    forget();
    await bob.say('We decided to use Kafka for the pipeline because of replay.', {
      channel: here.channels.general,
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(platform.calls).toEqual([]);
    const rows = await world.database.db.selectFrom('inbox').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('Kafka');
  });

  test('answers direct messages', async () => {
    forget();
    await bob.say('what is the GIL', { channel: 'D0BOB' });
    expect(callsOf(platform, 'users.info').length).toBeLessThanOrEqual(1);
    const sent = await until('an answer', () => callsOf(platform, 'chat.postMessage')[0]);
    expect(sent.args.channel).toBe('D0BOB');
  });

  test('tells how a command is written, and helps', async () => {
    expect((await ann.command('/ask'))?.text).toContain('/ask');
    expect(JSON.stringify((await ann.command('/adr'))?.blocks)).toContain('/adr propose');
  });
});

describe('a walk', () => {
  test('alone goes on in the message that the person alone sees, to a recommendation', async () => {
    forget();
    await ann.command('/advise help us choose a database');
    let call = await until('a question', () => callsOf(platform, 'response_url').at(-1));
    for (let round = 0; round < 20 && !JSON.stringify(call.args.blocks).includes('Record it'); round++) {
      const before = call;
      const label = buttonsIn(call.args.blocks).map((one) => one.label);
      await ann.press(
        aloneCall(call),
        label.includes('Recommend now') && round > 1 ? 'Recommend now' : (label[0] ?? ''),
        {
          picked: pickedFirst(call.args.blocks),
        },
      );
      call = await until('the next step', () => {
        const last = callsOf(platform, 'response_url').at(-1);
        return last === before ? undefined : last;
      });
      expect(call.args.replace_original).toBe(true);
    }
    expect(JSON.stringify(call.args.blocks)).toContain('Record it');
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
  });

  test('of a team is one message for three people, who vote in it; a guest may not', async () => {
    forget();
    await ann.command('/advise team help us choose a database');
    const first = await until('the walk in the channel', () => callsOf(platform, 'chat.postMessage').at(-1));
    expect(first.args.channel).toBe(here.channels.general);
    const seen = await seenOf(first);
    const picked = pickedFirst(first.args.blocks);
    const vote = Object.keys(picked).length > 0 ? 'Choose' : (buttonsIn(first.args.blocks)[0]?.label ?? '');
    for (const one of [ann, bob, cy]) await one.press(seen, vote, { picked });
    const updated = await until('three votes in it', () =>
      callsOf(platform, 'chat.update').find(({ args }) =>
        /ann.*bob.*cy|cy.*bob.*ann/s.test(JSON.stringify(args.blocks)),
      ),
    );
    expect(updated.args.ts).toBe(seen.ts);
    expect(callsOf(platform, 'chat.postMessage')).toHaveLength(1);
    forget();
    await guest.press(seen, vote, { picked });
    const told = await sentWith(platform, 'outside');
    expect(told.method).toBe('response_url');
    await bob.press(await seenOf(updated), 'Recommend now');
    await until('the recommendation in it', () =>
      callsOf(platform, 'chat.update').find(({ args }) => JSON.stringify(args.blocks).includes('Record it')),
    );
  });
});

describe('records', () => {
  async function propose(title: string): Promise<Call> {
    forget();
    await ann.command('/adr propose');
    const view = await fullView();
    forget();
    expect(await ann.submit(view, { title, decision: 'Because we said so.' })).toEqual({
      response_action: 'clear',
    });
    return until(`the card of ${title}`, () =>
      callsOf(platform, 'chat.postMessage').find(({ args }) => JSON.stringify(args.blocks).includes(title)),
    );
  }

  test('are proposed in a form that opens at once and is filled after', async () => {
    const card = await propose('Use PostgreSQL for orders');
    expect(card.args.channel).toBe(here.channels.general);
    expect(buttonsIn(card.args.blocks).map(({ label }) => label)).toContain('Approve');
  });

  test('what is wrong with a form is told in it, and it can be sent in again', async () => {
    forget();
    await ann.command('/adr propose');
    const view = await fullView();
    const fields = { title: 'Use Go', decision: 'Because.' };
    const errorsOf = async (wrong: Readonly<Record<string, string>>) =>
      Object(await ann.submit(view, { ...fields, ...wrong }));
    expect(await errorsOf({ reviewBy: '2026-99-99' })).toEqual({
      response_action: 'errors',
      errors: { 'field:reviewBy': expect.stringContaining('Review by: ') },
    });
    expect((await errorsOf({ decision: ' ' })).errors).toEqual({
      'field:decision': expect.stringContaining('Decision and why: this is needed'),
    });
    const mended = { ...fields, title: 'Use Go for tools', reviewBy: '2027-01-31' };
    expect(await ann.submit(view, mended)).toEqual({ response_action: 'clear' });
    await sentWith(platform, 'Use Go for tools', 'chat.postMessage');
  });

  test('a form that is sent in twice counts once; opened twice it is two', async () => {
    const open = async () => {
      forget();
      await ann.command('/adr propose');
      return fullView();
    };
    const cards = (title: string) =>
      callsOf(platform, 'chat.postMessage').filter(({ args }) => JSON.stringify(args.blocks).includes(title));
    const [view, other] = [await open(), await open()];
    const fields = { title: 'Use Caddy at the edge', decision: 'Because.' };
    expect(await ann.submit(view, fields)).toEqual({ response_action: 'clear' });
    await sentWith(platform, 'Caddy', 'chat.postMessage');
    await ann.submit(view, fields);
    await sentWith(platform, 'sent already');
    expect(cards('Caddy')).toHaveLength(1);
    await ann.submit(other, { title: 'Use Envoy inside', decision: 'Because.' });
    await sentWith(platform, 'Envoy', 'chat.postMessage');
    const found = await world.services.decisions.search(
      { workspace: here.id, viewer: { kind: 'operator' } },
      'caddy',
    );
    expect(found).toHaveLength(1);
  });

  test('are approved to quorum in one message that tells who did', async () => {
    await world.services.decisions.setLog(
      {
        workspace: here.id,
        log: 'decisions',
        viewer: { kind: 'operator' },
        person: { id: 'op', name: 'op' },
        source: 'test',
      },
      { quorum: 2 },
    );
    const card = await propose('Use NATS for events');
    const seen = await seenOf(card);
    forget();
    await guest.press(seen, 'Approve');
    expect((await sentWith(platform, 'outside')).method).toBe('response_url');
    await bob.press(seen, 'Approve');
    const once = await until('one approval', () => callsOf(platform, 'chat.update').at(-1));
    expect(once.args).toMatchObject({ channel: here.channels.general, ts: seen.ts });
    expect(JSON.stringify(once.args.blocks)).toContain('bob');
    await cy.press(seen, 'Approve');
    await until('accepted', () =>
      callsOf(platform, 'chat.update').find(({ args }) => /accepted/i.test(JSON.stringify(args.blocks))),
    );
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
  });

  test('are decided by a user group where the log names one', async () => {
    const act = {
      workspace: here.id,
      log: 'decisions',
      viewer: { kind: 'operator' },
      person: { id: 'op', name: 'op' },
      source: 'test',
      isOperator: true,
    } as const;
    await world.services.decisions.setLog(act, { quorum: 1, deciders: ['@platform'] });
    platform.fail('usergroups.list', {
      body: { ok: true, usergroups: [{ id: 'S1', handle: 'platform', users: [here.people.cy] }] },
    });
    const { decisions } = world.services;
    const seen = await seenOf(await propose('Use gRPC for services'));
    forget();
    await ann.press(seen, 'Approve');
    expect((await sentWith(platform, '@platform')).method).toBe('response_url');
    await cy.press(seen, 'Approve');
    await until('accepted', () =>
      callsOf(platform, 'chat.update').find(({ args }) => /accepted/i.test(JSON.stringify(args.blocks))),
    );
    await decisions.setLog(act, { deciders: [] });
  });

  test('a message is recorded with its thread, its people and where it stands', async () => {
    const text = 'We decided to use Redis for the cache because it is fast.';
    const { ts } = await platform
      .api(0, 'chat.postMessage', { channel: here.channels.general, text }, 'xoxp-of-tests-0')
      .then((sent) => ({ ts: String(sent.ts) }));
    forget();
    await bob.shortcut({ ts, text, user: here.people.ann });
    const opened = await until('a view at once', () => callsOf(platform, 'views.open')[0]);
    expect(JSON.stringify(opened.args.view)).toContain('One moment');
    const view = await fullView();
    expect(JSON.stringify(view)).toContain('Redis');
    expect(JSON.stringify(view)).toContain('ann');
    forget();
    await bob.submit(view, {});
    const card = await until('the card', () => callsOf(platform, 'chat.postMessage')[0]);
    expect(card.args.thread_ts).toBe(ts);
    const found = await world.services.decisions.search(
      { workspace: here.id, viewer: { kind: 'operator' } },
      'redis',
    );
    expect(found[0]?.record.evidence[0]?.url).toContain(
      `/archives/${here.channels.general}/p${ts.replace('.', '')}`,
    );
  });

  test('a message that is longer than the form says in it that it was cut', async () => {
    const text = `We decided to use Memcached. ${'It is fast. '.repeat(320)}END`;
    forget();
    await bob.shortcut({ ts: '1700000000.000100', text, user: here.people.ann });
    const view = JSON.stringify(await fullView());
    expect(view).toContain('(Cut here: ');
    expect(view).not.toContain('END');
  });

  test('one takes the place of another when it is accepted', async () => {
    const { decisions } = world.services;
    const act = {
      workspace: here.id,
      log: 'decisions',
      viewer: { kind: 'operator' },
      person: { id: 'op', name: 'op' },
      source: 'test',
      isOperator: true,
    } as const;
    await decisions.setLog(act, { quorum: 1 });
    const before = await propose('Use MySQL for billing');
    const older = Number(/(\d+)\. Use MySQL/.exec(JSON.stringify(before.args.blocks))?.[1]);
    const posted = await seenOf(before);
    await ann.press(posted, 'Approve');
    await until('accepted', () => callsOf(platform, 'chat.update')[0]);
    forget();
    await ann.command(`/adr supersede ${older}`);
    const view = await fullView();
    await ann.submit(view, { title: 'Use PostgreSQL for billing', decision: 'Because.' });
    const card = await until('the card', () =>
      callsOf(platform, 'chat.postMessage').find(({ args }) =>
        JSON.stringify(args.blocks).includes('for billing'),
      ),
    );
    await bob.press(await seenOf(card), 'Approve');
    // Both cards change where they stand: the new one, and the one that it took the place of.
    const changed = await until('superseded', () =>
      callsOf(platform, 'chat.update').find(({ args }) => /superseded ·/.test(JSON.stringify(args.blocks))),
    );
    expect(changed.args.ts).toBe(posted.ts);
    expect(JSON.stringify(changed.args.blocks)).toContain('In force now');
    const record = await decisions.get({ workspace: here.id, log: 'decisions', viewer: act.viewer }, older);
    expect(record.status).toBe('superseded');
  });

  test('of a private channel are for its members: nobody else finds them, and no card leaves it', async () => {
    forget();
    await ann.command('/adr propose we use Vault for secrets', here.channels.secret);
    const card = await until('the card', () => callsOf(platform, 'chat.postMessage').at(-1));
    expect(card.args.channel).toBe(here.channels.secret);
    const record = (
      await world.services.decisions.search({ workspace: here.id, viewer: { kind: 'operator' } }, 'vault')
    )[0]?.record;
    expect(record?.visibility).toBe('members');
    forget();
    await bob.mention('what did we decide about vault?');
    const aloud = await until('an answer', () => callsOf(platform, 'chat.postMessage').at(-1));
    expect(JSON.stringify(aloud.args)).not.toContain('Use Vault');
    forget();
    await ann.command(`/adr accept ${record?.number}`);
    await until('an answer for ann alone', () => callsOf(platform, 'response_url').at(-1));
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
    expect(callsOf(platform, 'chat.update').every(({ args }) => args.channel === here.channels.secret)).toBe(
      true,
    );
  });

  test('of other channels are not told where another organisation reads along', async () => {
    const channel = here.channels.random;
    platform.fail('conversations.info', {
      body: { ok: true, channel: { id: channel, is_private: false, is_ext_shared: true } },
    });
    forget();
    await ann.command('/adr propose we use Consul for discovery');
    await sentWith(platform, 'Consul', 'chat.postMessage');
    forget();
    await ann.mention('what did we decide about consul?', { channel });
    const amid = await until('an answer', () => callsOf(platform, 'chat.postMessage').at(-1));
    expect(amid.args.channel).toBe(channel);
    expect(JSON.stringify(amid.args)).not.toContain('Use Consul');
    forget();
    await ann.mention('what did we decide about consul?');
    const among = await until('an answer', () => callsOf(platform, 'chat.postMessage').at(-1));
    expect(JSON.stringify(among.args)).toContain('Use Consul');
  });

  test('are proposed by a guest in a channel that has a log, and not decided by them', async () => {
    const channel = here.channels.random;
    await world.services.decisions.createLog(
      {
        workspace: here.id,
        log: 'visitors',
        viewer: { kind: 'operator' },
        person: { id: 'op', name: 'op' },
        source: 'test',
      },
      { channel },
    );
    forget();
    await guest.command('/adr propose we use Fly for demos', channel);
    const card = await sentWith(platform, 'Fly', 'chat.postMessage');
    expect(card.args).toMatchObject({ channel });
    const seen = await seenOf(card);
    forget();
    await guest.press({ ...seen, channel }, 'Approve');
    expect(JSON.stringify((await sentWith(platform, 'guests are from outside')).args)).toContain(
      'their own proposals',
    );
  });

  test('are on the Home tab, with what waits for the person', async () => {
    forget();
    await cy.openHome();
    const home = await until('the Home tab', () => callsOf(platform, 'views.publish').at(-1));
    expect(home.args.user_id).toBe(here.people.cy);
    expect(JSON.stringify(home.args.view)).toContain('Use NATS for events');
  });

  test('are listed part by part, each in the place of the one before', async () => {
    const act = { ...{ workspace: here.id, log: 'decisions', source: 'test' }, ...op };
    for (let at = 1; at <= 12; at++)
      await world.services.decisions.propose(act, { title: `Use Redis for part ${at}`, tags: ['parts'] });
    const list = await ann.command('/adr list #parts');
    if (list === undefined) throw new Error('no list');
    forget();
    await ann.press(aloneOf(list), 'Next');
    const next = await until('the next part', () => callsOf(platform, 'response_url').at(-1));
    expect(next.args.replace_original).toBe(true);
    expect(JSON.stringify(next.args.blocks)).toContain('11 to 12 of 12');
  });

  test('are noticed where a channel turned that on, offered once, and recorded at a press', async () => {
    forget();
    await ann.command('/adr notice on');
    await until('told', () => callsOf(platform, 'response_url').at(-1));
    forget();
    const { ts } = await bob.say('OK, decided: we go with RabbitMQ for the job queue because we know it.', {
      channel: here.channels.general,
    });
    const offer = await sentWith(platform, 'Shall I record', 'chat.postMessage');
    expect(offer.args.thread_ts).toBe(ts);
    const rows = await world.database.db.selectFrom('inbox').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('RabbitMQ');
    await cy.press(await seenOf(offer), 'Record it');
    await until('the record', () =>
      callsOf(platform, 'chat.postMessage').find(({ args }) => /Approve/.test(JSON.stringify(args.blocks))),
    );
  });
});
