import { z } from 'zod';

/** What kind of question a card answers. */
export const cardKinds = [
  'definition',
  'when',
  'when-not',
  'pitfall',
  'figures',
  'who',
  'versus',
  'need',
  'list',
  'how',
  'dispute',
  'architecture',
  'story',
] as const;
export type CardKind = (typeof cardKinds)[number];

const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'an id in lower case: letters, digits, dots, dashes, underscores')
  .max(100);
/** A statement, a table row, cell or column, or a dispute: the ids of passages. */
const factIdSchema = z.string().min(1).max(160);
const askSchema = z.string().trim().min(2).max(300);

export const maxLead = 160;
export const maxPoints = 4;

/** One question that people have, answered. */
export const cardSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(cardKinds),
  /** Entries that it is about, the main one first. */
  about: z.array(idSchema).default([]),
  /** The ways in which people ask it. */
  asks: z.array(askSchema).min(1).max(120),
  /** The one sentence that answers. */
  lead: z.string().trim().min(2).max(maxLead, `a lead of at most ${maxLead} characters`),
  /** What the lead rests on: ids of statements, table rows, cells or columns, or disputes. */
  from: z.array(factIdSchema).min(1, 'the ids of the facts that the lead rests on').max(40),
  points: z
    .array(
      z.strictObject({
        text: z.string().trim().min(2).max(300),
        from: z.array(factIdSchema).min(1, 'the ids of the facts that the point rests on').max(40),
      }),
    )
    .max(maxPoints, `at most ${maxPoints} points`)
    .default([]),
  /** The dispute that bears on it. */
  dispute: idSchema.optional(),
  /** Cards that somebody who asks this may want next. */
  see: z.array(idSchema).max(6).default([]),
  /** The id of a built-in card that an overlay's card takes the place of. */
  overrules: idSchema.optional(),
});
export type Card = z.infer<typeof cardSchema>;

/** The ways a passage is asked for. `id` is the passage's. */
export const phrasingSchema = z.strictObject({
  id: factIdSchema,
  asks: z.array(askSchema).min(1).max(120),
});
export type Phrasing = z.infer<typeof phrasingSchema>;
