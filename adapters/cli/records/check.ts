import { z } from 'zod';
import { flag } from '../../../src/commands/arguments.ts';
import type { Given } from '../../../src/commands/command.ts';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { readConfig } from '../../config.ts';
import { argument, commandLine, listOption, oneOf, option, textOption } from '../command-line.ts';
import { ToldFailure } from '../exit-codes.ts';
import type { RuleOnRecords } from '../findings/ruling.ts';
import { countsOf, type Shown, type ShownRuling } from '../findings/shown.ts';
import { withDatabase } from '../with-database.ts';

const formats = ['text', 'json', 'sarif', 'github'] as const;

const takes = {
  folder: argument('a folder of records; the database where it is left out', z.string().exactOptional()),
  json: flag('one JSON value a line'),
  format: option(
    'format',
    `${formats.join(', ')}; on GitHub's runners github where it is left out`,
    oneOf('--format', formats).exactOptional(),
  ),
  fix: flag('mend what can do no harm: the other side of a supersession'),
  strict: flag('warnings fail the check too'),
  diff: textOption(
    'base',
    'tell only what is in files that changed since this commit, and which records govern the change',
  ),
  files: listOption('file...', 'tell only what is in these files, and which records govern them'),
  workspace: textOption('id', 'the workspace, for the database'),
  log: textOption('name', 'the log of records, for the database'),
};
type Wanted = Given<typeof takes>;

/** `adr check [DIR]`: whether records hold together, without a database where a folder is named. */
export const checkCommand = () =>
  commandLine(
    { name: 'adr check', description: 'check records for what contradicts, is missing or leads nowhere' },
    takes,
    async (wanted) => {
      requireUsage(wanted);
      const shown =
        wanted.folder === undefined ? await ofDatabase(wanted) : await ofFolder(wanted.folder, wanted);
      process.stdout.write(`${await painted(shown, formatOf(wanted))}\n`);
      const { errors, warnings } = countsOf(shown);
      if (errors > 0 || (wanted.strict && warnings > 0)) throw new ToldFailure();
    },
  );

function requireUsage({ folder, json, format, fix, diff, files, workspace, log }: Wanted): void {
  const wrong = (message: string) => new AdvisorError('usage', message);
  if (json && format !== undefined && format !== 'json') throw wrong('take --json or --format, not both');
  if (diff !== undefined && files !== undefined) throw wrong('take --diff or --files, not both');
  if (folder === undefined && fix)
    throw wrong('--fix is for files; name the folder: stack-advisor adr check docs/adr --fix');
  if (folder !== undefined && (workspace !== undefined || log !== undefined))
    throw wrong('--workspace and --log are for the database; leave out the folder');
}

async function ofFolder(folder: string, { fix, diff, files }: Wanted): Promise<Shown> {
  const { checkFolder } = await import('../../../src/decisions/check/check-folder.ts');
  const { changedSince, namedFiles } = await import('../../../src/decisions/check/changed-files.ts');
  const prepared = rulingOn(folder, { diff, files });
  // Where the folder cannot be read, nobody asks for it.
  prepared.catch(() => undefined);
  const named = files === undefined ? undefined : namedFiles(files);
  const only = diff === undefined ? named : await changedSince(folder, diff);
  let governed: ShownRuling['governed'] = [];
  const ruleOn = async (records: readonly DecisionRecord[]) => {
    const ruling = (await prepared)(records);
    governed = ruling.governed;
    return ruling.broughtIn;
  };
  const report = await checkFolder(folder, { today: today(), mend: fix, only, ruleOn });
  return { folder, governed, ...report };
}

/** What records say to what changed around a folder; nothing where no change is asked about. */
async function rulingOn(
  folder: string,
  { diff, files }: { readonly diff: string | undefined; readonly files: readonly string[] | undefined },
): Promise<RuleOnRecords> {
  if (diff === undefined && files === undefined) return () => ({ governed: [], broughtIn: [] });
  return (await import('../findings/ruling.ts')).prepareRuling(folder, { diff, files });
}

async function ofDatabase({ workspace = 'local', log, diff, files }: Wanted): Promise<Shown> {
  const { createDecisions } = await import('../../../src/decisions/decisions.ts');
  const { checkRecords } = await import('../../../src/decisions/check/check-records.ts');
  return withDatabase(readConfig(process.env).databaseUrl, async (database) => {
    const look = { workspace, viewer: { kind: 'operator' }, ...(log === undefined ? {} : { log }) } as const;
    const records = await createDecisions(database).list(look, { limit: Number.MAX_SAFE_INTEGER });
    if (records.length === 0)
      throw new AdvisorError(
        'not-found',
        'there is no record to check; name a folder: stack-advisor adr check docs/adr',
      );
    const { governed, broughtIn } = (await rulingOn('.', { diff, files }))(records);
    return { folder: undefined, governed, ...(await checkRecords(records, today(), broughtIn)) };
  });
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function formatOf({ json, format }: Wanted): (typeof formats)[number] {
  if (json) return 'json';
  return format ?? (process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'text');
}

async function painted(shown: Shown, format: (typeof formats)[number]): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../findings/text.ts')).findingsText(shown);
    case 'json':
      return (await import('../findings/json.ts')).findingsJson(shown);
    case 'github':
      return (await import('../findings/github.ts')).findingsGithub(shown);
    case 'sarif':
      return (await import('../findings/sarif.ts')).findingsSarif(shown);
  }
}
