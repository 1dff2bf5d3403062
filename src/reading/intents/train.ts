import { join } from 'node:path';
import { z } from 'zod';
import { learnOptions } from '../briefs/learn-options.ts';
import { type PackedOptions, packOptions } from '../briefs/packed-options.ts';
import { createNumbering } from '../numbering.ts';
import { readLines, trainingFolder } from '../training-lines.ts';
import { type Act, acts } from './acts.ts';
import { intentFeatures, type WordReading } from './intent-features.ts';
import { actQuestion } from './reader.ts';
import { type ThreadState, threadStateSchema } from './thread-state.ts';

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
const smallest = 0.6;

/** The utterances of knowledge/training. */
export function readUtterances(folder: string = trainingFolder): Utterance[] {
  return readLines(join(folder, 'utterances.jsonl'), utteranceSchema);
}

/** What means the same before a walk has recommended and after: hands write each mostly for one of the two. */
const steering: ReadonlySet<Act> = new Set([
  'advise.answer',
  'advise.back',
  'advise.finish',
  'advise.flip',
  'advise.restart',
  'advise.stop',
  'advise.what-if',
  'advise.why',
]);

const otherSide = {
  none: 'none',
  open: 'decided',
  decided: 'open',
  'team-open': 'team-decided',
  'team-decided': 'team-open',
} as const satisfies Record<ThreadState['walk'], ThreadState['walk']>;

/** The same place on the other side of a walk's recommendation. */
function beyond(state: ThreadState): ThreadState {
  return { ...state, walk: otherSide[state.walk] };
}

/** Learns what words are meant to do. The same utterances give the same model. */
export function trainIntents(utterances: readonly Utterance[], reading: WordReading): PackedOptions {
  const { numberOf, names } = createNumbering();
  const rows = utterances.flatMap(({ text, context, act }) =>
    [
      { context, weight },
      ...(steering.has(act) ? [{ context: beyond(context), weight: weight / 4 }] : []),
    ].map((one) => ({
      words: Int32Array.from(intentFeatures(text, one.context, reading), numberOf),
      mentions: [],
      says: [act],
      weight: one.weight,
    })),
  );
  return packOptions([{ question: actQuestion, weights: learnOptions(acts, rows) }], names(), smallest);
}
