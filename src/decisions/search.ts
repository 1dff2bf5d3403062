import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { editDistance } from '../answers/spelling.ts';
import { tokenize } from '../answers/tokens.ts';
import type { Tables } from '../database/schema.ts';
import { contentOf, type RecordRow } from './rows.ts';

/** Where to look: a workspace, or one of its logs. */
export interface SearchScope {
  readonly workspace: string;
  /** The log's id; the whole workspace where it is left out. */
  readonly log: number | undefined;
}

/** The full-text search over records: one implementation for each database. */
export interface RecordSearch {
  /** Puts a record's texts into the index, in the place of what was there. */
  put(db: Kysely<Tables>, row: RecordRow, workspace: string): Promise<void>;
  /** Records that hold what was asked for, the best (the lowest rank) first. */
  find(
    db: Kysely<Tables>,
    words: string,
    scope: SearchScope,
  ): Promise<readonly { log: number; number: number; rank: number }[]>;
}

/** Of so many matches, the newest, the best are told: a word that more records hold says little. */
const ranked = 2_000;
const found = 400;

/** Search by SQLite's FTS5, with the words of all records beside it for what is misspelt. */
export const sqliteSearch: RecordSearch = {
  async put(db, row, workspace) {
    const rowid = rowidOf(row.log_id, row.number);
    const texts = textsOf(row);
    if (row.version > 1) await sql`delete from record_search where rowid = ${rowid}`.execute(db);
    await sql`insert into record_search (rowid, title, context, options, decision, tags, people, scope)
      values (${rowid}, ${texts.title}, ${texts.context}, ${texts.options}, ${texts.decision}, ${texts.tags}, ${texts.people}, ${scopeOf(workspace)})`.execute(
      db,
    );
    const words = [...new Set(wordsOf(Object.values(texts).join(' ')))];
    await sql`insert or ignore into record_words (word) select value from json_each(${JSON.stringify(words)})`.execute(
      db,
    );
  },
  async find(db, words, { workspace, log }) {
    const terms = await termsOf(db, words);
    if (terms.length === 0) return [];
    const match = `scope : ${scopeOf(workspace)} AND {title context options decision tags people} : (${terms.join(' AND ')})`;
    const [from, to] =
      log === undefined ? [0, Number.MAX_SAFE_INTEGER] : [rowidOf(log, 0), rowidOf(log + 1, 0) - 1];
    const { rows } = await sql<{ id: number; rank: number }>`
      select id, rank from (
        select rowid as id, bm25(record_search, 10, 1, 4, 4, 6, 3) as rank from record_search
        where record_search match ${match} and rowid between ${from} and ${to}
        order by rowid desc limit ${ranked}
      ) order by rank limit ${found}`.execute(db);
    return rows.map(({ id, rank }) => ({
      log: Math.floor(id / numbersInLog),
      number: id % numbersInLog,
      rank,
    }));
  },
};

/** A log's records stand side by side in the index, so that one log is searched without reading the others. */
const numbersInLog = 2 ** 30;

function rowidOf(log: number, number: number): number {
  return log * numbersInLog + number;
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
    context: [content.context, ...content.drivers, content.body.slice(0, indexedBody)].join('\n'),
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

/** Words that say nothing about which record is meant. */
const empty = new Set(
  'a an and are as at be but by can choose chose chosen could decide decided decision did do does ever for from go had has have how i if in into is it its of off on or our out over picked record records reject rejected rule ruled say should so take team than that the their then there they this to took up use used using was we were what when where which who why will with would you your adr adrs'.split(
    ' ',
  ),
);

const maxWords = 8;

/** The full-text terms for what somebody typed; none where nothing is left to look for. */
async function termsOf(db: Kysely<Tables>, words: string): Promise<string[]> {
  const asked = tokenize(words)
    .map(({ text }) => text)
    .filter((word) => !empty.has(word) && /[\p{L}\p{N}]/u.test(word))
    .slice(0, maxWords);
  const terms: string[] = [];
  for (const word of asked) {
    // Punctuation inside a word ("node.js", "c#") is punctuation to the index too.
    const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
    const [first] = parts;
    if (first === undefined) continue;
    terms.push(parts.length > 1 ? `"${parts.join(' ')}"` : await termFor(db, first));
  }
  return terms;
}

/** A word that records hold as it is; else the beginning of one; else the nearest one. */
async function termFor(db: Kysely<Tables>, word: string): Promise<string> {
  const isKnown = await db
    .selectFrom('record_words')
    .select('word')
    .where('word', '=', word)
    .executeTakeFirst();
  if (isKnown !== undefined) return `"${word}"`;
  const longer = await db
    .selectFrom('record_words')
    .select('word')
    .where('word', '>=', word)
    .where('word', '<', `${word}\u{10ffff}`)
    .limit(1)
    .executeTakeFirst();
  if (longer !== undefined) return `"${word}"*`;
  return `"${(await nearestWord(db, word)) ?? word}"`;
}

/** The known word that is nearest to a misspelt one; people seldom mistype the first letter. */
async function nearestWord(db: Kysely<Tables>, word: string): Promise<string | undefined> {
  if (word.length < 4) return undefined;
  const initial = word.slice(0, 1);
  const allowed = word.length < 7 ? 1 : 2;
  const words = await db
    .selectFrom('record_words')
    .select('word')
    .where('word', '>=', initial)
    .where('word', '<', `${initial}\u{10ffff}`)
    .where(sql<boolean>`length(word) between ${word.length - allowed} and ${word.length + allowed}`)
    .execute();
  let best: { word: string; distance: number } | undefined;
  for (const { word: candidate } of words) {
    const distance = editDistance(word, candidate, allowed);
    if (distance <= allowed && (best === undefined || distance < best.distance))
      best = { word: candidate, distance };
  }
  return best?.word;
}
