import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readConfig, settingGroups } from '../../adapters/config.ts';
import { listSettings } from '../../src/settings/declare.ts';
import { settingTables } from '../../src/settings/table.ts';
import { temporaryFolder } from '../support/folder.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

function check(env: Record<string, string>, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'config', 'check', ...options], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr, lines: stdout.trimEnd().split('\n') };
}

function secretFile(text: string): string {
  const file = join(temporaryFolder(), 'secret');
  writeFileSync(file, text);
  return file;
}

describe('config check', () => {
  test('prints what is set and where it comes from, of secrets that they are', () => {
    const file = secretFile('hunter2-hunter2\n');
    const { status, stdout, stderr, lines } = check({
      PORT: '4000',
      WEB_TOKEN_FILE: file,
      ENCRYPTION_KEY: 'hunter2-hunter2-hunter2',
      LOG_LEVEL: '',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['PORT', '4000', 'environment'],
      ['WEB_TOKEN', 'set', `file ${file}`],
      ['ENCRYPTION_KEY', 'set', 'environment'],
      ['all else', 'its default', 'docs/settings.md'],
    ]);
    expect(stdout).not.toContain('hunter2');
  });

  test('names all that is wrong, never with a value', () => {
    const env = {
      PORT: 'hunter2',
      LOG_LEVEL: 'hunter2',
      WEB_TOKEN_FILE: '/nowhere/at/all',
      SLACK_BOT_TOKN: 'xoxb-hunter2',
      SLACK_BOT_TOKEN: 'hunter2',
      SLACK_CLIENT_ID: '1.2',
      ENCRYPTION_KEY: 'hunter2',
      DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
    };
    const { status, stdout, stderr, lines } = check(env);
    expect(status).toBe(1);
    expect(stderr).toBe('stack-advisor: 12 faults in the settings\n');
    expect(stdout).not.toContain('hunter2');
    expect(lines.filter((line) => line.startsWith('fault ')).map((line) => line.split(':')[0])).toEqual([
      'fault SLACK_BOT_TOKN',
      'fault WEB_TOKEN_FILE',
      'fault PORT',
      'fault LOG_LEVEL',
      'fault ENCRYPTION_KEY',
      'fault SLACK_BOT_TOKEN',
      'fault SLACK_CLIENT_SECRET',
      'fault SLACK_STATE_SECRET',
      'fault PUBLIC_URL',
      'fault SLACK_APP_TOKEN',
      'fault DISCORD_TOKEN',
      'fault DISCORD_APPLICATION_ID',
    ]);
    const read = JSON.parse(check(env, '--json').stdout);
    expect(read.sound).toBe(false);
    expect(read.faults).toHaveLength(12);
    expect(read.settings).toContainEqual({
      name: 'PORT',
      value: null,
      secret: false,
      source: { kind: 'environment' },
    });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });
});

describe('a secret in a file', () => {
  test('is read, through a link too, and loses the end of its line', () => {
    const file = secretFile('hunter2-hunter2\r\n');
    const link = join(temporaryFolder(), 'link');
    symlinkSync(file, link);
    expect(readConfig({ WEB_TOKEN_FILE: link }).webToken).toBe('hunter2-hunter2');
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN_FILE: secretFile('xapp-1\n') };
    expect(readConfig(slack).slack?.connection).toEqual({ mode: 'socket', appToken: 'xapp-1' });
  });

  test.each<[Record<string, string>, RegExp, string?]>([
    [
      { WEB_TOKEN_FILE: '/nowhere/at/all' },
      /^WEB_TOKEN_FILE: \/nowhere\/at\/all: cannot be read \(ENOENT\)$/,
    ],
    [{ WEB_TOKEN_FILE: '/dev/zero' }, /^WEB_TOKEN_FILE: \/dev\/zero: no regular file$/],
    [
      { WEB_TOKEN_FILE: '/dev/null', WEB_TOKEN: 'hunter2-hunter2' },
      /^WEB_TOKEN_FILE: WEB_TOKEN is set as well/,
    ],
    [{}, /^WEB_TOKEN_FILE: .* is empty$/, '\n'],
    [{}, /^WEB_TOKEN: expected at least 8 characters$/, 'hunter2'],
    [{ SLACK_MODE_FILE: '/dev/null' }, /^SLACK_MODE_FILE: no such setting; did you mean SLACK_MODE\?$/],
  ])('that cannot be used is named: %j', (given, expected, text) => {
    const environment = text === undefined ? given : { ...given, WEB_TOKEN_FILE: secretFile(text) };
    expect(() => readConfig(environment)).toThrow(expected);
    expect(() => readConfig(environment)).not.toThrow(/hunter2/);
  });
});

describe('settings', () => {
  test('are in the docs as they are declared', () => {
    expect(readFileSync('docs/settings.md', 'utf8')).toContain(settingTables(settingGroups));
  });

  test('are all described', () => {
    expect(() => listSettings(z.object({ NEW_SETTING: z.string() }))).toThrow(/NEW_SETTING/);
  });
});
