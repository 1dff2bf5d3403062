import type { Command } from 'commander';
import { z } from 'zod';
import { type Arguments, flag, type record } from '../../../src/commands/arguments.ts';
import type { Given } from '../../../src/commands/command.ts';
import type { Database } from '../../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../../src/decisions/decisions.ts';
import { namedLog, recordName } from '../../../src/decisions/record-name.ts';
import type { Look } from '../../../src/decisions/record-queries.ts';
import { defaultLog } from '../../../src/decisions/rows.ts';
import type { Act } from '../../../src/decisions/write-scope.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { readConfig } from '../../config.ts';
import { commandLine, option, type TypedValues, textOption } from '../command-line.ts';
import { personName } from '../person-name.ts';
import { withDatabase } from '../with-database.ts';

/** What every command on records works with. */
export interface Session {
  readonly decisions: Decisions;
  readonly database: Database;
  readonly act: Act;
  readonly look: Look;
  /** The log that `--log` names. */
  readonly log: string | undefined;
  /** Names of all logs there are. */
  readonly logs: readonly string[];
  /** Whether there are several logs, so that records are named with theirs. */
  readonly several: boolean;
  readonly isJson: boolean;
  /** The arguments as they were typed, such as `ADR-12` for a number. */
  readonly typed: TypedValues;
  /** Prints the JSON value or the text. */
  print(json: unknown, text: string): void;
  /** Prints a JSON value a line, or one text of all. */
  printAll<Value>(values: readonly Value[], textOf: (values: readonly Value[]) => string): void;
}

const shared = {
  json: flag('one JSON value a line'),
  workspace: option('id', 'the workspace', z.string().default('local')),
  log: textOption('name', 'the log of records'),
  as: textOption('name', 'who does it; the system user where it is left out'),
};
const sharedSchema = z.object(shared);
/** A command on logs themselves names its own. */
const { log: _log, ...sharedOfLogs } = shared;

/** A command on the logs themselves; else as {@link recordCommand}. */
export function logCommand<Takes extends Arguments>(
  described: { readonly name: string; readonly description: string },
  takes: Takes,
  work: (given: Given<Takes>, session: Session) => Promise<void>,
): Command {
  return recordCommand(described, takes, work, sharedOfLogs);
}

/** A command on records: opens them, does the work, and closes them whatever happens. */
export function recordCommand<Takes extends Arguments>(
  described: { readonly name: string; readonly description: string },
  takes: Takes,
  work: (given: Given<Takes>, session: Session) => Promise<void>,
  options: Partial<typeof shared> = shared,
): Command {
  const run = async (given: Given<Takes>, typed: TypedValues) => {
    const told = sharedSchema.parse(typed);
    const name = personName(told.as);
    await withDatabase(readConfig(process.env).databaseUrl, async (database) => {
      const session = sessionOf(database, name, told, typed);
      const logs = await session.decisions.logNames(session.look);
      await work(given, { ...session, logs, several: logs.length > 1 });
    });
  };
  return commandLine(described, takes, run, options);
}

function sessionOf(
  database: Database,
  name: string,
  { workspace, log, json: isJson, as }: z.output<typeof sharedSchema>,
  typed: TypedValues,
): Omit<Session, 'logs' | 'several'> {
  const viewer = { kind: 'operator' } as const;
  const write = (text: string) => process.stdout.write(`${text}\n`);
  return {
    database,
    decisions: createDecisions(database),
    act: {
      workspace,
      log: log ?? defaultLog,
      person: { id: name, name },
      viewer,
      source: 'cli',
      // Who names themselves has that person's rights alone.
      isOperator: as === undefined,
    },
    look: { workspace, viewer, ...(log === undefined ? {} : { log }) },
    log,
    isJson,
    typed,
    print: (json, text) => write(isJson ? JSON.stringify(json) : text),
    printAll(values, textOf) {
      if (!isJson) write(textOf(values));
      else for (const value of values) write(JSON.stringify(value));
    },
  };
}

/** A record as a command names it. */
export type RecordNumber = z.output<ReturnType<typeof record>>;

/** A record as a command means it. */
export interface MeantRecord {
  readonly number: number;
  /** What is done with it, in its log. */
  readonly act: Act;
  /** What it is called: as it was typed where there is one log, else with its log. */
  readonly name: string;
}

/**
 * The record that a command names: in the log that is typed with its number (`shop-3`), else in that of `--log`.
 * @param typed the word for it, such as `ADR-12`
 * @throws AdvisorError `usage` where both name a log, and not the same.
 */
export function meantRecord(
  { act, logs, log: option }: Session,
  meant: RecordNumber,
  typed: unknown = meant.number,
): MeantRecord {
  const named = namedLog(meant, logs);
  if (named !== undefined && option !== undefined && named !== option)
    throw new AdvisorError('usage', `"${String(typed)}" is not of ${option}; leave out --log`);
  const log = named ?? act.log;
  const several = logs.some((one) => one !== log);
  const { number } = meant;
  return {
    number,
    act: { ...act, log },
    name: several ? recordName({ log, number }, true) : named === undefined ? String(typed) : String(number),
  };
}
