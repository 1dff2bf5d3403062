import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../knowledge/checkout.ts';
import { openOptions, packedOptionsSchema } from '../../reading/briefs/packed-options.ts';
import type { SideReader } from './sides.ts';

/** What was learnt of lines overheard: which report decisions, and which of their words are chosen or rejected. */
export const noticingModelSchema = z.strictObject({ lines: packedOptionsSchema, sides: packedOptionsSchema });

export type NoticingModel = z.infer<typeof noticingModelSchema>;

/** Where the weights lie; `npm run train` writes them. */
export const noticingModelFile = join(root, 'knowledge/models/noticing.json');

/** The committed model. */
export function loadNoticingModel(file: string = noticingModelFile): NoticingModel {
  return noticingModelSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** How likely a line with such features reports a decision, 0 to 1. */
export function decisionReader({
  lines,
}: Pick<NoticingModel, 'lines'>): (features: readonly string[]) => number {
  const probabilitiesOf = openOptions(lines);
  return (words) => probabilitiesOf({ words, mentions: [] })[0] ?? 0;
}

/** How likely a piece with such features is chosen, and rejected. */
export function sideReader({ sides: packed }: Pick<NoticingModel, 'sides'>): SideReader {
  const probabilitiesOf = openOptions(packed);
  return (words) => {
    const [chosen = 0, rejected = 0] = probabilitiesOf({ words, mentions: [] });
    return { chosen, rejected };
  };
}
