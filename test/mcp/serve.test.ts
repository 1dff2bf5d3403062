import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../support/folder.ts';
import { clientOf, eras } from '../support/mcp.ts';
import { until } from '../support/until.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));
const madeSchema = z.object({ id: z.string(), token: z.string(), scopes: z.array(z.string()) });

/** The program as it is run, with a command line beside it. */
async function serve() {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    LOG_LEVEL: 'trace',
    DATABASE_URL: `sqlite:${join(temporaryFolder(), 'agents.db')}`,
  };
  const server = spawn(process.execPath, [program, 'serve'], { env });
  onTestFinished(async () => {
    if (server.exitCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  });
  const out: string[] = [];
  const log: string[] = [];
  server.stdout.on('data', (text) => out.push(String(text)));
  server.stderr.on('data', (text) => log.push(String(text)));
  const address = await until('the program', () => /ready: (\S+)\n/.exec(out.join(''))?.[1], 15_000);
  const run = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [program, ...args], { env })).stdout;
  return { address, log, run };
}

describe('the program over HTTP', () => {
  test('serves agents with a token that the command line made, until the command line revokes it', async () => {
    const { address, log, run } = await serve();
    const made = madeSchema.parse(
      JSON.parse(await run('token', 'create', '--name', 'ci', '--scope', 'propose', '--json')),
    );
    const headers = { authorization: `Bearer ${made.token}` };
    const endpoint = new URL('/mcp', address);
    const clients = await Promise.all(
      eras.map(async (era) => {
        const client = clientOf(era);
        await client.connect(new StreamableHTTPClientTransport(endpoint, { requestInit: { headers } }));
        onTestFinished(() => client.close());
        return client;
      }),
    );
    for (const [at, client] of clients.entries()) {
      expect((await client.listTools()).tools).toHaveLength(7);
      const given = { title: `Use Go ${at}`, decision: 'For the gateway.' };
      const proposed = await client.callTool({ name: 'propose_decision', arguments: given });
      expect(proposed.structuredContent).toMatchObject({ record: { number: at + 1, status: 'proposed' } });
    }
    const record = await run('adr', 'show', '1', '--json');
    expect(JSON.parse(record)).toMatchObject({ title: 'Use Go 0', status: 'proposed' });
    expect(await run('token', 'log', made.id)).toMatch(/proposed decisions 2\n.*proposed decisions 1\n$/);
    expect(await run('token', 'list')).toMatch(/ci: read, propose; .*last used/);
    await run('token', 'revoke', made.id);
    for (const client of clients)
      await expect(client.listTools({}, { cacheMode: 'bypass' })).rejects.toThrow();
    const refused = await fetch(endpoint, { method: 'POST', headers });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain(
      `resource_metadata="${address}.well-known/oauth-protected-resource/mcp"`,
    );
    expect(await (await fetch(new URL('/metrics', address))).text()).toMatch(
      /tool_calls_total\{tool="propose_decision",outcome="done"\} 2/,
    );
    expect(log.join('')).not.toContain(made.token.slice(16));
  });

  test('asks for a token on this machine too, and lets in nobody by the page’s', async () => {
    const { address } = await serve();
    const endpoint = new URL('/mcp', address);
    for (const headers of [{}, { authorization: 'Bearer correct-horse' }])
      expect((await fetch(endpoint, { method: 'POST', headers })).status).toBe(401);
    const crossSite = { origin: 'https://evil.example' };
    expect((await fetch(endpoint, { method: 'POST', headers: crossSite })).status).toBe(403);
  });
});

describe('stack-advisor token', () => {
  test('says what is wrong in one line', async () => {
    const env = { PATH: process.env.PATH, DATABASE_URL: `sqlite:${join(temporaryFolder(), 't.db')}` };
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [program, 'token', ...args], { env }).then(
        () => '',
        (error: unknown) => z.object({ stderr: z.string() }).parse(error).stderr,
      );
    expect(await run('create', '--name', 'ci', '--scope', 'accept')).toMatch(
      /^stack-advisor: --scope is read or propose/,
    );
    expect(await run('create', '--name', 'ci', '--expires', 'never')).toMatch(/^stack-advisor: .*--expires/);
    expect(await run('create', '--name', '@all')).toMatch(/^stack-advisor: a name has letters/);
    expect(await run('revoke', 'nothing')).toMatch(/^stack-advisor: there is no such token in local/);
    expect(await run('create', '--name', 'ci', '--operator')).toMatch(/^stack-advisor: unknown option/);
  });
});
