import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { inPages } from './in-pages.ts';
import type { Status, Successor, Viewer } from './record.ts';
import { maySee, type RecordRow, statusOf } from './rows.ts';

/** Whether a record can have taken the place of another: it is or was in force, or its file does not say. */
export function canTakePlace(status: Status): boolean {
  return !['draft', 'proposed', 'rejected', 'withdrawn'].includes(status);
}

/** What took the place of a record, as it is stored. */
export interface StoredSuccessor extends Successor {
  readonly id: number;
  readonly status: Status;
}

/**
 * What took the place of records, by the ids of these: of several that may be seen the newest that can have done so, else
 * the newest that is said to.
 */
export async function successorsOf(
  db: Kysely<Tables>,
  ids: readonly number[],
  viewer: Viewer,
): Promise<ReadonlyMap<number, StoredSuccessor>> {
  const rows = await inPages(ids, (page) =>
    db
      .selectFrom('links')
      .innerJoin('records', 'records.id', 'links.from_id')
      .innerJoin('logs', 'logs.id', 'records.log_id')
      .selectAll('logs')
      .select([
        'links.to_id',
        'records.id as record_id',
        'records.number',
        'records.title',
        'records.status',
        'records.visibility as record_visibility',
        'records.channel as record_channel',
      ])
      .where('links.kind', '=', 'supersedes')
      .where('links.partial', '=', 0)
      .where('links.to_id', 'in', page)
      .orderBy('records.number')
      .execute(),
  );
  const seen = rows
    .filter((row) => maySee(viewer, row, { visibility: row.record_visibility, channel: row.record_channel }))
    .map((row) => ({ ...row, status: statusOf(row) }))
    .sort((a, b) => Number(canTakePlace(a.status)) - Number(canTakePlace(b.status)));
  return new Map(
    seen.map(({ to_id, record_id, name, number, title, status }) => [
      to_id,
      { id: record_id, log: name, number, title, status },
    ]),
  );
}

/** The record at the end of the chain that superseded this one; null where there is none, or none to be seen. */
export async function successorOf(
  db: Kysely<Tables>,
  row: Pick<RecordRow, 'id' | 'status'>,
  viewer: Viewer,
): Promise<Successor | null> {
  if (row.status !== 'superseded') return null;
  const seen = new Set([row.id]);
  let last: Successor | null = null;
  for (let current = row.id; ; ) {
    const next = (await successorsOf(db, [current], viewer)).get(current);
    if (next === undefined || seen.has(next.id) || !canTakePlace(next.status)) return last;
    seen.add(next.id);
    current = next.id;
    last = { log: next.log, number: next.number, title: next.title };
  }
}
