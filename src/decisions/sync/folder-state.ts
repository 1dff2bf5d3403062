import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, posix } from 'node:path';
import { AdvisorError, systemErrorCode } from '../../errors.ts';
import { type ReadFile, readRecords, type SkippedFile } from '../markdown/folder.ts';
import type { RecordReader } from '../markdown/record-reader.ts';
import { partialIn } from './guarded-write.ts';
import { hashOf } from './hashes.ts';

/** A file as it was read. */
export interface FileText {
  readonly text: string;
  readonly hash: string;
}

/** A folder as it was read: the texts of all its markdown files, and what those say that are not known. */
export interface FolderState {
  readonly texts: ReadonlyMap<string, FileText>;
  readonly read: ReadonlyMap<string, ReadFile>;
  /** Files that are no records, or cannot be read as such. */
  readonly skipped: readonly SkippedFile[];
}

/**
 * A folder's own path, without links.
 * @throws AdvisorError `not-found` where there is none, `not-writable` where nothing can be written to it.
 */
export function folderPath(given: string): string {
  let folder: string;
  try {
    folder = realpathSync(given);
  } catch (error) {
    throw new AdvisorError(
      'not-found',
      `${given}: cannot be read (${systemErrorCode(error) ?? 'unknown'}); make the folder first`,
      { cause: error },
    );
  }
  if (!statSync(folder).isDirectory()) throw new AdvisorError('not-found', `${given}: not a folder`);
  requireWritable(folder);
  return folder;
}

function requireWritable(folder: string, tries: (folder: string) => void = mayWrite): void {
  try {
    tries(folder);
  } catch (error) {
    throw new AdvisorError(
      'not-writable',
      `${folder}: cannot be written (${systemErrorCode(error) ?? 'unknown'}); nothing was changed. To read it alone: stack-advisor adr import`,
      { cause: error },
    );
  }
}

function mayWrite(folder: string): void {
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}

/** Some disks tell only who tries. */
function triesToWrite(folder: string): void {
  const probe = partialIn(folder);
  writeFileSync(probe, '');
  rmSync(probe, { force: true });
}

/** Makes sure that files can be written to the folders in which they belong, by trying. @throws AdvisorError `not-writable`. */
export function requireRoom(folder: string, files: readonly string[]): void {
  const folders = new Set(['.', ...files.map((file) => posix.dirname(file))]);
  for (const one of folders)
    if (existsSync(join(folder, one))) requireWritable(join(folder, one), triesToWrite);
}

/** Reads a folder; a file whose text `isKnown` for it is not read as a record. */
export async function readFolder(
  folder: string,
  isKnown: (file: string, hash: string) => boolean,
  { reader, progress = () => {} }: { reader: RecordReader; progress?: ((read: number) => void) | undefined },
): Promise<FolderState> {
  const texts = new Map<string, FileText>();
  const { files, skipped } = await readRecords(folder, {
    reader,
    progress,
    isKnown(file, text) {
      const hash = hashOf(text);
      texts.set(file, { text, hash });
      return isKnown(file, hash);
    },
  });
  return { texts, read: new Map(files.map((one) => [one.file, one])), skipped };
}

/**
 * Makes sure that files can be written where they belong: under the folder, through no link, into folders that take them.
 * @throws AdvisorError `not-writable` naming the file that cannot.
 */
export function requirePlaces(folder: string, files: readonly string[]): void {
  const known = new Set<string>();
  for (const file of files) {
    const parts = file.split('/');
    if (parts.some((part) => part === '' || part === '.' || part === '..'))
      throw new AdvisorError(
        'not-writable',
        `${file.slice(0, 80)}: leads out of the folder; nothing was changed`,
      );
    for (const [at] of parts.entries()) {
      const path = parts.slice(0, at + 1).join('/');
      if (known.has(path)) continue;
      known.add(path);
      requirePlace(folder, path, at < parts.length - 1);
    }
  }
}

function requirePlace(folder: string, path: string, isFolder: boolean): void {
  const at = join(folder, path);
  const there = lstatSync(at, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (there.isSymbolicLink())
    throw new AdvisorError(
      'not-writable',
      `${posix.join(folder, path)} is a symbolic link, which is not followed; put a file of its own there. Nothing was changed`,
    );
  if (isFolder && there.isDirectory()) requireWritable(at);
  else if (isFolder || !there.isFile())
    throw new AdvisorError('not-writable', `${at} is in the way of a record's file; nothing was changed`);
}
