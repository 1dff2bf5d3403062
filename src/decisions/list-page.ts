import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { toRecords } from './assemble-records.ts';
import { narrowing } from './path-filter.ts';
import type { DecisionRecord, Status } from './record.ts';
import type { Listed, ListPage, Look, Order, Page } from './record-queries.ts';
import { rowsOf } from './search-records.ts';
import { successorOf } from './successors.ts';
import { filteredOver, visibleLogs } from './visible-logs.ts';

/** A part of the list of all records that somebody may see, in an order. Only that part is read whole. */
export async function listPage(
  db: Kysely<Tables>,
  look: Look,
  { order, offset, limit, ...filter }: Page,
): Promise<ListPage> {
  const logs = await visibleLogs(db, look);
  if (logs.length === 0) return { listed: [], total: 0 };
  const wanted = filteredOver(db, logs, look.viewer, await narrowing(db, logs, filter));
  const { count } = await wanted
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const heads = await wanted
    .select('records.id')
    .orderBy(columnsOf[order])
    .limit(limit)
    .offset(offset)
    .execute();
  const rows = await rowsOf(db, heads, new Map(logs.map((log) => [log.id, log])));
  const records = await toRecords(db, rows, look.viewer);
  const listed: Listed[] = [];
  for (const [at, { row }] of rows.entries()) {
    const record = records[at];
    if (record !== undefined) listed.push({ record, successor: await successorOf(db, row, look.viewer) });
  }
  return { listed, total: Number(count) };
}

/** What waits for somebody comes first, what is over last. */
const places: Readonly<Record<Status, number>> = {
  proposed: 0,
  draft: 1,
  accepted: 2,
  none: 3,
  other: 4,
  deprecated: 5,
  superseded: 6,
  rejected: 7,
  withdrawn: 8,
};

const placeOfStatus = sql`case records.status ${sql.join(
  Object.entries(places).map(([status, place]) => sql`when ${sql.lit(status)} then ${sql.lit(place)}`),
  sql` `,
)} end`;

/** The columns by which each order sorts; what has no date comes last. */
const columnsOf: Readonly<Record<Order, RawBuilder<unknown>>> = {
  newest: sql`records.date desc nulls last, records.id desc`,
  number: sql`logs.name, records.number`,
  title: sql`lower(records.title), records.id`,
  status: sql`${placeOfStatus}, records.date desc nulls last, records.id desc`,
  review: sql`records.review_by is null, records.review_by, records.id`,
};

/** The same orders for what was read already. */
const comparing: Readonly<Record<Order, (one: DecisionRecord, other: DecisionRecord) => number>> = {
  newest: (one, other) => compare(other.date ?? '', one.date ?? '') || other.number - one.number,
  number: (one, other) => compare(one.log, other.log) || one.number - other.number,
  title: (one, other) => compare(one.title.toLowerCase(), other.title.toLowerCase()),
  status: (one, other) => places[one.status] - places[other.status],
  review: (one, other) => compare(one.reviewBy ?? '9', other.reviewBy ?? '9'),
};

/** Records that a search found, in another order than how well they fit. */
export function sortedBy<Item extends Listed>(order: Order, items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => comparing[order](one.record, other.record));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
