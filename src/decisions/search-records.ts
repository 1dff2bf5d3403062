import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { toRecords } from './assemble-records.ts';
import { inPages } from './in-pages.ts';
import { type Narrowing, narrowing } from './path-filter.ts';
import type { DecisionRecord, Status, Viewer } from './record.ts';
import { type Filter, type Found, type Look, searchLimit } from './record-queries.ts';
import type { RecordSearch } from './record-search.ts';
import { type LogRow, maySee, type RecordRow, statusOf } from './rows.ts';
import { successorOf } from './successors.ts';
import { filteredAmong, filteredOver, visibleLogs } from './visible-logs.ts';

/** Records with these words that somebody may see: what is in force first, then what fits best. */
export async function search(
  db: Kysely<Tables>,
  index: RecordSearch,
  look: Look,
  words: string,
  filter: Filter,
): Promise<Found[]> {
  const logs = new Map((await visibleLogs(db, look)).map((log) => [log.id, log]));
  const { limit = searchLimit } = filter;
  const narrowed = await narrowing(db, [...logs.values()], filter);
  const isOfPath = narrowed.ids !== undefined && words.trim() === '';
  const hits = isOfPath
    ? await newestOf(db, look, logs, narrowed)
    : [...(await hitsFor(db, index, look, words, logs, narrowed))];
  hits.sort((a, b) => placeOf(a.status) - placeOf(b.status) || a.rank - b.rank);
  const best = await rowsOf(db, hits.slice(0, limit), logs);
  const records = await toRecords(db, best, look.viewer);
  const found: Found[] = [];
  for (const [index, record] of records.entries()) {
    const row = best[index]?.row;
    found.push({
      record,
      successor: row === undefined ? null : await successorOf(db, row, look.viewer),
      rejectedOption: rejectedOptionOf(record, words),
    });
  }
  return found;
}

/** Records that were found without words: the newest comes first. */
async function newestOf(
  db: Kysely<Tables>,
  { viewer }: Look,
  logs: ReadonlyMap<number, LogRow>,
  filter: Narrowing,
): Promise<Hit[]> {
  const own = [...logs.values()];
  const rows =
    own.length === 0 ? [] : await filteredOver(db, own, viewer, filter).select(headColumns).execute();
  return hitsAmong(rows, logs, viewer, ({ id }) => -id);
}

const headColumns = [
  'records.id',
  'records.log_id',
  'records.number',
  'records.status',
  'records.visibility',
  'records.channel',
] as const;

type Head = Pick<RecordRow, 'id' | 'log_id' | 'number' | 'status' | 'visibility' | 'channel'>;

function hitsAmong(
  rows: readonly Head[],
  logs: ReadonlyMap<number, LogRow>,
  viewer: Viewer,
  rankOf: (row: Head) => number,
): Hit[] {
  return rows.flatMap((row) => {
    const log = logs.get(row.log_id);
    if (log === undefined || !maySee(viewer, log, row)) return [];
    return [{ id: row.id, log, status: statusOf(row), rank: rankOf(row) }];
  });
}

/** So many matches are looked at, the newest; many more only where too few of these are to be shown. */
const matchLimits = [200, 5_000] as const;

/** A record that matches and may be shown. */
interface Hit {
  readonly id: number;
  readonly log: LogRow;
  readonly status: Status;
  readonly rank: number;
}

type Match = Awaited<ReturnType<RecordSearch['find']>>[number];

/** Records that hold all words; most of them where nobody who looks may see one that holds all. */
async function hitsFor(
  db: Kysely<Tables>,
  index: RecordSearch,
  look: Look,
  words: string,
  logs: ReadonlyMap<number, LogRow>,
  filter: Narrowing,
): Promise<readonly Hit[]> {
  const { viewer, workspace } = look;
  const { limit = searchLimit, exact = false } = filter;
  const [log] = look.log === undefined ? [] : [...logs.keys()];
  const scope = { workspace, log, logs, viewer, exact };
  for (const share of ['all', 'most'] as const) {
    let matches: readonly Match[] = [];
    let hits: Hit[] = [];
    for (const most of matchLimits) {
      matches = await index.find(db, words, { ...scope, share, limit: most });
      hits = await hitsOf(db, matches, logs, viewer, filter);
      // What a filter or the viewer's rights leave out may have hidden older matches.
      if (hits.length >= limit || matches.length < most) break;
    }
    if (hits.length > 0 || (await hitsOf(db, matches, logs, viewer, {})).length > 0) return hits;
  }
  return [];
}

/** The matches that pass the filter and may be seen, without their texts. */
async function hitsOf(
  db: Kysely<Tables>,
  matches: readonly Match[],
  logs: ReadonlyMap<number, LogRow>,
  viewer: Viewer,
  filter: Narrowing,
): Promise<Hit[]> {
  const ranks = new Map(matches.map(({ log, number, rank }) => [`${log} ${number}`, rank]));
  const holding = [...new Set(matches.map(({ log }) => log))].flatMap((id) => logs.get(id) ?? []);
  if (holding.length === 0) return [];
  const rows = await filteredAmong(db, holding, matches, viewer, filter).select(headColumns).execute();
  return hitsAmong(rows, logs, viewer, ({ log_id, number }) => ranks.get(`${log_id} ${number}`) ?? 0);
}

/** The rows of hits, in their order. */
export async function rowsOf(
  db: Kysely<Tables>,
  hits: readonly { readonly id: number }[],
  logs: ReadonlyMap<number, LogRow>,
): Promise<{ row: RecordRow; log: LogRow }[]> {
  const ids = hits.map(({ id }) => id);
  const rows = await inPages(ids, (page) =>
    db.selectFrom('records').selectAll().where('id', 'in', page).execute(),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    const log = row === undefined ? undefined : logs.get(row.log_id);
    return row === undefined || log === undefined ? [] : [{ row, log }];
  });
}

/** In force first, then what may come to be, then what was. */
function placeOf(status: Status): number {
  switch (status) {
    case 'accepted':
      return 0;
    case 'proposed':
    case 'draft':
    case 'none':
    case 'other':
      return 1;
    case 'superseded':
    case 'deprecated':
      return 2;
    case 'rejected':
    case 'withdrawn':
      return 3;
  }
}

/** The option that was named and not taken: "did we ever rule out MongoDB?" */
function rejectedOptionOf(record: DecisionRecord, words: string): Found['rejectedOption'] {
  const asked = words.toLowerCase().match(/[\p{L}\p{N}.+#-]{3,}/gu) ?? [];
  const refused = /\b(?:over|instead of|rather than|not|no)\s+[^,;.]{1,60}/g;
  const chosen = `${record.title} ${record.decision}`.toLowerCase().replace(refused, ' ');
  const option = record.options.find(({ name }) => {
    const lower = name.toLowerCase();
    return !chosen.includes(lower) && asked.some((word) => lower.includes(word) || word.includes(lower));
  });
  return option === undefined ? null : { name: option.name, cons: option.cons };
}
