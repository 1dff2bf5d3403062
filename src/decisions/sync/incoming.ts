import { toRecords } from '../assemble-records.ts';
import type { ParsedRecord } from '../markdown/parse.ts';
import type { RecordReader } from '../markdown/record-reader.ts';
import type { RecordRow } from '../rows.ts';
import { nothingSince } from '../since-import.ts';
import { storeFiles } from '../store-files.ts';
import { permit, type Scope } from '../write-scope.ts';
import { leftOut, storeAgreements } from './agreements.ts';
import type { FolderState } from './folder-state.ts';
import { recordHash } from './hashes.ts';
import type { Pair, Pairing } from './pairs.ts';

/** What comes in: files that changed or are new, and files that are gone for good. */
export interface Incoming {
  readonly changed: readonly Pair[];
  readonly fresh: Pairing['fresh'];
  /** Records without which the folder goes from now on. */
  readonly left: readonly Pair[];
  /** What each changed file said when it and its record last agreed, as far as that can be read. */
  readonly bases: ReadonlyMap<string, ParsedRecord>;
}

/** Records that came of files. */
export interface CameIn {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly warnings: readonly string[];
}

/** Whether nothing comes in. */
export function isNothing({ changed, fresh, left }: Incoming): boolean {
  return changed.length + fresh.length + left.length === 0;
}

/** Finds what comes in. What files said before is read as files are, within their bounds: a record is anybody's text. */
export async function findIncoming(before: Pairing, taken: Pairing, reader: RecordReader): Promise<Incoming> {
  const changed = taken.pairs.filter(({ standing }) => standing === 'in');
  const bases = new Map<string, ParsedRecord>();
  for (const { file, written } of changed) {
    const reading = await reader.read({ text: written.text, path: file, isAlone: undefined });
    if ('parsed' in reading) bases.set(file, reading.parsed);
  }
  const wasDeleted = new Set(
    before.pairs.filter(({ standing }) => standing === 'deleted').map(({ row }) => row.id),
  );
  const left = taken.pairs.filter(({ standing, row }) => standing === 'without' && wasDeleted.has(row.id));
  return { changed, fresh: taken.fresh, left, bases };
}

/** Stores what comes in, and on what both sides agree with it, inside a transaction. */
export async function storeIncoming(
  scope: Scope,
  { changed, fresh, left, bases }: Incoming,
  { pairs }: Pairing,
  folder: { readonly path: string; readonly state: FolderState },
): Promise<CameIn> {
  if (changed.length + fresh.length > 0) permit(scope, 'import', 'log');
  const coming = new Map(changed.map((pair) => [pair.file, pair]));
  const isFresh = new Set(fresh.map(({ file }) => file));
  // In the order in which the folder was read: links to earlier records find them.
  const files = [...folder.state.read.values()].filter(({ file }) => coming.has(file) || isFresh.has(file));
  const others = pairs
    .filter(({ file }) => !coming.has(file))
    .map(({ file, row }) => ({ file, row, label: row.label ?? String(row.number) }));
  const known = new Map(changed.map(({ file, row }) => [file, row]));
  const { rows, created, updated, warnings } = await storeFiles(scope, { files, known, bases, others });
  const hashes = await recordHashes(
    scope,
    [...created, ...updated].flatMap((file) => rows.get(file) ?? []),
  );
  const told = scope.end.event_count;
  const settled = { writing: null, told, isUncommitted: false };
  await storeAgreements(scope.db, folder.path, [
    ...[...rows].flatMap(([file, row]) => {
      const hash = folder.state.texts.get(file)?.hash;
      return hash === undefined
        ? []
        : [{ recordId: row.id, file, agreed: { file: hash, record: hashes.get(row.id) ?? '' }, ...settled }];
    }),
    ...left.map(({ row, file, now: { record } }) => ({
      ...{ recordId: row.id, file, agreed: { file: leftOut, record } },
      ...settled,
    })),
  ]);
  return { created, updated, warnings };
}

/** What records say that were just read from files, by id. */
async function recordHashes(
  { db, log, act }: Scope,
  rows: readonly RecordRow[],
): Promise<ReadonlyMap<number, string>> {
  const found = rows.map((row) => ({ row, log }));
  const records = await toRecords(db, found, act.viewer);
  return new Map(
    rows.flatMap(({ id }, at): [number, string][] => {
      const record = records[at];
      return record === undefined ? [] : [[id, recordHash(record, nothingSince)]];
    }),
  );
}
