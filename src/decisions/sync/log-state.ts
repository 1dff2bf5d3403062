import type { Kysely } from 'kysely';
import type { Tables } from '../../database/schema.ts';
import { toRecords } from '../assemble-records.ts';
import type { DecisionRecord } from '../record.ts';
import { findLog, type LogRow, maySee, noLog, type RecordRow } from '../rows.ts';
import { type Since, sinceImports } from '../since-import.ts';
import type { Act } from '../write-scope.ts';
import { type Agreement, readAgreements } from './agreements.ts';

/** A record, and what it and its file last agreed on. */
export interface SyncRecord {
  readonly row: RecordRow;
  readonly record: DecisionRecord;
  readonly agreement: Agreement | undefined;
}

/** A log as it stands; undefined where it is not there yet. */
export interface LogState {
  readonly log: LogRow | undefined;
  readonly records: readonly SyncRecord[];
  readonly since: ReadonlyMap<string, Since>;
  /** So many are for members alone in a log that is open: they are not written where others read. */
  readonly hidden: number;
}

/** Reads a log with what it and a folder agreed on. @throws AdvisorError `not-found` for one that the actor may not see. */
export async function readLog(
  db: Kysely<Tables>,
  { workspace, log: name, viewer }: Act,
  folder: string,
): Promise<LogState> {
  const log = await findLog(db, workspace, name);
  if (log === undefined) return { log, records: [], since: new Map(), hidden: 0 };
  if (!maySee(viewer, log)) throw await noLog(db, { workspace, viewer }, name);
  const all = await db
    .selectFrom('records')
    .selectAll()
    .where('log_id', '=', log.id)
    .orderBy('number')
    .execute();
  const rows = all.filter(
    (row) => maySee(viewer, log, row) && (row.visibility === 'open' || log.visibility === 'members'),
  );
  const agreements = await readAgreements(db, folder, log.id);
  const records = await toRecords(
    db,
    rows.map((row) => ({ row, log })),
    viewer,
  );
  return {
    log,
    records: rows.flatMap((row, at) => {
      const record = records[at];
      return record === undefined ? [] : [{ row, record, agreement: agreements.get(row.id) }];
    }),
    since: await sinceImports(db, { workspace, log: name, viewer }),
    hidden: all.length - rows.length,
  };
}
