import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../adapters/config.ts';
import { storeInstallations } from '../../adapters/slack/installations.ts';
import { lookAtTokens, renewTokens } from '../../adapters/slack/renew-tokens.ts';
import { createSecrets } from '../../adapters/slack/token-encryption.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import type { EncryptionKeys } from '../../src/encryption-keys.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startSlackPlatform } from '../support/slack-platform.ts';
import { encryptionKey, startWorld } from '../support/slack-world.ts';
import { until } from '../support/until.ts';

const [first, second, third] = ['the first key of tests', 'the second key of tests', 'a third key of tests'];
let databaseUrl: string;
let database: Database;

beforeEach(async () => {
  databaseUrl = `sqlite:${join(temporaryFolder(), 'slack.db')}`;
  database = await openDatabase(databaseUrl);
});
afterEach(() => database.close());

const stored = (keys: EncryptionKeys) => storeInstallations(database, createSecrets(keys));
async function install(keys: EncryptionKeys, ...workspaces: string[]): Promise<void> {
  const store = stored(keys);
  for (const id of workspaces)
    await store.save({ id, token: `xoxb-${id}`, botUser: 'U1', url: '' }, `Team ${id}`, []);
}

describe('keys', () => {
  test('are a list: the first seals, all open', () => {
    const both = createSecrets([second, first]);
    const old = createSecrets([first]).seal('xoxb-1', 'slack:T1');
    expect(both.open(old, 'slack:T1')).toBe('xoxb-1');
    expect(createSecrets([second]).open(both.seal('xoxb-1', 'slack:T1'), 'slack:T1')).toBe('xoxb-1');
    expect(both.renew(both.seal('xoxb-1', 'slack:T1'), 'slack:T1')).toBeUndefined();
    expect(() => both.renew(old, 'slack:T2')).toThrow(/^ENCRYPTION_KEY: .*with any key of it/);
  });

  test('that were one key with a comma in it open what it sealed', () => {
    const { encryptionKeys } = readConfig({ ENCRYPTION_KEY: `${first},${second}` });
    if (encryptionKeys === undefined) throw new RangeError('no keys');
    const whole = createSecrets([`${first},${second}`]).seal('xoxb-1', 'slack:T1');
    expect(createSecrets(encryptionKeys).open(whole, 'slack:T1')).toBe('xoxb-1');
    expect(encryptionKeys.slice(0, 2)).toEqual([first, second]);
  });
});

describe('stored tokens', () => {
  test('are encrypted anew with the first key, and the former can go', async () => {
    const many = Array.from({ length: 450 }, (_, at) => `T${at}`);
    await install([first], ...many);
    expect(await renewTokens(database, createSecrets([second, first]))).toEqual({
      stored: 450,
      former: 450,
      unreadable: [],
    });
    expect(await lookAtTokens(database, createSecrets([second]))).toEqual({
      stored: 450,
      former: 0,
      unreadable: [],
    });
    expect((await stored([second]).find('T449'))?.token).toBe('xoxb-T449');
  });

  test('that another process stores meanwhile stay as it left them', async () => {
    await install([first], 'T1', 'T2');
    const secrets = createSecrets([second, first]);
    let isMeanwhile = true;
    await renewTokens(database, {
      ...secrets,
      renew(sealed, about) {
        if (isMeanwhile)
          void stored([first]).save({ id: 'T2', token: 'xoxb-new', botUser: 'U1', url: '' }, 'Team', []);
        isMeanwhile = false;
        return secrets.renew(sealed, about);
      },
    });
    expect((await stored([second, first]).find('T2'))?.token).toBe('xoxb-new');
    expect((await stored([second]).find('T1'))?.token).toBe('xoxb-T1');
  });

  test('that are encrypted anew while an installation ends are gone all the same', async () => {
    await install([first], 'T1');
    const old = await stored([first]).find('T1');
    await renewTokens(database, createSecrets([second, first]));
    if (old !== undefined) await stored([second]).end(old);
    expect(await stored([second]).find('T1')).toBeUndefined();
  });
});

describe('config rotate-keys', () => {
  function rotate(ENCRYPTION_KEY: string) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url)), 'config', 'rotate-keys'],
      { env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, ENCRYPTION_KEY }, encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  }

  test('says what it did, and whose token no key opens', async () => {
    await install([first], 'T1', 'T2');
    await install([third], 'T3');
    expect(rotate(`${second},${first}`)).toEqual({
      status: 1,
      stdout: '3 tokens are stored; encrypted anew with the first key: 2.\n',
      stderr:
        'stack-advisor: ENCRYPTION_KEY: no key of it opens the stored token of workspace T3; add the former key after a comma, or let them install the app again\n',
    });
    expect(rotate(`${second},${third}`)).toMatchObject({
      status: 0,
      stdout: '3 tokens are stored; encrypted anew with the first key: 1.\n',
    });
    expect(rotate(second)).toMatchObject({
      status: 0,
      stdout: '3 tokens are stored; encrypted anew with the first key: 0.\n',
    });
    expect(rotate('').stderr).toMatch(/^stack-advisor: ENCRYPTION_KEY: not set/);
  });
});

describe('a process that starts', () => {
  test('encrypts anew by itself, and logs whose token no key opens', async () => {
    await install([second], 'T1');
    const platform = await startSlackPlatform();
    const keys = `${encryptionKey},${second}`;
    await install([third], 'T3');
    const world = await startWorld(platform, {
      databaseUrl,
      oauth: true,
      publicUrl: 'http://127.0.0.1:1',
      keys,
    });
    try {
      const line = await until('the line', () =>
        world.logged.find((one) => one.includes('no key of it opens')),
      );
      expect(line).toContain('"workspaces":["T3"]');
      expect(line).not.toContain(third);
      expect((await stored([encryptionKey]).find('T1'))?.token).toBe('xoxb-T1');
    } finally {
      await world.stop();
      await platform.stop();
    }
  });
});
