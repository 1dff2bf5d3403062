import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../../database/schema.ts';
import type { SyncFileTable } from '../../database/tables/records.ts';
import { AdvisorError } from '../../errors.ts';
import { inPages } from '../in-pages.ts';

/** Both sides as they were when they agreed: hashes of the file's text, and of what the record said. */
export interface BothSides {
  /** Empty where the folder goes without the record. */
  readonly file: string;
  readonly record: string;
}

/** What a record and its file in a folder last agreed on. */
export interface Agreement {
  readonly recordId: number;
  readonly file: string;
  /** Null before they ever did. */
  readonly agreed: BothSides | null;
  /** What a run set out to write: a file that has it is ours. */
  readonly writing: BothSides | null;
  /** Up to which entry of the log's history commits have told what happened. */
  readonly told: number;
  /** Whether a commit of it is still to come. */
  readonly isUncommitted: boolean;
}

/** That the folder goes without a record: its file was deleted, and somebody said that this is meant. */
export const leftOut = '';

/** What a folder and a log agreed on, by record. */
export async function readAgreements(
  db: Kysely<Tables>,
  folder: string,
  logId: number,
): Promise<ReadonlyMap<number, Agreement>> {
  const rows = await db
    .selectFrom('sync_files')
    .innerJoin('records', 'records.id', 'sync_files.record_id')
    .selectAll('sync_files')
    .where('sync_files.folder', '=', folder)
    .where('records.log_id', '=', logId)
    .execute();
  return new Map(rows.map((row) => [row.record_id, agreementOf(row)]));
}

function agreementOf(row: Selectable<SyncFileTable>): Agreement {
  const { record_id: recordId, file, told, uncommitted } = row;
  return {
    recordId,
    file,
    agreed: bothOf(row.file_hash, row.record_hash),
    writing: bothOf(row.writing_file_hash, row.writing_record_hash),
    told,
    isUncommitted: uncommitted === 1,
  };
}

function bothOf(file: string | null, record: string | null): BothSides | null {
  return file === null || record === null ? null : { file, record };
}

/** Stores agreements, each in the place of what was there. */
export async function storeAgreements(
  db: Kysely<Tables>,
  folder: string,
  agreements: readonly Agreement[],
): Promise<void> {
  for (const { recordId, file, agreed, writing, told, isUncommitted } of agreements) {
    const row = {
      file,
      told,
      file_hash: agreed?.file ?? null,
      record_hash: agreed?.record ?? null,
      writing_file_hash: writing?.file ?? null,
      writing_record_hash: writing?.record ?? null,
      uncommitted: isUncommitted ? 1 : 0,
    };
    await db
      .insertInto('sync_files')
      .values({ folder, record_id: recordId, ...row })
      .onConflict((conflict) => conflict.columns(['folder', 'record_id']).doUpdateSet(row))
      .execute();
  }
}

/** Commits have told of these records up to here. */
export async function storeCommitted(
  db: Kysely<Tables>,
  folder: string,
  recordIds: readonly number[],
  told: number,
): Promise<void> {
  await inPages(recordIds, (page) =>
    db
      .updateTable('sync_files')
      .set({ told, uncommitted: 0 })
      .where('folder', '=', folder)
      .where('record_id', 'in', page)
      .returning('record_id')
      .execute(),
  );
}

/**
 * Makes sure that a folder is kept in step with one log: files of another would come in twice.
 * @throws AdvisorError `conflict` naming the other log, or the other folder that lies within, or around.
 */
export async function requireOwnFolder(
  db: Kysely<Tables>,
  folder: string,
  { workspace, log }: { readonly workspace: string; readonly log: string },
): Promise<void> {
  const rows = await db
    .selectFrom('sync_files')
    .innerJoin('records', 'records.id', 'sync_files.record_id')
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .select(['sync_files.folder', 'logs.name'])
    .distinct()
    .where('logs.workspace', '=', workspace)
    .execute();
  const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`);
  const other = rows.find(
    (row) =>
      (row.name !== log || row.folder !== folder) &&
      (isWithin(row.folder, folder) || isWithin(folder, row.folder)),
  );
  if (other === undefined) return;
  const where = other.folder === folder ? 'it' : other.folder;
  throw new AdvisorError(
    'conflict',
    `${folder}: ${where} is kept in step with the log ${other.name}; name that log with --log, or take another folder`,
  );
}
