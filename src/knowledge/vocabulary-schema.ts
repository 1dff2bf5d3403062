import { z } from 'zod';

/** What a question can ask for. */
export const askKinds = [
  'definition',
  'figure',
  'weakness',
  'strength',
  'when',
  'compare',
  'recommend',
  'list',
  'howto',
  'why',
  'why-not',
  'who',
  'version',
  'security',
] as const;

/** Words of general English and of engineering, by which questions are understood. */
export const vocabularySchema = z.strictObject({
  /** Words without content of their own. */
  stopwords: z.array(z.string()).default([]),
  /** Phrases that people say around a question: greetings, politeness, hedges. */
  chatter: z.array(z.string()).default([]),
  /** Ordinary words: never a misspelling, and weak evidence when the knowledge lacks them. */
  everyday: z.array(z.string()).default([]),
  /** Well-known technologies and products that the documents do not treat: asked about, they are not covered. */
  foreign: z.array(z.string()).default([]),
  /** What teams decide about without an entry here: the name as it is written, and what else people call it. Overheard lines are read by these. */
  products: z.array(z.array(z.string()).min(1)).default([]),
  /** Ways of working and of building, the same way. */
  practices: z.array(z.array(z.string()).min(1)).default([]),
  /** Words that ask for one particular detail: an answer without it is none. */
  details: z.array(z.string()).default([]),
  /** Phrases that show what is asked for. */
  cues: z.array(z.strictObject({ asks: z.enum(askKinds), phrases: z.array(z.string()).min(1) })).default([]),
  /** Whoever says one of `say` may mean one of `mean`: words, or names of entries, criteria and topics. */
  synonyms: z
    .array(z.strictObject({ say: z.array(z.string()).min(1), mean: z.array(z.string()).min(1) }))
    .default([]),
});

export type AskKind = (typeof askKinds)[number];
export type Vocabulary = z.infer<typeof vocabularySchema>;
