import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { AdvisorError, systemErrorCode } from '../../errors.ts';
import { whyNoRecord } from './classify.ts';
import { type ParsedRecord, parseRecord } from './parse.ts';
import { readOutline } from './tree.ts';

/** A record's file, read. */
export interface ReadFile {
  /** Relative to the folder, with slashes. */
  readonly file: string;
  readonly parsed: ParsedRecord;
}

/** What a folder of records holds. */
export interface ReadFolder {
  readonly files: readonly ReadFile[];
  readonly skipped: readonly { file: string; reason: string }[];
}

const largestFile = 2_000_000;
const mostFiles = 50_000;

/**
 * Reads every record under a folder, in the order of their numbers, folder by folder.
 * @throws AdvisorError `not-found` where there is no such folder, or no record in it.
 */
export function readRecords(folder: string, progress: (read: number) => void = () => {}): ReadFolder {
  const names = listFiles(folder);
  const skipped: { file: string; reason: string }[] = [];
  const files: ReadFile[] = [];
  const inFolder = new Map<string, number>();
  for (const { path, isLink } of names) {
    const parent = path.split('/').slice(0, -1).join('/');
    if (!isLink && /\.(?:md|markdown|mdx)$/i.test(path))
      inFolder.set(parent, (inFolder.get(parent) ?? 0) + 1);
  }
  for (const { path, isLink } of names) {
    const name = path.split('/').at(-1) ?? path;
    if (!/\.(?:md|markdown|mdx)$/i.test(name)) continue;
    const parent = path.split('/').slice(0, -1).join('/');
    const outcome = isLink
      ? 'a symbolic link'
      : readOne(folder, path, name, parent !== '' && inFolder.get(parent) === 1);
    if (typeof outcome === 'string') skipped.push({ file: path, reason: outcome });
    else files.push({ file: path, parsed: outcome });
    if ((files.length + skipped.length) % 250 === 0) progress(files.length);
  }
  if (files.length === 0) {
    throw new AdvisorError(
      'not-found',
      `${folder}: no decision record in it${skipped.length === 0 ? '' : ` (${skipped.length} files are none)`}`,
    );
  }
  return { files: files.sort(inOrder), skipped };
}

function readOne(folder: string, path: string, name: string, isAlone: boolean): ParsedRecord | string {
  let bytes: Buffer;
  try {
    if (statSync(join(folder, path)).size > largestFile) return 'larger than 2 MB';
    bytes = readFileSync(join(folder, path));
  } catch (error) {
    return `cannot be read (${systemErrorCode(error) ?? 'unknown'})`;
  }
  if (bytes.includes(0)) return 'a binary file';
  const text = bytes.toString('utf8');
  const outline = readOutline(text);
  const reason = whyNoRecord(name, outline, isAlone);
  if (reason !== undefined) return reason;
  // One folder a record: the folder's name says what the file's does not.
  const isIndex = /^(?:readme|index)\./i.test(name);
  return parseRecord(text, isIndex ? `${path.split('/').at(-2) ?? name}.md` : name, outline);
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

function listFiles(folder: string): { path: string; isLink: boolean }[] {
  const found: { path: string; isLink: boolean }[] = [];
  const walk = (at: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(at, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (found.length >= mostFiles)
        throw new AdvisorError(
          'usage',
          `${folder}: more than ${mostFiles} files; import a folder of records`,
        );
      else found.push({ path: relative(folder, path).split(sep).join('/'), isLink: entry.isSymbolicLink() });
    }
  };
  try {
    if (!lstatSync(folder).isDirectory() && !statSync(folder).isDirectory()) {
      throw new AdvisorError('not-found', `${folder}: not a folder`);
    }
    walk(folder);
  } catch (error) {
    if (error instanceof AdvisorError) throw error;
    throw new AdvisorError(
      'not-found',
      `${folder}: cannot be read (${systemErrorCode(error) ?? 'unknown'})`,
      { cause: error },
    );
  }
  return found;
}
