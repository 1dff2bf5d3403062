import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { personOf, tokenForm, viewerOf } from '../../src/tokens/token.ts';
import { createTokens, mostTokens, type Tokens } from '../../src/tokens/tokens.ts';
import { databaseName, freshDatabase } from '../support/database.ts';

const day = 24 * 3_600_000;
let now: number;
let database: Database;
let tokens: Tokens;
beforeEach(async () => {
  now = Date.UTC(2026, 2, 1, 9, 30);
  database = await freshDatabase();
  tokens = createTokens(database, () => now);
  return () => database.close();
});

describe(`tokens in ${databaseName}`, () => {
  test('are found by what was shown once; nothing that is stored opens anything', async () => {
    const { token, text } = await tokens.create('w', 'ann', { name: 'ci' });
    expect(text).toMatch(tokenForm);
    expect(text.startsWith(`sa_${token.id}_`)).toBe(true);
    expect(await tokens.find(text)).toMatchObject({
      id: token.id,
      workspace: 'w',
      name: 'ci',
      scopes: ['read'],
    });
    const stored = JSON.stringify(await database.db.selectFrom('tokens').selectAll().execute());
    expect(stored).not.toContain(text.slice(16));
    const digest = await database.db.selectFrom('tokens').select('digest').executeTakeFirstOrThrow();
    expect(await tokens.find(`sa_${token.id}_${digest.digest}`)).toBeUndefined();
    expect((await tokens.create('w', 'ann', { name: 'other' })).text).not.toBe(text);
  });

  test('read unless they are made to propose, and then they do both', async () => {
    expect((await tokens.create('w', 'ann', { name: 'a' })).token.scopes).toEqual(['read']);
    expect((await tokens.create('w', 'ann', { name: 'b', scopes: ['propose'] })).token.scopes).toEqual([
      'read',
      'propose',
    ]);
  });

  test('count until they end, or are revoked', async () => {
    const { text } = await tokens.create('w', 'ann', { name: 'short', days: 1 });
    now += 1;
    const { text: other, token } = await tokens.create('w', 'ann', { name: 'other', days: 30 });
    now += day - 2;
    expect(await tokens.find(text)).toBeDefined();
    now += 1;
    expect(await tokens.find(text)).toBeUndefined();
    expect(await tokens.find(other)).toBeDefined();
    await tokens.revoke('w', token.id);
    expect(await tokens.find(other)).toBeUndefined();
    const [{ revokedAt: revoked } = {}] = await tokens.list('w');
    now += day;
    // Once revoked they stay so from then on.
    expect((await tokens.revoke('w', `sa_${token.id}`)).revokedAt).toBe(revoked);
    expect((await tokens.list('w')).map(({ name }) => name)).toEqual(['other', 'short']);
  });

  test('tell to the hour when they were used last', async () => {
    const { text } = await tokens.create('w', 'ann', { name: 'ci' });
    const used = async () => (await tokens.list('w'))[0]?.lastUsedAt;
    expect(await used()).toBeNull();
    await tokens.find(text);
    expect(await used()).toBe('2026-03-01T09:00:00.000Z');
    now += 3_600_000;
    await tokens.find(text);
    expect(await used()).toBe('2026-03-01T10:00:00.000Z');
  });

  test('belong to a workspace: no other lists, revokes or reads of them', async () => {
    const { token, text } = await tokens.create('w', 'ann', { name: 'ci' });
    expect(await tokens.list('other')).toEqual([]);
    await expect(tokens.revoke('other', token.id)).rejects.toThrow(/no such token in other/);
    await expect(tokens.uses('other', token.id)).rejects.toThrow(/no such token/);
    expect(await tokens.find(text)).toBeDefined();
  });

  test('tell what was written with them', async () => {
    const { token } = await tokens.create('w', 'ann', { name: 'ci', scopes: ['propose'] });
    const by = { workspace: 'w', log: 'decisions', person: personOf(token), viewer: viewerOf(token) };
    const decisions = createDecisions(database);
    await decisions.propose({ ...by, source: 'mcp' }, { title: 'Use Go' });
    const person = { id: 'ann', name: personOf(token).name };
    await decisions.propose({ ...by, person, source: 'test' }, { title: 'Use Rust' });
    expect(await tokens.uses('w', token.id)).toMatchObject([
      { log: 'decisions', number: 1, kind: 'proposed' },
    ]);
    await expect(tokens.uses('w', 'nobody')).rejects.toThrow(/token list tells their ids/);
  });

  test.each([
    [{ name: '' }, /needs a name/],
    [{ name: 'a\nb' }, /letters, digits/],
    [{ name: '@channel' }, /letters, digits/],
    [{ name: 'x'.repeat(61) }, /60 characters/],
    [{ name: 'ci', days: 0 }, /at least a day/],
    [{ name: 'ci', days: 10_000 }, /ten years/],
    [{ name: 'ci', channels: Array.from({ length: 101 }, (_, at) => `C${at}`) }, /100 channels/],
  ])('are not made where something is wrong with them, number %#', async (wanted, words) => {
    await expect(tokens.create('w', 'ann', wanted)).rejects.toThrow(words);
  });

  test('are told apart by their names, and are not without number', async () => {
    await tokens.create('w', 'ann', { name: 'ci' });
    await expect(tokens.create('w', 'ann', { name: 'ci' })).rejects.toThrow(/a token called ci already/);
    for (let at = 1; at < mostTokens; at++) await tokens.create('w', 'ann', { name: `ci ${at}` });
    await expect(tokens.create('w', 'ann', { name: 'more' })).rejects.toThrow(/revoke what nobody uses/);
    await tokens.create('v', 'ann', { name: 'more' });
  });
});

test('a token decides nothing, whatever it is called', async () => {
  const decisions = createDecisions(database);
  const { token } = await tokens.create('w', 'ann', { name: 'ann' });
  const act = { workspace: 'w', log: 'decisions', person: { id: 'ann', name: 'ann' }, source: 'test' };
  await decisions.createLog(
    { ...act, viewer: { kind: 'operator' }, isOperator: true },
    { deciders: [{ id: 'agent ann', name: 'agent ann' }] },
  );
  const agent = { ...act, person: personOf(token), viewer: viewerOf(token) };
  const number = await decisions.propose(agent, { title: 'Use Go' });
  await expect(decisions.approve(agent, number)).rejects.toThrow(/is decided by/);
});
