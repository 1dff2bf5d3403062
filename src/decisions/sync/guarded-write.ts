import { linkSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readTextFile } from '../../bounded/read-file.ts';
import { makeFolder } from '../../data-folder.ts';
import { AdvisorError, systemErrorCode } from '../../errors.ts';
import { hashOf } from './hashes.ts';

/** What became of a file: it was written, it said so already, or it is another than it was and was left alone. */
export type Written = 'written' | 'same' | 'changed';

/** Where a file of this process is written before it is put in its place. */
export function partialIn(folder: string): string {
  return join(folder, `.${process.pid}.part`);
}

const largestFile = 4_000_000;

/**
 * Writes a file whole, if it still is what it was when it was read: of this hash, or not there. A crash leaves the old
 * text or the new one.
 * @throws AdvisorError `not-writable` when it cannot be written.
 */
export function writeGuarded(folder: string, file: string, text: string, expected: string | null): Written {
  const path = join(folder, file);
  const partial = partialIn(dirname(path));
  try {
    makeFolder(dirname(path));
    writeFileSync(partial, text);
    const there = readTextFile(path, { maxBytes: largestFile });
    const isThere = 'text' in there || !there.reason.includes('ENOENT');
    const now = 'text' in there ? hashOf(there.text) : undefined;
    if (now === hashOf(text)) return 'same';
    if (expected === null) return isThere ? 'changed' : place(partial, path);
    if (now !== expected) return 'changed';
    renameSync(partial, path);
    return 'written';
  } catch (error) {
    throw new AdvisorError(
      'not-writable',
      `${path}: cannot be written (${systemErrorCode(error) ?? 'unknown'}); what was done so far is kept, run it again`,
      { cause: error },
    );
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Puts a file where none is; one that appeared meanwhile stays. */
function place(partial: string, path: string): Written {
  try {
    linkSync(partial, path);
    return 'written';
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return 'changed';
    // Some disks know no second name for a file.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error;
    renameSync(partial, path);
    return 'written';
  }
}

/** Takes away what runs left that ended before they could put it in its place. */
export function removeLeftovers(folder: string, files: readonly string[]): void {
  for (const within of new Set(files.map((file) => dirname(join(folder, file))))) {
    for (const name of namesIn(within)) {
      const pid = Number(/^\.(\d+)\.part$/.exec(name)?.[1]);
      if (Number.isInteger(pid) && !isRunning(pid)) rmSync(join(within, name), { force: true });
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}
