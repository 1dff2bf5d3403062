import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AdvisorError, systemErrorCode } from './errors.ts';

/**
 * Makes sure that the folder of the SQLite file named by `sqlite:PATH` is there and can be written, so that
 * a wrong path shows at start and not at the first record. Throws a `not-writable` {@link AdvisorError}.
 */
export function prepareDataFolder(databaseUrl: string): void {
  const path = databaseUrl.slice('sqlite:'.length);
  if (path === ':memory:') return;
  const folder = dirname(resolve(path));
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new AdvisorError(
      'not-writable',
      `${folder}: cannot be written (${systemErrorCode(error) ?? 'unknown'}); set DATABASE_URL to a path that can`,
      { cause: error },
    );
  }
}

/** Makes a folder and those above it, one after the other: Node's own recursion never ends where a folder cannot be made in one that is there, as in /proc. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process was faster.
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
}

/** Makes sure that a file can be made: it is not there yet, and its folder is. @throws AdvisorError `not-writable` or `usage`. */
export function requireNewFile(file: string): void {
  if (file.trim() === '') throw new AdvisorError('usage', 'name a new file for the copy');
  if (existsSync(file)) throw new AdvisorError('not-writable', `${file} is there already; name a new file`);
  if (!statSync(dirname(resolve(file)), { throwIfNoEntry: false })?.isDirectory())
    throw new AdvisorError('not-writable', `${file}: there is no such folder; make it first`);
}
