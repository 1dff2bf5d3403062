import { Command, CommanderError } from 'commander';
import { AdvisorError, systemErrorCode } from '../../src/errors.ts';
import { adrCommand } from './adr.ts';
import { adviseCommand } from './advise.ts';
import { askCommand } from './ask.ts';
import { chatCommand } from './chat.ts';
import { discordCommand } from './discord.ts';
import { knowledgeCommand } from './knowledge.ts';
import { backupCommand, doctorCommand } from './operate.ts';
import { serveCommand } from './serve.ts';
import { slackCommand } from './slack.ts';

/** Exit codes: done, failed (one clear line on stderr), wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** Runs one command line and returns its exit code; only an unexpected fault throws. */
export async function runCli(args: readonly string[]): Promise<ExitCode> {
  const program = new Command('stack-advisor')
    .description('Cited answers on backend technology, from five documents; no language model.')
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .showHelpAfterError('(see --help)')
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
  for (const command of [program, ...allCommands(program)]) command.exitOverride();
  // Whoever stops reading ("| head") has what they wanted.
  process.stdout.on('error', (error) => {
    if (systemErrorCode(error) === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return report(error);
  }
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)]);
}

function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) {
    // Help and version end here too, with exit code 0; everything else has been told by commander.
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof AdvisorError) {
    process.stderr.write(`stack-advisor: ${error.message}\n`);
    return error.code === 'usage' ? 2 : 1;
  }
  throw error;
}
