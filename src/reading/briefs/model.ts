import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../knowledge/checkout.ts';
import { packedClassifierSchema } from '../packed-classifier.ts';

/** The class of a clause that gives no option: no option is called so. */
export const saysNothing = '-';

/** What reading briefs learnt. */
export const briefModelSchema = z.strictObject({
  /** Question -> the classifier of a clause: its options, or that it gives none. */
  questions: z.record(z.string(), packedClassifierSchema),
  /** Question -> from which probability on a clause gives an option. */
  thresholds: z.record(z.string(), z.number().min(0).max(1)),
});

export type BriefModel = z.infer<typeof briefModelSchema>;

/** Where the weights lie; `npm run train` writes them. */
export const briefModelFile = join(root, 'knowledge/models/briefs.json');

/** The committed model. */
export function loadBriefModel(file: string = briefModelFile): BriefModel {
  return briefModelSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
