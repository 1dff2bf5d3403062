import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { root } from '../knowledge/checkout.ts';

/** Where training lines lie. */
export const trainingFolder = join(root, 'knowledge/training');

/** The lines of a training file: one JSON value a line. Throws a ZodError for a line that is none of these. */
export function readLines<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
