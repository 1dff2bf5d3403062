import { readTextFile } from '../../bounded/read-file.ts';
import { AdvisorError } from '../../errors.ts';
import { tellCompanions } from './companions.ts';
import { withDateOrder } from './date-order.ts';
import { type FoundFile, listFiles } from './list-files.ts';
import type { ParsedRecord } from './parse.ts';
import { placesOf } from './places.ts';
import type { ReadingJob } from './reading-job.ts';
import { createRecordReader, type FileReader, type RecordReader } from './record-reader.ts';

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
  /** How many files there are of kinds that are not read. */
  readonly unread: ReadonlyMap<string, number>;
  /** Which files of such kinds may be taken for records. */
  readonly others: readonly SkippedFile[];
}

/** How a folder is read. */
export interface FolderOptions {
  readonly progress?: (read: number) => void;
  /** What reads the files; else it is made, and closed. */
  readonly reader?: RecordReader;
  /** Is told each file that could be read, and whether its text is known already: then it is not among the records. */
  readonly isKnown?: (file: string, text: string) => boolean;
}

const largestFile = 2_000_000;
/** All records together are held in memory until they are stored. */
const largestFolder = 256_000_000;

/**
 * Reads every record under a folder, in the order of their numbers, folder by folder. A file that is too much is skipped
 * with its reason.
 * @throws AdvisorError `not-found` where there is no such folder.
 */
export async function readRecords(
  folder: string,
  { progress = () => {}, isKnown = () => false, reader: given }: FolderOptions = {},
): Promise<ReadFolder> {
  // What is known is read all the same: which files only stand beside records, all of a folder tell.
  const known = new Set<string>();
  const noteKnown = (file: string, text: string) => {
    if (isKnown(file, text)) known.add(file);
  };
  const reader = given === undefined ? createRecordReader() : { ...given, close: () => Promise.resolve() };
  const { read, skipped, unread, others } = await readFiles(folder, [reader], progress, noteKnown);
  const files = read.map(({ file, result }) => ({ file, parsed: result.parsed }));
  const { records, beside } = tellCompanions(withDateOrder(files));
  const left = records.filter(({ file }) => !known.has(file));
  return { files: left.sort(inOrder), skipped: [...skipped, ...beside], unread, others };
}

/** That a folder holds no record; `unread` are kinds of files that are not read, with how many there are. */
export function noRecordIn(
  folder: string,
  others: number,
  unread: ReadonlyMap<string, number> = new Map(),
): AdvisorError {
  const none = others === 0 ? '' : ` (${others} files are none)`;
  return new AdvisorError('not-found', `${folder}: no decision record in it${none}${unreadNote(unread)}`);
}

/** What a reader made of each file of a folder. */
export interface ReadFiles<Result> {
  readonly read: readonly { readonly file: string; readonly result: Result }[];
  /** What could not be read, and why. */
  readonly skipped: readonly SkippedFile[];
  /** How many files there are of kinds that are not read. */
  readonly unread: ReadonlyMap<string, number>;
  /** Which files of such kinds may be taken for records. */
  readonly others: readonly SkippedFile[];
}

/** With fewer files than that another reader would not be worth its start. */
const filesForReader = 250;

/**
 * Reads the markdown files under a folder, and closes the readers whatever happens.
 * @param readers they read side by side, as many of them as there are files for
 * @throws AdvisorError `not-found` where there is no such folder.
 */
export async function readFiles<Result extends object>(
  folder: string,
  readers: readonly FileReader<Result>[],
  progress: (read: number) => void = () => {},
  noteText: (file: string, text: string) => void = () => {},
): Promise<ReadFiles<Result>> {
  try {
    const { found, skipped, unread, others } = listFiles(folder);
    const placeOf = placesOf(found);
    const room = { bytes: largestFolder };
    const results = new Map<FoundFile, Result | { readonly reason: string }>();
    const left = found.values();
    const readOn = async (reader: FileReader<Result>) => {
      for (const one of left) {
        results.set(one, await readOne(reader, one, placeOf(one), { room, noteText }));
        if (results.size % 250 === 0) progress(results.size);
      }
    };
    const wanted = Math.max(1, Math.ceil(found.length / filesForReader));
    await Promise.all(readers.slice(0, wanted).map(readOn));
    return { ...sorted(found, results, skipped), unread, others };
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
}

/** What became of the files, in their order. */
function sorted<Result extends object>(
  found: readonly FoundFile[],
  results: ReadonlyMap<FoundFile, Result | { readonly reason: string }>,
  skipped: readonly SkippedFile[],
): Pick<ReadFiles<Result>, 'read' | 'skipped'> {
  const read: { file: string; result: Result }[] = [];
  const failed: SkippedFile[] = [];
  for (const one of found) {
    const result = results.get(one);
    if (result === undefined) continue;
    if (isFailed(result)) failed.push({ file: one.path, reason: result.reason });
    else read.push({ file: one.path, result });
  }
  return { read, skipped: [...skipped, ...failed] };
}

function isFailed<Result extends object>(
  result: Result | { readonly reason: string },
): result is { readonly reason: string } {
  return 'reason' in result;
}

/** How much is read still, and who hears of each text. */
interface Bounds {
  readonly room: { bytes: number };
  readonly noteText: (file: string, text: string) => void;
}

async function readOne<Result extends object>(
  reader: FileReader<Result>,
  { path, at, why }: FoundFile,
  place: Pick<ReadingJob, 'isAlone' | 'hasCompanions'>,
  { room, noteText }: Bounds,
): Promise<Result | { readonly reason: string }> {
  if (why !== undefined) return { reason: why };
  const file = readTextFile(at, { maxBytes: largestFile });
  if ('reason' in file) return file;
  noteText(path, file.text);
  if (file.text.length > room.bytes)
    return { reason: `more than ${largestFolder / 1_000_000} MB of records in the folder` };
  room.bytes -= file.text.length;
  return reader.read({ text: file.text, path, ...place });
}

/** How many files there are of kinds that are not read. */
function unreadNote(unread: ReadonlyMap<string, number>): string {
  const kinds = [...unread].map(([kind, count]) => `${count} ${kind}`);
  return kinds.length === 0 ? '' : `. Only markdown is read: ${kinds.join(', ')} left`;
}

/** By folder, then by number, then by name: links to earlier records find them. A number is its record's before it is a part's. */
function inOrder(a: ReadFile, b: ReadFile): number {
  const folderOf = (file: string) => file.split('/').slice(0, -1).join('/');
  const isPart = ({ parsed }: ReadFile) => (/[a-z]$/.test(parsed.label ?? '') ? 1 : 0);
  return (
    compare(folderOf(a.file), folderOf(b.file)) ||
    (a.parsed.number ?? Number.MAX_SAFE_INTEGER) - (b.parsed.number ?? Number.MAX_SAFE_INTEGER) ||
    isPart(a) - isPart(b) ||
    compare(a.file, b.file)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
