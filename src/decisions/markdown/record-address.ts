import { posix } from 'node:path';
import type { DecisionRecord } from '../record.ts';

/** The file of each record that is written, by log and number. */
export type FileNames = ReadonlyMap<string, string>;

type Numbered = Pick<DecisionRecord, 'log' | 'number'>;
export type RecordLink = DecisionRecord['links'][number];

/** Under what a record's file is found. */
export function nameKey({ log, number }: Numbered): string {
  return `${log} ${number}`;
}

/** Where a record's file is from another one's, as a link says it; undefined where it is not written. */
export function addressOf(to: Numbered, from: Numbered, names: FileNames): string | undefined {
  const [target, own] = [to, from].map((one) => names.get(nameKey(one)));
  if (target === undefined) return undefined;
  return linkAddress(posix.relative(posix.dirname(own ?? ''), target));
}

/** A path as a link in markdown holds it: no sign of it ends the link, or begins a query or a fragment. */
export function linkAddress(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*~]/g, hexOf))
    .join('/');
}

function hexOf(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** What a link is called from this end: "partially superseded by". */
export function relationOf({ kind, partial }: Pick<RecordLink, 'kind' | 'partial'>): string {
  const words = kind === 'relates-to' ? 'relates to' : kind.replace('-', ' ');
  return partial ? `partially ${words}` : words;
}

/** Another record as a file names it: a link; its number where it has no file, with its log where that is another. */
export function namedRecord(to: Numbered, from: Numbered, names: FileNames): string {
  const address = addressOf(to, from, names);
  if (address !== undefined) return `[${to.number}](${address})`;
  return to.log === from.log ? `ADR-${to.number}` : `${to.log}/${to.number}`;
}
