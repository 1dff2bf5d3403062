import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Viewer } from './record.ts';
import { contentOf, type LogRow, type RecordRow } from './rows.ts';
import { termsOf } from './search-terms.ts';
import { audiencesOf } from './visible-logs.ts';

/** Where to look: a workspace, or one of its logs. */
export interface SearchScope {
  readonly workspace: string;
  /** The log's id; the whole workspace where it is left out. */
  readonly log: number | undefined;
  /** Who looks, and at which logs: words that only others' records hold must not show, not even by what they correct. */
  readonly viewer: Viewer;
  readonly logs: ReadonlyMap<number, LogRow>;
  /** Whether words are taken as they are: a name that no record holds is no other one mistyped. */
  readonly exact: boolean;
  /** Whether a record has to hold all words, or most of them. */
  readonly share: 'all' | 'most';
  /** So many matches at most from where the words stand as well. */
  readonly limit: number;
}

/** The full-text search over records: one implementation for each database. */
export interface RecordSearch {
  /** Puts a record's texts into the index, in the place of what was there. */
  put(db: Kysely<Tables>, row: RecordRow, log: Pick<LogRow, 'workspace'>): Promise<void>;
  /** Records that hold what was asked for, the best (the lowest rank) first. */
  find(
    db: Kysely<Tables>,
    words: string,
    scope: SearchScope,
  ): Promise<readonly { log: number; number: number; rank: number }[]>;
}

/** Where all words stand tells how good a match is: the title, then what was decided, then anywhere. */
const tiers = ['title', 'title options decision tags', 'title context options decision tags people'] as const;

/** Fills the index anew from the records, for a database whose index an older version made. */
export async function rebuildSearch(db: Kysely<Tables>): Promise<void> {
  await sql`delete from record_search`.execute(db);
  await db.deleteFrom('record_words').execute();
  await db.deleteFrom('audiences').execute();
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('records')
      .innerJoin('logs', 'logs.id', 'records.log_id')
      .selectAll('records')
      .select('logs.workspace')
      .where('records.id', '>', after)
      .orderBy('records.id')
      .limit(500)
      .execute();
    for (const { workspace, ...row } of rows) {
      await sqliteSearch.put(db, row, { workspace });
      after = row.id;
    }
    if (rows.length === 0) return;
  }
}

/** Search by SQLite's FTS5, with the words of all records beside it for what is misspelt. */
export const sqliteSearch: RecordSearch = {
  async put(db, row, { workspace }) {
    const rowid = rowidOf(row.log_id, row.number);
    const texts = textsOf(row);
    if (row.version > 1) await sql`delete from record_search where rowid = ${rowid}`.execute(db);
    await sql`insert into record_search (rowid, title, context, options, decision, tags, people, scope)
      values (${rowid}, ${texts.title}, ${texts.context}, ${texts.options}, ${texts.decision}, ${texts.tags}, ${texts.people}, ${`${scopeOf(workspace)} ${logTerm(row.log_id)}`})`.execute(
      db,
    );
    const words = [...new Set(wordsOf(Object.values(texts).join(' ')))];
    const audience = await audienceOf(db, row);
    await sql`insert or ignore into record_words (word, audience)
      select value, ${audience} from json_each(${JSON.stringify(words)})`.execute(db);
  },
  async find(db, words, { workspace, log, limit, exact, share, viewer, logs }) {
    const audiences = (await audiencesOf(db, viewer, logs)).map(({ id }) => id);
    const terms = await termsOf(db, words, exact, JSON.stringify(audiences));
    if (terms.length === 0) return [];
    const scope = { scope: scopeOf(workspace), log, limit };
    const ranks = share === 'all' ? await allOf(db, terms, scope) : await mostOf(db, terms, scope);
    // The newest first where they match as well.
    return [...ranks]
      .sort(([a, rankA], [b, rankB]) => rankA - rankB || a - b)
      .map(([id], rank) => ({ ...placeOf(id), rank }));
  },
};

interface IndexScope {
  readonly scope: string;
  readonly log: number | undefined;
  readonly limit: number;
}

/** The newest rows that match; without bm25, which counts every word's rows in the whole index for every query. */
async function matching(
  db: Kysely<Tables>,
  match: string,
  { scope, log, limit }: IndexScope,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select rowid as id from record_search
    where record_search match ${`scope : ${log === undefined ? scope : logTerm(log)} AND ${match}`}
    order by rowid limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

type Ranks = ReadonlyMap<number, number>;

/** Rows that hold all words, by where these stand. */
async function allOf(db: Kysely<Tables>, terms: readonly string[], scope: IndexScope): Promise<Ranks> {
  const ranks = new Map<number, number>();
  for (const [tier, columns] of tiers.entries()) {
    const ids = await matching(db, `{${columns}} : (${terms.join(' AND ')})`, scope);
    for (const id of ids) if (!ranks.has(id)) ranks.set(id, tier);
  }
  return ranks;
}

/** Rows that hold most of several words, by how many they miss. */
async function mostOf(db: Kysely<Tables>, terms: readonly string[], scope: IndexScope): Promise<Ranks> {
  if (terms.length < 2) return new Map();
  const held = new Map<number, number>();
  for (const term of terms) {
    for (const id of await matching(db, `{${tiers[2]}} : ${term}`, scope))
      held.set(id, (held.get(id) ?? 0) + 1);
  }
  return new Map(
    [...held]
      .filter(([, count]) => count * 2 >= terms.length)
      .map(([id, count]) => [id, terms.length - count] as const),
  );
}

/** The records of a log that the same people see, whatever is set for the log: their words are kept together. */
async function audienceOf(
  db: Kysely<Tables>,
  { log_id, visibility, channel }: Pick<RecordRow, 'log_id' | 'visibility' | 'channel'>,
): Promise<number> {
  const audience = { log_id, visibility, channel: channel ?? '' };
  const known = await db
    .selectFrom('audiences')
    .select('id')
    .where('log_id', '=', audience.log_id)
    .where('visibility', '=', audience.visibility)
    .where('channel', '=', audience.channel)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const made = await db.insertInto('audiences').values(audience).returning('id').executeTakeFirstOrThrow();
  return made.id;
}

/**
 * A log's records stand side by side in the index, so that one log is searched without reading the others, and the newest
 * come first: FTS5 skips through its lists of rows upwards only.
 */
const numbersInLog = 2 ** 30;
const mostLogs = 2 ** 22;

function rowidOf(log: number, number: number): number {
  return (mostLogs - log) * numbersInLog - number;
}

/** The opposite of {@link rowidOf}. */
function placeOf(rowid: number): { log: number; number: number } {
  const log = mostLogs - Math.ceil(rowid / numbersInLog);
  return { log, number: (mostLogs - log) * numbersInLog - rowid };
}

/** A word of the index that only a log's records hold: with it FTS5 jumps to where the log's rows are. */
function logTerm(log: number): string {
  return `log${log}`;
}

/** A word of the index that only a workspace's records hold. */
function scopeOf(workspace: string): string {
  return `scope${createHash('sha256').update(workspace).digest('hex').slice(0, 16)}`;
}

/** So much of an imported text is searched: nobody looks for what stands further down. */
const indexedBody = 20_000;

function textsOf(row: RecordRow) {
  const content = contentOf(row);
  return {
    title: content.title,
    context: [
      content.context,
      ...content.drivers,
      ...content.affects,
      content.body.slice(0, indexedBody),
    ].join('\n'),
    options: content.options.map(({ name, pros, cons }) => [name, ...pros, ...cons].join(' ')).join('\n'),
    decision: [content.decision, ...content.consequences].join('\n'),
    tags: content.tags.join(' '),
    people: [...content.deciders, ...content.consulted, ...content.informed].join(' '),
  };
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,40}/gu) ?? []
  );
}
