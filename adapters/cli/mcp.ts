import { z } from 'zod';
import type { Given } from '../../src/commands/command.ts';
import type { Database } from '../../src/database/connection.ts';
import { readConfig } from '../config.ts';
import { callerFor } from '../mcp/caller.ts';
import { partsOver } from '../mcp/lazy-parts.ts';
import { once } from '../mcp/parts.ts';
import { commandLine, listOption, option, textOption } from './command-line.ts';
import { personName } from './person-name.ts';

const takes = {
  workspace: option('id', 'the workspace', z.string().min(1).max(200).default('local')),
  as: textOption('name', 'in whose name it proposes; the system user where it is left out'),
  memberOf: listOption('channel', 'it sees what this channel’s members do'),
};

/** `stack-advisor mcp`: the team's decisions for a coding agent that starts it. */
export const mcpCommand = () =>
  commandLine(
    { name: 'mcp', description: 'serve a coding agent over standard input and output (MCP)' },
    takes,
    serve,
  );

async function serve({ workspace, as, memberOf = [] }: Given<typeof takes>): Promise<void> {
  const config = readConfig(process.env);
  const caller = callerFor(personName(as), workspace, memberOf);
  const { serveOverStdio } = await import('../mcp/stdio.ts');
  const log = once(async () => (await import('../../src/log.ts')).createLog(config));
  let opened: Promise<Database> | undefined;
  const open = once(async () => {
    const { openDatabase } = await import('../../src/database/connection.ts');
    opened = openDatabase(config.databaseUrl);
    return opened;
  });
  const watch = {
    called: () => {},
    fault: async (error: unknown, tool: string, reference: string) =>
      (await log()).error({ err: error, tool, reference }, 'a call failed'),
  };
  try {
    await serveOverStdio(caller, partsOver({ ...config, open }), watch);
  } finally {
    await (await opened?.catch(() => undefined))?.close();
  }
}
