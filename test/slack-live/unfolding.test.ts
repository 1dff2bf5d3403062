import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ProposeOptions } from '../../src/decisions/propose.ts';
import type { ContentInput } from '../../src/decisions/record.ts';
import { isHandled } from '../../src/queue/handled.ts';
import { type SlackPlatform, startSlackPlatform, type TestWorkspace } from '../support/slack-platform.ts';
import { callsOf, newTs, overHttp, signed, startWorld, type World } from '../support/slack-world.ts';

const publicUrl = 'https://advisor.example';

let platform: SlackPlatform;
let world: World;
let here: TestWorkspace;

beforeAll(async () => {
  platform = await startSlackPlatform(2);
  world = await startWorld(platform, { publicUrl });
  const [first] = platform.workspaces;
  if (first === undefined) throw new RangeError('no workspace');
  here = first;
});
afterAll(async () => {
  await world?.stop();
  await platform?.stop();
});
afterEach(() => {
  expect(platform.problems).toEqual([]);
  platform.calls.length = 0;
});

const op = { id: 'op', name: 'op' };

/** Records something that is accepted; the address of its page. */
async function recorded(
  content: ContentInput,
  options: ProposeOptions = {},
  { workspace = here.id, log = 'decisions' } = {},
): Promise<string> {
  const act = { workspace, log, person: op, viewer: { kind: 'operator' }, source: 'test' } as const;
  const number = await world.services.decisions.propose(act, content, options);
  await world.services.decisions.approve(act, number);
  return `${publicUrl}/log/${encodeURIComponent(log)}/${number}`;
}

interface Shared {
  readonly links: readonly string[];
  readonly channel?: string;
  readonly user?: string;
  readonly ts?: string;
  readonly more?: object;
}

/** What Slack tells of a message with links to the page. */
function linked({
  links,
  channel = here.channels.general,
  user = here.people.ann,
  ts = newTs(),
  more = {},
}: Shared) {
  return {
    token: 'legacy',
    api_app_id: 'A0TEST',
    type: 'event_callback',
    team_id: here.id,
    event_id: `Ev${randomUUID()}`,
    event_time: 1,
    authorizations: [{ team_id: here.id, user_id: here.botUser, is_bot: true, is_enterprise_install: false }],
    event: {
      type: 'link_shared',
      user,
      channel,
      message_ts: ts,
      event_ts: ts,
      is_bot_user_member: true,
      unfurl_id: `${channel}.${ts}`,
      source: 'conversations_history',
      links: links.map((url) => ({ url, domain: 'advisor.example' })),
      ...more,
    },
  };
}

/** The same, delivered and worked off; gives the time of the message. */
async function share(shared: Shared): Promise<string> {
  const { ts = newTs(), channel = here.channels.general } = shared;
  const answered = await overHttp(world)('event', linked({ ...shared, ts }));
  expect(answered.status).toBe(200);
  const arrival = { platform: 'slack', workspace: here.id, key: `links:${channel}:${ts}` };
  await expect.poll(() => isHandled(world.database, arrival)).toBe(true);
  return ts;
}

/** What is shown below messages: a call each. */
function unfolded() {
  return callsOf(platform, 'chat.unfurl').map(({ args }) => ({
    channel: args.channel,
    ts: args.ts,
    unfurls: unfurlsSchema.parse(args.unfurls),
  }));
}

const unfurlsSchema = z.record(z.string(), z.object({ blocks: z.array(z.unknown()) }));

/** The links that were unfolded so far. */
const shownLinks = () => unfolded().flatMap(({ unfurls }) => Object.keys(unfurls));

/** A channel as Slack describes one that people of another organisation are in. */
function meetOutsiders(channel: string): void {
  const about = { id: channel, name: 'partners', is_private: false, is_ext_shared: true };
  platform.fail('conversations.info', { body: { ok: true, channel: about } });
}

describe('a link to a record', () => {
  test('shows what it is called, where it stands, what was decided and by whom', async () => {
    const address = await recorded({
      title: 'Use PostgreSQL <!channel>',
      decision: 'PostgreSQL, as @here & all need transactions.',
      deciders: ['Ana', 'Ben'],
    });
    const ts = await share({ links: [address] });
    const [shown] = unfolded();
    expect(shown).toMatchObject({ channel: here.channels.general, ts });
    expect(Object.keys(shown?.unfurls ?? {})).toEqual([address]);
    const told = JSON.stringify(shown?.unfurls[address]);
    for (const words of ['Use PostgreSQL', 'accepted', 'need transactions', 'Decided by Ana, Ben', address])
      expect(told).toContain(words);
    expect(told).not.toContain('<!channel>');
  });

  test('unfolds once a message, however often Slack tells of it', async () => {
    const address = await recorded({ title: 'Use Go' });
    const ts = newTs();
    await share({ links: [address], ts });
    await share({ links: [address, await recorded({ title: 'Use Rust' })], ts });
    const again = JSON.stringify(linked({ links: [address], ts }));
    for (const _ of [1, 2]) await signed(world, again, { json: true });
    await share({ links: [address] });
    expect(shownLinks()).toEqual([address, address]);
  });

  test('unfolds with four others at most', async () => {
    const addresses: string[] = [];
    for (const at of [1, 2, 3, 4, 5, 6]) addresses.push(await recorded({ title: `Rule ${at}` }));
    await share({ links: addresses });
    expect(shownLinks()).toEqual(addresses.slice(0, 5));
  });

  test('unfolds for nobody who did not sign', async () => {
    const address = await recorded({ title: 'Use Zig' });
    const forged = await signed(world, JSON.stringify(linked({ links: [address] })), {
      json: true,
      secret: 'guessed',
    });
    expect(forged.status).toBe(401);
    await share({ links: [`${publicUrl}/log/decisions/9999`] });
    expect(unfolded()).toEqual([]);
  });

  test('is tried again while Slack is away, and left where it may not be shown', async () => {
    const address = await recorded({ title: 'Use Elm' });
    platform.fail('chat.unfurl', { status: 503, body: 'away' });
    await share({ links: [address] });
    expect(shownLinks()).toEqual([address, address]);
    platform.fail('chat.unfurl', { body: { ok: false, error: 'missing_scope' } });
    await share({ links: [address] });
    expect(callsOf(platform, 'chat.postEphemeral')).toEqual([]);
    expect(callsOf(platform, 'chat.postMessage')).toEqual([]);
  });
});

describe('nothing at all is told', () => {
  test('of a record that not all in the channel may see', async () => {
    const hidden = await recorded(
      { title: 'Quiet' },
      { channel: here.channels.secret, visibility: 'members' },
    );
    await share({ links: [hidden] });
    await share({ links: [hidden], channel: here.channels.random, user: here.people.bob });
    expect(unfolded()).toEqual([]);
    // Where its members alone read it, it is theirs.
    await share({ links: [hidden], channel: here.channels.secret });
    expect(shownLinks()).toEqual([hidden]);
  });

  test('of what is hidden beside what is not', async () => {
    const hidden = await recorded(
      { title: 'Quiet' },
      { channel: here.channels.secret, visibility: 'members' },
    );
    const open = await recorded({ title: 'Loud' }, {});
    await share({ links: [hidden, open] });
    expect(shownLinks()).toEqual([open]);
    expect(JSON.stringify(unfolded())).not.toContain('Quiet');
  });

  test('where people from outside read it, but for what belongs to that channel', async () => {
    const partners = 'C0PARTNERS';
    const open = await recorded({ title: 'Ours' });
    const theirs = await recorded({ title: 'Common' }, { channel: partners });
    meetOutsiders(partners);
    await share({ links: [open, theirs], channel: partners });
    expect(shownLinks()).toEqual([theirs]);
  });

  test('to a guest who passes on a link to what they may not see', async () => {
    const open = await recorded({ title: 'Ours' });
    await share({ links: [open], user: here.people.guest });
    expect(unfolded()).toEqual([]);
  });

  test('where it cannot be known who reads', async () => {
    const open = await recorded({ title: 'Ours' });
    await share({ links: [open], channel: 'C0UNKNOWN' });
    const delivered = [
      linked({ links: [open], channel: 'D0ELSEWHERE', more: { is_bot_user_member: false } }),
      linked({ links: [open], channel: 'COMPOSER', more: { source: 'composer' } }),
      linked({ links: [open], user: here.botUser }),
    ];
    for (const payload of delivered) await overHttp(world)('event', payload);
    await share({ links: [`${publicUrl}/log/decisions/9999`] });
    expect(unfolded()).toEqual([]);
    // In direct messages with us nobody else reads.
    await share({ links: [open], channel: 'D0OURS' });
    expect(shownLinks()).toEqual([open]);
  });

  test("of another workspace's record", async () => {
    const other = platform.workspaces[1]?.id ?? '';
    const theirs = await recorded({ title: 'Theirs' }, {}, { workspace: other, log: 'elsewhere' });
    await share({ links: [theirs] });
    expect(unfolded()).toEqual([]);
  });

  test('of addresses that are no page of a record', async () => {
    const address = await recorded({ title: 'Ours' });
    await share({
      links: [
        address.replace('advisor.example', 'advisor.example.org'),
        address.replace('https', 'http'),
        `${address}/edit`,
        `${publicUrl}/log?log=decisions`,
        `${publicUrl}/log/%E0%A4%A/1`,
      ],
    });
    expect(unfolded()).toEqual([]);
    await share({ links: [`${address}#decision`, 'no address'] });
    expect(shownLinks()).toEqual([`${address}#decision`]);
  });
});
