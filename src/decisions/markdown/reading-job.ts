import { readFileName } from './file-name.ts';
import type { ParsedRecord } from './parse.ts';
import type { TemplateForm } from './template-form.ts';

/** A file whose text is to be read as a record. */
export interface ReadingJob {
  readonly text: string;
  /** Relative to the folder of records, with slashes. */
  readonly path: string;
  /** Whether no other markdown file is in its folder; undefined for a file that somebody named as a record. */
  readonly isAlone: boolean | undefined;
  /** Whether an index stands beside files of which none is called like a record: it may be the one that they go with. */
  readonly hasCompanions?: boolean;
  /** How files of a template are read, where the folder has one. */
  readonly form?: TemplateForm | undefined;
}

/** The record that a file is, or why it is none. */
export type Reading = { readonly parsed: ParsedRecord } | { readonly reason: string };

/** Whether a message is a job; only this program's own processes send any. */
export function isReadingJob(message: unknown): message is ReadingJob {
  return typeof message === 'object' && message !== null && 'text' in message && 'path' in message;
}

/** Whether a message is a reading; only this program's own processes send any. */
export function isReading(message: unknown): message is Reading {
  return typeof message === 'object' && message !== null && ('parsed' in message || 'reason' in message);
}

/** Names that only say what kind of file it is; where a folder is a record its own name says more. */
const kindName = /^(?:readme|index|_index)\./i;
const recordKind = /^(?:adr|decision|record|rfc|proposal|entscheidung|decisi[oó]n|décision)\.\w+$/i;

/** How a file is called, its folder, and the name by which its record goes: one folder a record, the folder's. */
export function recordName(path: string): { file: string; parent: string | undefined; name: string } {
  const file = path.split('/').at(-1) ?? path;
  const parent = path.split('/').at(-2);
  if (parent === undefined) return { file, parent, name: file };
  const isNumbered = /\d{3}/.test(parent) && readFileName(`${parent}.md`).number !== null;
  const isFolders = kindName.test(file) || (recordKind.test(file) && isNumbered);
  return { file, parent, name: isFolders ? `${parent}.md` : file };
}
