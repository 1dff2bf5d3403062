import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readTextFile } from '../../bounded/read-file.ts';
import { AdvisorError } from '../../errors.ts';
import { noSettings, parseSettings, type Settings } from './settings.ts';

export const settingsName = '.adr-check.yaml';
/** So it may be written too; silently passed over, nobody would know why nothing is set. */
const otherName = '.adr-check.yml';

/** Settings, and the folder that they lie in: patterns of theirs begin there. */
export interface FoundSettings {
  readonly settings: Settings;
  readonly folder: string;
}

/**
 * The settings of the nearest of these folders.
 * @throws AdvisorError `configuration` for settings that are wrong or cannot be read.
 */
export function findSettings(folders: readonly string[]): FoundSettings {
  for (const folder of folders) {
    const path = [settingsName, otherName].map((name) => join(folder, name)).find((one) => existsSync(one));
    if (path === undefined) continue;
    const shown = relative(process.cwd(), path);
    const file = readTextFile(path, { maxBytes: 100_000 });
    if ('reason' in file) throw new AdvisorError('configuration', `${shown}: ${file.reason}`);
    return { settings: parseSettings(file.text, shown), folder };
  }
  return { settings: noSettings, folder: folders[0] ?? '.' };
}
