import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cardKinds } from '../../knowledge/card-schema.ts';
import { root } from '../../knowledge/checkout.ts';

const linearSchema = z.strictObject({
  features: z.array(z.string()).readonly(),
  weights: z.array(z.number()).readonly(),
  means: z.array(z.number()).readonly(),
  scales: z.array(z.number()).readonly(),
  bias: z.number(),
});

const classifierOf = <const Name extends string>(names: readonly Name[]) =>
  z.strictObject({
    classes: z.array(z.enum(names)).readonly(),
    biases: z.array(z.number()).readonly(),
    features: z.record(z.string(), z.array(z.number()).readonly()),
  });

/** What the finding of cards learnt: the files of `knowledge/models`. */
export const cardModelSchema = z.strictObject({
  /** Term -> what people say for it, likeliest first: terms and probabilities in turn. */
  translation: z.record(z.string(), z.array(z.union([z.string(), z.number()])).readonly()),
  ranking: linearSchema,
  kinds: classifierOf(cardKinds),
  /** Tells by how a question is put whether it is covered. */
  manner: classifierOf(['covered', 'not']),
  /** Whether the documents cover a question at all. */
  covering: linearSchema.extend({ threshold: z.number() }),
  /** How it does on what it was not taught: shares, 0 to 1. */
  measured: z.strictObject({
    /** Asks that were left out whose card comes first, among three, among ten. */
    within: z.strictObject({ one: z.number(), three: z.number(), ten: z.number() }),
    /** Where so many of the answerable lines are accepted, so many of the others are refused. */
    refused: z.array(z.strictObject({ accepted: z.number(), refused: z.number() })).readonly(),
  }),
});

/** What the finding of cards learnt. */
export type CardModel = z.infer<typeof cardModelSchema>;

/** Where the weights lie; `npm run train` writes them. */
export const modelFile = join(root, 'knowledge/models/cards.json');

/** The committed model. */
export function loadCardModel(file: string = modelFile): CardModel {
  return cardModelSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
