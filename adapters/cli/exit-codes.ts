import { CommanderError } from 'commander';
import { AdvisorError, describeSystemError } from '../../src/errors.ts';

/** Exit codes: done, failed (one clear line on stderr), wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** How a command line ended: its exit code, and a line for stderr where there is something to say. */
export interface Ending {
  readonly code: ExitCode;
  readonly line: string;
  /** Everything that is known of a fault that nobody foresaw; empty elsewhere. */
  readonly details: string;
}

/** What a command was asked to look for was found, and told on stdout: it ends with 1 and has no more to say. */
export class ToldFailure extends Error {
  constructor() {
    super('what was found was told');
    this.name = 'ToldFailure';
  }
}

/** How a command line ends that threw this: 2 for wrong usage, 1 for all else, 0 where help was printed. */
export function endingOf(error: unknown): Ending {
  // Help and version end here too, with exit code 0; everything else has been told by commander.
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? 0 : 2, line: '', details: '' };
  if (error instanceof ToldFailure) return { code: 1, line: '', details: '' };
  if (error instanceof AdvisorError)
    return { code: error.code === 'usage' ? 2 : 1, line: lineOf(error.message), details: '' };
  const known = describeSystemError(error);
  if (known !== undefined) return { code: 1, line: lineOf(known), details: detailsOf(error) };
  const name = error instanceof Error ? error.name : typeof error;
  const line = `something went wrong that should not have (${name}); run it again with LOG_LEVEL=debug to see more`;
  return { code: 1, line: lineOf(line), details: detailsOf(error) };
}

/** Tells how a command line ended, on stderr, and returns its exit code. */
export function tellEnding({ code, line, details }: Ending): ExitCode {
  if (line !== '') process.stderr.write(line);
  if (details !== '' && /^(?:debug|trace)$/.test(process.env.LOG_LEVEL ?? '')) process.stderr.write(details);
  return code;
}

const maxLine = 2_000;

/** One line for stderr of at most 2,000 characters of the message, which may hold what somebody typed. */
export function lineOf(message: string): string {
  const line = message
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return `stack-advisor: ${line.length > maxLine ? `${line.slice(0, maxLine)}…` : line}\n`;
}

function detailsOf(error: unknown): string {
  return `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
