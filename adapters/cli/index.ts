import { Command } from 'commander';
import { systemErrorCode } from '../../src/errors.ts';
import { adrCommand } from './adr.ts';
import { adviseCommand } from './advise.ts';
import { askCommand } from './ask.ts';
import { chatCommand } from './chat.ts';
import { discordCommand } from './discord.ts';
import { type ExitCode, endingOf, lineOf, tellEnding } from './failing.ts';
import { knowledgeCommand } from './knowledge.ts';
import { backupCommand, doctorCommand } from './operate.ts';
import { serveCommand } from './serve.ts';
import { slackCommand } from './slack.ts';

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

/** Runs one command line and returns its exit code; it never throws. */
export async function runCli(args: readonly string[]): Promise<ExitCode> {
  const program = new Command('stack-advisor')
    .description('Cited answers on backend technology, from five documents; no language model.')
    .addCommand(askCommand())
    .addCommand(adviseCommand())
    .addCommand(adrCommand())
    .addCommand(chatCommand())
    .addCommand(serveCommand())
    .addCommand(slackCommand())
    .addCommand(discordCommand())
    .addCommand(knowledgeCommand())
    .addCommand(backupCommand())
    .addCommand(doctorCommand());
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
