import type { Step } from '../decisions/lifecycle.ts';
import type { Status } from '../decisions/record.ts';

/** A record by its number, and by its log as somebody wrote it where they named one. */
export interface Numbered {
  readonly number: number;
  readonly log?: string;
}

/** Which record somebody means: by number, by words, or the one spoken of. */
export type Target =
  | ({ readonly kind: 'number' } & Numbered)
  | { readonly kind: 'words'; readonly words: string }
  /** By its place, 0 for the first, in what was listed last, else among the proposals that wait. */
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'spoken-of' };

/** Something to do to a record. */
export interface StepMeant {
  /** `undo` takes back one's own proposal, `take-back` whatever one did last. */
  readonly step: Exclude<Step, 'propose' | 'edit'> | 'undo' | 'take-back' | 'edit';
  readonly target: Target;
  readonly reason: string;
  /** For superseding: the newer record. */
  readonly by?: Target;
  /** For superseding by something that is not recorded yet: what is taken instead. */
  readonly instead?: string;
  /** For amending: what is added. */
  readonly text?: string;
}

/** What is asked about what the team decided. */
export type DecidedAsk =
  | ({ readonly kind: 'show'; readonly history: boolean } & Numbered)
  | { readonly kind: 'list'; readonly status: readonly Status[]; readonly tag?: string }
  /** What waits: reviews whose date has come, and proposals unless only reviews are asked for. */
  | { readonly kind: 'due'; readonly of: 'all' | 'reviews' }
  /** What contradicts these records, or each other where several are named; in all that is recorded where none is. */
  | { readonly kind: 'conflicts'; readonly of: readonly Numbered[] }
  | {
      readonly kind: 'about';
      /** The words about what it is. */
      readonly words: string;
      readonly asks: 'why' | 'when' | 'who' | 'status' | 'ruled-out' | 'what';
      /** Whether it can only be about the team's decisions; else it is so where a record is found. */
      readonly sure: boolean;
      /** Whether it is a plain command: "search the log for Kong". */
      readonly isCommand?: true;
    };
