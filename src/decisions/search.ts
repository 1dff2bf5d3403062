import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { editDistance } from '../answers/spelling.ts';
import { tokenize } from '../answers/tokens.ts';
import type { Tables } from '../database/schema.ts';
import { contentOf, type RecordRow } from './rows.ts';

/** The full-text search over records: one implementation for each database. */
export interface RecordSearch {
  /** Puts a record's texts into the index, in the place of what was there. */
  put(db: Kysely<Tables>, row: RecordRow, workspace: string, log: string): Promise<void>;
  /** Ids of the records that hold what was asked for, the best (the lowest rank) first. */
  find(
    db: Kysely<Tables>,
    words: string,
    where: { workspace: string; log: string | undefined },
  ): Promise<readonly { id: number; rank: number }[]>;
}

/** Of so many matches the best are looked at; a word that more records hold tells little. */
const scanned = 400;

/** Search by SQLite's FTS5. */
export const sqliteSearch: RecordSearch = {
  put: indexRecord,
  async find(db, words, { workspace, log }) {
    const match = await matchExpression(db, words, scopeOf(workspace, log));
    if (match === undefined) return [];
    const found = await sql<{ id: number; rank: number }>`
      select rowid as id, bm25(record_search, 10, 1, 4, 4, 6, 3) as rank
      from record_search where record_search match ${match} order by rank limit ${scanned}`.execute(db);
    return found.rows;
  },
};

async function indexRecord(
  db: Kysely<Tables>,
  row: RecordRow,
  workspace: string,
  log: string,
): Promise<void> {
  const content = contentOf(row);
  const options = content.options
    .map(({ name, pros, cons }) => [name, ...pros, ...cons].join(' '))
    .join('\n');
  const people = [...content.deciders, ...content.consulted, ...content.informed].join(' ');
  const context = [content.context, ...content.drivers, content.body.slice(0, indexedBody)].join('\n');
  const decision = [content.decision, ...content.consequences].join('\n');
  await sql`delete from record_search where rowid = ${row.id}`.execute(db);
  await sql`insert into record_search (rowid, title, context, options, decision, tags, people, scope)
    values (${row.id}, ${content.title}, ${context}, ${options}, ${decision}, ${content.tags.join(' ')}, ${people}, ${`${scopeOf(workspace)} ${scopeOf(workspace, log)}`})`.execute(
    db,
  );
}

/** A word of the index that only what belongs to a workspace, or to one of its logs, holds. */
export function scopeOf(workspace: string, log?: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([workspace, log ?? null]))
    .digest('hex');
  return `scope${hash.slice(0, 16)}`;
}

/** So much of an imported text is searched: nobody looks for what stands further down. */
const indexedBody = 20_000;

/** Words that say nothing about which record is meant. */
const empty = new Set(
  'a an and are as at be but by can choose chose chosen could decide decided decision did do does ever for from go had has have how i if in into is it its of off on or our out over picked record records reject rejected rule ruled say should so take team than that the their then there they this to took up use used using was we were what when where which who why will with would you your adr adrs'.split(
    ' ',
  ),
);

const maxWords = 8;

/**
 * The full-text expression for what somebody typed: every telling word, by its beginning, and misspelt ones by the
 * nearest word that some record holds. Undefined where nothing is left to look for.
 */
async function matchExpression(
  db: Kysely<Tables>,
  words: string,
  scope: string,
): Promise<string | undefined> {
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
    if (parts.length > 1) terms.push(`"${parts.join(' ')}"`);
    else terms.push(await termFor(db, first));
  }
  return terms.length === 0
    ? undefined
    : `scope : ${scope} AND {title context options decision tags people} : (${terms.join(' AND ')})`;
}

async function termFor(db: Kysely<Tables>, word: string): Promise<string> {
  const stem = word.length > 5 ? word.replace(/(?:ies|es|s|ing|ed)$/, '') : word;
  const prefix = stem.length >= 3 ? stem : word;
  const known = await sql<{ term: string }>`
    select term from record_words where term >= ${prefix} and term < ${`${prefix}\u{10ffff}`} limit 1`.execute(
    db,
  );
  if (known.rows.length > 0) return `"${prefix}"*`;
  const near = await nearestWord(db, word);
  return near === undefined ? `"${word}"*` : `"${near}"`;
}

/** The word of the index that is nearest to a misspelt one; people seldom mistype the first letter. */
async function nearestWord(db: Kysely<Tables>, word: string): Promise<string | undefined> {
  if (word.length < 4) return undefined;
  const initial = word.slice(0, 1);
  const { rows } = await sql<{ term: string; doc: number }>`
    select term, doc from record_words where term >= ${initial} and term < ${`${initial}\u{10ffff}`}
    and length(term) between ${word.length - 2} and ${word.length + 2}`.execute(db);
  const allowed = word.length < 7 ? 1 : 2;
  let best: { term: string; distance: number; doc: number } | undefined;
  for (const { term, doc } of rows) {
    const distance = editDistance(word, term, allowed);
    if (distance > allowed) continue;
    if (best === undefined || distance < best.distance || (distance === best.distance && doc > best.doc)) {
      best = { term, distance, doc };
    }
  }
  return best?.term;
}
