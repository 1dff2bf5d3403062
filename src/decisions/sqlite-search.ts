import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { audienceOf } from './audiences.ts';
import type { RecordSearch } from './record-search.ts';
import type { RecordRow } from './rows.ts';
import { type Place, rankedPlaces, type Tier } from './search-ranks.ts';
import { type Term, termsOf } from './search-terms.ts';
import { textsOf, wordsOf } from './search-texts.ts';
import { audiencesOf } from './visible-logs.ts';

/** Search by SQLite's FTS5, with the words of all records beside it for what is misspelt. */
export const sqliteSearch: RecordSearch = {
  async put(db, rows, { workspace }) {
    for (const row of rows) await putOne(db, row, workspace);
  },
  async removeLog(db, log) {
    await sql`delete from record_search
      where rowid in (select rowid from record_search where record_search match ${`scope : ${logTerm(log)}`})`.execute(
      db,
    );
  },
  async find(db, words, { workspace, log, limit, exact, share, viewer, logs }) {
    const audiences = (await audiencesOf(db, viewer, logs)).map(({ id }) => id);
    const terms = await termsOf(db, words, exact, audiences);
    if (terms.length === 0) return [];
    const reach = { within: log === undefined ? scopeOf(workspace) : logTerm(log), limit };
    return rankedPlaces(terms, share, (some, tier) => matching(db, some, tier, reach));
  },
};

async function putOne(db: Kysely<Tables>, row: RecordRow, workspace: string): Promise<void> {
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
}

/** The columns of each tier. */
const columnsOf: Readonly<Record<Tier, string>> = {
  title: 'title',
  decided: 'title options decision tags',
  anywhere: 'title context options decision tags people',
};

/** The newest rows that match; without bm25, which counts every word's rows in the whole index for every query. */
async function matching(
  db: Kysely<Tables>,
  terms: readonly Term[],
  tier: Tier,
  { within, limit }: { readonly within: string; readonly limit: number },
): Promise<Place[]> {
  const match = `scope : ${within} AND {${columnsOf[tier]}} : (${terms.map(termText).join(' AND ')})`;
  const { rows } = await sql<{ id: number }>`
    select rowid as id from record_search
    where record_search match ${match}
    order by rowid limit ${limit}`.execute(db);
  return rows.map(({ id }) => placeOf(id));
}

/** A term in FTS5's words. */
function termText({ words, isBeginning }: Term): string {
  return `"${words.join(' ')}"${isBeginning ? '*' : ''}`;
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
