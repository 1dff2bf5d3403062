import { z } from 'zod';
import { flag, record } from '../../../src/commands/arguments.ts';
import type { Given } from '../../../src/commands/command.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { argument, option } from '../command-line.ts';
import { syncText } from '../render-sync.ts';
import { readTemplateFile } from '../template-file.ts';
import { folderProgress, template, writing } from './files.ts';
import { meantRecord, type RecordNumber, recordCommand, type Session } from './session.ts';

const numbers = (described: string) => option('number', described, z.array(record()).default([]));

const syncing = {
  folder: argument('the folder of markdown files', z.string()),
  ...writing,
  template,
  commit: flag('commit what is written, to the repository that the folder is in'),
  takeFile: numbers('of a conflict: its file counts'),
  takeRecord: numbers('of a conflict: the record counts; a file that is gone is written anew'),
  dryRun: flag('only say what would happen'),
};

/** `adr sync`: keeps a folder and a log in step. */
export const syncCommand = () =>
  recordCommand(
    { name: 'adr sync', description: 'keep a folder of markdown and a log in step, both ways' },
    syncing,
    sync,
  );

async function sync(given: Given<typeof syncing>, session: Session): Promise<void> {
  const { database, act, print } = session;
  const { folder, format, frontMatter: front, commit, dryRun } = given;
  const { syncFolder } = await import('../../../src/decisions/sync/sync.ts');
  const numberOf = (meant: RecordNumber) => numberIn(session, meant);
  const takes = { file: given.takeFile.map(numberOf), record: given.takeRecord.map(numberOf) };
  const { progress, end } = folderProgress();
  const form = {
    format,
    front,
    ...(given.template === undefined ? {} : { template: (await readTemplateFile(given.template)).template }),
  };
  const request = { folder, form, takes, commit, dryRun, progress };
  const result = await syncFolder(database, act, request, () => new Date().toISOString());
  end();
  print(result, syncText(result, dryRun));
  const [first] = result.conflicts;
  if (first === undefined) return;
  const count = result.conflicts.length === 1 ? 'one conflict' : `${result.conflicts.length} conflicts`;
  throw new AdvisorError(
    'conflict',
    `${count}, neither side touched; say which counts: --take-file ${first.number} or --take-record ${first.number}`,
  );
}

/** A number of the log that is kept in step. @throws AdvisorError `usage` where another log is named with it. */
function numberIn(session: Session, meant: RecordNumber): number {
  const { number, act } = meantRecord(session, meant);
  if (act.log === session.act.log) return number;
  throw new AdvisorError(
    'usage',
    `${meant.number} is meant of ${act.log}; name the log that is kept with --log`,
  );
}
