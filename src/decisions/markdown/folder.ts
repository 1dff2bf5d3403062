import { readTextFile } from '../../bounded/read-file.ts';
import { AdvisorError } from '../../errors.ts';
import { type FoundFile, listFiles } from './list-files.ts';
import type { ParsedRecord } from './parse.ts';
import type { Reading } from './reading-job.ts';
import { createRecordReader, type RecordReader } from './record-reader.ts';

/** A record's file, read. */
export interface ReadFile {
  /** Relative to the folder, with slashes. */
  readonly file: string;
  readonly parsed: ParsedRecord;
}

/** A file that is no record, or cannot be read as one. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** What a folder of records holds. */
export interface ReadFolder {
  readonly files: readonly ReadFile[];
  readonly skipped: readonly SkippedFile[];
}

const largestFile = 2_000_000;
/** All records together are held in memory until they are stored. */
const largestFolder = 256_000_000;

/**
 * Reads every record under a folder, in the order of their numbers, folder by folder. A file that is too much is skipped
 * with its reason.
 * @throws AdvisorError `not-found` where there is no such folder, or no record in it.
 */
export async function readRecords(
  folder: string,
  progress: (read: number) => void = () => {},
): Promise<ReadFolder> {
  const { found, skipped: left } = listFiles(folder);
  const skipped: SkippedFile[] = [...left];
  const files: ReadFile[] = [];
  const inFolder = countByFolder(found);
  const room = { bytes: largestFolder };
  const reader = createRecordReader();
  try {
    for (const one of found) {
      const isAlone = one.folder !== '' && inFolder.get(one.folder) === 1;
      const reading = await readOne(reader, one, isAlone, room);
      if ('reason' in reading) skipped.push({ file: one.path, reason: reading.reason });
      else files.push({ file: one.path, parsed: reading.parsed });
      if ((files.length + skipped.length) % 250 === 0) progress(files.length);
    }
  } finally {
    await reader.close();
  }
  if (files.length === 0) {
    throw new AdvisorError(
      'not-found',
      `${folder}: no decision record in it${skipped.length === 0 ? '' : ` (${skipped.length} files are none)`}`,
    );
  }
  return { files: files.sort(inOrder), skipped };
}

function countByFolder(found: readonly FoundFile[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { folder, why } of found)
    if (why === undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return counts;
}

async function readOne(
  reader: RecordReader,
  { path, at, why }: FoundFile,
  isAlone: boolean,
  room: { bytes: number },
): Promise<Reading> {
  if (why !== undefined) return { reason: why };
  const file = readTextFile(at, { maxBytes: largestFile });
  if ('reason' in file) return file;
  if (file.text.length > room.bytes)
    return { reason: `more than ${largestFolder / 1_000_000} MB of records in the folder` };
  room.bytes -= file.text.length;
  return reader.read({ text: file.text, path, isAlone });
}

/** By folder, then by number, then by name: links to earlier records find them. */
function inOrder(a: ReadFile, b: ReadFile): number {
  const folderOf = (file: string) => file.split('/').slice(0, -1).join('/');
  return (
    compare(folderOf(a.file), folderOf(b.file)) ||
    (a.parsed.number ?? Number.MAX_SAFE_INTEGER) - (b.parsed.number ?? Number.MAX_SAFE_INTEGER) ||
    compare(a.file, b.file)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
