import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { storeInstallations } from '../../adapters/slack/installations.ts';
import { createSecrets } from '../../adapters/slack/token-encryption.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type SlackPlatform, startSlackPlatform, type TestWorkspace } from '../support/slack-platform.ts';
import {
  callsOf,
  encryptionKey,
  overHttp,
  sentWith,
  somebody,
  startWorld,
  type World,
} from '../support/slack-world.ts';
import { until } from '../support/until.ts';

let platform: SlackPlatform;
let here: TestWorkspace;
let databaseUrl: string;
const worlds: World[] = [];

beforeEach(async () => {
  databaseUrl = `sqlite:${join(temporaryFolder(), 'slack.db')}`;
  platform = await startSlackPlatform();
  const [first] = platform.workspaces;
  if (first === undefined) throw new RangeError('no workspace');
  here = first;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const world of worlds.splice(0)) await world.stop();
  const problems = [...platform.problems];
  await platform.stop();
  expect(problems).toEqual([]);
});

async function start(oauth: boolean): Promise<World> {
  const publicUrl = oauth ? { publicUrl: 'http://127.0.0.1:1' } : {};
  const world = await startWorld(platform, { databaseUrl, oauth, ...publicUrl });
  worlds.push(world);
  return world;
}

/** What installing leaves in the database. */
async function install(world: World, token: string): Promise<void> {
  const stored = storeInstallations(world.database, createSecrets([encryptionKey]));
  await stored.save({ id: here.id, token, botUser: here.botUser, url: '' }, 'Team', []);
}

const rows = ({ database }: World) => database.db.selectFrom('installations').selectAll().execute();
const seconds = (): number => Math.floor(Date.now() / 1_000);
const revoked = { body: { ok: false, error: 'token_revoked' } };
const uninstalled = { type: 'app_uninstalled' };
const takenBack = { type: 'tokens_revoked', tokens: { bot: ['UBOT0000'] } };

let events = 0;
/** Slack tells that the installation ended, at a time in seconds. */
async function tell(world: World, event: object, event_time: number | undefined): Promise<number> {
  const body = { type: 'event_callback', team_id: here.id, event_id: `Ev${++events}`, event_time, event };
  return (await overHttp(world)('event', body)).status;
}

async function answers(world: World): Promise<void> {
  platform.calls.length = 0;
  await somebody(platform, overHttp(world), 'ann').mention('what is the GIL');
  await sentWith(platform, 'GIL', 'chat.postMessage');
}

describe('an installation', () => {
  test.each([uninstalled, takenBack])(
    'outlives an old $type, and Slack need not even be asked',
    async (event) => {
      const world = await start(true);
      await install(world, here.token);
      platform.fail('auth.test', revoked);
      expect(await tell(world, event, seconds() - 3_600)).toBe(200);
      expect(await rows(world)).toHaveLength(1);
      expect(callsOf(platform, 'auth.test')).toEqual([]);
      await answers(world);
    },
  );

  test.each([
    ['told of a moment ago', 0],
    ['told of the future', 86_400],
    ['told without a time', undefined],
  ])('ends by an end %s only where its token counts no more', async (_name, ahead) => {
    const world = await start(true);
    await install(world, here.token);
    const at = ahead === undefined ? undefined : seconds() + ahead;
    expect(await tell(world, uninstalled, at)).toBe(200);
    expect(await rows(world)).toHaveLength(1);
    platform.fail('auth.test', revoked);
    expect(await tell(world, uninstalled, at)).toBe(200);
    expect(await rows(world)).toEqual([]);
  });

  test('is kept, and told of again, while Slack cannot be asked', async () => {
    const world = await start(true);
    await install(world, here.token);
    platform.fail('auth.test', { cut: true }, { body: { ok: false, error: 'org_login_required' } });
    expect(await tell(world, uninstalled, seconds())).toBe(500);
    expect(await tell(world, uninstalled, seconds())).toBe(500);
    expect(await rows(world)).toHaveLength(1);
  });

  test('of another process counts at once: the old token ends nothing, and what it could not send is sent', async () => {
    const [first, second] = [await start(true), await start(true)];
    await install(first, here.token);
    await answers(first);
    await install(second, platform.renew(0));
    const [row] = await rows(second);
    await answers(first);
    expect(await tell(first, takenBack, seconds())).toBe(200);
    expect(await tell(second, takenBack, seconds())).toBe(200);
    expect(await rows(first)).toEqual([row]);
  });

  test('that took the place of one in use sends what that one could not', async () => {
    const world = await start(true);
    await install(world, here.token);
    const ann = somebody(platform, overHttp(world), 'ann');
    await ann.command('/ask what is the GIL');
    const fresh = platform.renewBefore('chat.postMessage', 0, (token) => install(world, token));
    await ann.mention('what is the GIL');
    const [tried, sent] = await until('the second try', () => {
      const calls = callsOf(platform, 'chat.postMessage');
      return calls.length === 2 ? calls : undefined;
    });
    expect(sent?.args).toEqual(tried?.args);
    expect(await fresh).not.toBe(here.token);
    expect(await rows(world)).toHaveLength(1);
  });

  test('is ended for itself alone', async () => {
    const database = await openDatabase(databaseUrl);
    const stored = storeInstallations(database, createSecrets([encryptionKey]));
    const save = (token: string) => stored.save({ id: 'T1', token, botUser: 'U1', url: '' }, 'Team', []);
    await save('xoxb-old');
    const old = await stored.find('T1');
    await save('xoxb-new');
    if (old !== undefined) await stored.end(old);
    const found = await stored.find('T1');
    expect(found?.token).toBe('xoxb-new');
    if (found !== undefined) await stored.end(found);
    expect(await stored.find('T1')).toBeUndefined();
    await database.close();
  });
});

describe('a token of the settings', () => {
  test.each([uninstalled, takenBack])('that counts outlives a $type', async (event) => {
    const world = await start(false);
    expect(await tell(world, event, seconds())).toBe(200);
    expect(world.slack.state().kind).toBe('connected');
    await answers(world);
  });

  test('that a call is refused with, and that counts, goes on', async () => {
    const world = await start(false);
    platform.fail('chat.postMessage', revoked);
    await somebody(platform, overHttp(world), 'ann').mention('what is the GIL');
    await until('the refusal', () => world.logged.find((line) => line.includes('given up')));
    expect(world.slack.state().kind).toBe('connected');
    await answers(world);
  });

  test('that was taken back says so, and works again once it counts again', async () => {
    const world = await start(false);
    platform.fail('auth.test', revoked, revoked);
    expect(await tell(world, takenBack, seconds())).toBe(200);
    expect(world.slack.state().detail).toContain('taken back');
    const ann = somebody(platform, overHttp(world), 'ann');
    expect((await ann.command('/ask what is the GIL'))?.text).toContain('not installed');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 20_000 });
    expect((await ann.command('/ask what is the GIL'))?.text).toContain('not installed');
    vi.setSystemTime(Date.now() + 20_000);
    expect((await ann.command('/ask what is the GIL'))?.text).toContain('GIL');
    expect(world.slack.state().kind).toBe('connected');
  });
});
