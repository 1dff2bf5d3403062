import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../../knowledge/checkout.ts';
import { learnOptions } from '../../reading/briefs/learn-options.ts';
import {
  openOptions,
  type PackedOptions,
  packedOptionsSchema,
  packOptions,
} from '../../reading/briefs/packed-options.ts';
import { createNumbering } from '../../reading/numbering.ts';
import { readLines, trainingFolder } from '../../reading/training-lines.ts';

/** A line overheard in a channel, and whether it reports a decision. `by` tells the hands apart that wrote them. */
const lineSchema = z.object({ text: z.string().min(1), decision: z.boolean(), by: z.string() });

export type OverheardLine = z.infer<typeof lineSchema>;

/** What a line is judged by. */
export type FeaturesOf = (text: string) => readonly string[];

const [question, option] = ['line', 'decision'];
const weight = 4;
const smallest = 0.5;

/** Where the weights lie; `npm run train` writes them. */
export const noticingModelFile = join(root, 'knowledge/models/noticing.json');

/** The lines of knowledge/training. */
export function readOverheard(folder: string = trainingFolder): OverheardLine[] {
  return readLines(join(folder, 'overheard.jsonl'), lineSchema);
}

/** Learns which lines report decisions. The same lines give the same model. */
export function trainNoticing(lines: readonly OverheardLine[], featuresOf: FeaturesOf): PackedOptions {
  const { numberOf, names } = createNumbering();
  const rows = lines.map(({ text, decision }) => ({
    words: Int32Array.from(featuresOf(text), numberOf),
    mentions: [],
    says: decision ? [option] : [],
    weight,
  }));
  return packOptions([{ question, weights: learnOptions([option], rows) }], names(), smallest);
}

/** The committed model. */
export function loadNoticingModel(file: string = noticingModelFile): PackedOptions {
  return packedOptionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** How likely a line with such features reports a decision, 0 to 1. */
export function decisionReader(learnt: PackedOptions): (features: readonly string[]) => number {
  const probabilitiesOf = openOptions(learnt);
  return (words) => probabilitiesOf({ words, mentions: [] })[0] ?? 0;
}
