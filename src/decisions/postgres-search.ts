import { type Kysely, type RawBuilder, sql } from 'kysely';
import { stemmer } from 'stemmer';
import type { Tables } from '../database/schema.ts';
import { audienceOf } from './audiences.ts';
import type { RecordSearch } from './record-search.ts';
import type { RecordRow } from './rows.ts';
import { type Place, rankedPlaces, type Tier } from './search-ranks.ts';
import { type Term, termsOf } from './search-terms.ts';
import { textsOf, wordsOf } from './search-texts.ts';
import { audiencesOf } from './visible-logs.ts';

/**
 * Search by a `tsvector` with an inverted index. Its words are stemmed here and not by a configuration of the server: both
 * databases find the same then, and the server needs no dictionaries.
 */
export const postgresSearch: RecordSearch = {
  async put(db, rows) {
    const entries = rows.map((row) => {
      const texts = textsOf(row);
      return {
        row,
        lexemes: `${lexemes(texts)} '${logTerm(row.log_id)}'`,
        words: wordsOf(Object.values(texts).join(' ')),
      };
    });
    const logs = rows.map((row) => row.log_id);
    const numbers = rows.map((row) => row.number);
    await sql`insert into record_search (log_id, number, words)
      select * from unnest(${logs}::bigint[], ${numbers}::integer[], ${entries.map((entry) => entry.lexemes)}::text[]::tsvector[])
      on conflict (log_id, number) do update set words = excluded.words`.execute(db);
    for (const { row, words } of sameAudience(entries))
      await sql`insert into record_words (word, audience)
        select word, ${await audienceOf(db, row)} from unnest(${[...words]}::text[]) as word
        on conflict do nothing`.execute(db);
  },
  async removeLog(db, log) {
    await sql`delete from record_search where log_id = ${log}`.execute(db);
  },
  async find(db, words, { limit, exact, share, viewer, logs }) {
    const audiences = (await audiencesOf(db, viewer, logs)).map(({ id }) => id);
    const terms = await termsOf(db, words, exact, audiences);
    if (terms.length === 0) return [];
    const reach = { logs: [...logs.keys()], limit };
    const all = share === 'all' ? await allWithTiers(db, terms, reach) : undefined;
    return rankedPlaces(
      terms,
      share,
      async (some, tier) => all?.get(tier) ?? matching(db, some, tier, reach),
    );
  },
};

/** The words of records that the same people see, together. */
function sameAudience(
  entries: readonly { readonly row: RecordRow; readonly words: readonly string[] }[],
): Iterable<{ readonly row: RecordRow; readonly words: Set<string> }> {
  const groups = new Map<string, { row: RecordRow; words: Set<string> }>();
  for (const { row, words } of entries) {
    const key = JSON.stringify([row.log_id, row.visibility, row.channel]);
    const group = groups.get(key) ?? { row, words: new Set() };
    for (const word of words) group.words.add(word);
    groups.set(key, group);
  }
  return groups.values();
}

/** Where is looked, and for how many. */
interface Reach {
  readonly logs: readonly number[];
  readonly limit: number;
}

/** The newest records that match. */
async function matching(
  db: Kysely<Tables>,
  terms: readonly Term[],
  tier: Tier,
  reach: Reach,
): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select log_id as log, number from record_search ${found(terms, tier, reach)}`.execute(db);
  return rows.map(({ log, number }) => ({ log, number }));
}

/** All tiers by one look, where no more match than are looked at; else undefined, as each has its own newest then. */
async function allWithTiers(
  db: Kysely<Tables>,
  terms: readonly Term[],
  reach: Reach,
): Promise<ReadonlyMap<Tier, Place[]> | undefined> {
  const holds = (tier: Tier) => sql<boolean>`words @@ ${queryText(terms, tier)}::tsquery`;
  const { rows } = await sql<Place & { title: boolean; decided: boolean }>`
    select log_id as log, number, ${holds('title')} as title, ${holds('decided')} as decided
    from record_search ${found(terms, 'anywhere', reach)}`.execute(db);
  if (rows.length === reach.limit) return undefined;
  return new Map([
    ['title', rows.filter(({ title }) => title)],
    ['decided', rows.filter(({ decided }) => decided)],
    ['anywhere', rows],
  ]);
}

/** The condition, the order and the end of a look. */
function found(terms: readonly Term[], tier: Tier, { logs, limit }: Reach): RawBuilder<unknown> {
  const [only, ...others] = logs;
  const isOne = others.length === 0;
  const isThere = isOne ? sql`log_id = ${only ?? null}` : sql`log_id = any(${logs}::bigint[])`;
  const words = queryText(terms, tier);
  // Several words are seldom together: the index finds them, and only this log's. A single one may be frequent: then the
  // log is read from its end.
  const query = isOne && only !== undefined && terms.length > 1 ? `'${logTerm(only)}' & ${words}` : words;
  return sql`where ${isThere} and words @@ ${query}::tsquery order by log_id desc, number desc limit ${limit}`;
}

function queryText(terms: readonly Term[], tier: Tier): string {
  return terms.map((term) => termText(term, weightsOf[tier])).join(' & ');
}

/** A word that only a log's records hold, and that no text can hold. */
function logTerm(log: number): string {
  return `=${log}`;
}

/** The parts of a record by PostgreSQL's weights: the title, what was decided, all else. */
const parts = [
  ['A', ['title']],
  ['B', ['options', 'decision', 'tags']],
  ['C', ['context', 'people']],
] as const;

/** Weights in which each tier looks. */
const weightsOf: Readonly<Record<Tier, string>> = { title: 'A', decided: 'AB', anywhere: 'ABC' };

/** A term in the words of a `tsquery`; they hold letters and digits alone. */
function termText({ words, isBeginning }: Term, weights: string): string {
  const stems = words.flatMap((word) => tokensOf(word)).map(stemmer);
  return stems.length === 0
    ? `''`
    : `(${stems.map((stem) => `'${stem}':${isBeginning ? '*' : ''}${weights}`).join(' <-> ')})`;
}

/** Further down a `tsvector` knows no places any more, and it holds so many of a word at most. */
const lastPlace = 16_383;
const mostPlaces = 255;
/** So far apart stand parts of a record, so that no phrase reaches from one into the next. */
const gap = 10;
/** A longer run of letters is no word that somebody looks for. */
const longestWord = 60;

/** A record's words with their places, as a `tsvector` is written. */
function lexemes(texts: ReturnType<typeof textsOf>): string {
  const places = new Map<string, string[]>();
  let place = 1;
  for (const [weight, names] of parts) {
    for (const name of names) {
      for (const token of tokensOf(texts[name])) {
        const stem = stemmer(token);
        const known = places.get(stem) ?? [];
        if (known.length < mostPlaces) known.push(`${Math.min(place, lastPlace)}${weight}`);
        places.set(stem, known);
        place++;
      }
      place += gap;
    }
  }
  return [...places].map(([stem, own]) => `'${stem}':${own.join(',')}`).join(' ');
}

function tokensOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, longestWord));
}
