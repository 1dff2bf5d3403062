import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../adapters/config.ts';
import { appManifest } from '../../adapters/slack/app-manifest.ts';
import { checkSlackSetup } from '../../adapters/slack/check-setup.ts';
import { optionalScopes, scopes } from '../../adapters/slack/scopes.ts';
import { commands } from '../../src/commands/registry.ts';
import { appToken, type SlackPlatform, startSlackPlatform } from '../support/slack-platform.ts';

let platform: SlackPlatform;
beforeAll(async () => {
  platform = await startSlackPlatform();
});
afterAll(() => platform?.stop());

const bin = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: 'sqlite::memory:', ...environment };
    execFile(process.execPath, [bin, ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('stack-advisor slack manifest', () => {
  test('prints the manifest, and a link that creates the app from it', async () => {
    const { code, out, err } = await run(['slack', 'manifest']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(appManifest({ mode: 'socket', publicUrl: undefined }));
    const link = new URL(/https:\S+/.exec(err)?.[0] ?? '');
    expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(JSON.parse(out));
  });

  test('over HTTP names the paths that the server answers', async () => {
    const { out } = await run(['slack', 'manifest', '--mode', 'http', '--url', 'https://advisor.example/']);
    const manifest = JSON.parse(out);
    expect(manifest.settings.event_subscriptions.request_url).toBe('https://advisor.example/slack/events');
    expect(manifest.oauth_config.redirect_urls).toEqual(['https://advisor.example/slack/oauth_redirect']);
  });

  test('has every command of the registry, by its first word', () => {
    const { features } = appManifest({ mode: 'socket', publicUrl: undefined });
    const words = new Set(commands.map(({ name }) => name.split(' ')[0]).filter((name) => name !== 'help'));
    expect(features.slash_commands?.map(({ command }) => command)).toEqual(
      [...words].map((word) => `/${word}`),
    );
  });

  test('says what is missing', async () => {
    expect(await run(['slack', 'manifest', '--mode', 'http'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--url'),
    });
    expect(await run(['slack', 'manifest', '--mode', 'carrier-pigeon'])).toMatchObject({ code: 2 });
  });
});

describe('doctor', () => {
  const tokens = () => ({
    SLACK_API_URL: platform.apiUrl,
    SLACK_BOT_TOKEN: platform.workspaces[0]?.token ?? '',
    SLACK_APP_TOKEN: appToken,
  });

  test('finds nothing where all is well', async () => {
    const { code, out } = await run(['doctor'], tokens());
    expect(out).toMatch(/ok {4} slack token\nok {4} slack scopes\nok {4} slack socket/);
    expect(code).toBe(0);
  });

  test('says which token Slack does not accept, and shows none', async () => {
    const wrong = { ...tokens(), SLACK_BOT_TOKEN: 'xoxb-hunter2', SLACK_APP_TOKEN: 'xapp-hunter2' };
    const { code, out, err } = await run(['doctor'], wrong);
    expect(code).toBe(1);
    expect(out).toContain('fault  slack token');
    expect(err).toMatch(
      /SLACK_BOT_TOKEN: Slack does not accept it.*SLACK_APP_TOKEN: Slack does not accept it/,
    );
    expect(out + err).not.toContain('hunter2');
  });

  test('names each scope that is missing, with its reason', async () => {
    const { slack } = readConfig(tokens());
    if (slack === undefined) throw new RangeError('not configured');
    platform.fail('auth.test', {
      headers: { 'x-oauth-scopes': 'chat:write,commands' },
      body: { ok: true, bot_id: 'B1' },
    });
    const faults = await checkSlackSetup(slack)
      .find(({ name }) => name === 'slack scopes')
      ?.work();
    expect(faults).toHaveLength(scopes.length - 2);
    expect(faults?.join()).toContain('users:read is missing, for names');
    const all = [...scopes, ...optionalScopes].map(({ name }) => name).join(',');
    platform.fail('auth.test', { headers: { 'x-oauth-scopes': all }, body: { ok: true, bot_id: 'B1' } });
    expect(
      await checkSlackSetup(slack)
        .find(({ name }) => name === 'slack scopes')
        ?.work(),
    ).toEqual([]);
  });
});

describe('what is loaded', () => {
  test('is nothing of Slack where Slack is not configured', async () => {
    const script = `
      process.env.PORT = '0';
      const { start } = await import(${JSON.stringify(new URL('../../adapters/main.ts', import.meta.url).href)});
      const { readConfig } = await import(${JSON.stringify(new URL('../../adapters/config.ts', import.meta.url).href)});
      const { createRequire } = await import('node:module');
      const running = start(readConfig(process.env));
      setTimeout(() => process.kill(process.pid, 'SIGTERM'), 1500);
      await running;
      const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => /@slack|express|emulate/.test(file));
      process.stdout.write('loaded: ' + JSON.stringify(loaded));`;
    const out = await new Promise<string>((resolve) => {
      const env = { PATH: process.env.PATH, DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent' };
      execFile(process.execPath, ['--input-type=module', '-e', script], { env }, (_error, text) =>
        resolve(text),
      );
    });
    expect(out).toContain('loaded: []');
  });
});
