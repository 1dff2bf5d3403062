import { type Kysely, sql } from 'kysely';
import { isPostgres, kindOf } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import { confineTo } from '../database/turns.ts';
import type { RecordRow } from './rows.ts';
import { recordSearch } from './search.ts';

/** Where a page of records ended. */
export interface IndexedUpTo {
  readonly log: number;
  readonly number: number;
  /** So many records the page held. */
  readonly count: number;
}

const rowsAtOnce = 500;
/** A page of long records is shorter, so that memory stays within bounds. */
const signsAtOnce = 4_000_000;

/** Fills the index anew from the records, for a database whose index an older version made. */
export async function rebuildSearch(db: Kysely<Tables>): Promise<void> {
  await emptySearch(db);
  let last: IndexedUpTo | undefined;
  do last = await indexPage(db, last);
  while (last !== undefined);
}

/** Takes everything out of the index. */
export async function emptySearch(db: Kysely<Tables>): Promise<void> {
  await sql`delete from record_search`.execute(db);
  await db.deleteFrom('record_words').execute();
  await db.deleteFrom('audiences').execute();
}

/** Puts the records that follow into the index, log by log; undefined where there are none any more. */
export async function indexPage(
  db: Kysely<Tables>,
  after: Pick<IndexedUpTo, 'log' | 'number'> | undefined,
): Promise<IndexedUpTo | undefined> {
  const search = recordSearch(kindOf(db));
  const ids = await nextIds(db, after);
  if (ids.length === 0) return undefined;
  const rows = await db
    .selectFrom('records')
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .selectAll('records')
    .select('logs.workspace as owner')
    .where('records.id', 'in', ids)
    .orderBy('records.log_id')
    .orderBy('records.number')
    .execute();
  for (const [workspace, own] of byWorkspace(rows)) {
    // Only within it do words get their workspace.
    if (isPostgres(db)) await confineTo(db, workspace);
    await search.put(db, own, { workspace });
    if (isPostgres(db)) await confineTo(db, '');
  }
  const last = rows.at(-1);
  return last && { log: last.log_id, number: last.number, count: rows.length };
}

async function nextIds(
  db: Kysely<Tables>,
  after: Pick<IndexedUpTo, 'log' | 'number'> | undefined,
): Promise<number[]> {
  const rows = await db
    .selectFrom('records')
    .select(['id', sql<number>`length(content)`.as('size')])
    .where(sql<boolean>`(log_id, number) > (${after?.log ?? 0}, ${after?.number ?? 0})`)
    .orderBy('log_id')
    .orderBy('number')
    .limit(rowsAtOnce)
    .execute();
  let signs = 0;
  return rows
    .filter(({ size }, at) => {
      signs += size;
      return at === 0 || signs <= signsAtOnce;
    })
    .map(({ id }) => id);
}

/** Rows of each workspace together; those of a log stand side by side. */
function byWorkspace<Row extends RecordRow & { owner: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(row.owner);
    if (own === undefined) groups.set(row.owner, [row]);
    else own.push(row);
  }
  return groups;
}
