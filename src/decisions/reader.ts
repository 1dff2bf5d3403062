import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import type { EventTable } from '../database/tables/records.ts';
import { rowOf, toRecords } from './assemble-records.ts';
import { type Decided, decidedSince } from './decided-since.ts';
import { listPage } from './list-page.ts';
import { type Outline, readOutline } from './outline.ts';
import { narrowing } from './path-filter.ts';
import type { DecisionRecord, HistoryEntry, Log, Successor } from './record.ts';
import {
  type Due,
  type Filter,
  type Found,
  type Latest,
  type ListPage,
  type Look,
  listLimit,
  type Page,
} from './record-queries.ts';
import { type LogRow, logOf, maySee, noLog, noRecord, type RecordRow, requireLog } from './rows.ts';
import { recordSearch } from './search.ts';
import { rowsOf, search } from './search-records.ts';
import { type Since, sinceImports } from './since-import.ts';
import { successorOf } from './successors.ts';
import { verifyWorkspace } from './verify.ts';
import { filtered, logNames, visibleLogs, withoutHidden } from './visible-logs.ts';
import { owedOn, type WaitingProposal, waitingProposals } from './waiting.ts';

/** Everything that reads records; what a viewer may not see is nowhere in it. */
export interface Reader {
  get(look: Look & { log: string }, number: number): Promise<DecisionRecord>;
  list(look: Look, filter?: Filter): Promise<DecisionRecord[]>;
  /** A page of a list, the newest first, and how many there are in all. */
  latest(look: Look, filter: Filter & { offset: number; limit: number }): Promise<Latest>;
  /** A page of a list in an order of one's choice, with what took the place of what is superseded. */
  page(look: Look, page: Page): Promise<ListPage>;
  search(look: Look, words: string, filter?: Filter): Promise<Found[]>;
  due(look: Look, today: string): Promise<Due[]>;
  /** What took a superseded record's place in the end; null where nothing did that may be seen. */
  successor(look: Look & { log: string }, number: number): Promise<Successor | null>;
  /** The proposals that wait, with what it takes to decide them. */
  waiting(look: Look): Promise<WaitingProposal[]>;
  /** What was decided since a time in ISO form and stands so still, the newest first. */
  decidedSince(look: Look, since: string): Promise<Decided[]>;
  /** All records without their texts, and how they are linked. */
  outline(look: Look): Promise<Outline>;
  history(look: Look & { log: string }, number: number): Promise<HistoryEntry[]>;
  /** What happened to a log as a whole: its settings, the first first. */
  logHistory(look: Look & { log: string }): Promise<HistoryEntry[]>;
  /** What happened to records since their files were read, by log and number: an export writes it into these. */
  sinceImports(look: Look): Promise<ReadonlyMap<string, Since>>;
  logs(look: Look): Promise<Log[]>;
  /** Names of all logs in which somebody may see anything, whichever one they look at: see {@link recordName}. */
  logNames(look: Look): Promise<string[]>;
  /** What is wrong with the histories and records of a workspace; an empty list when all is well. */
  verify(workspace: string): Promise<string[]>;
}

/** Reads records from a database. */
export function createReader(database: Database): Reader {
  const index = recordSearch(database.kind);
  const within = <Result>({ workspace }: Look, work: (db: Kysely<Tables>) => Promise<Result>) =>
    database.reading(workspace, work);
  return {
    get: (look, number) => within(look, (db) => get(db, look, number)),
    list: (look, filter = {}) => within(look, (db) => list(db, look, filter)),
    latest: (look, filter) => within(look, (db) => latest(db, look, filter)),
    page: (look, page) => within(look, (db) => listPage(db, look, page)),
    search: (look, words, filter = {}) => within(look, (db) => search(db, index, look, words, filter)),
    due: (look, today) => within(look, (db) => due(db, look, today)),
    successor: (look, number) =>
      within(look, async (db) => successorOf(db, (await requireVisible(db, look, number)).row, look.viewer)),
    waiting: (look) => within(look, (db) => waitingProposals(db, look)),
    decidedSince: (look, since) => within(look, (db) => decidedSince(db, look, since)),
    outline: (look) => within(look, (db) => readOutline(db, look)),
    history: (look, number) => within(look, (db) => history(db, look, number)),
    logNames: (look) => within(look, (db) => logNames(db, look)),
    logHistory: (look) => within(look, (db) => logHistory(db, look)),
    sinceImports: (look) => within(look, (db) => sinceImports(db, look)),
    logs: (look) =>
      within(look, async (db) =>
        (await visibleLogs(db, look)).filter((log) => maySee(look.viewer, log)).map(logOf),
      ),
    verify: (workspace) => database.reading(workspace, (db) => verifyWorkspace(db, workspace)),
  };
}

/** A record that somebody may see, with its log. @throws AdvisorError `not-found`, also for what they may not see. */
async function requireVisible(
  db: Kysely<Tables>,
  look: Look & { log: string },
  number: number,
): Promise<{ row: RecordRow; log: LogRow }> {
  const log = await requireLog(db, look, look.log);
  const row = await rowOf(db, log, number);
  if (row === undefined || !maySee(look.viewer, log, row)) throw await noRecord(db, look, log, number);
  return { row, log };
}

async function get(
  db: Kysely<Tables>,
  look: Look & { log: string },
  number: number,
): Promise<DecisionRecord> {
  const [record] = await toRecords(db, [await requireVisible(db, look, number)], look.viewer);
  if (record === undefined) throw new RangeError('a record that was just read');
  return record;
}

async function list(db: Kysely<Tables>, look: Look, filter: Filter): Promise<DecisionRecord[]> {
  const found: { row: RecordRow; log: LogRow }[] = [];
  const logs = await visibleLogs(db, look);
  const narrowed = await narrowing(db, logs, filter);
  for (const log of logs) {
    const rows = await filtered(db, log, look.viewer, narrowed)
      .selectAll()
      .orderBy('number')
      .limit((filter.limit ?? listLimit) - found.length)
      .execute();
    for (const row of rows) if (maySee(look.viewer, log, row)) found.push({ row, log });
    if (found.length >= (filter.limit ?? listLimit)) break;
  }
  return toRecords(db, found, look.viewer);
}

/** Proposals that wait, and for whom, and accepted records whose day of review has come. */
async function due(db: Kysely<Tables>, look: Look, today: string): Promise<Due[]> {
  const proposals = Map.groupBy(await waitingProposals(db, look), ({ log }) => log);
  const all: Due[] = [];
  for (const log of await visibleLogs(db, look)) {
    const rows = await filtered(db, log, look.viewer, { status: ['accepted'] })
      .select(['number', 'title', 'review_by', 'visibility', 'channel'])
      .where('review_by', '<=', today)
      .execute();
    const reviews = rows
      .filter((row) => maySee(look.viewer, log, row))
      .map(({ number, title, review_by: since }): Due => {
        return { kind: 'review', number, log: log.name, title, since: since ?? today };
      });
    const waiting = (proposals.get(log.name) ?? []).map(({ number, title, since, ...answers }): Due => {
      const day = since.slice(0, 10);
      return { kind: 'proposal', number, log: log.name, title, since: day, ...owedOn(answers) };
    });
    all.push(...[...reviews, ...waiting].sort((a, b) => a.number - b.number));
  }
  return all;
}

async function history(
  db: Kysely<Tables>,
  look: Look & { log: string },
  number: number,
): Promise<HistoryEntry[]> {
  const { row, log } = await requireVisible(db, look, number);
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('record_id', '=', row.id)
    .orderBy('seq')
    .execute();
  return withoutHidden(db, log, look.viewer, events.map(entryOf));
}

async function logHistory(db: Kysely<Tables>, look: Look & { log: string }): Promise<HistoryEntry[]> {
  const log = await requireLog(db, look, look.log);
  if (!maySee(look.viewer, log)) throw await noLog(db, look, look.log);
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('record_id', 'is', null)
    .where('log_id', '=', log.id)
    .orderBy('seq')
    .execute();
  return events.map(entryOf);
}

function entryOf(event: Selectable<EventTable>): HistoryEntry {
  const { at, person_name: person, kind, source } = event;
  return { at, person, kind, data: JSON.parse(event.data), source };
}

async function latest(
  db: Kysely<Tables>,
  look: Look,
  { offset, limit, ...filter }: Filter & { offset: number; limit: number },
): Promise<Latest> {
  const logs = new Map((await visibleLogs(db, look)).map((log) => [log.id, log]));
  const narrowed = await narrowing(db, [...logs.values()], filter);
  const heads: { id: number; date: string | null }[] = [];
  let total = 0;
  for (const log of logs.values()) {
    const wanted = filtered(db, log, look.viewer, narrowed);
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
