import { z } from 'zod';
import { flag } from '../../../src/commands/arguments.ts';
import type { Given } from '../../../src/commands/command.ts';
import { formats, fronts } from '../../../src/decisions/markdown/forms.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { argument, oneOf, option } from '../command-line.ts';
import { recordCommand, type Session } from './session.ts';

const folder = argument('a folder of markdown files', z.string());

/** How files are written. */
export const writing = {
  format: option('format', formats.join(' or '), oneOf('--format', formats).default('madr')),
  frontMatter: option(
    'much',
    'short or full: with title and links too',
    oneOf('--front-matter', fronts).default('short'),
  ),
};
const exporting = { folder, ...writing };
const importing = { folder, dryRun: flag('only say what would happen') };

/** Commands between records and markdown files. */
export const fileCommands = () => [
  recordCommand(
    { name: 'adr export', description: 'write records as markdown' },
    exporting,
    async ({ folder, format, frontMatter: front }, { decisions, look, print }) => {
      const records = await decisions.list(look, { limit: Number.MAX_SAFE_INTEGER });
      if (records.length === 0) throw new AdvisorError('not-found', 'there is no record to export');
      const { exportRecords } = await import('../../../src/decisions/export.ts');
      const layout = look.log === undefined ? 'folders' : 'flat';
      const since = await decisions.sinceImports(look);
      const result = exportRecords(records, folder, format, layout, { front, since });
      print(result, `${result.written} files written to ${folder}, ${result.unchanged} unchanged.`);
    },
  ),
  recordCommand(
    { name: 'adr import', description: 'read records from a folder of markdown' },
    importing,
    importRecords,
  ),
];

async function importRecords(
  { folder, dryRun }: Given<typeof importing>,
  { database, act, isJson, print }: Session,
): Promise<void> {
  const { progress, end } = folderProgress();
  const { importFolder } = await import('../../../src/decisions/import.ts');
  const result = await importFolder(database, act, folder, () => new Date().toISOString(), {
    dryRun,
    progress,
  });
  end();
  const { created, updated, unchanged, skipped, warnings } = result;
  if (isJson) for (const record of result.records) print(record, '');
  const verb = dryRun ? 'would be ' : '';
  print(
    { imported: created + updated + unchanged, created, updated, unchanged, skipped, warnings },
    [
      `${created} ${verb}imported, ${updated} ${verb}updated, ${unchanged} unchanged, ${skipped.length} skipped`,
      ...skipped.map(({ file, reason }) => `  skipped ${file}: ${reason}`),
      ...warnings.map((warning) => `  note ${warning}`),
    ].join('\n'),
  );
}

/** How far reading a folder has come, for who waits at a terminal. */
export function folderProgress(): { progress: (done: number) => void; end: () => void } {
  if (process.stderr.isTTY !== true) return { progress: () => {}, end: () => {} };
  return {
    progress: (done) => process.stderr.write(`\r${done} files read`),
    end: () => process.stderr.write('\r'),
  };
}
