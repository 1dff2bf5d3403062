import { readAsciiJson } from '../knowledge/ascii-json.ts';
import { cached } from '../knowledge/cache.ts';
import { contentKey, isBuilt } from '../knowledge/checkout.ts';
import type { Knowledge, WholeKnowledge } from '../knowledge/knowledge.ts';
import { builtFiles, loadOverlaid, loadWhole } from '../knowledge/load.ts';
import type { TechnologyPackages } from '../knowledge/package-schema.ts';
import { createGoverning, createJudge, type Judge } from './create.ts';
import type { Governing } from './governing.ts';
import { openThings, prepareThings, type ThingData } from './things.ts';

/** What tells which records govern code derives from a knowledge. */
export interface GoverningData {
  readonly things: ThingData;
  readonly packages: readonly TechnologyPackages[];
}

/** What is derived from a knowledge with its packages, to be stored. */
export function prepareGoverning(knowledge: WholeKnowledge): GoverningData {
  return { things: prepareThings(knowledge, knowledge.packages), packages: knowledge.packages };
}

/** Tells which records govern code, over loaded knowledge; `overlay` is the operator's folder that was laid over it. */
export async function loadGoverning(knowledge: Knowledge, overlay?: string): Promise<Governing> {
  return createGoverning(await loadJudge(knowledge, overlay));
}

/** The same of records that were read already. */
export async function loadJudge(knowledge: Knowledge, overlay?: string): Promise<Judge> {
  const { things, packages } = await dataFor(overlay);
  return createJudge(knowledge, openThings(things), packages);
}

async function dataFor(overlay: string | undefined): Promise<GoverningData> {
  if (overlay !== undefined) return prepareGoverning(await loadOverlaid(overlay));
  if (isBuilt) return readAsciiJson(builtFiles.governing);
  return cached('governing', contentKey(), async () => prepareGoverning(await loadWhole()));
}
