import type { Test } from '../knowledge/conditions.ts';
import type { Measure, RubricQuestion } from '../knowledge/rubric-schema.ts';
import type { Tree } from '../knowledge/table-schema.ts';
import type { DecidingRule } from './rules.ts';

/** Something that can be chosen in a topic. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly language: string | undefined;
}

/** An option of a question, as far as it matters in the topic. */
export interface Option {
  readonly id: string;
  readonly label: string;
  readonly denies: string | undefined;
  readonly from: number | undefined;
  readonly below: number | undefined;
}

/** A question as a topic asks it. */
export interface Question {
  readonly id: string;
  /** What it asks for, in a word or two. */
  readonly name: string;
  readonly prompt: string;
  readonly several: boolean;
  readonly measures: Measure | undefined;
  readonly about: RubricQuestion['about'];
  readonly options: readonly Option[];
  /** Statements or table cells that make it worth asking. */
  readonly why: readonly string[];
}

/** Whether a question's option `a` says that option `b` is not so. */
export function denies({ options }: Question, a: string, b: string): boolean {
  return options.find(({ id }) => id === a)?.denies === b;
}

/** Whether two options of a question cannot both be told. */
export function contradict(question: Question, a: string, b: string): boolean {
  return denies(question, a, b) || denies(question, b, a);
}

/** What an answer says for (positive points) or against (negative) a candidate, and where that stands. */
export interface Reason {
  readonly tests: readonly Test[];
  readonly candidate: string;
  readonly points: number;
  readonly because: string;
}

/** A document's method, with its conditions read. */
export type ReadMethod =
  | {
      readonly kind: 'tree';
      readonly document: string;
      readonly name: string;
      readonly tree: Tree;
      readonly branches: ReadonlyMap<string, readonly { tests: readonly Test[]; branch: string }[]>;
      readonly because: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'rules';
      readonly document: string;
      readonly name: string;
      readonly rules: readonly Rule[];
      /** Whether it only hints: shown beside the others, never leading. */
      readonly hints: boolean;
    }
  | {
      readonly kind: 'votes';
      readonly document: string;
      readonly name: string;
      readonly rows: readonly { readonly question: string; readonly rules: readonly Rule[] }[];
    }
  | {
      readonly kind: 'stars';
      readonly document: string;
      readonly name: string;
      /** criterion -> candidate -> stars */
      readonly stars: ReadonlyMap<string, ReadonlyMap<string, number>>;
      /** criterion -> candidate -> the table's cell, for citing it */
      readonly cells: ReadonlyMap<string, ReadonlyMap<string, string>>;
    };

/** "When these hold, take one of those." */
export interface Rule {
  readonly tests: readonly Test[];
  readonly picks: readonly string[];
  readonly because: string;
}

/** A topic that can be walked. */
export interface TopicRubric {
  readonly id: string;
  readonly name: string;
  readonly candidates: readonly Candidate[];
  readonly questions: readonly Question[];
  /** Explicit rules, in the order of their precedence. */
  readonly rules: readonly DecidingRule[];
  readonly reasons: readonly Reason[];
  readonly methods: readonly ReadMethod[];
}

const grouped = new WeakMap<TopicRubric, ReadonlyMap<string, readonly Reason[]>>();

/** The reasons about one candidate of a topic. */
export function reasonsAbout(topic: TopicRubric, candidate: string): readonly Reason[] {
  let byCandidate = grouped.get(topic);
  if (byCandidate === undefined) {
    byCandidate = Map.groupBy(topic.reasons, (reason) => reason.candidate);
    grouped.set(topic, byCandidate);
  }
  return byCandidate.get(candidate) ?? [];
}

/** The candidates that an id stands for: itself, or everything written in that language. */
export function candidatesMeant(id: string, candidates: readonly Candidate[]): string[] {
  if (candidates.some((candidate) => candidate.id === id)) return [id];
  return candidates.filter(({ language }) => language === id).map((candidate) => candidate.id);
}

/** The name of a candidate. */
export function nameOf(id: string, topic: TopicRubric): string {
  return topic.candidates.find((candidate) => candidate.id === id)?.name ?? id;
}

/** Labels of options, or "nothing" for none. */
export function labelsOf(options: readonly string[], questionId: string, topic: TopicRubric): string {
  const question = topic.questions.find(({ id }) => id === questionId);
  const labels = options.map((id) => question?.options.find((option) => option.id === id)?.label ?? id);
  return labels.length > 0 ? labels.join(', ') : 'nothing';
}
