import { posix } from 'node:path';
import { exportNames } from '../export-names.ts';
import { readFileName } from '../markdown/file-name.ts';
import { nameKey } from '../markdown/record-address.ts';
import type { FolderState } from './folder-state.ts';
import { hashOf } from './hashes.ts';
import type { SyncRecord } from './log-state.ts';

/** Which file is which record's. */
export interface Assignment {
  /** The file of each record by its id, whether it is there or is to be written. */
  readonly files: ReadonlyMap<number, string>;
  /** Records whose file was called otherwise, by id. */
  readonly renamed: ReadonlyMap<number, string>;
  /** Files that are records and nobody's yet. */
  readonly fresh: readonly string[];
}

/** What an export and other tools write beside the records. */
const notForRecords = ['index.md', 'README.md'];

/**
 * Finds the file of each record, the surest first: the one that it had, or was imported from; one with the text that it
 * had; one of the name that it had elsewhere; the one that an export would write; one of its number, where its own is
 * gone. What is found by name or number has to say the same in part: another decision may have taken either.
 */
export function assignFiles(records: readonly SyncRecord[], folder: FolderState): Assignment {
  const claims = createClaims(folder);
  const left = () => records.filter(({ row }) => !claims.has(row.id));
  const strangers = () => left().filter(({ agreement }) => agreement === undefined);
  for (const one of records) claims.claim(one, one.agreement?.file);
  for (const one of strangers()) claims.claim(one, one.record.file);
  for (const one of left()) claims.claim(one, claims.ofText(hashOfKnown(one)));
  for (const one of strangers()) claims.claim(one, alike(one, claims.ofName(one.record.file), folder));
  const gone = left().flatMap(({ agreement }) => agreement?.file ?? []);
  const reserved = [...claims.taken(), ...gone, ...folder.skipped.map(({ file }) => file), ...notForRecords];
  const names = exportNames(
    strangers().map(({ record }) => record),
    'flat',
    reserved,
  );
  for (const one of strangers()) claims.claim(one, names.get(nameKey(one.record)));
  claimByNumber(left(), claims, folder);
  const files = records.flatMap(({ row, record, agreement }): [number, string][] => {
    const file = claims.of(row.id) ?? agreement?.file ?? names.get(nameKey(record));
    return file === undefined ? [] : [[row.id, file]];
  });
  const renamed = records.flatMap(({ row, agreement }): [number, string][] => {
    const now = claims.of(row.id);
    return agreement === undefined || now === undefined || now === agreement.file
      ? []
      : [[row.id, agreement.file]];
  });
  const taken = claims.taken();
  const fresh = [...folder.read.keys()].filter((file) => !taken.has(file));
  return { files: new Map(files), renamed: new Map(renamed), fresh };
}

/** The hash of the text by which a record's file is known, wherever it lies now. */
function hashOfKnown({ record, agreement }: SyncRecord): string | undefined {
  if (agreement !== undefined) return agreement.agreed?.file;
  return record.body === '' ? undefined : hashOf(record.body);
}

/** Files whose own is gone are followed by number, where one record and one file alone have it. */
function claimByNumber(records: readonly SyncRecord[], claims: Claims, folder: FolderState): void {
  const lost = records.filter(({ agreement }) => agreement !== undefined);
  const byNumber = Map.groupBy(lost, ({ agreement }) => numberOf(agreement?.file ?? ''));
  for (const [number, [one, ...others]] of byNumber)
    if (one !== undefined && others.length === 0)
      claims.claim(one, alike(one, claims.ofNumber(number), folder));
}

/** A file that is still about the same: its title is, or what was decided, or why. */
function alike({ record }: SyncRecord, file: string | undefined, { read }: FolderState): string | undefined {
  const content = file === undefined ? undefined : read.get(file)?.parsed.content;
  const isSame = (field: 'title' | 'decision' | 'context') => {
    const said = record[field].trim();
    return said !== '' && content?.[field]?.trim() === said;
  };
  return isSame('title') || isSame('decision') || isSame('context') ? file : undefined;
}

/** The number in a file's name, with its folder. */
function numberOf(file: string): string | undefined {
  const { number } = readFileName(posix.basename(file));
  return number === null ? undefined : `${posix.dirname(file)} ${number}`;
}

type Claims = ReturnType<typeof createClaims>;

/** Each file is one record's at most. */
function createClaims({ texts, read }: FolderState) {
  const owners = new Map<string, number>();
  const files = new Map<number, string>();
  const byHash = Map.groupBy(texts.keys(), (file) => texts.get(file)?.hash);
  const byName = Map.groupBy(read.keys(), (file) => posix.basename(file));
  const byNumber = Map.groupBy(read.keys(), numberOf);
  /** The one that is nobody's; undefined where none is, or several. */
  const only = (found: readonly string[] = []) => {
    const free = found.filter((file) => !owners.has(file));
    return free.length === 1 ? free[0] : undefined;
  };
  return {
    has: (id: number) => files.has(id),
    of: (id: number) => files.get(id),
    taken: (): ReadonlySet<string> => new Set(owners.keys()),
    ofText: (hash: string | undefined) => (hash === undefined ? undefined : only(byHash.get(hash))),
    ofName: (file: string | null) => (file === null ? undefined : only(byName.get(posix.basename(file)))),
    ofNumber: (number: string | undefined) => (number === undefined ? undefined : only(byNumber.get(number))),
    claim({ row }: SyncRecord, file: string | null | undefined): void {
      if (file === null || file === undefined || !texts.has(file)) return;
      if (owners.has(file) || files.has(row.id)) return;
      owners.set(file, row.id);
      files.set(row.id, file);
    },
  };
}
