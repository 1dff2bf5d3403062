import type { Chart } from './chart.ts';
import type { DecisionRecord, HistoryEntry, Successor } from './decisions/record.ts';

/** Where a fact stands: a document and the section in it. */
export interface Citation {
  readonly document: string;
  readonly section: string;
  /** What the document is called in short. */
  readonly name: string;
}

/** One fact as it is shown: plain text in which only `code` spans are marked up. */
export interface Line {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** A point on which documents disagree, ready to be shown. */
export interface DisputeView {
  readonly question: string;
  readonly sides: readonly Line[];
  readonly reason: string | undefined;
}

/**
 * Something to press. The id is all that the engine needs when it comes back, in at most {@link maxChoiceId} characters;
 * the label is for people, in at most {@link maxLabel}.
 */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly tone?: 'primary' | 'danger';
  /** It shows what the reply already holds: whoever can unfold that leaves the choice out. */
  readonly unfolds?: true;
  /** Whoever is answered may not do it; it stands there for others who may. */
  readonly refused?: true;
}

/** Discord's `custom_id` is the shortest of all platforms' (100 characters). */
export const maxChoiceId = 100;
/** Slack's button text is the shortest of all platforms' (75 characters). */
export const maxLabel = 75;

interface WithChoices {
  /** What can be done next; none where nothing is left to do. */
  readonly choices?: readonly Choice[];
}

/** A few plain sentences; `code` spans are the only markup. */
export interface TextReply extends WithChoices {
  readonly kind: 'text';
  readonly text: string;
  /** Where what it is about can be read, behind the sentences; its label is for where an address can hide. */
  readonly link?: { readonly label: string; readonly address: string };
}

/** Facts under a title, the asked ones first; `more` holds what did not fit. */
export interface FactsReply extends WithChoices {
  readonly kind: 'facts';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly disputes: readonly DisputeView[];
  readonly more: readonly Line[];
  readonly citations: readonly Citation[];
}

/** Several things side by side: a row for each criterion, a column for each thing. */
export interface ComparisonReply extends WithChoices {
  readonly kind: 'comparison';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
  readonly citations: readonly Citation[];
}

/** A question of a walk: one option of it, or up to `most` of them, or something else (skip, back, why). */
export interface QuestionReply extends WithChoices {
  readonly kind: 'question';
  /** What is being decided: "Database". */
  readonly topic: string;
  readonly prompt: string;
  readonly options: readonly Choice[];
  /** How many options can be chosen at once. */
  readonly most: number;
  /** What was understood so far, in short lines. */
  readonly told: readonly string[];
  /** A team's votes on this question, most first; undefined in somebody's own walk. */
  readonly tally: readonly { readonly option: string; readonly people: readonly string[] }[] | undefined;
}

/** What a walk came to. */
export interface RecommendationReply extends WithChoices {
  readonly kind: 'recommendation';
  readonly topic: string;
  /** The winner's name. */
  readonly winner: string;
  /** One sentence: score, confidence, by which method. */
  readonly verdict: string;
  readonly reasons: readonly Line[];
  readonly against: readonly Line[];
  /** All candidates, the best first; scores are 0 to 100. */
  readonly ranking: readonly { readonly name: string; readonly score: number }[];
  /** What was answered, in short lines: "What matters most? Consistency". */
  readonly told: readonly string[];
  /** Single answers that would change the winner, a sentence each. */
  readonly flips: readonly string[];
  /** What it would take for the second to win; undefined where nothing would. */
  readonly runnerUp: string | undefined;
  /** What each document's own method picks. */
  readonly panel: readonly { readonly source: string; readonly pick: string; readonly because: string }[];
  readonly disputes: readonly DisputeView[];
  /** Trade-offs, risks, pitfalls, each under its title. */
  readonly notes: readonly { readonly title: string; readonly lines: readonly Line[] }[];
  /** The parts of a whole stack; empty for other topics. */
  readonly parts: readonly { readonly topic: string; readonly name: string }[];
  /** Each person's own winner in a team's walk; empty in somebody's own. */
  readonly voices: readonly { readonly person: string; readonly winner: string }[];
  readonly citations: readonly Citation[];
  /** Whether all of it is shown at once; else panel, disputes and notes come when somebody asks for details. */
  readonly whole: boolean;
}

/** A record: in short, as it is posted in a channel, or whole with its history. */
export interface RecordReply extends WithChoices {
  readonly kind: 'record';
  readonly record: DecisionRecord;
  /** Whether its readers see several logs: then a record is called by its log too (`recordName`). */
  readonly severalLogs: boolean;
  /** One sentence before it: what just happened, or what was asked. */
  readonly lead: string;
  readonly whole: boolean;
  /** How many approvals accept it, and who may give them; undefined where it is not proposed. */
  readonly waitsFor: { readonly quorum: number; readonly deciders: readonly string[] } | undefined;
  /** What is in force in its place, where it is superseded. */
  readonly successor: Successor | null;
  /** Who proposed it and who decided, in short: "Proposed by ann, withdrawn by bob". */
  readonly doneBy: string;
  /** What was amended, and what was said on approving. */
  readonly notes: readonly string[];
  /** What happened to it, the first first; empty where `whole` is false. */
  readonly history: readonly HistoryEntry[];
}

/** Items under a title, some of them to be opened. */
export interface ListReply extends WithChoices {
  readonly kind: 'list';
  readonly title: string;
  readonly items: readonly { readonly text: string; readonly detail: string; readonly open?: Choice }[];
}

/** A chart and the same in words. */
export interface ChartReply extends WithChoices {
  readonly kind: 'chart';
  readonly chart: Chart;
  readonly alt: string;
}

/** One field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  /** `people` are names with commas between them, or are picked where a surface knows people by their ids. */
  readonly type: 'line' | 'text' | 'date' | 'choice' | 'people';
  readonly required: boolean;
  readonly value: string;
  readonly hint?: string;
  readonly maxLength: number;
  /** For `choice`: what can be chosen. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** For `people`: who is chosen, by id. */
  readonly people?: readonly { readonly id: string; readonly name: string }[];
  /** What it holds stays as it is where a surface has no room for the field, and nothing comes back for it. */
  readonly isSpare?: true;
}

/** A form to fill in. It comes back as a submission with its id; the same one sent twice counts once. */
export interface FormReply extends WithChoices {
  readonly kind: 'form';
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Field[];
}

/** Something to tell that is not an answer, with what to ask instead. */
export interface NoticeReply extends WithChoices {
  readonly kind: 'notice';
  readonly tone: 'info' | 'error';
  readonly text: string;
  readonly suggestions: readonly string[];
  /** The field of the form that was sent in, where it is about one. */
  readonly field?: string;
}

/** What the product says, as plain data; every adapter renders every kind. */
export type Reply =
  | TextReply
  | FactsReply
  | ComparisonReply
  | QuestionReply
  | RecommendationReply
  | RecordReply
  | ListReply
  | ChartReply
  | FormReply
  | NoticeReply;
