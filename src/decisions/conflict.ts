import type { RecordHead } from './outline.ts';

/** What a record decides in a choice: the names of what it takes, or what it rules out. */
export interface Side {
  readonly record: RecordHead;
  readonly takes: readonly string[];
  readonly rulesOut: readonly string[];
}

/** Two records that decide differently on one thing: the older one first. */
interface Opposed {
  /** What both decide on, in words; empty where neither says it. */
  readonly purpose: string;
  readonly sides: readonly [older: Side, newer: Side];
}

/** Something in a log of decisions that does not go together. Each pair of records is told once. */
export type Conflict =
  /** Both are in force. */
  | ({ readonly kind: 'in-force' } & Opposed)
  /** Both are in force, and the newer one was accepted here while the older one was. */
  | ({
      readonly kind: 'accepted-against';
      /** The day, and by whom. */
      readonly on: string;
      readonly by: readonly string[];
    } & Opposed)
  /** The newer one is proposed; the older one is in force. */
  | ({ readonly kind: 'proposed-against' } & Opposed)
  /** An accepted record supersedes one that is in force all the same. */
  | { readonly kind: 'still-in-force'; readonly older: RecordHead; readonly newer: RecordHead }
  /** A record is superseded by one that is not in force, and never was. */
  | { readonly kind: 'successor-not-in-force'; readonly older: RecordHead; readonly newer: RecordHead }
  /** A record says that it is superseded, and no other one takes its place; `stated` is what its file says of it. */
  | { readonly kind: 'no-successor'; readonly older: RecordHead; readonly stated: string | null }
  /** Records are superseded by one whose file names none of them. */
  | { readonly kind: 'unsaid'; readonly newer: RecordHead; readonly olders: readonly RecordHead[] }
  /** Records that supersede each other in a circle. */
  | { readonly kind: 'circle'; readonly records: readonly RecordHead[] };

/** The records that a contradiction is about, the newest or the one to look at first. */
export function recordsIn(conflict: Conflict): readonly RecordHead[] {
  switch (conflict.kind) {
    case 'in-force':
    case 'accepted-against':
    case 'proposed-against':
      return conflict.sides.map(({ record }) => record).reverse();
    case 'still-in-force':
    case 'successor-not-in-force':
      return [conflict.newer, conflict.older];
    case 'unsaid':
      return [conflict.newer, ...conflict.olders];
    case 'no-successor':
      return [conflict.older];
    case 'circle':
      return conflict.records;
  }
}

/** Two records of which the newer one can take the place of the older one, and whether both may hold as well. */
export function mendedBy(
  conflict: Conflict,
): { readonly older: RecordHead; readonly newer: RecordHead; readonly mayBothHold: boolean } | undefined {
  switch (conflict.kind) {
    case 'in-force':
    case 'accepted-against':
    case 'proposed-against': {
      const [older, newer] = conflict.sides;
      return { older: older.record, newer: newer.record, mayBothHold: true };
    }
    case 'still-in-force':
      return { older: conflict.older, newer: conflict.newer, mayBothHold: false };
    case 'successor-not-in-force':
    case 'no-successor':
    case 'unsaid':
    case 'circle':
      return undefined;
  }
}
