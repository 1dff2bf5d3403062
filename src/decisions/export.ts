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

/**
 * Writes records as markdown files with an index; files that already say the same are not touched.
 * @throws AdvisorError `not-writable` when the folder cannot be written.
 */
export function exportRecords(
  records: readonly DecisionRecord[],
  folder: string,
  format: Format,
): ExportResult {
  const names = new Map(records.map((record) => [`${record.log} ${record.number}`, fileNameOf(record)]));
  const counts = { written: 0, unchanged: 0 };
  const write = (name: string, text: string) => {
    const path = insideOf(folder, name);
    try {
      mkdirSync(dirname(path), { recursive: true });
      if (existsSync(path) && readFileSync(path, 'utf8') === text) {
        counts.unchanged++;
        return;
      }
      // A crash leaves the old file or the new one, never half of it.
      writeFileSync(`${path}.part`, text);
      renameSync(`${path}.part`, path);
      counts.written++;
    } catch (error) {
      throw new AdvisorError(
        'not-writable',
        `${path}: cannot be written (${systemErrorCode(error) ?? 'unknown'})`,
        { cause: error },
      );
    }
  };
  for (const record of records) {
    write(
      names.get(`${record.log} ${record.number}`) ?? fileNameOf(record),
      recordMarkdown(record, format, names),
    );
  }
  write('index.md', indexMarkdown(records, names));
  return counts;
}

/** A path under the folder; a file name from an import must not lead out of it. */
function insideOf(folder: string, name: string): string {
  const path = normalize(join(folder, name));
  if (!path.startsWith(normalize(folder + sep))) {
    throw new AdvisorError('not-writable', `${name.slice(0, 80)}: leads out of the folder`);
  }
  return path;
}
