import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { databaseName, freshUrl } from '../support/database.ts';
import { clientOf } from '../support/mcp.ts';
import { until } from '../support/until.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** The program as a team and an agent of theirs have it, over one database. */
async function team() {
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: await freshUrl(),
  };
  const run = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [program, ...args], { env })).stdout;
  return {
    env,
    run,
    /** What somebody says in the team's channel, and what is said back. */
    async say(person: string, ...lines: string[]): Promise<string[]> {
      const chat = spawn(process.execPath, [program, 'chat', '--json'], { env });
      let out = '';
      chat.stdout.on('data', (text) => {
        out += String(text);
      });
      const said = lines.map((text) => JSON.stringify({ person, channel: 'backend', thread: 't', text }));
      chat.stdin.end(`${said.join('\n')}\n`);
      await once(chat, 'close');
      return out
        .trim()
        .split('\n')
        .map((line) => z.object({ text: z.string() }).parse(JSON.parse(line)).text);
    },
  };
}

type Team = Awaited<ReturnType<typeof team>>;

const transports = {
  async stdio({ env }: Team): Promise<Client> {
    const client = clientOf('modern');
    const args = [program, 'mcp', '--as', 'agent'];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env, stderr: 'pipe' }));
    return client;
  },
  async http({ env, run }: Team): Promise<Client> {
    const server = spawn(process.execPath, [program, 'serve'], { env });
    onTestFinished(async () => {
      server.kill('SIGKILL');
      if (server.exitCode === null) await once(server, 'exit');
    });
    let out = '';
    server.stdout.on('data', (text) => {
      out += String(text);
    });
    const address = await until('the program', () => /ready: (\S+)\n/.exec(out)?.[1], 30_000);
    const made = await run('token', 'create', '--name', 'ci', '--scope', 'propose', '--json');
    const { token } = z.object({ token: z.string() }).parse(JSON.parse(made));
    const client = clientOf('modern');
    const headers = { authorization: `Bearer ${token}` };
    await client.connect(
      new StreamableHTTPClientTransport(new URL('/mcp', address), { requestInit: { headers } }),
    );
    return client;
  },
};

test.each(Object.entries(transports))(
  `an agent asks, is warned and proposes; people decide, and it goes on: over %s, in ${databaseName}`,
  async (_name, connect) => {
    const house = await team();
    await house.run(
      'adr',
      'propose',
      '--title',
      'Use PostgreSQL for orders',
      '--option',
      'PostgreSQL',
      '--option',
      'MongoDB',
      '--decision',
      'PostgreSQL.',
      '--affects',
      'services/orders',
      '--as',
      'ana',
    );
    await house.run('adr', 'accept', '1', '--as', 'bob');
    const client = await connect(house);
    onTestFinished(() => client.close());
    const call = async (name: string, given: Record<string, unknown>) =>
      (await client.callTool({ name, arguments: given })).structuredContent;

    expect(await call('ask', { question: 'When is PostgreSQL better than MongoDB?' })).toMatchObject({
      covered: true,
      decisions: [{ number: 1 }],
    });
    const file = { files: ['services/orders/db.ts'] };
    expect(await call('decisions_for', file)).toMatchObject({ records: [{ number: 1 }] });
    const approach = { approach: 'Store the orders in MongoDB' };
    expect(await call('check_decision', approach)).toMatchObject({
      clear: false,
      against: [{ number: 1 }],
      ruledOut: [{ option: 'MongoDB' }],
    });
    const wanted = {
      ...{ title: 'Use MongoDB for orders', options: [{ name: 'MongoDB' }, { name: 'PostgreSQL' }] },
      ...{ decision: 'MongoDB, as orders are documents now.', origin: 'run-7', affects: ['services/orders'] },
    };
    for (let again = 0; again < 2; again++)
      expect(await call('propose_decision', wanted)).toMatchObject({
        record: { number: 2, status: 'proposed' },
        against: [{ number: 1 }],
      });
    expect(await call('check_decision', approach)).toMatchObject({ clear: false });

    const said = await house.say('bob', '2 supersedes 1', 'approve 2');
    expect(said.at(-1)).toMatch(/accepted/);
    expect(await call('check_decision', approach)).toMatchObject({ against: [] });
    expect(await call('decisions_for', file)).toMatchObject({ records: [{ number: 2 }] });
    expect(await call('get_decision', { number: 1 })).toMatchObject({ status: 'superseded' });
  },
);
