import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../knowledge/checkout.ts';

/** Questions that the documents answer, and some that they don't. */
export interface TrainingLines {
  readonly answerable: readonly string[];
  readonly unanswerable: readonly string[];
}

const lineSchema = z.object({ q: z.string().min(1) });

/** The lines of knowledge/training. */
export function readTraining(folder: string = join(root, 'knowledge/training')): TrainingLines {
  const read = (name: string) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => lineSchema.parse(JSON.parse(line)).q);
  return { answerable: read('answerable.jsonl'), unanswerable: read('unanswerable.jsonl') };
}
