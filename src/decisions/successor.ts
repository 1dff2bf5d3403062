import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Viewer } from './record.ts';
import type { Successor } from './record-queries.ts';
import { type LogRow, maySee, type RecordRow } from './rows.ts';

/** The record at the end of the chain that superseded this one; null where there is none, or none to be seen. */
export async function successorOf(
  db: Kysely<Tables>,
  row: Pick<RecordRow, 'id' | 'status'>,
  viewer: Viewer,
): Promise<Successor | null> {
  if (row.status !== 'superseded') return null;
  const seen = new Set([row.id]);
  let current = row.id;
  let last: { log: LogRow; row: RecordRow } | undefined;
  for (;;) {
    const next = await db
      .selectFrom('links')
      .innerJoin('records', 'records.id', 'links.from_id')
      .selectAll('records')
      .where('links.kind', '=', 'supersedes')
      .where('links.to_id', '=', current)
      .where('records.status', 'in', ['accepted', 'superseded', 'deprecated', 'none', 'other'])
      .orderBy('records.number', 'desc')
      .executeTakeFirst();
    if (next === undefined || seen.has(next.id)) break;
    const log = await db
      .selectFrom('logs')
      .selectAll()
      .where('id', '=', next.log_id)
      .executeTakeFirstOrThrow();
    if (!maySee(viewer, log, next)) break;
    seen.add(next.id);
    current = next.id;
    last = { log, row: next };
  }
  return last === undefined ? null : { log: last.log.name, number: last.row.number, title: last.row.title };
}
