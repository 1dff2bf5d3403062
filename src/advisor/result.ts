import type { Citation } from '../reply.ts';
import type { Lead } from './rank.ts';
import type { Question } from './rubric.ts';

/** A fact with its place, as it is shown. */
export interface Cited {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** A candidate with what speaks for it and against it. */
export interface RankedView {
  readonly id: string;
  readonly name: string;
  readonly score: number;
  readonly reasons: readonly Cited[];
  readonly against: readonly Cited[];
}

/** How sure a recommendation is: how far ahead the winner is, and how much was left open. */
export interface Confidence {
  readonly level: 'high' | 'medium' | 'low';
  /** Points of score between the first and the second. */
  readonly lead: number;
  /** Questions without an answer. */
  readonly unanswered: number;
}

/** What one document's own method says. */
export interface PanelRow {
  readonly document: string;
  readonly method: string;
  /** What it picks; null where the answers do not tell it enough. */
  readonly pick: string | null;
  readonly determined: boolean;
  readonly because: string;
}

/** Sides that disagree, with their citations. */
export interface DisputeRow {
  readonly question: string;
  readonly sides: readonly Cited[];
  readonly reason: string | undefined;
}

/** The record that a result would propose. */
export interface Draft {
  readonly title: string;
  readonly context: string;
  readonly drivers: readonly string[];
  readonly options: readonly { name: string; pros: readonly string[]; cons: readonly string[] }[];
  readonly decision: string;
  readonly consequences: readonly string[];
  readonly tags: readonly string[];
}

/** What a walk has come to so far. */
export interface Result {
  readonly topic: string;
  readonly next: QuestionView | null;
  readonly unanswered: readonly string[];
  readonly decided: boolean;
  readonly lead: Lead;
  /** Who is recommended; nobody where the first are level. */
  readonly pick: { readonly id: string; readonly name: string } | null;
  readonly ranking: readonly RankedView[];
  /** Candidates that are level in the first place; none where one is picked. */
  readonly ties: readonly string[];
  readonly confidence: Confidence;
  /** What it takes for the second to win; nobody where the first are level. */
  readonly runnerUp: { readonly name: string; readonly needs: readonly string[] } | null;
  readonly panel: readonly PanelRow[];
  readonly disputes: readonly DisputeRow[];
  readonly flips: readonly { question: string; from: string; to: string; winner: string }[];
  readonly tradeoffs: readonly Cited[];
  readonly risks: readonly { risk: Cited; mitigation: Cited | undefined }[];
  readonly pitfalls: readonly Cited[];
  /** None without a pick. */
  readonly draft: Draft | null;
}

/** A question as a surface shows it. */
export interface QuestionView {
  readonly question: string;
  readonly prompt: string;
  readonly several: boolean;
  readonly options: readonly { id: string; label: string }[];
  /** Why it is asked. */
  readonly why: readonly Cited[];
}

/** Who stands where, without what would change it: that takes far longer to find than the ranking. */
export type Standing = Pick<Result, 'pick' | 'ranking' | 'ties'>;

/** A fact by its id: statements, table cells. */
export type FactById = ReadonlyMap<string, Cited>;

/** The one that is picked; none where several are level. */
export function pickedOf({ pick, ranking }: Result): RankedView | undefined {
  return pick === null ? undefined : ranking[0];
}

/** Those who share the first place; none where one is picked. */
export function tiedOf({ ranking, ties }: Standing): RankedView[] {
  return ranking.filter(({ id }) => ties.includes(id));
}

/** Names of those who share the first place; none where one is picked. */
export function tiedNames(result: Standing): string[] {
  return tiedOf(result).map(({ name }) => name);
}

/** A question with its options and why it is asked. */
export function questionView(question: Question, facts: FactById): QuestionView {
  return {
    question: question.id,
    prompt: question.prompt,
    several: question.several,
    options: question.options.map(({ id, label }) => ({ id, label })),
    why: question.why.flatMap((id) => facts.get(id) ?? []),
  };
}
