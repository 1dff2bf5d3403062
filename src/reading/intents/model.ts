import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../knowledge/checkout.ts';
import { type PackedOptions, packedOptionsSchema } from '../briefs/packed-options.ts';

/** Where the weights lie; `npm run train` writes them. */
export const intentModelFile = join(root, 'knowledge/models/intents.json');

/** The committed model of intents. */
export function loadIntentModel(file: string = intentModelFile): PackedOptions {
  return packedOptionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
