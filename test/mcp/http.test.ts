import { describe, expect, test } from 'vitest';
import { createAttempts } from '../../adapters/web/access/attempts.ts';
import { createLimits } from '../../src/limits.ts';
import { manualClock } from '../queue/support.ts';
import { callRequest, endpoint, eras, openMcp, type Sender } from '../support/mcp.ts';

const metadataAt = (base: string) => `${base}/.well-known/oauth-protected-resource/mcp`;
const question = { question: 'What is Go?' };

/** A POST of a body as it is. */
const post = (token: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  new Request(endpoint, {
    method: 'POST',
    body,
    headers: {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...{ accept: 'application/json, text/event-stream', ...headers },
    },
  });

describe('without a token that counts', () => {
  test('a call is refused, and told where to learn what is needed', async () => {
    const house = await openMcp();
    const answer = await house.send(callRequest(undefined, 'ask', question));
    expect(answer.status).toBe(401);
    const told = answer.headers.get('www-authenticate');
    expect(told).toBe(`Bearer resource_metadata="${metadataAt('http://localhost:3000')}", scope="read"`);
    const metadata = await house.send(new Request(metadataAt('http://localhost:3000')));
    expect(await metadata.json()).toEqual({
      resource: 'http://localhost:3000/mcp',
      resource_name: 'Stack Advisor',
      scopes_supported: ['read', 'propose'],
      bearer_methods_supported: ['header'],
    });
  });

  test.each([
    ['unknown', () => `sa_${'0'.repeat(12)}_${'0'.repeat(64)}`],
    ['of another secret', (token: string) => `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`],
    ['too long', (token: string) => `${token}0`],
    ['no token', () => 'hello'],
  ])('one that is %s is refused', async (_what, forge) => {
    const house = await openMcp();
    const answer = await house.send(callRequest(forge(await house.token()), 'ask', question));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(
      /^Bearer error="invalid_token", resource_metadata="/,
    );
  });

  test('a token is taken from nowhere but the Authorization header', async () => {
    const house = await openMcp();
    const token = await house.token();
    const plain = callRequest(undefined, 'ask', question);
    for (const at of [`${endpoint}?access_token=${token}`, `${endpoint}?token=${token}`])
      expect((await house.send(new Request(at, plain.clone()))).status).toBe(401);
    for (const headers of [
      { cookie: `token=${token}` },
      { 'x-api-key': token },
      { authorization: `Basic ${token}` },
    ]) {
      const asked = new Request(plain.clone());
      for (const [name, value] of Object.entries(headers)) asked.headers.set(name, value);
      expect((await house.send(asked)).status).toBe(401);
    }
    expect((await house.send(callRequest(token, 'ask', question))).status).toBe(200);
  });

  test('wrong ones of a client wait and are at last not looked at; a right one waits for nobody', async () => {
    const clock = manualClock();
    const house = await openMcp({ attempts: createAttempts(clock) });
    const token = await house.token();
    const wrong = () => house.send(callRequest('sa_wrong', 'ask', question));
    for (let at = 0; at < 5; at++) expect((await wrong()).status).toBe(401);
    const waiting = Array.from({ length: 8 }, wrong);
    const refused = await wrong();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await house.send(callRequest(token, 'ask', question))).status).toBe(200);
    for (let at = 0; at < 8; at++) await clock.pass(1_000);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(waiting.map(() => 401));
  });
});

describe('a token', () => {
  test('that may only read is asked for more where a call proposes', async () => {
    const house = await openMcp();
    const token = await house.token();
    const answer = await house.send(
      callRequest(token, 'propose_decision', { title: 'Use Go', decision: 'x' }),
    );
    expect(answer.status).toBe(403);
    const told = answer.headers.get('www-authenticate');
    expect(told).toContain('error="insufficient_scope"');
    expect(told).toContain('scope="read propose"');
    expect(told).toContain(`resource_metadata="${metadataAt('http://localhost:3000')}"`);
    expect(await house.services.decisions.list({ workspace: 'local', viewer: { kind: 'operator' } })).toEqual(
      [],
    );
  });

  test.each(eras)('that may only read proposes nothing in the %s era', async (era) => {
    const house = await openMcp();
    const client = await house.connect(await house.token(), era);
    const given = { title: 'Use Go', decision: 'x' };
    await expect(client.callTool({ name: 'propose_decision', arguments: given })).rejects.toThrow();
    expect(await house.services.decisions.list({ workspace: 'local', viewer: { kind: 'operator' } })).toEqual(
      [],
    );
  });

  test('that is revoked counts from the next call on; no stream outlives a call', async () => {
    const house = await openMcp();
    const token = await house.token();
    const client = await house.connect(token);
    await client.callTool({ name: 'ask', arguments: question });
    await expect(client.listen({ toolsListChanged: true })).rejects.toThrow(/limit reached/i);
    const [{ id = '' } = {}] = await house.tokens.list('local');
    await house.tokens.revoke('local', id);
    await expect(client.callTool({ name: 'ask', arguments: question })).rejects.toThrow();
    expect((await house.send(callRequest(token, 'ask', question))).status).toBe(401);
  });

  test('of one workspace reaches nothing of another', async () => {
    const house = await openMcp();
    const by = { person: { id: 'ann', name: 'ann' }, viewer: { kind: 'operator' }, source: 'test' } as const;
    await house.services.decisions.propose(
      { ...by, workspace: 'local', log: 'decisions' },
      { title: 'Use Zanzibar' },
    );
    const client = await house.connect(await house.token({ scopes: ['propose'] }, 'T-other'));
    const found = await client.callTool({ name: 'search_decisions', arguments: { words: 'zanzibar' } });
    expect(found.structuredContent).toEqual({ records: [], more: false });
    const got = await client.callTool({ name: 'get_decision', arguments: { number: 1 } });
    expect(got.isError).toBe(true);
    await client.callTool({ name: 'propose_decision', arguments: { title: 'Use Go', decision: 'x' } });
    const look = (workspace: string) => ({ workspace, viewer: { kind: 'operator' } }) as const;
    expect(await house.services.decisions.list(look('T-other'))).toMatchObject([
      { title: 'Use Go', number: 1 },
    ]);
    expect(await house.services.decisions.list(look('local'))).toHaveLength(1);
  });

  test('that calls more than it may is told when to come back', async () => {
    const limits = createLimits({ person: 0, workspace: 0, page: 0, agent: 2 });
    const house = await openMcp({ limits });
    const [one, other] = [await house.token(), await house.token()];
    const status = async (token: string) => (await house.send(callRequest(token, 'ask', question))).status;
    expect([await status(one), await status(one)]).toEqual([200, 200]);
    const over = await house.send(callRequest(one, 'ask', question));
    expect(over.status).toBe(429);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await status(other)).toBe(200);
  });

  test('takes from its workspace what all of its agents may call together', async () => {
    const limits = createLimits({ person: 0, workspace: 2, page: 0, agent: 0 });
    const house = await openMcp({ limits });
    const tokens = [await house.token(), await house.token(), await house.token()];
    const statuses: number[] = [];
    for (const token of tokens) statuses.push((await house.send(callRequest(token, 'ask', question))).status);
    expect(statuses).toEqual([200, 200, 429]);
    const elsewhere = await house.token({}, 'T-other');
    expect((await house.send(callRequest(elsewhere, 'ask', question))).status).toBe(200);
    // People are asked by a limit of their own.
    expect(await limits.asked('local', 'ann')).toEqual({ kind: 'within' });
  });
});

describe('a request', () => {
  const local = { publicUrl: undefined, webToken: undefined, trustedProxies: [] };
  const named = { ...local, publicUrl: 'https://advisor.example' };
  const open = { ...local, webToken: 'a token of tests' };

  test.each<[string, typeof local | typeof named | typeof open, Sender, number]>([
    ['of this machine', local, {}, 200],
    ['of this machine by another name', local, { headers: { host: 'evil.example' } }, 403],
    ['of another machine', local, { address: '10.0.0.7' }, 403],
    ['through a tunnel', local, { headers: { 'x-forwarded-for': '10.0.0.7' } }, 403],
    ['of a page at this machine', local, { headers: { origin: 'http://localhost:3000' } }, 200],
    ['of another page at this machine', local, { headers: { origin: 'http://localhost:9999' } }, 403],
    ['of another site', local, { headers: { origin: 'https://evil.example' } }, 403],
    ['of another site, as browsers say it', local, { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['of nowhere', local, { headers: { origin: 'null' } }, 403],
    [
      'of another machine, by its public name',
      named,
      { address: '10.0.0.7', headers: { host: 'advisor.example' } },
      200,
    ],
    [
      'of another machine, by another name',
      named,
      { address: '10.0.0.7', headers: { host: 'evil.example' } },
      403,
    ],
    ['of this machine, beside a public name', named, {}, 200],
    [
      'of a browser at the public name',
      named,
      { address: '10.0.0.7', headers: { host: 'advisor.example', origin: 'https://evil.example' } },
      403,
    ],
    [
      'of another machine where no name is set',
      open,
      { address: '10.0.0.7', headers: { host: 'advisor' } },
      200,
    ],
    [
      'of a browser where no name is set',
      open,
      { address: '10.0.0.7', headers: { host: 'evil', origin: 'http://evil' } },
      403,
    ],
  ])('%s is looked at only where it should be', async (_what, config, from, status) => {
    const house = await openMcp({ config });
    expect((await house.send(callRequest(await house.token(), 'ask', question), from)).status).toBe(status);
  });

  test.each([
    ['no JSON', 'hello', 400],
    ['nothing', '', 400],
    [
      'several messages',
      '[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"ping"}]',
      400,
    ],
    ['JSON that is deeper than anybody needs', `${'['.repeat(500_000)}`, 400],
    ['more than it can be', `{"jsonrpc":"2.0","x":"${'x'.repeat(8_000_000)}"}`, 413],
  ])('of %s is refused', async (_what, body, status) => {
    const house = await openMcp();
    expect((await house.send(post(await house.token(), body))).status).toBe(status);
  });

  test('of another kind than JSON is refused', async () => {
    const house = await openMcp();
    const token = await house.token();
    const body = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    expect((await house.send(post(token, body, { 'content-type': 'text/plain' }))).status).toBe(415);
    const get = new Request(endpoint, { headers: { authorization: `Bearer ${token}` } });
    expect((await house.send(get)).status).toBe(405);
  });

  test('with arguments without end is an error and no fault', async () => {
    const house = await openMcp();
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const body = await callRequest(undefined, 'ask', { question: 'x' }).text();
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'ask' };
    const sent = post(await house.token(), body.replace('"question":"x"', `"question":${deep}`), headers);
    const answer = await house.send(sent);
    expect(await answer.text()).toMatch(/error/i);
    expect(answer.status).toBeLessThan(500);
  });
});
