import { realpathSync } from 'node:fs';
import type { Database } from '../database/connection.ts';
import { toRecords } from './assemble-records.ts';
import { templateOf } from './log-templates.ts';
import { noRecordIn, type ReadFolder, readRecords } from './markdown/folder.ts';
import { createRecordReader } from './markdown/record-reader.ts';
import type { Template } from './markdown/template.ts';
import type { DecisionRecord } from './record.ts';
import { ensureLog, type RecordRow } from './rows.ts';
import { recordSearch } from './search.ts';
import { storeFiles } from './store-files.ts';
import { readAgreements } from './sync/agreements.ts';
import { type Act, inScope, permit, type Scope } from './write-scope.ts';

/** What an import did, or would do. */
export interface ImportResult {
  /** The records that the files are now, or would be, in the files' order. */
  readonly records: readonly DecisionRecord[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: readonly { file: string; reason: string }[];
  readonly warnings: readonly string[];
}

/** Thrown to leave a trial's transaction; nothing of it stays. */
class Trial extends Error {
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super('a trial run');
    this.result = result;
  }
}

/** What a caller wants to know or leave out. */
export interface ImportOptions {
  /** Only says what would happen. */
  readonly dryRun?: boolean;
  readonly progress?: (done: number) => void;
  /** Of which the files are; the log's own where it is left out. */
  readonly template?: Template | undefined;
}

/**
 * Imports a folder of records into a log, all in one transaction. Importing again updates what changed and doubles
 * nothing: a file stays the record that it was.
 * @throws AdvisorError `not-found` where there is no folder or no record in it.
 */
export async function importFolder(
  database: Database,
  act: Act,
  folder: string,
  now: () => string,
  { dryRun, progress, template }: ImportOptions = {},
): Promise<ImportResult> {
  const { form } = template ?? (await templateOf(database.db, act)) ?? {};
  const reader = createRecordReader(form);
  try {
    const read = await readRecords(folder, { reader, ...(progress === undefined ? {} : { progress }) });
    requireRecords(folder, read);
    return await database.transaction(
      async (db) => {
        const log = await ensureLog(db, act.workspace, act.log);
        const index = recordSearch(database.kind);
        const result = await inScope({ db, log, act, at: now(), index }, (scope) => {
          permit(scope, 'import', 'log');
          return store(scope, read, realpathSync(folder));
        });
        if (dryRun === true) throw new Trial(result);
        return result;
      },
      { workspace: act.workspace },
    );
  } catch (error) {
    if (error instanceof Trial) return error.result;
    throw error;
  } finally {
    await reader.close();
  }
}

function requireRecords(folder: string, { files, skipped, unread }: ReadFolder): void {
  if (files.length === 0) throw noRecordIn(folder, skipped.length, unread);
}

async function store(
  scope: Scope,
  { files, skipped, others }: ReadFolder,
  folder: string,
): Promise<ImportResult> {
  const known = await recordsByFile(scope, folder);
  const { rows, created, updated, unchanged, warnings } = await storeFiles(scope, { files, known });
  const found = files.flatMap(({ file }) => rows.get(file) ?? []).map((row) => ({ row, log: scope.log }));
  const records = await toRecords(scope.db, found, scope.act.viewer);
  const counts = { created: created.length, updated: updated.length, unchanged: unchanged.length };
  return { records, ...counts, skipped: [...skipped, ...others], warnings };
}

/** The records of a log by their files: those that they came from, and those that the folder is kept in step with. */
async function recordsByFile({ db, log }: Scope, folder: string): Promise<ReadonlyMap<string, RecordRow>> {
  const all = await db.selectFrom('records').selectAll().where('log_id', '=', log.id).execute();
  const agreements = await readAgreements(db, folder, log.id);
  const imported = all.flatMap((row): [string, RecordRow][] =>
    row.file === null || agreements.has(row.id) ? [] : [[row.file, row]],
  );
  const inStep = all.flatMap((row): [string, RecordRow][] => {
    const file = agreements.get(row.id)?.file;
    return file === undefined ? [] : [[file, row]];
  });
  return new Map([...imported, ...inStep]);
}
