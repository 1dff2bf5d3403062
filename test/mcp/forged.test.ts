import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTokens } from '../../src/tokens/tokens.ts';
import { actBy, callRequest, openMcp } from '../support/mcp.ts';

const calls = 10_000;

test('of ten thousand forged, expired, foreign and under-scoped tokens none passes, and none stands in the log', async () => {
  const house = await openMcp();
  const { decisions } = house.services;
  await decisions.propose(actBy('ann'), { title: 'Use Zanzibar', decision: 'Zanzibar.' });
  const longAgo = createTokens(house.database, () => Date.now() - 2 * 24 * 3_600_000);
  const expired = (await longAgo.create('local', 'ann', { name: 'expired', days: 1 })).text;
  const revoked = await house.token({ name: 'revoked' });
  const [{ id = '' } = {}] = await house.tokens
    .list('local')
    .then((all) => all.filter(({ name }) => name === 'revoked'));
  await house.tokens.revoke('local', id);
  const [reader, foreign] = [await house.token(), await house.token({ scopes: ['propose'] }, 'T-other')];
  const hex = (length: number) => randomBytes(length / 2).toString('hex');
  const withAnother = (token: string, at: number, sign: string) =>
    `${token.slice(0, at)}${token[at] === sign ? 'e' : sign}${token.slice(at + 1)}`;

  /** Each way to try, with the status that it is to come to. */
  const ways: readonly ((turn: number) => readonly [token: string, status: number, tool: string])[] = [
    () => [`sa_${hex(12)}_${hex(64)}`, 401, 'ask'],
    () => [`${reader.slice(0, 16)}${hex(64)}`, 401, 'ask'],
    (turn) => [withAnother(reader, 16 + (turn % 64), 'f'), 401, 'ask'],
    (turn) => [withAnother(reader, 3 + (turn % 12), 'f'), 401, 'ask'],
    () => [reader.toUpperCase(), 401, 'ask'],
    (turn) => [reader.slice(0, -1 - (turn % 40)), 401, 'ask'],
    () => [expired, 401, 'ask'],
    () => [revoked, 401, 'ask'],
    () => [reader, 403, 'propose_decision'],
    () => [foreign, 200, 'get_decision'],
  ];
  const given: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    ask: { question: 'What is Go?' },
    propose_decision: { title: 'Use Go', decision: 'Go.' },
    get_decision: { number: 1 },
  };
  const tried = new Set<string>();
  const wrong: string[] = [];
  for (let turn = 0; turn < calls; turn++) {
    const [token, status, tool] = ways[turn % ways.length]?.(turn) ?? ['', 0, ''];
    tried.add(token);
    const request = callRequest(token, tool, given[tool] ?? {});
    const answer = await house.send(request, { address: `127.0.${turn >> 8}.${turn & 255}` });
    const text = await answer.text();
    if (
      answer.status !== status ||
      (status === 200 && !text.includes('"isError":true')) ||
      text.includes('Zanzibar')
    )
      wrong.push(`${tool} ${answer.status} ${text}`);
  }
  expect(wrong).toEqual([]);
  expect(await decisions.list({ workspace: 'local', viewer: { kind: 'operator' } })).toHaveLength(1);
  const logged = house.logged.join('');
  expect([...tried].filter((token) => logged.includes(token))).toEqual([]);
  expect(logged).not.toMatch(/sa_[0-9a-f]{12}_[0-9a-f]{8}/i);
});
