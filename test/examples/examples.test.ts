import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createAdvisor } from '../../src/advisor/advisor.ts';
import { loadAnswerer } from '../../src/answers/load.ts';
import { loadOverlaid } from '../../src/knowledge/load.ts';
import { action } from '../github/steps.ts';
import { temporaryFolder } from '../support/folder.ts';
import { clientOf } from '../support/mcp.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const overlay = join(root, 'examples/overlay');

describe('the example of a team’s own knowledge', () => {
  test('is sound', () => {
    const args = [join(root, 'bin/stack-advisor.js'), 'knowledge', 'check', 'examples/overlay'];
    expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })).toMatch(/^sound: /);
  });

  test('comes first where it says something, and changes nothing else', async () => {
    const ask = await loadAnswerer(overlay);
    const first = (question: string) => {
      const told = ask(question);
      return told.covered ? told.answers[0]?.lead : undefined;
    };
    expect(first('which database do we take here')).toBe(
      'New services start on PostgreSQL; anything else needs a decision record.',
    );
    expect(first('can we use mongodb for the new service')).toMatch(
      /^MongoDB is run for the catalogue alone/,
    );
    expect(first('fastapi vs django')).toMatch(/^FastAPI for new, API-first services/);
  });

  test('walks through its own topic', async () => {
    const advisor = createAdvisor(await loadOverlaid(overlay));
    expect(advisor.topics.map(({ id }) => id)).toContain('files');
  });
});

const snippetSchema = z.object({
  command: z.string(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
});
const overHttp = z.object({
  url: z.url(),
  headers: z.object({ Authorization: z.string().startsWith('Bearer ${') }),
});

describe('the examples for agents', () => {
  const files = readdirSync(join(root, 'examples/mcp'));
  const [http, local] = [
    files.filter((file) => file.includes('http')),
    files.filter((file) => !file.includes('http')),
  ];
  const serverOf = (file: string): unknown => {
    const { servers, mcpServers } = z
      .object({
        servers: z.record(z.string(), z.unknown()).optional(),
        mcpServers: z.record(z.string(), z.unknown()).optional(),
      })
      .parse(JSON.parse(readFileSync(join(root, 'examples/mcp', file), 'utf8')));
    return (servers ?? mcpServers)?.['stack-advisor'];
  };

  test.each(local)('%s starts the program, which lists its tools', async (file) => {
    const { command, args, env } = snippetSchema.parse(serverOf(file));
    const here = (text: string) => text.replace('/path/to/stack-advisor/', root);
    const database = { DATABASE_URL: `sqlite:${temporaryFolder()}/records.db` };
    expect(Object.keys(env)).toEqual(Object.keys(database));
    const client = clientOf('modern');
    const given = { PATH: process.env.PATH ?? '', ...database };
    await client.connect(
      new StdioClientTransport({ command: here(command), args: args.map(here), env: given, stderr: 'pipe' }),
    );
    onTestFinished(() => client.close());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('decisions_for');
  });

  test.each(http)('%s names the address, and no token', (file) => {
    expect(overHttp.parse(serverOf(file)).url).toMatch(/\/mcp$/);
  });

  test('there are both kinds for the same three', () => {
    expect(http.map((file) => file.replace('-http', ''))).toEqual(local);
  });
});

test('the example of a workflow gives the action what it takes, and takes what it gives', () => {
  const steps = z
    .object({
      jobs: z.object({
        decisions: z.object({
          steps: z.array(
            z.looseObject({ uses: z.string(), with: z.record(z.string(), z.string()).default({}) }),
          ),
        }),
      }),
    })
    .parse(parse(readFileSync(join(root, 'examples/ci/adr-check.yml'), 'utf8'))).jobs.decisions.steps;
  const ours = steps.filter(({ uses }) => uses.startsWith('OWNER/stack-advisor@'));
  expect(ours).toHaveLength(2);
  for (const step of ours)
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  for (const { uses } of ours) expect(uses).toBe(`OWNER/stack-advisor@v${version}`);
  const [, output = ''] = /steps\.alerts\.outputs\.(\w+)/.exec(JSON.stringify(steps)) ?? [];
  expect(Object.keys(action.outputs)).toContain(output);
});
