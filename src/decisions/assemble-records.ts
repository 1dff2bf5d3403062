import { type Kysely, sql } from 'kysely';
import { isAmong } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import type { DecisionRecord, LinkView, Successor, Viewer } from './record.ts';
import { contentOf, type LogRow, maySee, type RecordRow, statusOf, visibilityOf } from './rows.ts';
import { successorsOf } from './successors.ts';

/** A log's record by its number, as it is stored; undefined where there is none. */
export function rowOf(db: Kysely<Tables>, log: LogRow, number: number): Promise<RecordRow | undefined> {
  return db
    .selectFrom('records')
    .selectAll()
    .where('log_id', '=', log.id)
    .where('number', '=', number)
    .executeTakeFirst();
}

/** Records as they are shown, with their links from both ends and their approvals. */
export async function toRecords(
  db: Kysely<Tables>,
  found: readonly { row: RecordRow; log: LogRow }[],
  viewer: Viewer,
): Promise<DecisionRecord[]> {
  const ids = found.map(({ row }) => row.id);
  if (ids.length === 0) return [];
  const links = await linksOf(db, ids, viewer);
  const superseded = found.flatMap(({ row }) => (statusOf(row) === 'superseded' ? [row.id] : []));
  const successors = await successorsOf(db, superseded, viewer);
  const answers = Map.groupBy(await answersOf(db, ids), ({ record_id }) => record_id);
  return found.map(({ row, log }) => ({
    ...contentOf(row),
    number: row.number,
    log: log.name,
    status: statusOf(row),
    statusRaw: row.status_raw,
    date: row.date,
    links: links.get(row.id) ?? [],
    supersededBy: successorOf(successors.get(row.id)),
    ...answersAsShown(row, answers.get(row.id) ?? []),
    label: row.label,
    file: row.file,
    version: row.version,
    visibility: visibilityOf(row.visibility),
  }));
}

function answersAsShown(
  { status }: Pick<RecordRow, 'status'>,
  answers: Awaited<ReturnType<typeof answersOf>>,
): Pick<DecisionRecord, 'approvals' | 'changeRequests'> {
  const approvals: DecisionRecord['approvals'][number][] = [];
  const changeRequests: DecisionRecord['changeRequests'][number][] = [];
  for (const { person_name: person, at, comment } of answers)
    if (comment === null) approvals.push({ person, at });
    else if (status === 'proposed') changeRequests.push({ person, at, comment });
  return { approvals, changeRequests };
}

function successorOf(found: Successor | undefined): Successor | null {
  return found === undefined ? null : { log: found.log, number: found.number, title: found.title };
}

const viewFrom = { supersedes: 'supersedes', amends: 'amends', 'relates-to': 'relates-to' } as const;

const viewTo = { supersedes: 'superseded-by', amends: 'amended-by', 'relates-to': 'relates-to' } as const;

/** Links from both ends, each as it looks from the record of `mine`. */
function linksFrom(
  db: Kysely<Tables>,
  mine: 'from_id' | 'to_id',
  theirs: 'from_id' | 'to_id',
  ids: readonly number[],
) {
  return db
    .selectFrom('links')
    .innerJoin('records', 'records.id', `links.${theirs}`)
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .select([
      'links.id as link_id',
      `links.${mine} as mine`,
      sql.lit(mine).as('end'),
      'links.kind',
      'links.partial',
      'records.number',
      'records.file',
      'records.visibility as record_visibility',
      'records.channel as record_channel',
    ])
    .selectAll('logs')
    .where(isAmong(db, `links.${mine}`, ids));
}

async function linksOf(
  db: Kysely<Tables>,
  ids: readonly number[],
  viewer: Viewer,
): Promise<ReadonlyMap<number, DecisionRecord['links']>> {
  const rows = await linksFrom(db, 'from_id', 'to_id', ids)
    .unionAll(linksFrom(db, 'to_id', 'from_id', ids))
    .execute();
  // What a record says of others comes before what others say of it.
  rows.sort((a, b) => a.end.localeCompare(b.end) || a.link_id - b.link_id);
  const views = new Map<
    number,
    { kind: LinkView; log: string; number: number; file: string | null; partial: boolean }[]
  >();
  for (const row of rows) {
    if (!maySee(viewer, row, { visibility: row.record_visibility, channel: row.record_channel })) continue;
    const names = row.end === 'from_id' ? viewFrom : viewTo;
    const kind = row.kind === 'supersedes' || row.kind === 'amends' ? names[row.kind] : 'relates-to';
    const list = views.get(row.mine) ?? [];
    list.push({ kind, log: row.name, number: row.number, file: row.file, partial: row.partial === 1 });
    views.set(row.mine, list);
  }
  return views;
}

/** What deciders answered on records, the first first; a request for changes has a comment. */
function answersOf(db: Kysely<Tables>, ids: readonly number[]) {
  return db
    .selectFrom('approvals')
    .select(['record_id', 'person_name', 'at', sql<string | null>`null`.as('comment')])
    .where(isAmong(db, 'record_id', ids))
    .unionAll(
      db
        .selectFrom('change_requests')
        .select(['record_id', 'person_name', 'at', 'comment'])
        .where(isAmong(db, 'record_id', ids)),
    )
    .orderBy('at')
    .execute();
}
