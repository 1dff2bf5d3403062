import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../knowledge/checkout.ts';
import { sparseModelSchema } from '../sparse.ts';
import { packedOptionsSchema } from './packed-options.ts';
import { roles } from './roles.ts';

/** What reading briefs learnt. */
export const briefModelSchema = z.strictObject({
  options: packedOptionsSchema,
  judge: sparseModelSchema,
  /** The part that a named thing plays, by the words around it. */
  roles: z.strictObject({
    classes: z.array(z.enum(roles)),
    biases: z.array(z.number()),
    features: z.record(z.string(), z.array(z.number())),
  }),
});

export type BriefModel = z.infer<typeof briefModelSchema>;

/** Where the weights lie; `npm run train` writes them. */
export const briefModelFile = join(root, 'knowledge/models/briefs.json');

/** The committed model. */
export function loadBriefModel(file: string = briefModelFile): BriefModel {
  return briefModelSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
