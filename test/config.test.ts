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

  test.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
  ])('names a malformed %s and never its value', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: expected `));
    expect(() => readConfig({ [name]: value })).not.toThrow(value);
  });
});
