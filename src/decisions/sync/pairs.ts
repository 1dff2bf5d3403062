import { AdvisorError } from '../../errors.ts';
import type { ReadFile } from '../markdown/folder.ts';
import type { Format } from '../markdown/forms.ts';
import { nameKey } from '../markdown/record-address.ts';
import { recordMarkdown, type WriteOptions } from '../markdown/write.ts';
import { nothingSince } from '../since-import.ts';
import { type BothSides, leftOut } from './agreements.ts';
import { assignFiles } from './assign-files.ts';
import type { FileText, FolderState } from './folder-state.ts';
import { hashOf, recordHash } from './hashes.ts';
import type { LogState, SyncRecord } from './log-state.ts';

/** How files are written. */
export interface SyncForm extends Pick<WriteOptions, 'front' | 'template'> {
  readonly format: Format;
}

/**
 * How a record and its file stand to each other: they say the same; one alone changed, so that the file comes in or the
 * record goes out; both did; the file cannot be read as a record any more, or is gone; or the folder goes without.
 */
export type Standing = 'same' | 'in' | 'out' | 'both' | 'unreadable' | 'deleted' | 'without';

/** A record with its file. */
export interface Pair extends SyncRecord {
  readonly file: string;
  /** What the file was called, where it was renamed. */
  readonly renamedFrom: string | undefined;
  /** The record as its file would say it. */
  readonly written: FileText;
  /** The file as it is; undefined where it is not there, or no text. */
  readonly there: FileText | undefined;
  readonly read: ReadFile | undefined;
  /** Both sides as they are said now: the hash of what is written, and of what the record says. */
  readonly now: BothSides;
  /** On what both last agreed; null where they never did. */
  readonly base: BothSides | null;
  /** Whether the record says something else than it did then, and its file would; how it is written is no matter. */
  readonly isChangedHere: boolean;
  readonly standing: Standing;
}

/** A log and a folder, record by record, and the files that are nobody's yet. */
export interface Pairing {
  readonly pairs: readonly Pair[];
  readonly fresh: readonly ReadFile[];
}

/** Compares a log with a folder, by what each pair last agreed on. */
export function pairUp(state: LogState, folder: FolderState, form: SyncForm): Pairing {
  const { files, renamed, fresh } = assignFiles(state.records, folder);
  const placed = state.records.flatMap((one) => {
    const file = files.get(one.row.id);
    return file === undefined ? [] : [{ one, file }];
  });
  const unread = new Set(folder.skipped.map(({ file }) => file));
  const isThere = (file: string) => folder.texts.has(file) || unread.has(file);
  // Links lead to files that are there, or will be.
  const named = placed.filter(({ one, file }) => isThere(file) || alone(one) !== 'without');
  const names = new Map(named.map(({ one, file }) => [nameKey(one.record), file]));
  const pairs = placed.map(({ one, file }): Pair => {
    const since = state.since.get(nameKey(one.record)) ?? nothingSince;
    const text = recordMarkdown(one.record, form.format, names, { ...form, since });
    const written = { text, hash: hashOf(text) };
    const [there, read] = [folder.texts.get(file), folder.read.get(file)];
    const now = { file: written.hash, record: recordHash(one.record, since) };
    const base = baseOf(one, now, there);
    const isChangedHere = now.record !== base?.record && now.file !== base?.file;
    return {
      ...one,
      ...{ file, written, there, read, now, base, isChangedHere, renamedFrom: renamed.get(one.row.id) },
      standing: isThere(file)
        ? together(written, there, base, isChangedHere, read !== undefined)
        : alone(one),
    };
  });
  return { pairs, fresh: fresh.flatMap((file) => folder.read.get(file) ?? []) };
}

/** On what both last agreed; null where they never did. */
function baseOf(
  { record, agreement }: SyncRecord,
  now: BothSides,
  there: FileText | undefined,
): BothSides | null {
  // A run wrote it, and ended before it could say so.
  if (agreement?.writing != null && agreement.writing.file === there?.hash) return agreement.writing;
  if (agreement !== undefined) return agreement.agreed;
  if (record.body === '') return null;
  // What was imported agreed with its file then.
  const imported = hashOf(record.body);
  return { file: imported, record: imported === now.file ? now.record : '' };
}

function together(
  written: FileText,
  there: FileText | undefined,
  base: BothSides | null,
  isChangedHere: boolean,
  isRead: boolean,
): Standing {
  if (there?.hash === written.hash) return 'same';
  if (base !== null && there?.hash === base.file) return 'out';
  if (!isRead) return 'unreadable';
  return base !== null && !isChangedHere ? 'in' : 'both';
}

/** A record without a file: it was deleted, it is not written yet, or the folder goes without it. */
function alone({ record, agreement }: SyncRecord): Standing {
  if (agreement?.agreed?.file === leftOut) return 'without';
  if (agreement?.agreed != null) return 'deleted';
  // What was taken back before it was ever written is no file.
  return record.status === 'withdrawn' && record.body === '' ? 'without' : 'out';
}

/** Which side is taken where both changed, by the numbers of records. */
export interface Takes {
  readonly file: readonly number[];
  readonly record: readonly number[];
}

/** Whether somebody may say which side counts. */
function isOpen({ standing }: Pair): boolean {
  return standing !== 'same' && standing !== 'in' && standing !== 'out';
}

/**
 * Makes sure that what is taken can be.
 * @throws AdvisorError `usage` for a number that is in no conflict, or of which that side cannot be taken.
 */
export function requireTakes({ pairs }: Pairing, takes: Takes): void {
  const open = new Map(pairs.filter(isOpen).map((pair) => [pair.row.number, pair]));
  for (const number of [...takes.file, ...takes.record]) {
    const pair = open.get(number);
    if (pair === undefined)
      throw new AdvisorError('usage', `${number} is in no conflict and misses no file; nothing was changed`);
    if (takes.file.includes(number) && takes.record.includes(number))
      throw new AdvisorError('usage', `${number}: take either its file or the record`);
    if (pair.standing !== 'unreadable') continue;
    if (takes.file.includes(number))
      throw new AdvisorError(
        'usage',
        `${pair.file} is no record; mend it, or take the record: --take-record ${number}`,
      );
    if (pair.there === undefined)
      throw new AdvisorError('usage', `${pair.file} is no text; take it away first. Nothing was changed`);
  }
}

/** Each pair as it stands once somebody said which side counts. */
export function withTakes({ pairs, fresh }: Pairing, takes: Takes): Pairing {
  const taken = (pair: Pair): Standing => {
    if (!isOpen(pair)) return pair.standing;
    if (takes.record.includes(pair.row.number)) return 'out';
    if (!takes.file.includes(pair.row.number)) return pair.standing;
    return pair.standing === 'both' ? 'in' : 'without';
  };
  return { pairs: pairs.map((pair) => ({ ...pair, standing: taken(pair) })), fresh };
}
