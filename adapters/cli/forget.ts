import { confirm, isCancel } from '@clack/prompts';
import { Command } from 'commander';
import { z } from 'zod';
import { flag } from '../../src/commands/arguments.ts';
import type { Given } from '../../src/commands/command.ts';
import type { Database } from '../../src/database/connection.ts';
import { AdvisorError } from '../../src/errors.ts';
import { idsOfName } from '../../src/forgetting/find-person.ts';
import { type ForgottenEverywhere, forgetPerson } from '../../src/forgetting/person.ts';
import { type ErasedRows, forgetWorkspace } from '../../src/forgetting/workspace.ts';
import { readConfig } from '../config.ts';
import { argument, commandLine, textOption } from './command-line.ts';
import { personName } from './person-name.ts';
import { erasedText, forgottenText } from './render-forgotten.ts';
import { withDatabase } from './with-database.ts';

const how = {
  dryRun: flag('say what would be forgotten, and forget nothing'),
  yes: flag('do not ask'),
  json: flag('one JSON value'),
};
const ofPerson = {
  id: argument('the person’s id: of Slack, of Discord, of the page', z.string().min(1).max(200)),
  workspace: textOption('id', 'in this workspace alone'),
  ...how,
};
const ofWorkspace = {
  id: argument(
    'the workspace: a Slack team, a Discord server, local for the page',
    z.string().min(1).max(200),
  ),
  ...how,
};

/** `stack-advisor forget person ID` and `stack-advisor forget workspace ID` */
export function forgetCommand(): Command {
  const person = {
    name: 'forget person',
    description: 'erase what a person said and set; in records and their history an alias takes their place',
  };
  const workspace = {
    name: 'forget workspace',
    description: 'erase everything of a workspace, its records too',
  };
  return new Command('forget')
    .description('erase what is kept of a person or of a workspace')
    .addCommand(commandLine(person, ofPerson, forgetOne))
    .addCommand(commandLine(workspace, ofWorkspace, forgetAll));
}

/** What is asked and how it is told. */
interface Forgetting<Result> {
  readonly look: (dryRun: boolean) => Promise<Result>;
  readonly isNothing: (result: Result) => boolean;
  readonly nothing: () => Promise<string>;
  readonly textOf: (result: Result, isDone: boolean) => string;
}

async function forgetOne({ id, workspace, ...rest }: Given<typeof ofPerson>): Promise<void> {
  const name = personName(undefined);
  const act = {
    person: { id: name, name },
    viewer: { kind: 'operator' },
    source: 'cli',
    isOperator: true,
  } as const;
  await withDatabase(readConfig(process.env).databaseUrl, (database) =>
    run<ForgottenEverywhere>(rest, {
      look: (dryRun) =>
        forgetPerson(database, {
          person: id,
          // On Discord what somebody says directly is a workspace of its own.
          own: `dm:${id}`,
          ...(workspace === undefined ? {} : { workspace }),
          act,
          dryRun,
        }),
      isNothing: ({ workspaces, own }) => workspaces.length === 0 && Object.keys(own).length === 0,
      nothing: () => unknownPerson(database, id, workspace),
      textOf: forgottenText,
    }),
  );
}

async function forgetAll({ id, ...rest }: Given<typeof ofWorkspace>): Promise<void> {
  await withDatabase(readConfig(process.env).databaseUrl, (database) =>
    run<ErasedRows>(rest, {
      look: (dryRun) => forgetWorkspace(database, id, { dryRun }),
      isNothing: (erased) => Object.keys(erased).length === 0,
      nothing: async () => `nothing is kept of a workspace ${id}`,
      textOf: (erased, isDone) => erasedText(id, erased, isDone),
    }),
  );
}

async function run<Result>(
  { dryRun, yes, json }: Given<typeof how>,
  { look, isNothing, nothing, textOf }: Forgetting<Result>,
): Promise<void> {
  const seen = await look(true);
  if (isNothing(seen)) throw new AdvisorError('not-found', await nothing());
  const tell = (result: Result, isDone: boolean) =>
    process.stdout.write(`${json ? JSON.stringify({ done: isDone, ...result }) : textOf(result, isDone)}\n`);
  if (dryRun) return void tell(seen, false);
  if (!yes) {
    if (process.stdin.isTTY !== true || process.stdout.isTTY !== true)
      throw new AdvisorError(
        'usage',
        'this cannot be undone: add --yes to do it, or --dry-run to see what it would do',
      );
    tell(seen, false);
    const isMeant = await confirm({ message: 'Forget it? This cannot be undone.', initialValue: false });
    if (isCancel(isMeant) || !isMeant) return void process.stdout.write('Nothing was forgotten.\n');
  }
  tell(await look(false), true);
}

/** Who has a name alone is told the ids that go by it. */
async function unknownPerson(database: Database, id: string, workspace: string | undefined): Promise<string> {
  const place = workspace === undefined ? '' : ` in workspace ${workspace}`;
  const known = await idsOfName(database.db, id);
  const ids = known.map((one) => `${one.id} (workspace ${one.workspace})`).join(', ');
  const called = ids === '' ? '' : `; called so are ${ids}: name one of these ids`;
  return `nothing is kept of a person ${id}${place}${called}`;
}
