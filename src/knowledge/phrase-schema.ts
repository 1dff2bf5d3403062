import { z } from 'zod';

/** Kinds of phrases in what is said to the advisor; the code asks for them by these names. */
const talkKinds = [
  'small-word',
  'small-talk',
  'thanking',
  'leaving',
  'greeting',
  'asking-for-help',
  'asking-for-advice',
  'as-a-team',
] as const;

/** Kinds of phrases by which decisions are noticed, and what they choose. */
export const lineKinds = [
  'joking',
  'machine-made',
  'telling-past',
  'reporting',
  'opining',
  'conditional',
  'hedged',
  'undecided',
  'agreed',
  'announcing',
  'lasting',
  'asking',
  'giving-up',
  'taking',
  'keeping',
  'replacing',
  'refusing',
  'because',
  'judging',
  'telling-plans',
] as const;

/** All of them. */
export const phraseKinds = [...talkKinds, ...lineKinds] as const;

export type PhraseKind = (typeof phraseKinds)[number];

const longestPattern = 1_000;

/** Phrases of one kind. */
export const phraseClassSchema = z.strictObject({
  id: z.enum(phraseKinds),
  /** What it tells where somebody says one of them. */
  tells: z.string().min(1),
  /** Regular expressions for whole words, without regard to case. */
  patterns: z.array(z.string().min(1).max(longestPattern)).min(1),
  /** Texts that have such a phrase, and texts that have none. */
  matches: z.array(z.string()).min(2),
  misses: z.array(z.string()).min(1),
});

export type PhraseClass = z.infer<typeof phraseClassSchema>;

/** The patterns of one kind as one: whole words, in any case. @throws SyntaxError for a pattern that is none. */
export function phrasePattern(patterns: readonly string[]): RegExp {
  // Without "u": folding the case of all of Unicode made the first texts take a second to compile for.
  return new RegExp(`(?<!\\w)(?:${patterns.join('|')})(?!\\w)`, 'gim');
}
