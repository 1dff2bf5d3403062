import type { DecisionRecord, Status, Successor, Viewer } from './record.ts';

/** Where somebody looks. */
export interface Look {
  readonly workspace: string;
  /** One log; all that they may see where it is left out. */
  readonly log?: string;
  readonly viewer: Viewer;
}

/** What narrows a list or a search. */
export interface Filter {
  readonly status?: readonly Status[];
  readonly tag?: string;
  /** Somebody who proposed, approved, decided, or was consulted or informed. */
  readonly person?: string;
  /** Somebody who is named as one who decides it, or who approved it. */
  readonly decider?: string;
  /** Days, both included. */
  readonly after?: string;
  readonly before?: string;
  /** A file or folder of the code, from a repository's root: records that hold for it by what they affect. */
  readonly path?: string;
  readonly limit?: number;
  /** In a search: words as they are, without what may be meant by a misspelt one. */
  readonly exact?: boolean;
}

/** A record as a list shows it. */
export interface Listed {
  readonly record: DecisionRecord;
  /** For a superseded record: the record in force that took its place. */
  readonly successor: Successor | null;
}

/** A record that a search found. */
export interface Found extends Listed {
  /** The rejected option that matched, where that is why it was found. */
  readonly rejectedOption: { readonly name: string; readonly cons: readonly string[] } | null;
}

/** A page of records. */
export interface Latest {
  readonly records: readonly DecisionRecord[];
  readonly total: number;
}

/** In which order a list can be: the newest first, by log and number, by title, what waits first, the review that comes first. */
export const orders = ['newest', 'number', 'title', 'status', 'review'] as const;
export type Order = (typeof orders)[number];

/** Which part of a list is wanted. */
export interface Page extends Filter {
  readonly order: Order;
  readonly offset: number;
  readonly limit: number;
}

/** A part of a list, and how long all of it is. */
export interface ListPage {
  readonly listed: readonly Listed[];
  readonly total: number;
}

/** A record that waits for somebody. */
export type Due = DueReview | DueProposal;

interface DueRecord {
  readonly number: number;
  readonly log: string;
  readonly title: string;
  /** The review day, or the day of the proposal. */
  readonly since: string;
}

export interface DueReview extends DueRecord {
  readonly kind: 'review';
}

/** What a proposal waits for. */
export interface Owed {
  readonly approvals: number;
  readonly quorum: number;
  /** What those are called whose answer it waits for; null where anybody may decide. */
  readonly waitsFor: readonly string[] | null;
  /** Who asks for changes: it waits for its author then. */
  readonly changesAskedBy: readonly string[];
}

export interface DueProposal extends DueRecord, Owed {
  readonly kind: 'proposal';
}

export const listLimit = 1_000;

export const searchLimit = 20;
