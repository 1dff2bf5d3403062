import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders are looked through upwards so far. */
const most = 100;

/** The folder and those above it up to the root of its git repository; the folder alone outside of one. */
export function foldersUp(folder: string): {
  readonly folders: readonly string[];
  readonly root: string | undefined;
} {
  const folders: string[] = [];
  let at = realpathSync(folder);
  for (let count = 0; count < most; count++) {
    folders.push(at);
    if (existsSync(join(at, '.git'))) return { folders, root: at };
    const above = dirname(at);
    if (above === at) break;
    at = above;
  }
  return { folders: folders.slice(0, 1), root: undefined };
}
