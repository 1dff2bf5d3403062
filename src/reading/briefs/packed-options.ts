import { z } from 'zod';
import { probabilityOf } from '../linear.ts';
import {
  hashOf,
  pack,
  packAscending,
  packSmall,
  placeOf,
  startsOf,
  unpack,
  unpackAscending,
  unpackSmall,
} from '../packed.ts';
import type { ClauseFeatures } from './clause-features.ts';
import { type OptionWeights, shareOfEach } from './learn-options.ts';

/** What was learnt of all questions as it is kept and loaded: features by their hashes, weights in bytes. */
export const packedOptionsSchema = z.strictObject({
  /** `question:option`; options are numbered by their place. */
  options: z.array(z.string()).min(1).readonly(),
  biases: z.array(z.number()).readonly(),
  /** How much a step of a weight is. */
  unit: z.number().positive(),
  /** Hashes of the features of clauses in ascending order, by their distances. */
  features: z.string(),
  /** For how many options each speaks, for which (small numbers), and how much: a byte each, in base64. */
  counts: z.string(),
  optionsOf: z.string(),
  weights: z.string(),
  mentions: z.strictObject({ unit: z.number().positive(), features: z.string(), weights: z.string() }),
});

export type PackedOptions = z.infer<typeof packedOptionsSchema>;

/** The probability of each option, by its number, that a clause gives it. */
export type ReadClause = (clause: ClauseFeatures) => Float64Array;

const largestByte = 127;

/** Packs what was learnt of each question; features by their names. Weights below `smallest` are left out. */
export function packOptions(
  learnt: readonly { readonly question: string; readonly weights: OptionWeights }[],
  names: readonly string[],
  smallest: number,
): PackedOptions {
  const options = learnt.flatMap(({ question, weights }) => weights.options.map((id) => `${question}:${id}`));
  const firsts = startsOf(learnt.map(({ weights }) => weights.options.length));
  const cells = new Map<number, { option: number; weight: number }[]>();
  const mentioned = new Map<number, number>();
  for (const [place, { weights }] of learnt.entries()) {
    const [width, first] = [weights.options.length, firsts[place] ?? 0];
    for (const [number, feature] of weights.words.features.entries()) {
      const row = weights.words.weights.subarray(number * width, (number + 1) * width);
      if (!row.some((weight) => Math.abs(weight) >= smallest)) continue;
      const hash = hashOf(names[feature] ?? '');
      const kept = cells.get(hash) ?? [];
      for (const [at, weight] of row.entries())
        if (Math.abs(weight) >= smallest) kept.push({ option: first + at, weight });
      cells.set(hash, kept);
    }
    for (const [number, feature] of weights.mentions.features.entries()) {
      const weight = weights.mentions.weights[number] ?? 0;
      if (Math.abs(weight) >= smallest) mentioned.set(hashOf(names[feature] ?? ''), weight);
    }
  }
  const rows = [...cells].sort(([a], [b]) => a - b);
  const all = rows.flatMap(([, row]) => row);
  const mentions = [...mentioned].sort(([a], [b]) => a - b);
  const unit = unitOf(all.map(({ weight }) => weight));
  const mentionUnit = unitOf(mentions.map(([, weight]) => weight));
  return {
    options,
    biases: learnt.flatMap(({ weights }) => weights.biases.map((bias) => Math.round(1e4 * bias) / 1e4)),
    unit,
    features: packAscending(rows.map(([hash]) => hash)),
    counts: packSmall(rows.map(([, row]) => row.length)),
    optionsOf: packSmall(all.map(({ option }) => option)),
    weights: pack(Int8Array.from(all, ({ weight }) => Math.round(weight / unit))),
    mentions: {
      unit: mentionUnit,
      features: packAscending(mentions.map(([hash]) => hash)),
      weights: pack(Int8Array.from(mentions, ([, weight]) => Math.round(weight / mentionUnit))),
    },
  };
}

function unitOf(weights: readonly number[]): number {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6);
  return Math.ceil((1e6 * largest) / largestByte) / 1e6;
}

/** Makes packed options ready to read clauses. */
export function openOptions(packed: PackedOptions): ReadClause {
  const { biases, unit } = packed;
  const features = unpackAscending(packed.features);
  const starts = Int32Array.from(startsOf(unpackSmall(packed.counts)));
  const optionsOf = Uint16Array.from(unpackSmall(packed.optionsOf));
  const weights = new Int8Array(unpack(packed.weights));
  const mentionUnit = packed.mentions.unit;
  const mentionFeatures = unpackAscending(packed.mentions.features);
  const mentionWeights = new Int8Array(unpack(packed.mentions.weights));
  const numbers = new Map(packed.options.map((option, at) => [option, at]));
  return ({ words, mentions }) => {
    const scores = Float64Array.from(biases);
    const share = unit * shareOfEach(words.length);
    for (const word of words) {
      const place = placeOf(features, hashOf(word));
      if (place < 0) continue;
      for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at++) {
        const option = optionsOf[at] ?? 0;
        scores[option] = (scores[option] ?? 0) + share * (weights[at] ?? 0);
      }
    }
    for (const mention of mentions) {
      const option = numbers.get(`${mention.question}:${mention.option}`);
      if (option === undefined) continue;
      const each = mentionUnit * shareOfEach(mention.features.length);
      for (const feature of mention.features) {
        const place = placeOf(mentionFeatures, hashOf(feature));
        if (place >= 0) scores[option] = (scores[option] ?? 0) + each * (mentionWeights[place] ?? 0);
      }
    }
    return scores.map(probabilityOf);
  };
}
