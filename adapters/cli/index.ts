import { Command } from 'commander';
import { systemErrorCode } from '../../src/errors.ts';
import { ownVersion } from '../../src/version.ts';
import { type ExitCode, endingOf, lineOf, tellEnding } from './exit-codes.ts';
import { registryCommand, registryNames } from './registry-commands.ts';

/** Each command is loaded when it is meant: an answer does not wait for what a database or a platform needs. */
const ofCommandLine: Readonly<Record<string, () => Promise<Command>>> = {
  ask: async () => (await import('./ask.ts')).askCommand(),
  advise: async () => (await import('./advise.ts')).adviseCommand(),
  adr: async () => (await import('./adr.ts')).adrCommand(),
  chat: async () => (await import('./chat.ts')).chatCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand(),
  slack: async () => (await import('./slack.ts')).slackCommand(),
  discord: async () => (await import('./discord.ts')).discordCommand(),
  mcp: async () => (await import('./mcp.ts')).mcpCommand(),
  token: async () => (await import('./tokens.ts')).tokenCommand(),
  knowledge: async () => (await import('./knowledge.ts')).knowledgeCommand(),
  config: async () => (await import('./config.ts')).configCommand(),
  forget: async () => (await import('./forget.ts')).forgetCommand(),
  backup: async () => (await import('./operations.ts')).backupCommand(),
  'migrate-data': async () => (await import('./migrate-data.ts')).migrateDataCommand(),
  doctor: async () => (await import('./operations.ts')).doctorCommand(),
};

/** What the command line has, by its first word: all of the registry, some of it in a way of its own. */
const commands: typeof ofCommandLine = {
  ...Object.fromEntries([...registryNames].map((name) => [name, async () => registryCommand(name)])),
  ...ofCommandLine,
};

/** Runs this process's command line: whatever happens ends in one clear line on stderr and an exit code. */
export async function runProcess(args: readonly string[]): Promise<void> {
  const fail = (error: unknown) => process.exit(tellEnding(endingOf(error)));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever stops reading ("| head") has what they wanted.
    stream.on('error', (error) => (systemErrorCode(error) === 'EPIPE' ? process.exit(0) : fail(error)));
  }
  process.exitCode = await runCli(args);
}

const versionFlags: readonly string[] = ['-V', '--version'];

/** Runs one command line and returns its exit code; it never throws. */
export async function runCli(args: readonly string[]): Promise<ExitCode> {
  const program = new Command('stack-advisor')
    .description('Cited answers on backend technology, from five documents; no language model.')
    .version(ownVersion(), versionFlags.join(', '), 'print the version')
    // Behind a command it would be a word of a question.
    .enablePositionalOptions();
  const named = Object.hasOwn(commands, args[0] ?? '') ? commands[args[0] ?? ''] : undefined;
  const all = versionFlags.includes(args[0] ?? '') ? [] : Object.values(commands);
  for (const load of named === undefined ? all : [named]) program.addCommand(await load());
  for (const command of [program, ...allCommands(program)]) command.exitOverride().configureOutput(oneLine);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return tellEnding(endingOf(error));
  }
}

/** What commander has to say of a command line, in one line. */
const oneLine = {
  outputError: (message: string, write: (line: string) => void) =>
    write(lineOf(`${message.replace(/^error: /, '').trim()} (see --help)`)),
};

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}
