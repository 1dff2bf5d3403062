import { accessSync, constants, mkdirSync } from 'node:fs';
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
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new AdvisorError(
      'not-writable',
      `${folder}: cannot be written (${systemErrorCode(error) ?? 'unknown'}); set DATABASE_URL to a path that can`,
      { cause: error },
    );
  }
}
