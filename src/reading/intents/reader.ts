import { openOptions, type PackedOptions } from '../briefs/packed-options.ts';
import { type Act, acts, type MeantIntent, meantIntents } from './acts.ts';
import { intentFeatures, type WordReading } from './intent-features.ts';
import type { ThreadState } from './thread-state.ts';

/** What somebody most likely wants, and how likely. */
export interface Meant {
  readonly intent: MeantIntent;
  readonly act: Act;
  /** How likely the intent is, 0 to 1. */
  readonly probability: number;
  /** How likely the act is. */
  readonly actProbability: number;
}

/** Reads what words are meant to do in a thread. */
export type IntentReader = (text: string, state: ThreadState) => Meant;

/** The question under which acts are learnt as its options. */
export const actQuestion = 'act';

/** Opens what was learnt of intents. */
export function createIntentReader(reading: WordReading, learnt: PackedOptions): IntentReader {
  const probabilitiesOf = openOptions(learnt);
  const numbered = learnt.options.map((id) => acts.find((act) => `${actQuestion}:${act}` === id));
  return (text, state) => {
    const probabilities = probabilitiesOf({ words: intentFeatures(text, state, reading), mentions: [] });
    const likely = numbered.flatMap((act, at) =>
      act === undefined ? [] : [{ act, intent: intentOf(act), probability: probabilities[at] ?? 0 }],
    );
    // An intent is as likely as all that it may be: many acts of one speak for it together.
    const sums = new Map<MeantIntent, number>();
    for (const { intent, probability } of likely) sums.set(intent, (sums.get(intent) ?? 0) + probability);
    const [[intent, sum] = ['clarify', 0] as const] = [...sums].sort((a, b) => b[1] - a[1]);
    const [best] = likely
      .filter((one) => one.intent === intent)
      .sort((a, b) => b.probability - a.probability);
    return {
      intent,
      act: best?.act ?? 'clarify.vague',
      probability: Math.min(1, sum),
      actProbability: best?.probability ?? 0,
    };
  };
}

function intentOf(act: Act): MeantIntent {
  return meantIntents.find((intent) => act.startsWith(`${intent}.`)) ?? 'clarify';
}
