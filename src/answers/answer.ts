import type { FactsReply } from '../reply.ts';

/** One answer: what to show, how sure the match is, and what it rests on. */
export interface Answer {
  /** A card's id, or that of the passage that leads. */
  readonly id: string;
  /** What kind of card or passage it is. */
  readonly kind: string;
  /** The card that it is from; null where statements answer. */
  readonly card: string | null;
  /** The one sentence that answers. */
  readonly lead: string;
  /** Ids of the passages that it rests on. */
  readonly sources: readonly string[];
  readonly reply: FactsReply;
  /** 0 to 1: how much of the question it meets. */
  readonly score: number;
  /** How far what is shown meets each slot of the question, 0 to 1. */
  readonly met: readonly number[];
}

/** What came of a question: answers, the best first, or that the documents do not cover it. */
export type AskResult =
  | { readonly covered: true; readonly answers: readonly Answer[] }
  | { readonly covered: false; readonly suggestions: readonly string[] };
