import type { Command } from 'commander';
import { z } from 'zod';
import { type Arguments, flag, type record } from '../../../src/commands/arguments.ts';
import type { Given } from '../../../src/commands/command.ts';
import type { Database } from '../../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../../src/decisions/decisions.ts';
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
    await withDatabase(readConfig(process.env).databaseUrl, (database) =>
      work(given, sessionOf(database, name, told, typed)),
    );
  };
  return commandLine(described, takes, run, options);
}

function sessionOf(
  database: Database,
  name: string,
  { workspace, log, json: isJson, as }: z.output<typeof sharedSchema>,
  typed: TypedValues,
): Session {
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

/** A record's number; its log is given by `--log`. @throws AdvisorError `usage` where it stands with the number. */
export function numberOf({ log, number }: RecordNumber): number {
  if (log === undefined) return number;
  throw new AdvisorError('usage', `"${log}/${number}" is no record's number; name the log with --log`);
}
