import { z } from 'zod';
import { type Classifier, shareOf, toProbabilities } from './classifier.ts';
import { pack, placeOf, unpack } from './packed.ts';

/** A classifier as it is kept and loaded: features by their hashes, weights in bytes. */
export const packedClassifierSchema = z.strictObject({
  classes: z.array(z.string()).min(1).readonly(),
  biases: z.array(z.number()).readonly(),
  /** How much a step of a weight is. */
  unit: z.number().positive(),
  /** Hashes of the features in ascending order, 32 bits each, in base64. */
  features: z.string(),
  /** For each feature a byte for each class, in base64. */
  weights: z.string(),
});

export type PackedClassifier = z.infer<typeof packedClassifierSchema>;

/** The probability of each class, for a text's features. */
export type Classify = (features: readonly string[]) => Map<string, number>;

const largestByte = 127;

/** Packs the `most` features that weigh most; the others are left out. */
export function packClassifier(
  { classes, biases, features }: Classifier,
  most = Number.POSITIVE_INFINITY,
): PackedClassifier {
  const weightOf = (row: readonly number[]) => Math.max(...row) - Math.min(...row);
  const kept = Object.entries(features)
    .map(([name, row]) => ({ name, hash: hashOf(name), row, weight: weightOf(row) }))
    .sort((a, b) => b.weight - a.weight || a.hash - b.hash)
    .slice(0, most)
    .sort((a, b) => a.hash - b.hash);
  const largest = Math.max(1e-6, ...kept.flatMap(({ row }) => row.map(Math.abs)));
  const unit = Math.ceil((1e6 * largest) / largestByte) / 1e6;
  return {
    classes,
    biases,
    unit,
    features: pack(Int32Array.from(kept, ({ hash }) => hash)),
    weights: pack(Int8Array.from(kept.flatMap(({ row }) => row.map((weight) => Math.round(weight / unit))))),
  };
}

/** Makes a packed classifier ready to classify. */
export function openClassifier({ classes, biases, unit, features, weights }: PackedClassifier): Classify {
  const hashes = new Int32Array(unpack(features));
  const rows = new Int8Array(unpack(weights));
  return (given) => {
    const scores = Float64Array.from(biases);
    const share = unit * shareOf(given);
    for (const feature of given) {
      const place = placeOf(hashes, hashOf(feature));
      if (place < 0) continue;
      for (let at = 0; at < classes.length; at++)
        scores[at] = (scores[at] ?? 0) + share * (rows[place * classes.length + at] ?? 0);
    }
    toProbabilities(scores);
    return new Map(classes.map((name, at) => [name, scores[at] ?? 0]));
  };
}

/** FNV-1a over UTF-16 units, 32 bits, signed (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
