import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { inPages } from './in-pages.ts';
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
  const approvals = await inPages(ids, (page) =>
    db.selectFrom('approvals').selectAll().where('record_id', 'in', page).orderBy('at').execute(),
  );
  const requests = await inPages(ids, (page) =>
    db.selectFrom('change_requests').selectAll().where('record_id', 'in', page).orderBy('at').execute(),
  );
  return found.map(({ row, log }) => ({
    ...contentOf(row),
    number: row.number,
    log: log.name,
    status: statusOf(row),
    statusRaw: row.status_raw,
    date: row.date,
    links: links.get(row.id) ?? [],
    supersededBy: successorOf(successors.get(row.id)),
    approvals: approvals
      .filter((approval) => approval.record_id === row.id)
      .map(({ person_name, at }) => ({ person: person_name, at })),
    changeRequests: requests
      .filter((request) => request.record_id === row.id && row.status === 'proposed')
      .map(({ person_name, at, comment }) => ({ person: person_name, at, comment })),
    label: row.label,
    file: row.file,
    version: row.version,
    visibility: visibilityOf(row.visibility),
  }));
}

function successorOf(found: Successor | undefined): Successor | null {
  return found === undefined ? null : { log: found.log, number: found.number, title: found.title };
}

const viewFrom = { supersedes: 'supersedes', amends: 'amends', 'relates-to': 'relates-to' } as const;

const viewTo = { supersedes: 'superseded-by', amends: 'amended-by', 'relates-to': 'relates-to' } as const;

async function linksOf(
  db: Kysely<Tables>,
  ids: readonly number[],
  viewer: Viewer,
): Promise<ReadonlyMap<number, DecisionRecord['links']>> {
  const views = new Map<
    number,
    { kind: LinkView; log: string; number: number; file: string | null; partial: boolean }[]
  >();
  for (const [mine, theirs, names] of [
    ['from_id', 'to_id', viewFrom],
    ['to_id', 'from_id', viewTo],
  ] as const) {
    const rows = await inPages(ids, (page) =>
      db
        .selectFrom('links')
        .innerJoin('records', 'records.id', `links.${theirs}`)
        .innerJoin('logs', 'logs.id', 'records.log_id')
        .select([
          `links.${mine} as mine`,
          'links.kind',
          'links.partial',
          'records.number',
          'records.file',
          'records.visibility as record_visibility',
          'records.channel as record_channel',
        ])
        .selectAll('logs')
        .where(`links.${mine}`, 'in', page)
        .orderBy('links.id')
        .execute(),
    );
    for (const row of rows) {
      if (!maySee(viewer, row, { visibility: row.record_visibility, channel: row.record_channel })) continue;
      const kind = row.kind === 'supersedes' || row.kind === 'amends' ? names[row.kind] : 'relates-to';
      const list = views.get(row.mine) ?? [];
      list.push({ kind, log: row.name, number: row.number, file: row.file, partial: row.partial === 1 });
      views.set(row.mine, list);
    }
  }
  return views;
}
