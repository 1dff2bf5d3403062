import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { temporaryFolder } from '../support/folder.ts';
import { actBy, clientOf, type Era, eras } from '../support/mcp.ts';

const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** The program as a client starts it. */
async function start(era: Era, file: string, ...args: string[]) {
  const client = clientOf(era);
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: `sqlite:${file}` };
  const transport = new StdioClientTransport({
    ...{ command: process.execPath, args: [program, 'mcp', ...args], env, stderr: 'pipe' },
  });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

async function withRecord(): Promise<string> {
  const file = join(temporaryFolder(), 'records.db');
  const database = await openDatabase(`sqlite:${file}`);
  const decisions = createDecisions(database);
  await decisions.propose(actBy('ann'), { title: 'Use PostgreSQL for orders', decision: 'We know it.' });
  await decisions.approve(actBy('bob'), 1);
  await decisions.propose(actBy('ann'), { title: 'Use Zanzibar' }, { visibility: 'members', channel: 'C1' });
  await database.close();
  return file;
}

describe.each(eras)('over standard input and output, in the %s era', (era) => {
  test('tools are listed and answer, without a token', async () => {
    const client = await start(era, await withRecord(), '--as', 'ann');
    expect((await client.listTools()).tools).toHaveLength(7);
    const asked = await client.callTool({
      name: 'ask',
      arguments: { question: 'What is PostgreSQL good for?' },
    });
    expect(asked.structuredContent).toMatchObject({ covered: true, decisions: [{ number: 1 }] });
    const hidden = await client.callTool({ name: 'get_decision', arguments: { number: 2 } });
    expect(hidden.isError).toBe(true);
    const proposed = await client.callTool({
      name: 'propose_decision',
      arguments: { title: 'Use Go', decision: 'For the gateway.' },
    });
    expect(proposed.structuredContent).toMatchObject({
      record: { number: 3, status: 'proposed', link: null },
    });
  });
});

describe('the program', () => {
  test('proposes in the name of whom it is for, and sees what the channels that are named hold', async () => {
    const file = await withRecord();
    const client = await start('modern', file, '--as', 'ann', '--member-of', 'C1');
    const shown = await client.callTool({ name: 'get_decision', arguments: { number: 2 } });
    expect(shown.structuredContent).toMatchObject({ title: 'Use Zanzibar' });
    await client.callTool({ name: 'propose_decision', arguments: { title: 'Use Go', decision: 'x' } });
    await client.close();
    const database = await openDatabase(`sqlite:${file}`);
    const look = { workspace: 'local', log: 'decisions', viewer: { kind: 'operator' } } as const;
    expect(await createDecisions(database).history(look, 3)).toMatchObject([
      { person: 'ann', source: 'mcp' },
    ]);
    await database.close();
  });

  test('ends when its client does, writes nothing but the protocol, and makes no database that nobody asked for', async () => {
    const file = join(temporaryFolder(), 'never.db');
    const env = { PATH: process.env.PATH, DATABASE_URL: `sqlite:${file}` };
    const child = spawn(process.execPath, [program, 'mcp'], { env });
    let written = '';
    child.stdout.on('data', (text) => {
      written += String(text);
    });
    const initialize = {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 't', version: '1' },
    };
    for (const message of [
      { id: 1, method: 'initialize', params: initialize },
      { method: 'notifications/initialized' },
      { id: 2, method: 'tools/list' },
    ])
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    await expect.poll(() => written.split('\n').length).toBe(3);
    child.stdin.end();
    expect((await once(child, 'exit'))[0]).toBe(0);
    expect(
      written
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual([1, 2]);
    expect(existsSync(file)).toBe(false);
  });
});
