import { z } from 'zod';
import { flag } from '../../../src/commands/arguments.ts';
import type { Given } from '../../../src/commands/command.ts';
import type { Decisions } from '../../../src/decisions/decisions.ts';
import { formats, fronts } from '../../../src/decisions/markdown/forms.ts';
import type { Template } from '../../../src/decisions/markdown/template.ts';
import type { Look } from '../../../src/decisions/record-queries.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { argument, oneOf, option, textOption } from '../command-line.ts';
import { readTemplateFile } from '../template-file.ts';
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
export const template = textOption(
  'file',
  "a markdown file with {{title}} and others; the log's own where it is left out",
);
const exporting = { folder, ...writing, template };
const importing = { folder, template, dryRun: flag('only say what would happen') };

/** Commands between records and markdown files. */
export const fileCommands = () => [
  recordCommand(
    { name: 'adr export', description: 'write records as markdown' },
    exporting,
    async ({ folder, format, frontMatter: front, template: file }, { decisions, look, print }) => {
      const records = await decisions.list(look, { limit: Number.MAX_SAFE_INTEGER });
      if (records.length === 0) throw new AdvisorError('not-found', 'there is no record to export');
      const { exportRecords } = await import('../../../src/decisions/export.ts');
      const layout = look.log === undefined ? 'folders' : 'flat';
      const since = await decisions.sinceImports(look);
      const templates = await templatesFor(decisions, look, file);
      const result = exportRecords(records, folder, format, layout, { front, since, templates });
      print(result, `${result.written} files written to ${folder}, ${result.unchanged} unchanged.`);
    },
  ),
  recordCommand(
    { name: 'adr import', description: 'read records from a folder of markdown' },
    importing,
    importRecords,
  ),
];

/** The one that was named for all logs, else each log's own. */
async function templatesFor(
  decisions: Decisions,
  look: Look,
  file: string | undefined,
): Promise<ReadonlyMap<string, Template>> {
  const logs = await decisions.logs(look);
  if (file !== undefined) {
    const { template } = await readTemplateFile(file);
    return new Map(logs.map(({ name }) => [name, template]));
  }
  const { templatesOf } = await import('../../../src/decisions/log-templates.ts');
  return templatesOf(logs);
}

async function importRecords(
  { folder, dryRun, template: file }: Given<typeof importing>,
  { database, act, isJson, print }: Session,
): Promise<void> {
  const { progress, end } = folderProgress();
  const { importFolder } = await import('../../../src/decisions/import.ts');
  const result = await importFolder(database, act, folder, () => new Date().toISOString(), {
    dryRun,
    progress,
    template: file === undefined ? undefined : (await readTemplateFile(file)).template,
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
