import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AdvisorError, systemErrorCode } from '../../errors.ts';
import { isMarkdown, mistakable, otherTextEnding } from './other-kinds.ts';

/** A markdown file of a folder. */
export interface FoundFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  /** The folder that it is in, the same way; empty at the top. */
  readonly folder: string;
  /** Where it is. */
  readonly at: string;
  /** Why it is not to be read; undefined for a regular file. */
  readonly why: string | undefined;
}

/** The markdown files under a folder, and what was not looked into. */
export interface Listed {
  readonly found: readonly FoundFile[];
  readonly skipped: readonly { file: string; reason: string }[];
  /** How many files there are of kinds in which others write records, by their ending: ".adoc". */
  readonly unread: ReadonlyMap<string, number>;
  /** Files of other kinds that somebody may take for records. */
  readonly others: readonly { file: string; reason: string }[];
}

const mostEntries = 50_000;
const deepest = 100;

/**
 * Lists the markdown files under a folder; links are not followed. A folder further down that cannot be looked into is told.
 * @throws AdvisorError `not-found` where there is no such folder, `usage` where it holds far more than records.
 */
export function listFiles(top: string): Listed {
  const found: FoundFile[] = [];
  const skipped: { file: string; reason: string }[] = [];
  const unread = new Map<string, number>();
  const regular: string[] = [];
  let left = mostEntries;
  // A list and no recursion: folders can be nested deeper than calls.
  const folders = [{ path: '', depth: 0 }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { path: within, depth } = folder;
    const entries = entriesOf(top, within);
    if ('reason' in entries) {
      skipped.push({ file: within, reason: entries.reason });
      continue;
    }
    for (const entry of entries.all) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      left--;
      if (left < 0)
        throw new AdvisorError('usage', `${top}: more than ${mostEntries} files; import a folder of records`);
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < deepest) folders.push({ path, depth: depth + 1 });
        else skipped.push({ file: path, reason: `nested deeper than ${deepest} folders` });
        continue;
      }
      if (entry.isFile()) regular.push(path);
      if (isMarkdown(entry.name) || entry.isSymbolicLink()) {
        const why = whyNot(entry, join(top, path));
        if (isMarkdown(entry.name) || why === linkedFolder)
          found.push({ path, folder: within, at: join(top, path), why });
      } else {
        const ending = otherTextEnding(entry.name);
        if (ending !== undefined) unread.set(ending, (unread.get(ending) ?? 0) + 1);
      }
    }
  }
  return { found, skipped, unread, others: mistakable(regular) };
}

const linkedFolder = 'a symbolic link to a folder';

function whyNot(entry: Dirent, at: string): string | undefined {
  if (entry.isFile()) return undefined;
  if (!entry.isSymbolicLink()) return 'no regular file';
  try {
    return statSync(at).isDirectory() ? linkedFolder : 'a symbolic link';
  } catch {
    return 'a symbolic link';
  }
}

function entriesOf(top: string, within: string): { all: Dirent[] } | { reason: string } {
  try {
    return { all: readdirSync(join(top, within), { withFileTypes: true }).sort(byName) };
  } catch (error) {
    const code = systemErrorCode(error) ?? 'unknown';
    const reason = code === 'ENOTDIR' ? 'not a folder' : `cannot be read (${code})`;
    if (within === '') throw new AdvisorError('not-found', `${top}: ${reason}`, { cause: error });
    return { reason };
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
