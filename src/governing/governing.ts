import type { Reader } from '../decisions/reader.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import type { Look } from '../decisions/record-queries.ts';
import type { Change } from './change.ts';

/** Why a record governs a change. */
export type Because =
  /** It says that it holds for a file that changes. */
  | { readonly kind: 'path'; readonly affects: string; readonly file: string }
  /** It says that it holds for a package that comes, goes or changes. */
  | { readonly kind: 'package'; readonly affects: string; readonly file: string }
  /** The change brings in a technology on which it decided. */
  | {
      readonly kind: 'technology';
      readonly technology: string;
      readonly side: 'chosen' | 'ruled-out';
      /** What brings it in: `npm:mongodb`, `image:redis`. */
      readonly by: string;
      readonly file: string;
      /** Where in the file as it is now; null where that is not known. */
      readonly line: number | null;
    };

/** A record in force that governs a change. */
export interface Governed {
  readonly record: DecisionRecord;
  readonly because: readonly Because[];
  /** Whether the change brings in what the record ruled out. */
  readonly isAgainst: boolean;
}

/** A record in force that an approach goes against. */
export interface AgainstRecord {
  readonly record: DecisionRecord;
  /** In a sentence: "it takes MongoDB for orders; record 3 chose PostgreSQL". */
  readonly why: string;
}

/** What an approach takes although a record did not. */
export interface RuledOut {
  readonly name: string;
  readonly record: DecisionRecord;
  /** Why it was not taken, in the record's words; empty where it does not say. */
  readonly reasons: readonly string[];
}

/** What the records say to an approach. */
export interface Verdict {
  readonly against: readonly AgainstRecord[];
  readonly ruledOut: readonly RuledOut[];
}

/** Tells which records govern code, and what goes against them. */
export interface Governing {
  /** Records in force that govern a change, those first that it goes against. */
  over(reader: Reader, look: Look, change: Change): Promise<readonly Governed[]>;
  /** What the records say to what somebody is about to do, in their words; `rejecting`: to leave it or take it out. */
  verdictOn(reader: Reader, look: Look, approach: string, stance: 'adopting' | 'rejecting'): Promise<Verdict>;
}
