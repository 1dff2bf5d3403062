import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { AdvisorError, systemErrorCode } from '../errors.ts';
import { type Format, fileNameOf, indexMarkdown, recordMarkdown } from './markdown/write.ts';
import type { DecisionRecord } from './record.ts';

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

/** Records as markdown files, and an index of them. */
export function exportFiles(records: readonly DecisionRecord[], format: Format): ExportFile[] {
  const names = new Map(records.map((record) => [`${record.log} ${record.number}`, fileNameOf(record)]));
  return [
    ...records.map((record) => ({
      name: names.get(`${record.log} ${record.number}`) ?? fileNameOf(record),
      text: recordMarkdown(record, format, names),
    })),
    { name: 'index.md', text: indexMarkdown(records, names) },
  ];
}

/**
 * Writes records as markdown files with an index; files that already say the same are not touched.
 * @throws AdvisorError `not-writable` when the folder cannot be written.
 */
export function exportRecords(
  records: readonly DecisionRecord[],
  folder: string,
  format: Format,
): ExportResult {
  const counts = { written: 0, unchanged: 0 };
  for (const { name, text } of exportFiles(records, format)) {
    if (writeChanged(insideOf(folder, name), text)) counts.written++;
    else counts.unchanged++;
  }
  return counts;
}

/** Writes a file unless it says the same already. */
function writeChanged(path: string, text: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
    // A crash leaves the old file or the new one, never half of it.
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
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
  const path = normalize(join(folder, name));
  if (!path.startsWith(normalize(folder + sep))) {
    throw new AdvisorError('not-writable', `${name.slice(0, 80)}: leads out of the folder`);
  }
  return path;
}
