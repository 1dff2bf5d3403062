import { join } from 'node:path';
import { z } from 'zod';
import { learnOptions } from '../briefs/learn-options.ts';
import { type PackedOptions, packOptions } from '../briefs/packed-options.ts';
import { createNumbering } from '../numbering.ts';
import { readLines, trainingFolder } from '../training-lines.ts';
import { acts } from './acts.ts';
import { intentFeatures, type WordReading } from './intent-features.ts';
import { actQuestion } from './reader.ts';
import { threadStateSchema } from './thread-state.ts';

/** Words said to the advisor in a thread, and what they were meant to do. `by` tells the hands apart that wrote them. */
const utteranceSchema = z.object({
  text: z.string().min(1),
  context: threadStateSchema,
  act: z.enum(acts),
  by: z.string(),
});

export type Utterance = z.infer<typeof utteranceSchema>;

/** How much an utterance counts. */
const weight = 6;
/** Smaller weights are left out. */
const smallest = 0.5;

/** The utterances of knowledge/training. */
export function readUtterances(folder: string = trainingFolder): Utterance[] {
  return readLines(join(folder, 'utterances.jsonl'), utteranceSchema);
}

/** Learns what words are meant to do. The same utterances give the same model. */
export function trainIntents(utterances: readonly Utterance[], reading: WordReading): PackedOptions {
  const { numberOf, names } = createNumbering();
  const rows = utterances.map(({ text, context, act }) => ({
    words: Int32Array.from(intentFeatures(text, context, reading), numberOf),
    mentions: [],
    says: [act],
    weight,
  }));
  return packOptions([{ question: actQuestion, weights: learnOptions(acts, rows) }], names(), smallest);
}
