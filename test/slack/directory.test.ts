import { pino } from 'pino';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createBoltLog } from '../../adapters/slack/bolt-log.ts';
import { createDirectory, type Directory } from '../../adapters/slack/directory.ts';
import { publishHome } from '../../adapters/slack/publish-home.ts';
import { clientOptions, createClients } from '../../adapters/slack/web-clients.ts';
import type { Services } from '../../src/conversation/services.ts';
import { openDatabase } from '../../src/database/connection.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { servicesFor } from '../support/services.ts';
import { startSlackApi } from '../support/slack-api.ts';

const log = pino({ level: 'silent' });
const people: Readonly<Record<string, object>> = {
  UANN: { name: 'ann', team_id: 'T1' },
  UGUEST: { name: 'guest', team_id: 'T1', is_restricted: true },
  USINGLE: { name: 'single', team_id: 'T1', is_ultra_restricted: true },
  UOTHER: { name: 'other', team_id: 'T2' },
  USTRANGER: { name: 'stranger', team_id: 'T1', is_stranger: true },
};
const channels: Readonly<Record<string, object>> = {
  COPEN: { is_private: false, creator: 'UANN' },
  CSHARED: { is_private: false, is_ext_shared: true },
};
const act: Act = {
  workspace: 'T1',
  log: 'decisions',
  person: { id: 'UANN', name: 'ann' },
  viewer: { kind: 'operator' },
  source: 'test',
};

let directory: Directory;
let services: Services;
let published: string[];
let home: (user: string) => Promise<string>;

beforeEach(async () => {
  published = [];
  const database = await openDatabase('sqlite::memory:');
  onTestFinished(() => database.close());
  services = await servicesFor(database, () => '2026-11-21T09:00:00.000Z');
  const url = await startSlackApi({
    'users.info': (asked) => {
      const user = people[asked.get('user') ?? ''];
      return user === undefined ? { ok: false, error: 'user_not_found' } : { user };
    },
    'conversations.info': (asked) => {
      const channel = channels[asked.get('channel') ?? ''];
      return channel === undefined ? { ok: false, error: 'channel_not_found' } : { channel };
    },
    'users.conversations': () => ({ channels: [{ id: 'COPEN' }, { id: 'GSECRET' }] }),
    'usergroups.list': () => ({ usergroups: [{ handle: 'platform', users: ['UANN', 'UGUEST'] }] }),
    'views.publish': (asked) => {
      published.push(asked.get('view') ?? '');
      return {};
    },
  });
  const workspace = { id: 'T1', token: 'xoxb-1', botUser: 'UBOT', url: '' };
  const find = async (id: string) => (id === 'T1' ? workspace : undefined);
  const clients = createClients({ find }, clientOptions(url, createBoltLog(log)));
  directory = createDirectory(clients, database);
  home = async (user) => {
    const connected = await clients.of('T1');
    if (connected === undefined) throw new Error('not installed');
    const place = { channel: 'D1', thread: '', postIn: '' };
    await publishHome({ services, directory, page: undefined, log }, connected, {
      person: { id: user, name: '', handle: '' },
      place,
    });
    return published.at(-1) ?? '';
  };
});

/** Something is for members alone: from then on Slack is asked who is in which channel. */
async function hideSomething(): Promise<void> {
  const forMembers = { visibility: 'members', channel: 'GSECRET' } as const;
  await services.decisions.propose(act, { title: 'Use Rust quietly' }, forMembers);
}

describe('somebody is from outside', () => {
  test.each([
    ['UANN', false],
    ['UGUEST', true],
    ['USINGLE', true],
    ['UOTHER', true],
    ['USTRANGER', true],
    ['UNOBODY', true],
  ])('%s: %s', async (user, outside) => {
    expect((await directory.person('T1', user)).outside).toBe(outside);
  });
});

test('a channel that we cannot see is taken for private', async () => {
  expect(await directory.channel('T1', 'COPEN')).toMatchObject({ isPrivate: false, isShared: false });
  expect(await directory.channel('T1', 'CSHARED')).toMatchObject({ isShared: true });
  expect(await directory.channel('T1', 'CGONE')).toMatchObject({ isPrivate: true });
});

describe('what somebody sees', () => {
  const viewer = async (user: string, channel: string, inPublic: boolean) =>
    directory.viewer('T1', await directory.person('T1', user), channel, inPublic);

  test('is in public what the channel sees, in private what their channels see', async () => {
    await hideSomething();
    expect(await viewer('UANN', 'COPEN', true)).toMatchObject({ channels: ['COPEN'], outside: false });
    expect(await viewer('UANN', 'D1', false)).toMatchObject({ channels: ['D1', 'COPEN', 'GSECRET'] });
  });

  test('is for who is from outside the channel alone, and they belong to no group', async () => {
    await hideSomething();
    await services.decisions.setLog(act, { deciders: ['@platform'] });
    const guest = { channels: ['D1'], outside: true, groups: [] };
    expect(await viewer('UGUEST', 'D1', false)).toMatchObject(guest);
    expect(await viewer('UANN', 'D1', false)).toMatchObject({ outside: false, groups: ['@platform'] });
  });

  test('is less where others hear it who are from outside', async () => {
    expect(await viewer('UANN', 'CSHARED', true)).toMatchObject({ amidOutsiders: true });
    expect(await viewer('UANN', 'COPEN', true)).toMatchObject({ amidOutsiders: false });
  });
});

describe('the Home tab', () => {
  test("shows what is for somebody's channels", async () => {
    await hideSomething();
    expect(await home('UANN')).toContain('Use Rust quietly');
  });

  test('shows to a guest nothing that waits for them', async () => {
    await services.decisions.propose(act, { title: 'Use Go' }, { channel: 'D1' });
    expect(await home('UANN')).not.toContain('Nothing: no answer is owed');
    expect(await home('UGUEST')).toContain('Nothing: no answer is owed');
  });
});
