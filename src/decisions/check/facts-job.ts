import type { Traits } from '../markdown/traits.ts';
import type { Facts } from './facts.ts';

/** What became of a file: a record, no record and why, or one in which a merge left its conflicts. */
export type FileFacts =
  | { readonly kind: 'record'; readonly facts: Facts; readonly traits: Traits }
  | { readonly kind: 'no-record'; readonly why: string }
  | { readonly kind: 'conflict'; readonly lines: readonly number[] };

/** Whether a message is that; only this program's own processes send any. */
export function isFileFacts(message: unknown): message is FileFacts {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
