import type { Database } from '../database/connection.ts';
import { toRecords } from './assemble-records.ts';
import { linkFiles } from './link-files.ts';
import { type ReadFile, type ReadFolder, readRecords } from './markdown/folder.ts';
import { contentSchema, type DecisionRecord } from './record.ts';
import { ensureLog, type RecordRow } from './rows.ts';
import { sqliteSearch } from './search.ts';
import { type Act, contentColumns, inScope, permit, record, type Scope, storeRecord } from './write-scope.ts';

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
  options: ImportOptions = {},
): Promise<ImportResult> {
  const read = await readRecords(folder, options.progress);
  try {
    return await database.transaction(async (db) => {
      const log = await ensureLog(db, act.workspace, act.log);
      const result = await inScope({ db, log, act, at: now(), index: sqliteSearch }, (scope) => {
        permit(scope, 'import', 'log');
        return store(scope, read);
      });
      if (options.dryRun === true) throw new Trial(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Trial) return error.result;
    throw error;
  }
}

async function store(scope: Scope, { files, skipped }: ReadFolder): Promise<ImportResult> {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const warnings: string[] = [];
  const rows = new Map<string, RecordRow>();
  const taken = new Set(
    (await scope.db.selectFrom('records').select('number').where('log_id', '=', scope.log.id).execute()).map(
      ({ number }) => number,
    ),
  );
  const stored = new Map(
    (
      await scope.db
        .selectFrom('records')
        .selectAll()
        .where('log_id', '=', scope.log.id)
        .where('file', 'is not', null)
        .execute()
    ).map((row) => [row.file ?? '', row]),
  );
  // Files with a number of their own come before those that take what is free.
  const wanted = new Set(
    files.flatMap(({ file, parsed }) => (stored.has(file) ? [] : (parsed.number ?? []))),
  );
  let next = Math.max(scope.log.next_number, 1);
  const free = (): number => {
    while (taken.has(next) || wanted.has(next)) next++;
    return next;
  };
  for (const one of files) {
    warnings.push(...one.parsed.warnings.map((warning) => `${one.file}: ${warning}`));
    const old = stored.get(one.file);
    if (old !== undefined) {
      const row = await update(scope, old, one);
      rows.set(one.file, row);
      counts[row.version === old.version ? 'unchanged' : 'updated']++;
      continue;
    }
    const own = one.parsed.number;
    const number = own !== null && !taken.has(own) ? own : free();
    if (own !== null && own !== number)
      warnings.push(`${one.file}: number ${own} is taken; it is ${number} here`);
    taken.add(number);
    rows.set(one.file, await create(scope, one, number));
    counts.created++;
  }
  for (const number of taken) scope.end.next_number = Math.max(scope.end.next_number, number + 1);
  const linking = files.flatMap(({ file, parsed: { label, links } }) => {
    const row = rows.get(file);
    return row === undefined ? [] : [{ file, label, links, row }];
  });
  warnings.push(...(await linkFiles(scope, linking, [])));
  const found = files.flatMap(({ file }) => rows.get(file) ?? []).map((row) => ({ row, log: scope.log }));
  const records = await toRecords(scope.db, found, scope.act.viewer);
  return { records, ...counts, skipped, warnings };
}

function columnsOf({ file, parsed }: ReadFile) {
  const content = contentSchema.parse(parsed.content);
  return {
    ...contentColumns(content),
    label: parsed.label,
    status: parsed.status,
    status_raw: parsed.statusRaw,
    date: parsed.date,
    file,
  };
}

async function create(scope: Scope, one: ReadFile, number: number): Promise<RecordRow> {
  const { visibility, channel } = scope.log;
  const columns = { ...columnsOf(one), number, visibility, channel, origin: null };
  return storeRecord(scope, columns, 'imported', { file: one.file });
}

async function update(scope: Scope, old: RecordRow, one: ReadFile): Promise<RecordRow> {
  const columns = columnsOf(one);
  const isSame =
    old.content === columns.content &&
    old.status_raw === columns.status_raw &&
    old.date === columns.date &&
    old.label === columns.label;
  if (isSame) return old;
  // What was decided here since stays, unless the file now states something else than it did.
  const status = old.status_raw === columns.status_raw ? old.status : columns.status;
  const row = await scope.db
    .updateTable('records')
    .set({ ...columns, status, version: old.version + 1 })
    .where('id', '=', old.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(scope, row, 'imported', { file: one.file });
  await scope.index.put(scope.db, row, scope.log);
  return row;
}
