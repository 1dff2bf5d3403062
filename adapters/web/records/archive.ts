import { strToU8, type Zippable, zipSync } from 'fflate';
import { type ExportOptions, exportFiles } from '../../../src/decisions/export.ts';
import { logFolders } from '../../../src/decisions/export-names.ts';
import type { DecisionRecord } from '../../../src/decisions/record.ts';

/** All records as a zip of markdown files, a folder for each log; the same records give the same bytes. */
export function archive(
  records: readonly DecisionRecord[],
  options: ExportOptions = {},
): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  const folders = logFolders(records.map(({ log }) => log));
  for (const [log, own] of Map.groupBy(records, (record) => record.log)) {
    for (const { name, text } of exportFiles(own, 'madr', 'flat', options))
      files[`${folders.get(log) ?? log}/${name}`] = [strToU8(text), { mtime: '2000-01-01' }];
  }
  return new Uint8Array(zipSync(files));
}
