import { describe, expect, test } from 'vitest';
import { readConfig } from '../adapters/config.ts';

describe('the configuration', () => {
  test('has defaults that serve on loopback', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: 'sqlite:./data/stack-advisor.db',
      databaseConnections: 10,
      knowledgeDir: undefined,
      host: '127.0.0.1',
      port: 3000,
      stopNotice: 0,
      stopWithin: 8_000,
      trustedProxies: [],
      limits: { person: 30, workspace: 600, page: 60, agent: 300 },
      retention: { inbox: 2, outbox: 7, memories: 30, gaps: 180, posted: 180 },
      logLevel: 'info',
    });
  });

  test('takes an empty variable as not set', () => {
    expect(readConfig({ PORT: '' }).port).toBe(3000);
  });

  test('keeps the public address as an origin', () => {
    expect(readConfig({ PUBLIC_URL: 'https://advisor.example/' }).publicUrl).toBe('https://advisor.example');
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['LOG_LEVEL', 'loud'],
    ['WEB_TOKEN', 'hunter2'],
    ['PUBLIC_URL', 'team.example'],
    ['PUBLIC_URL', 'ftp://team.example'],
    ['PUBLIC_URL', 'https://team.example/somewhere'],
    ['TRUSTED_PROXY', 'proxy.example'],
    ['TRUSTED_PROXY', '10.0.0.5, everybody'],
    ['TRUSTED_PROXY', '0.0.0.0/0'],
    ['TRUSTED_PROXY', '10.0.0.0/33'],
    ['TRUSTED_PROXY', 'fd00::/129'],
    ['TRUSTED_PROXY', '10.0.0.5,'],
    ['TRUSTED_PROXY', Array.from({ length: 51 }, () => '10.0.0.5').join(',')],
    ['TRUSTED_PROXY', '10.0.0.5,'.repeat(300)],
    ['KEEP_GAPS', '0.5'],
    ['KEEP_GAPS', '99999'],
    ['KEEP_INBOX', '-7'],
    ['LIMIT_PERSON', 'many'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
  ])('names a malformed %s and never its value', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: expected `));
    expect(() => readConfig({ [name]: value })).not.toThrow(value);
  });

  test('reads proxies as addresses and networks', () => {
    expect(readConfig({ TRUSTED_PROXY: '10.0.0.5, 10.1.0.0/16 ,fd00::/8,::1' }).trustedProxies).toEqual([
      { family: 'ipv4', address: '10.0.0.5', prefix: 32 },
      { family: 'ipv4', address: '10.1.0.0', prefix: 16 },
      { family: 'ipv6', address: 'fd00::', prefix: 8 },
      { family: 'ipv6', address: '::1', prefix: 128 },
    ]);
  });

  test('knows nothing of Slack until something of it is set', () => {
    expect(readConfig({}).slack).toBeUndefined();
    expect(readConfig({ SLACK_API_URL: 'http://127.0.0.1:4003/api' }).slack).toBeUndefined();
  });

  test('connects to Slack over a socket, or over HTTP where that is said or all there is', () => {
    const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shhhhhhh' };
    expect(readConfig(socket).slack?.connection).toEqual({ mode: 'socket', appToken: 'xapp-1' });
    expect(readConfig(http).slack?.connection).toEqual({ mode: 'http', signingSecret: 'shhhhhhh' });
    expect(readConfig({ ...socket, ...http }).slack?.connection.mode).toBe('socket');
    expect(readConfig({ ...socket, ...http, SLACK_MODE: 'http' }).slack?.connection.mode).toBe('http');
  });

  const oauth = {
    SLACK_SIGNING_SECRET: 'shhhhhhh',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 'state-secret',
    ENCRYPTION_KEY: 'sixteen letters!',
    PUBLIC_URL: 'https://advisor.example',
  };

  test('lets workspaces install the app', () => {
    expect(readConfig(oauth).slack).toEqual({
      connection: { mode: 'http', signingSecret: 'shhhhhhh' },
      botToken: undefined,
      apiUrl: undefined,
      oauth: {
        clientId: '1.2',
        clientSecret: 'client-secret',
        stateSecret: 'state-secret',
        encryptionKeys: ['sixteen letters!'],
      },
    });
  });

  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-hunter2' }, /^SLACK_APP_TOKEN: not set/],
    [{ SLACK_BOT_TOKEN: 'xoxb-hunter2', SLACK_MODE: 'http' }, /^SLACK_SIGNING_SECRET: not set/],
    [
      { SLACK_BOT_TOKEN: 'xoxb-hunter2', SLACK_MODE: 'socket', SLACK_SIGNING_SECRET: 'hunter2hunter2' },
      /^SLACK_APP_TOKEN: not set/,
    ],
    [{ SLACK_APP_TOKEN: 'xapp-hunter2' }, /^SLACK_BOT_TOKEN: not set/],
    [{ SLACK_BOT_TOKEN: 'hunter2' }, /^SLACK_BOT_TOKEN: expected a token that begins with xoxb-/],
    [{ SLACK_APP_TOKEN: 'xoxb-hunter2' }, /^SLACK_APP_TOKEN: expected/],
    [{ SLACK_BOT_TOKN: 'xoxb-hunter2' }, /^SLACK_BOT_TOKN: no such setting; did you mean SLACK_BOT_TOKEN\?$/],
    [
      { SLACK_SIGNIN_SECRET: 'hunter2' },
      /^SLACK_SIGNIN_SECRET: no such setting; did you mean SLACK_SIGNING_SECRET\?$/,
    ],
    [{ SLACK_API_URL: 'hunter2' }, /^SLACK_API_URL: expected an address/],
    [{ ENCRYPTION_KEY: 'hunter2' }, /^ENCRYPTION_KEY: expected keys of at least 16/],
    [{ ENCRYPTION_KEY: 'sixteen letters!,hunter2' }, /^ENCRYPTION_KEY: expected keys of at least 16/],
    [{ ...oauth, ENCRYPTION_KEY: '' }, /^ENCRYPTION_KEY: not set/],
    [{ ...oauth, PUBLIC_URL: '' }, /^PUBLIC_URL: not set/],
    [{ ...oauth, SLACK_STATE_SECRET: '' }, /^SLACK_STATE_SECRET: not set/],
  ])('names what is wrong with Slack in one line and never a value: %j', (environment, expected) => {
    const read = () => readConfig(environment);
    expect(read).toThrow(expected);
    expect(read).not.toThrow(/hunter2|\n/);
  });

  const discord = { DISCORD_TOKEN: 'MTIz.abc.def-ghi', DISCORD_APPLICATION_ID: '1100000000000000001' };

  test('knows nothing of Discord until something of it is set', () => {
    expect(readConfig({}).discord).toBeUndefined();
    expect(readConfig({ DISCORD_API_URL: 'http://127.0.0.1:4003/api' }).discord).toBeUndefined();
  });

  test('reads how Discord is set up', () => {
    expect(readConfig(discord).discord).toEqual({
      token: 'MTIz.abc.def-ghi',
      applicationId: '1100000000000000001',
      guildId: undefined,
      publicKey: undefined,
      apiUrl: undefined,
    });
    const more = { DISCORD_GUILD_ID: '1100000000000000002', DISCORD_PUBLIC_KEY: 'AB'.repeat(32) };
    expect(readConfig({ ...discord, ...more }).discord).toMatchObject({
      guildId: '1100000000000000002',
      publicKey: 'ab'.repeat(32),
    });
  });

  test.each(['http://localhost:1/api', 'http://localhost:1/api/', 'http://localhost:1/api/v10/'])(
    'takes %s as the base of the API',
    (DISCORD_API_URL) => {
      expect(readConfig({ ...discord, DISCORD_API_URL }).discord?.apiUrl).toBe('http://localhost:1/api');
    },
  );

  test.each([
    [{ ...discord, DISCORD_TOKEN: 'Bot hunter2' }, /^DISCORD_TOKEN: expected the token of a bot/],
    [{ ...discord, DISCORD_TOKEN: '' }, /^DISCORD_TOKEN: not set; .*lets it connect/],
    [{ ...discord, DISCORD_APPLICATION_ID: '' }, /^DISCORD_APPLICATION_ID: not set; .*for its commands/],
    [
      { ...discord, DISCORD_APPLICATION_ID: 'hunter2' },
      /^DISCORD_APPLICATION_ID: expected the id of the app/,
    ],
    [{ ...discord, DISCORD_GUILD_ID: 'hunter2' }, /^DISCORD_GUILD_ID: expected the id of a server/],
    [{ ...discord, DISCORD_PUBLIC_KEY: 'hunter2' }, /^DISCORD_PUBLIC_KEY: expected the public key/],
    [{ DISCORD_PUBLIC_KEY: 'ab'.repeat(32) }, /^DISCORD_TOKEN: not set/],
    [{ ...discord, DISCORD_API_URL: 'hunter2' }, /^DISCORD_API_URL: expected an address/],
    [{ DISCORD_BOT_TOKEN: 'hunter2' }, /^DISCORD_BOT_TOKEN: no such setting; did you mean DISCORD_TOKEN\?$/],
    [
      { ...discord, DISCORD_PUBLIK_KEY: 'hunter2' },
      /^DISCORD_PUBLIK_KEY: no such setting; did you mean DISCORD_PUBLIC_KEY\?$/,
    ],
    [
      { ...discord, DISCORD_APP_ID: 'hunter2' },
      /^DISCORD_APP_ID: no such setting; did you mean DISCORD_APPLICATION_ID\?$/,
    ],
  ])('names what is wrong with Discord in one line and never a value: %j', (environment, expected) => {
    const read = () => readConfig(environment);
    expect(read).toThrow(expected);
    expect(read).not.toThrow(/hunter2|\n/);
  });
});
