import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AdvisorError } from '../errors.ts';
import { KnowledgeError } from './fault.ts';
import { checkFolder, checkSources, requireSound } from './folder.ts';
import type { Knowledge } from './knowledge.ts';
import { listSources, type SourceFile } from './read-folder.ts';

/**
 * Where the built-in knowledge lies. Installed, this file is `dist/src/knowledge/load.js` and the build has
 * left one validated `dist/knowledge.json`; in a checkout it is `src/knowledge/load.ts` beside `knowledge/`.
 */
const here = dirname(fileURLToPath(import.meta.url));
const isBuilt = import.meta.url.endsWith('.js');
const root = join(here, isBuilt ? '../../..' : '../..');

export const builtInFolder = join(root, 'knowledge');
const builtJson = join(root, 'dist/knowledge.json');
const cacheFolder = join(root, 'node_modules/.cache/stack-advisor');

/**
 * The built-in knowledge, with an operator's folder laid over it where one is given, and over that the
 * overlay of one workspace (`FOLDER/workspaces/ID`) where that exists.
 * Throws {@link KnowledgeError} with every fault; a faulty overlay is never half-loaded.
 */
export function loadKnowledge(options: { overlay?: string | undefined; workspace?: string } = {}): Knowledge {
  const builtIn = loadBuiltIn();
  if (options.overlay === undefined) return builtIn;
  requireFolder(options.overlay);
  const laid = requireSound(checkFolder(options.overlay, builtIn));
  const workspaceFolder = workspaceOverlay(options.overlay, options.workspace);
  return workspaceFolder === undefined ? laid : requireSound(checkFolder(workspaceFolder, laid));
}

/** The built-in knowledge, parsed, validated and cached by the content of its files. */
export function loadBuiltIn(): Knowledge {
  if (isBuilt) return JSON.parse(readFileSync(builtJson, 'utf8'));
  const { sources, faults } = listSources(builtInFolder);
  if (faults.length > 0) throw new KnowledgeError(faults);
  const cacheFile = join(cacheFolder, `knowledge-${contentHash(sources)}.json`);
  return readCache(cacheFile) ?? writeCache(cacheFile, requireSound(checkSources(sources)));
}

/** Throws unless the folder is there: a misspelt path must not silently mean "no overlay". */
export function requireFolder(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AdvisorError(
      'knowledge',
      `${folder}: there is no such folder; name one that holds knowledge files`,
    );
  }
}

function workspaceOverlay(overlay: string, workspace: string | undefined): string | undefined {
  if (workspace === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(workspace)) return undefined;
  const folder = join(overlay, 'workspaces', workspace);
  return existsSync(folder) ? folder : undefined;
}

/** The schemas are part of the hash: knowledge validated by older ones is not reused. */
function contentHash(sources: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const name of ['schema.ts', 'validate.ts', 'assemble.ts']) hash.update(readFileSync(join(here, name)));
  for (const { file, text } of sources) hash.update(`\0${file}\0${text}`);
  return hash.digest('hex').slice(0, 32);
}

function readCache(file: string): Knowledge | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Not there, or cut short by a crash: it is made anew.
  }
}

function writeCache(file: string, knowledge: Knowledge): Knowledge {
  try {
    rmSync(cacheFolder, { recursive: true, force: true });
    mkdirSync(cacheFolder, { recursive: true });
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, JSON.stringify(knowledge));
    renameSync(partial, file);
  } catch {
    // A read-only checkout works too, only slower at each start.
  }
  return knowledge;
}
