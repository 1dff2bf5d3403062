import {
  type Dirent,
  lstatSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { z } from 'zod';
import { readTextFile } from '../../../src/bounded/read-file.ts';
import { makeFolder } from '../../../src/data-folder.ts';
import { AdvisorError, systemErrorCode } from '../../../src/errors.ts';
import type { SiteFile } from './site-files.ts';

/** What came of writing a site. */
export interface SiteWritten {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** The files of a site, known before they are made. */
interface Planned {
  readonly paths: readonly string[];
  files(): AsyncIterable<SiteFile> | Iterable<SiteFile>;
}

/** Says which files of a folder are the site's: those alone are ever overwritten or taken away. */
const manifestName = '.stack-advisor-site.json';
const manifestSchema = z.object({ version: z.literal(1), files: z.array(z.string()) });

/** The folder may be what a repository has checked out. */
const ignored = ['.git'];

/**
 * Writes a site into a folder. Files that say the same already are not touched; each one that changes is the old one or
 * the new one at any time. What was the site's before and is not any more is taken away; nothing else is.
 * @throws AdvisorError `conflict` where the folder holds other things, `not-writable` where it cannot be written.
 */
export async function writeSite(folder: string, site: Planned): Promise<SiteWritten> {
  const root = resolve(folder);
  const before = guarded(root, () => ownFiles(root));
  const now = new Set(site.paths);
  guarded(root, () => requireFree(root, now, before));
  const counts = { written: 0, unchanged: 0, removed: 0 };
  guarded(root, () => {
    makeFolder(root);
    sweep(root);
    // Whatever ends this on its way, the next run knows what is the site's.
    writeManifest(root, new Set([...before, ...now]));
  });
  for await (const { path, text } of site.files()) {
    if (!now.has(path)) throw new RangeError(`${path} was not among the planned files`);
    if (guarded(root, () => writeChanged(root, path, text))) counts.written++;
    else counts.unchanged++;
  }
  guarded(root, () => {
    for (const path of before) if (!now.has(path) && takeAway(root, path)) counts.removed++;
    writeManifest(root, now);
  });
  return counts;
}

/** Runs what touches the folder; what the system refuses is told as such. */
function guarded<Result>(root: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = error instanceof AdvisorError ? undefined : systemErrorCode(error);
    if (code === undefined) throw error;
    throw new AdvisorError('not-writable', `${root}: cannot be written (${code}); name another folder`, {
      cause: error,
    });
  }
}

/** The files that an earlier run wrote. @throws AdvisorError `conflict` where the folder is somebody else's. */
function ownFiles(root: string): ReadonlySet<string> {
  const there = entriesOf(root).filter(({ name }) => !ignored.includes(name));
  if (there.length === 0) return new Set();
  const isOurs = there.some(({ name }) => name === manifestName);
  if (!isOurs)
    throw new AdvisorError(
      'conflict',
      `${root} holds other things; name an empty folder, or one that adr site has written`,
    );
  const read = readTextFile(join(root, manifestName), { maxBytes: 100_000_000 });
  const parsed = 'text' in read ? manifestSchema.safeParse(jsonOf(read.text)) : undefined;
  if (parsed?.success !== true)
    throw new AdvisorError(
      'conflict',
      `${join(root, manifestName)} cannot be read; empty the folder and try again`,
    );
  return new Set(parsed.data.files.filter(isInside));
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    if (systemErrorCode(error) === 'ENOTDIR')
      throw new AdvisorError('not-writable', `${folder} is a file; name a folder`);
    throw error;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a path of the manifest, which anybody may have edited, stays in the folder. */
function isInside(path: string): boolean {
  const plain = posix.normalize(path);
  return path !== '' && plain === path && !posix.isAbsolute(path) && !path.split('/').includes('..');
}

/** Makes sure that what is to be written takes nobody's place and leads out of the folder nowhere, before anything is. */
function requireFree(root: string, now: ReadonlySet<string>, before: ReadonlySet<string>): void {
  const folders = new Set([...now].flatMap(parentsOf));
  for (const path of folders) {
    const there = statOf(join(root, path));
    if (there !== undefined && !there.isDirectory())
      throw new AdvisorError('conflict', `${join(root, path)} is no folder; move it away and try again`);
  }
  for (const path of now) {
    const there = statOf(join(root, path));
    if (there === undefined || (before.has(path) && there.isFile())) continue;
    throw new AdvisorError(
      'conflict',
      `${join(root, path)} is not the site's own; move it away and try again`,
    );
  }
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_part, at) => parts.slice(0, at + 1).join('/'));
}

/** What an earlier run was writing when it was ended. */
function sweep(root: string): void {
  for (const { name } of entriesOf(root)) if (partial.test(name)) rmSync(join(root, name), { force: true });
}

const partial = /^\.stack-advisor-site\.\d+\.part$/;

/** Writes a file unless it says the same already. */
function writeChanged(root: string, path: string, text: string): boolean {
  const target = join(root, path);
  const there = readTextFile(target, { maxBytes: 2 * Buffer.byteLength(text) + 1_000 });
  if ('text' in there && there.text === text) return false;
  makeFolder(dirname(target));
  const unfinished = join(root, `.stack-advisor-site.${process.pid}.part`);
  writeFileSync(unfinished, text);
  renameSync(unfinished, target);
  return true;
}

function writeManifest(root: string, files: ReadonlySet<string>): void {
  writeChanged(root, manifestName, `${JSON.stringify({ version: 1, files: [...files].sort() }, null, 1)}\n`);
}

/** Takes a file away, and the folders that are empty without it. */
function takeAway(root: string, path: string): boolean {
  const target = join(root, path);
  // Somebody may have put something else there.
  const there = statOf(target);
  if (there?.isFile() !== true || parentsOf(path).some((parent) => isLink(join(root, parent)))) return false;
  unlinkSync(target);
  for (const parent of parentsOf(path).toReversed()) {
    try {
      rmdirSync(join(root, parent));
    } catch {
      // It holds something else.
      break;
    }
  }
  return true;
}

function isLink(path: string): boolean {
  return statOf(path)?.isSymbolicLink() === true;
}
