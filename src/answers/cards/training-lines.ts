import { join } from 'node:path';
import { z } from 'zod';
import { readLines, trainingFolder } from '../../reading/training-lines.ts';

/** Questions that the documents answer, and some that they don't. */
export interface TrainingLines {
  readonly answerable: readonly string[];
  readonly unanswerable: readonly string[];
}

const lineSchema = z.object({ q: z.string().min(1) });

/** The lines of knowledge/training. */
export function readTraining(folder: string = trainingFolder): TrainingLines {
  const read = (name: string) => readLines(join(folder, name), lineSchema).map(({ q }) => q);
  return { answerable: read('answerable.jsonl'), unanswerable: read('unanswerable.jsonl') };
}
