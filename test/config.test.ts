import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('the configuration', () => {
  test('has defaults that serve on loopback', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: 'sqlite:./data/stack-advisor.db',
      knowledgeDir: undefined,
      host: '127.0.0.1',
      port: 3000,
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
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
  ])('names a malformed %s and never its value', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: expected `));
    expect(() => readConfig({ [name]: value })).not.toThrow(value);
  });
});
