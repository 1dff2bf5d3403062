import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { readTextFile } from '../bounded/read-file.ts';
import { makeFolder } from '../data-folder.ts';
import { AdvisorError, systemErrorCode } from '../errors.ts';
import { exportNames, type Layout } from './export-names.ts';
import type { Format, Front } from './markdown/forms.ts';
import { nameKey } from './markdown/record-address.ts';
import type { Template } from './markdown/template.ts';
import { fileNameOf, indexMarkdown, recordMarkdown, type WriteOptions } from './markdown/write.ts';
import type { DecisionRecord } from './record.ts';
import { nothingSince, type Since } from './since-import.ts';

/** What an export wrote. */
export interface ExportResult {
  readonly written: number;
  readonly unchanged: number;
}

/** A file of an export: its path under the folder, and what is in it. */
export interface ExportFile {
  readonly name: string;
  readonly text: string;
}

/** How records are exported, and what happened to each since its file was read where that is known. */
export interface ExportOptions {
  readonly front?: Front;
  readonly since?: ReadonlyMap<string, Since> | undefined;
  /** The templates of logs, by these. */
  readonly templates?: ReadonlyMap<string, Template> | undefined;
}

/** Records as markdown files, and an index of them; no two have one name. */
export function exportFiles(
  records: readonly DecisionRecord[],
  format: Format,
  layout: Layout,
  options: ExportOptions = {},
): ExportFile[] {
  const names = exportNames(records, layout, [indexName]);
  return [
    ...records.map((record) => ({
      name: names.get(nameKey(record)) ?? fileNameOf(record),
      text: recordMarkdown(record, format, names, optionsFor(record, options)),
    })),
    { name: indexName, text: indexMarkdown(records, names) },
  ];
}

function optionsFor(
  record: DecisionRecord,
  { front = 'short', since, templates }: ExportOptions,
): WriteOptions {
  return {
    front,
    template: templates?.get(record.log),
    since: since === undefined ? undefined : (since.get(nameKey(record)) ?? nothingSince),
  };
}

const indexName = 'index.md';

/**
 * Writes records as markdown files with an index; files that already say the same are not touched.
 * @throws AdvisorError `not-writable` when the folder cannot be written.
 */
export function exportRecords(
  records: readonly DecisionRecord[],
  folder: string,
  format: Format,
  layout: Layout = 'folders',
  options: ExportOptions = {},
): ExportResult {
  const counts = { written: 0, unchanged: 0 };
  for (const { name, text } of exportFiles(records, format, layout, options)) {
    if (writeChanged(insideOf(folder, name), text)) counts.written++;
    else counts.unchanged++;
  }
  return counts;
}

/** Writes a file unless it says the same already. */
function writeChanged(path: string, text: string): boolean {
  try {
    makeFolder(dirname(path));
    const there = readTextFile(path, { maxBytes: 2 * Buffer.byteLength(text) + 1_000 });
    if ('text' in there && there.text === text) return false;
    // A crash leaves the old file or the new one, never half of it.
    const partial = join(dirname(path), `.${process.pid}.part`);
    writeFileSync(partial, text);
    renameSync(partial, path);
    return true;
  } catch (error) {
    throw new AdvisorError(
      'not-writable',
      `${path}: cannot be written (${systemErrorCode(error) ?? 'unknown'})`,
      { cause: error },
    );
  }
}

/** A path under the folder; a file name from an import must not lead out of it. */
function insideOf(folder: string, name: string): string {
  const path = resolve(folder, name);
  if (!path.startsWith(join(resolve(folder), sep))) {
    throw new AdvisorError('not-writable', `${name.slice(0, 80)}: leads out of the folder`);
  }
  return path;
}
