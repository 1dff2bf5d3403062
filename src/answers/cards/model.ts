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
  /** What people say for a term, packed. */
  translation: z.strictObject({
    /** All terms, with spaces between. */
    terms: z.string(),
    /** For each term and one past the last: where what is said for it begins in `to` and `shares`. */
    starts: z.string(),
    to: z.string(),
    /** Probabilities in ten-thousandths. */
    shares: z.string(),
  }),
  /** Term -> how much it counts in a question, where that isn't 1. */
  words: z.record(z.string(), z.number()),
  ranking: linearSchema,
  kinds: classifierOf(cardKinds),
  /** Tells by how a question is put whether it is covered. */
  manner: classifierOf(['covered', 'not']),
  /** Tells it by where its words stand for the best card. */
  standing: classifierOf(['covered', 'not']),
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

/** Reads a model, the committed one by default. It throws for a file that holds none. */
export function loadCardModel(file: string = modelFile): CardModel {
  return cardModelSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
