import { Command } from 'commander';
import { systemErrorCode } from '../../src/errors.ts';
import { ownVersion } from '../../src/version.ts';
import { type ExitCode, endingOf, lineOf, tellEnding } from './exit-codes.ts';

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
  for (const load of await commandsFor(args[0] ?? '')) program.addCommand(await load());
  for (const command of [program, ...allCommands(program)]) command.exitOverride().configureOutput(oneLine);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return tellEnding(endingOf(error));
  }
}

/** The command that is named, or all: those of the registry, some of them in a way of the command line's own, and others. */
async function commandsFor(name: string): Promise<readonly Load[]> {
  const own = ownCommand(name);
  if (own !== undefined) return [own];
  if (versionFlags.includes(name)) return [];
  const { registryCommand, registryNames } = await import('./registry-commands.ts');
  const load = (one: string) => ownCommand(one) ?? (async () => registryCommand(one));
  if (registryNames.has(name)) return [load(name)];
  return [...new Set([...registryNames, ...Object.keys(ofCommandLine)])].map(load);
}

function ownCommand(name: string): Load | undefined {
  return Object.hasOwn(ofCommandLine, name) ? ofCommandLine[name] : undefined;
}

type Load = () => Promise<Command>;

/** What commander has to say of a command line, in one line. */
const oneLine = {
  outputError: (message: string, write: (line: string) => void) =>
    write(lineOf(`${message.replace(/^error: /, '').trim()} (see --help)`)),
};

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}
