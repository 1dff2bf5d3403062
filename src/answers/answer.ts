import type { FactsReply } from '../reply.ts';

/** One answer: what to show, how sure the match is, and what it rests on. */
export interface Answer {
  readonly id: string;
  readonly reply: FactsReply;
  /** 0 to 1: how much of the question it meets. */
  readonly score: number;
  /** How far what is shown meets each slot of the question, 0 to 1. */
  readonly met: readonly number[];
  /** 0 to 1: how much of the question the one best fact of it meets. */
  readonly fit: number;
}

/** What came of a question: answers, the best first, or that the documents do not cover it. */
export type AskResult =
  | { readonly covered: true; readonly answers: readonly Answer[] }
  | { readonly covered: false; readonly suggestions: readonly string[] };
