import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { verifyLog } from './history.ts';
import type { DecisionRecord, HistoryEntry, LinkView, Log, Status, Viewer } from './record.ts';
import {
  contentOf,
  type LogRow,
  logOf,
  maySee,
  noLog,
  noRecord,
  type RecordRow,
  requireLog,
  seesChannelsOnly,
  stateOf,
  statusOf,
  visibilityOf,
} from './rows.ts';
import { type RecordSearch, sqliteSearch } from './search.ts';

/** Where somebody looks. */
export interface Look {
  readonly workspace: string;
  /** One log; all that they may see where it is left out. */
  readonly log?: string;
  readonly viewer: Viewer;
}

/** What narrows a list or a search. */
export interface Filter {
  readonly status?: readonly Status[];
  readonly tag?: string;
  /** Somebody who proposed, approved, decided, or was consulted or informed. */
  readonly person?: string;
  /** Days, both included. */
  readonly after?: string;
  readonly before?: string;
  readonly limit?: number;
  /** In a search: words as they are, without what may be meant by a misspelt one. */
  readonly exact?: boolean;
}

/** A record that a search found. */
export interface Found {
  readonly record: DecisionRecord;
  /** For a superseded record: the record in force that took its place. */
  readonly successor: { readonly log: string; readonly number: number; readonly title: string } | null;
  /** The rejected option that matched, where that is why it was found. */
  readonly rejectedOption: { readonly name: string; readonly cons: readonly string[] } | null;
}

/** A page of records. */
export interface Latest {
  readonly records: readonly DecisionRecord[];
  readonly total: number;
}

/** A record that waits for somebody. */
export interface Due {
  readonly kind: 'review' | 'proposal';
  readonly number: number;
  readonly log: string;
  readonly title: string;
  /** The review day, or the day of the proposal. */
  readonly since: string;
}

/** Everything that reads records; what a viewer may not see is nowhere in it. */
export interface Reader {
  get(look: Look & { log: string }, number: number): Promise<DecisionRecord>;
  list(look: Look, filter?: Filter): Promise<DecisionRecord[]>;
  /** A page of a list, the newest first, and how many there are in all. */
  latest(look: Look, filter: Filter & { offset: number; limit: number }): Promise<Latest>;
  search(look: Look, words: string, filter?: Filter): Promise<Found[]>;
  due(look: Look, today: string): Promise<Due[]>;
  history(look: Look & { log: string }, number: number): Promise<HistoryEntry[]>;
  logs(look: Look): Promise<Log[]>;
  /** What is wrong with the histories and records of a workspace; an empty list when all is well. */
  verify(workspace: string): Promise<string[]>;
}

const listLimit = 1_000;
const searchLimit = 20;

/** Reads records from a database. */
export function createReader(database: Database, index: RecordSearch = sqliteSearch): Reader {
  const { db } = database;
  return {
    async get(look, number) {
      const log = await requireLog(db, look, look.log);
      const row = await rowOf(db, log, number);
      if (row === undefined || !maySee(look.viewer, log, row)) throw await noRecord(db, look, log, number);
      const [record] = await toRecords(db, [{ row, log }], look.viewer);
      if (record === undefined) throw new RangeError('a record that was just read');
      return record;
    },
    async list(look, filter = {}) {
      const found: { row: RecordRow; log: LogRow }[] = [];
      for (const log of await visibleLogs(db, look)) {
        const rows = await filtered(db, log, look.viewer, filter)
          .selectAll()
          .orderBy('number')
          .limit((filter.limit ?? listLimit) - found.length)
          .execute();
        for (const row of rows) if (maySee(look.viewer, log, row)) found.push({ row, log });
        if (found.length >= (filter.limit ?? listLimit)) break;
      }
      return toRecords(db, found, look.viewer);
    },
    latest: (look, filter) => latest(db, look, filter),
    search: (look, words, filter = {}) => search(db, index, look, words, filter),
    async due(look, today) {
      const all: Due[] = [];
      for (const log of await visibleLogs(db, look)) {
        const rows = await db
          .selectFrom('records')
          .selectAll()
          .where('log_id', '=', log.id)
          .where((eb) =>
            eb.or([
              eb('status', '=', 'proposed'),
              eb.and([
                eb('review_by', 'is not', null),
                eb('review_by', '<=', today),
                eb('status', '=', 'accepted'),
              ]),
            ]),
          )
          .orderBy('number')
          .execute();
        for (const row of rows) {
          if (!maySee(look.viewer, log, row)) continue;
          const kind = row.status === 'proposed' ? 'proposal' : 'review';
          const since = kind === 'review' ? (row.review_by ?? today) : row.created_at.slice(0, 10);
          all.push({ kind, number: row.number, log: log.name, title: row.title, since });
        }
      }
      return all;
    },
    async history(look, number) {
      const log = await requireLog(db, look, look.log);
      const row = await rowOf(db, log, number);
      if (row === undefined || !maySee(look.viewer, log, row)) throw await noRecord(db, look, log, number);
      const events = await db
        .selectFrom('events')
        .selectAll()
        .where('record_id', '=', row.id)
        .orderBy('seq')
        .execute();
      const entries = events.map((event) => ({
        at: event.at,
        person: event.person_name,
        kind: event.kind,
        data: JSON.parse(event.data),
        source: event.source,
      }));
      return withoutHidden(db, log, look.viewer, entries);
    },
    logs: async (look) => (await visibleLogs(db, look)).filter((log) => maySee(look.viewer, log)).map(logOf),
    async verify(workspace) {
      const faults: string[] = [];
      const logs = await db.selectFrom('logs').selectAll().where('workspace', '=', workspace).execute();
      for (const log of logs) {
        faults.push(...(await verifyLog(db, log)), ...(await verifyStates(db, log)));
      }
      return faults;
    },
  };
}

function rowOf(db: Kysely<Tables>, log: LogRow, number: number): Promise<RecordRow | undefined> {
  return db
    .selectFrom('records')
    .selectAll()
    .where('log_id', '=', log.id)
    .where('number', '=', number)
    .executeTakeFirst();
}

/** What an entry says of another record of the log, by its number. */
const othersSchema = z.object({ to: z.number().optional(), by: z.number().optional() });

/** A history as somebody may read it: it does not name what is hidden from them, and no link to it. */
async function withoutHidden(
  db: Kysely<Tables>,
  log: LogRow,
  viewer: Viewer,
  entries: readonly HistoryEntry[],
): Promise<HistoryEntry[]> {
  const shown: HistoryEntry[] = [];
  for (const entry of entries) {
    const { to, by } = othersSchema.catch({}).parse(entry.data);
    const isHidden = async (number: number) => {
      const row = await rowOf(db, log, number);
      return row === undefined || !maySee(viewer, log, row);
    };
    if (to !== undefined && (await isHidden(to))) continue;
    const hidesBy = by !== undefined && (await isHidden(by));
    shown.push(hidesBy ? { ...entry, data: without(entry.data, 'by') } : entry);
  }
  return shown;
}

function without(data: unknown, field: string): unknown {
  return Object.fromEntries(Object.entries(Object(data)).filter(([name]) => name !== field));
}

async function visibleLogs(db: Kysely<Tables>, look: Look): Promise<LogRow[]> {
  if (look.log !== undefined) {
    const log = await requireLog(db, look, look.log);
    if (!maySee(look.viewer, log) && !(await showsAnything(db, log, look.viewer)))
      throw await noLog(db, look, look.log);
    return [log];
  }
  const logs = await db
    .selectFrom('logs')
    .selectAll()
    .where('workspace', '=', look.workspace)
    .orderBy('name')
    .execute();
  // A log that somebody may not see may still hold records that they may.
  return logs.filter((log) => maySee(look.viewer, log) || look.viewer.kind === 'member');
}

/** Whether somebody may see a record of a log. */
async function showsAnything(db: Kysely<Tables>, log: LogRow, viewer: Viewer): Promise<boolean> {
  const row = await filtered(db, log, viewer, {}).select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

function filtered(db: Kysely<Tables>, log: LogRow, viewer: Viewer, filter: Filter) {
  let query = db.selectFrom('records').where('log_id', '=', log.id);
  if (filter.status !== undefined && filter.status.length > 0)
    query = query.where('status', 'in', filter.status);
  if (filter.after !== undefined) query = query.where('date', '>=', filter.after);
  if (filter.before !== undefined) query = query.where('date', '<=', filter.before);
  const { tag, person } = filter;
  if (tag !== undefined) {
    query = query.where(
      sql<boolean>`exists (select 1 from json_each(records.content, '$.tags') where value = ${tag.toLowerCase()})`,
    );
  }
  if (person !== undefined) {
    query = query.where(
      sql<boolean>`(records.proposed_by = ${person}
        or exists (select 1 from events where record_id = records.id and kind in ('proposed', 'drafted') and lower(person_name) = lower(${person}))
        or exists (select 1 from approvals where record_id = records.id and (person_name = ${person} or person_id = ${person}))
        or exists (select 1 from json_each(records.content, '$.deciders') where value = ${person})
        or exists (select 1 from json_each(records.content, '$.consulted') where value = ${person})
        or exists (select 1 from json_each(records.content, '$.informed') where value = ${person}))`,
    );
  }
  if (viewer.kind === 'member') {
    const channels = [...viewer.channels, ''];
    const isMember = sql<boolean>`coalesce(records.channel, ${log.channel}, '-') in (${sql.join(channels)})`;
    const isOpen = sql<boolean>`(records.visibility = 'open' and ${log.visibility} = 'open')`;
    query = query.where(seesChannelsOnly(viewer) ? isMember : sql<boolean>`(${isOpen} or ${isMember})`);
  }
  return query;
}

async function latest(
  db: Kysely<Tables>,
  look: Look,
  { offset, limit, ...filter }: Filter & { offset: number; limit: number },
): Promise<Latest> {
  const logs = new Map((await visibleLogs(db, look)).map((log) => [log.id, log]));
  const heads: { id: number; date: string | null }[] = [];
  let total = 0;
  for (const log of logs.values()) {
    const wanted = filtered(db, log, look.viewer, filter);
    const { count } = await wanted
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    total += Number(count);
    const newest = wanted.select(['id', 'date']).orderBy('number', 'desc');
    heads.push(...(await newest.limit(offset + limit).execute()));
  }
  heads.sort((a, b) => (b.date ?? '').localeCompare(a.date ?? '') || b.id - a.id);
  const rows = await rowsOf(db, heads.slice(offset, offset + limit), logs);
  return { records: await toRecords(db, rows, look.viewer), total };
}

async function search(
  db: Kysely<Tables>,
  index: RecordSearch,
  look: Look,
  words: string,
  filter: Filter,
): Promise<Found[]> {
  const logs = new Map((await visibleLogs(db, look)).map((log) => [log.id, log]));
  const { limit = searchLimit } = filter;
  const hits = [...(await hitsFor(db, index, look, words, logs, filter))];
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
  filter: Filter,
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
  filter: Filter,
): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (const [id, numbered] of Map.groupBy(matches, ({ log }) => log)) {
    const log = logs.get(id);
    if (log === undefined) continue;
    const ranks = new Map(numbered.map(({ number, rank }) => [number, rank]));
    const rows = await filtered(db, log, viewer, filter)
      .select(['id', 'number', 'status', 'visibility', 'channel'])
      .where('number', 'in', [...ranks.keys()])
      .execute();
    for (const row of rows) {
      if (!maySee(viewer, log, row)) continue;
      hits.push({ id: row.id, log, status: statusOf(row), rank: ranks.get(row.number) ?? 0 });
    }
  }
  return hits;
}

/** The rows of hits, in their order. */
async function rowsOf(
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

/** The record at the end of the chain that superseded this one. */
async function successorOf(db: Kysely<Tables>, row: RecordRow, viewer: Viewer): Promise<Found['successor']> {
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

/** Records as they are shown, with their links from both ends and their approvals. */
export async function toRecords(
  db: Kysely<Tables>,
  found: readonly { row: RecordRow; log: LogRow }[],
  viewer: Viewer,
): Promise<DecisionRecord[]> {
  const ids = found.map(({ row }) => row.id);
  if (ids.length === 0) return [];
  const links = await linksOf(db, ids, viewer);
  const approvals = await inPages(ids, (page) =>
    db.selectFrom('approvals').selectAll().where('record_id', 'in', page).orderBy('at').execute(),
  );
  return found.map(({ row, log }) => ({
    ...contentOf(row),
    number: row.number,
    log: log.name,
    status: statusOf(row),
    statusRaw: row.status_raw,
    date: row.date,
    links: links.get(row.id) ?? [],
    approvals: approvals
      .filter((approval) => approval.record_id === row.id)
      .map(({ person_name, at }) => ({ person: person_name, at })),
    label: row.label,
    file: row.file,
    version: row.version,
    visibility: visibilityOf(row.visibility),
  }));
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

const idsAtOnce = 500;

async function inPages<Row>(
  ids: readonly number[],
  read: (page: number[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < ids.length; start += idsAtOnce)
    rows.push(...(await read(ids.slice(start, start + idsAtOnce))));
  return rows;
}

/** Records whose text is not the one that the history last told of. */
async function verifyStates(db: Kysely<Tables>, log: LogRow): Promise<string[]> {
  const faults: string[] = [];
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('records')
      .selectAll()
      .where('log_id', '=', log.id)
      .where('number', '>', after)
      .orderBy('number')
      .limit(idsAtOnce)
      .execute();
    for (const row of rows) {
      after = row.number;
      const last = await db
        .selectFrom('events')
        .select('data')
        .where('record_id', '=', row.id)
        .orderBy('seq', 'desc')
        .executeTakeFirst();
      const state: unknown = last === undefined ? undefined : JSON.parse(last.data).state;
      if (state !== stateOf(row))
        faults.push(`${log.name}: record ${row.number} was changed behind its history`);
    }
    if (rows.length < idsAtOnce) return faults;
  }
}
