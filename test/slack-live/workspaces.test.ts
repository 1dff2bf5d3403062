import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SlackPlatform, startSlackPlatform } from '../support/slack-platform.ts';
import { callsOf, overHttp, sentWith, somebody, startWorld, type World } from '../support/slack-world.ts';
import { until } from '../support/until.ts';

let platform: SlackPlatform;
let world: World;

/** Installing comes back to an address that Slack knows before we start. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

beforeAll(async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  platform = await startSlackPlatform(2, `${publicUrl}/slack/oauth_redirect`);
  world = await startWorld(platform, { oauth: true, port, publicUrl });
});
afterAll(async () => {
  await world?.stop();
  await platform?.stop();
  expect(platform.problems).toEqual([]);
});

/** Goes through the installation as a browser does. */
async function install(at: number, tamper = false): Promise<{ status: number; text: string }> {
  platform.installInto(at);
  const begun = await fetch(new URL('/slack/install', world.address), { redirect: 'manual' });
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const authorize = new URL(begun.headers.get('location') ?? '');
  const fields = Object.fromEntries(authorize.searchParams);
  const user = platform.workspaces[at]?.people.ann ?? '';
  const chosen = await fetch(new URL('/oauth/v2/authorize/callback', platform.url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...fields, user_id: user, ...(tamper ? { state: 'forged' } : {}) }),
  });
  const back = await fetch(chosen.headers.get('location') ?? '', { headers: { cookie }, redirect: 'manual' });
  return { status: back.status, text: await back.text() };
}

describe('workspaces that install the app', () => {
  test('are asked for the scopes that the manifest names, and for no more', async () => {
    const begun = await fetch(new URL('/slack/install', world.address), { redirect: 'manual' });
    const asked = new URL(begun.headers.get('location') ?? '').searchParams.get('scope')?.split(',') ?? [];
    const { scopes, optionalScopes } = await import('../../adapters/slack/scopes.ts');
    expect(asked.sort()).toEqual([...scopes, ...optionalScopes].map(({ name }) => name).sort());
  });

  test('with a forged state do not', async () => {
    const refused = await install(0, true);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('Start again');
    expect(await world.database.db.selectFrom('installations').selectAll().execute()).toEqual([]);
  });

  test('side by side see nothing of each other, and their tokens are not readable', async () => {
    expect((await install(0)).text).toContain('/ask');
    expect((await install(1)).text).toContain('/ask');
    const rows = await world.database.db.selectFrom('installations').selectAll().execute();
    expect(rows.map(({ workspace }) => workspace).sort()).toEqual(platform.workspaces.map(({ id }) => id));
    expect(JSON.stringify(rows)).not.toContain('xoxb-');
    const deliver = overHttp(world);
    const [ann, other] = [somebody(platform, deliver, 'ann', 0), somebody(platform, deliver, 'ann', 1)];
    await ann.mention('record that we use Go for tools');
    const card = await sentWith(platform, 'Go for tools', 'chat.postMessage');
    expect(card.workspace).toBe(platform.workspaces[0]?.id);
    platform.calls.length = 0;
    await other.mention('what did we decide about Go for tools?');
    const answer = await until('an answer', () => callsOf(platform, 'chat.postMessage')[0]);
    expect(answer.workspace).toBe(platform.workspaces[1]?.id);
    expect(JSON.stringify(answer.args)).not.toContain('Use Go');
    const records = await world.services.decisions.list({
      workspace: platform.workspaces[1]?.id ?? '',
      viewer: { kind: 'operator' },
    });
    expect(records).toEqual([]);
  });

  test('that uninstall it, or take its token back, are forgotten; their records stay', async () => {
    const deliver = overHttp(world);
    const [first, second] = platform.workspaces;
    const end = (team: string | undefined, event: object) =>
      deliver('event', { type: 'event_callback', team_id: team, event_id: `Ev${team}`, event });
    await end(first?.id, { type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
    expect(await world.database.db.selectFrom('installations').selectAll().execute()).toHaveLength(2);
    const over = { body: { ok: false, error: 'account_inactive' } };
    platform.fail('auth.test', over, over);
    await end(first?.id, { type: 'tokens_revoked', tokens: { bot: ['UBOT0000'] } });
    await end(second?.id, { type: 'app_uninstalled' });
    expect(await world.database.db.selectFrom('installations').selectAll().execute()).toEqual([]);
    const answer = await somebody(platform, deliver, 'ann', 0).command('/ask what is the GIL');
    expect(answer?.text).toContain('not installed');
    const kept = await world.services.decisions.list({
      workspace: first?.id ?? '',
      viewer: { kind: 'operator' },
    });
    expect(kept).toHaveLength(1);
    expect((await install(0)).status).toBe(200);
    expect((await somebody(platform, deliver, 'ann', 0).command('/ask what is the GIL'))?.text).toContain(
      'GIL',
    );
  });

  test('as a whole organisation are told that this comes later', async () => {
    const { boltStore } = await import('../../adapters/slack/installations.ts');
    const { storeInstallations } = await import('../../adapters/slack/installations.ts');
    const { createSecrets } = await import('../../adapters/slack/token-encryption.ts');
    const store = boltStore(
      storeInstallations(world.database, createSecrets(['a key for this test'])),
      async () => ({ url: '', botUser: '' }),
    );
    const installation = {
      team: undefined,
      enterprise: { id: 'E1' },
      isEnterpriseInstall: true,
      user: { id: 'U1', token: undefined, scopes: undefined },
    } as const;
    await expect(store.storeInstallation(installation)).rejects.toThrow('Enterprise Grid');
  });
});

describe('stored tokens', () => {
  test('open with their key and for their workspace alone', async () => {
    const { createSecrets } = await import('../../adapters/slack/token-encryption.ts');
    const secrets = createSecrets(['sixteen letters!']);
    const sealed = secrets.seal('xoxb-1', 'slack:T1');
    expect(secrets.seal('xoxb-1', 'slack:T1')).not.toBe(sealed);
    expect(secrets.open(sealed, 'slack:T1')).toBe('xoxb-1');
    expect(() => secrets.open(sealed, 'slack:T2')).toThrow(/^ENCRYPTION_KEY/);
    expect(() => createSecrets(['another sixteen!']).open(sealed, 'slack:T1')).toThrow(/^ENCRYPTION_KEY/);
    expect(() => secrets.open('v1:', 'slack:T1')).toThrow(/^ENCRYPTION_KEY/);
  });
});
