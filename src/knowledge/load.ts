import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AdvisorError } from '../errors.ts';
import { readAsciiJson } from './ascii-json.ts';
import { cached } from './cache.ts';
import { contentKey, isBuilt, root } from './checkout.ts';
import type { Knowledge, WholeKnowledge } from './knowledge.ts';

/** Where the built-in knowledge lies in a checkout. */
export const builtInFolder = join(root, 'knowledge');

/** What the build leaves in `dist/`: the knowledge, validated, in part and whole, and what answering derives from it. */
export const builtFiles = {
  knowledge: join(root, 'dist/knowledge.json'),
  whole: join(root, 'dist/whole-knowledge.json'),
  answers: join(root, 'dist/answers.json'),
  governing: join(root, 'dist/governing.json'),
};

/**
 * The built-in knowledge, with an operator's folder laid over it where one is given, and over that the
 * overlay of one workspace (`FOLDER/workspaces/ID`) where that exists.
 * Rejects with a KnowledgeError that has every fault; a faulty overlay is never half-loaded.
 */
export async function loadKnowledge(
  options: { overlay?: string | undefined; workspace?: string } = {},
): Promise<Knowledge | WholeKnowledge> {
  return options.overlay === undefined ? loadBuiltIn() : loadOverlaid(options.overlay, options.workspace);
}

/** The same with cards and phrasings, laid over with an operator's. */
export async function loadOverlaid(overlay: string, workspace?: string): Promise<WholeKnowledge> {
  requireFolder(overlay);
  // Parsing and validating are loaded when they are needed: they cost more than all the rest of a start.
  const { checkOverlay, requireSound } = await import('./folder.ts');
  const laid = requireSound(await checkOverlay(overlay, await loadWhole()));
  const workspaceFolder = workspaceOverlay(overlay, workspace);
  return workspaceFolder === undefined ? laid : requireSound(await checkOverlay(workspaceFolder, laid));
}

/** The built-in knowledge: what the build left, or the checkout's files, cached by their content. */
export async function loadBuiltIn(): Promise<Knowledge> {
  if (isBuilt) return readAsciiJson(builtFiles.knowledge);
  return cached('knowledge', contentKey(), async () => withoutCards(await loadWhole()));
}

/** The built-in knowledge with its cards and phrasings. */
export async function loadWhole(): Promise<WholeKnowledge> {
  if (isBuilt) return readAsciiJson(builtFiles.whole);
  return cached('whole-knowledge', contentKey(), async () => {
    const { checkFolder, requireSound } = await import('./folder.ts');
    return requireSound(checkFolder(builtInFolder));
  });
}

/** What a program that answers keeps. */
export function withoutCards({
  cards: _cards,
  phrasings: _phrasings,
  packages: _packages,
  ...knowledge
}: WholeKnowledge): Knowledge {
  return knowledge;
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
