import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Tables } from '../../database/schema.ts';
import { inPages } from '../in-pages.ts';
import type { SkippedFile } from '../markdown/folder.ts';
import type { Commit } from './commit.ts';
import type { FolderState } from './folder-state.ts';
import type { CameIn } from './incoming.ts';
import type { LogState } from './log-state.ts';
import type { WentOut } from './outgoing.ts';
import type { Pair, Pairing, Standing } from './pairs.ts';

/** A record with its file. */
export interface SyncedRecord {
  readonly number: number;
  readonly title: string;
  readonly file: string;
}

/** Why neither side is touched: both changed, the file is no record any more, it is gone, or it changed during the run. */
export type ConflictKind = 'both' | 'unreadable' | 'deleted' | 'meanwhile';

/** A conflict, with who changed the record here and when the file was changed. */
export interface SyncConflict extends SyncedRecord {
  readonly kind: ConflictKind;
  /** What happened here last; null where the record is as it was. */
  readonly here: { readonly kind: string; readonly person: string; readonly at: string } | null;
  /** Null where the file is gone. */
  readonly fileChangedAt: string | null;
  /** Why the file is no record; empty where it is one. */
  readonly reason: string;
}

/** What a run did, or would do. */
export interface SyncResult {
  readonly folder: string;
  readonly log: string;
  /** Records that new files became. */
  readonly created: readonly SyncedRecord[];
  /** Records that changed files changed. */
  readonly updated: readonly SyncedRecord[];
  /** Files that were written. */
  readonly written: readonly (SyncedRecord & { readonly isNew: boolean })[];
  readonly renamed: readonly (SyncedRecord & { readonly from: string })[];
  /** Records that did not change and whose files are gone. */
  readonly missing: readonly SyncedRecord[];
  readonly conflicts: readonly SyncConflict[];
  readonly unchanged: number;
  /** So many are for members alone and were not written. */
  readonly hidden: number;
  /** Files that are no records. */
  readonly skipped: readonly SkippedFile[];
  readonly warnings: readonly string[];
  readonly commit: Commit | null;
}

/** Everything of which a result tells. */
interface Told {
  readonly db: Kysely<Tables>;
  readonly folder: string;
  readonly log: LogState;
  readonly name: string;
  readonly state: FolderState;
  readonly pairing: Pairing;
  readonly came: CameIn;
  /** What was written; undefined where nothing was tried, and what would be is told. */
  readonly went?: WentOut | undefined;
  readonly commit?: Commit | null;
}

/** Says what a run did. */
export async function resultOf(told: Told): Promise<SyncResult> {
  const { pairing, came, log, state } = told;
  const { pairs } = pairing;
  const of = (standing: Standing) => pairs.filter((pair) => pair.standing === standing);
  const [created, updated] = [new Set(came.created), new Set(came.updated)];
  const meanwhile = new Set(told.went?.meanwhile);
  const outgoing = of('out').filter((pair) => !meanwhile.has(pair));
  const isConflict = (pair: Pair) =>
    pair.standing === 'both' ||
    pair.standing === 'unreadable' ||
    (pair.standing === 'deleted' && pair.isChangedHere) ||
    meanwhile.has(pair);
  return {
    folder: told.folder,
    log: told.name,
    created: pairs.filter(({ file }) => created.has(file)).map(named),
    updated: pairs.filter(({ file }) => updated.has(file)).map(named),
    written: outgoing.map((pair) => ({ ...named(pair), isNew: pair.there === undefined })),
    renamed: pairs.flatMap((pair) =>
      pair.renamedFrom === undefined ? [] : [{ ...named(pair), from: pair.renamedFrom }],
    ),
    missing: of('deleted')
      .filter(({ isChangedHere }) => !isChangedHere)
      .map(named),
    conflicts: await conflictsOf(told, pairs.filter(isConflict), meanwhile),
    unchanged: of('same').filter(({ file }) => !created.has(file) && !updated.has(file)).length,
    hidden: log.hidden,
    skipped: state.skipped,
    warnings: came.warnings,
    commit: told.commit ?? null,
  };
}

function named({ row, record, file }: Pair): SyncedRecord {
  return { number: row.number, title: record.title, file };
}

async function conflictsOf(
  { db, folder, state }: Told,
  pairs: readonly Pair[],
  meanwhile: ReadonlySet<Pair>,
): Promise<SyncConflict[]> {
  const events = await inPages(
    pairs.map(({ row }) => row.id),
    (page) =>
      db
        .selectFrom('events')
        .select(['record_id', 'kind', 'person_name', 'at'])
        .where('record_id', 'in', page)
        .orderBy('seq')
        .execute(),
  );
  const last = new Map(events.map((event) => [event.record_id, event]));
  const reasons = new Map(state.skipped.map(({ file, reason }) => [file, reason]));
  return pairs.map((pair) => {
    const event = !pair.isChangedHere ? undefined : last.get(pair.row.id);
    return {
      ...named(pair),
      kind: meanwhile.has(pair) ? 'meanwhile' : conflictKind(pair.standing),
      here: event === undefined ? null : { kind: event.kind, person: event.person_name, at: event.at },
      fileChangedAt: changedAt(join(folder, pair.file)),
      reason: reasons.get(pair.file) ?? '',
    };
  });
}

function conflictKind(standing: Standing): ConflictKind {
  return standing === 'unreadable' || standing === 'deleted' ? standing : 'both';
}

function changedAt(path: string): string | null {
  return statSync(path, { throwIfNoEntry: false })?.mtime.toISOString() ?? null;
}
