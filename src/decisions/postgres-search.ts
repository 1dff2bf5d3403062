import { type Kysely, type RawBuilder, sql } from 'kysely';
import { stemmer } from 'stemmer';
import { z } from 'zod';
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
    const reach = reachOf(db, [...logs.keys()], limit);
    // Several words are seldom together. A single one may be frequent: then the newest are looked for, tier by tier.
    const isSeldom = share === 'all' && (terms.length > 1 || !(await reach.isFrequent(terms)));
    const all = isSeldom ? await allTiers(db, terms, reach) : undefined;
    return rankedPlaces(terms, share, async (some, tier) =>
      all === undefined ? matching(db, some, tier, reach) : (all.get(tier) ?? []),
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
  /** Whether so many records hold some words that reading them one by one finds the newest sooner. */
  isFrequent(terms: readonly Term[]): Promise<boolean>;
}

function reachOf(db: Kysely<Tables>, logs: readonly number[], limit: number): Reach {
  const known = new Map<string, Promise<boolean>>();
  return {
    logs,
    limit,
    isFrequent(terms) {
      // One log's records stand side by side.
      if (logs.length === 1) return Promise.resolve(true);
      const words = queryText(terms, 'anywhere');
      const answer = known.get(words) ?? isFrequent(db, words);
      known.set(words, answer);
      return answer;
    },
  };
}

/** The newest records that match. */
async function matching(
  db: Kysely<Tables>,
  terms: readonly Term[],
  tier: Tier,
  reach: Reach,
): Promise<Place[]> {
  const words = queryText(terms, tier);
  const look = (await reach.isFrequent(terms)) ? fromTheEnd(words, reach) : byTheIndex(words, reach);
  const { rows } = await sql<Place>`${look}`.execute(db);
  return rows.map(({ log, number }) => ({ log, number }));
}

/** The newest of each tier by one look. */
async function allTiers(
  db: Kysely<Tables>,
  terms: readonly Term[],
  { logs, limit }: Reach,
): Promise<ReadonlyMap<Tier, Place[]>> {
  const holds = (tier: Tier) => sql<boolean>`words @@ ${queryText(terms, tier)}::tsquery`;
  const newest = (tier: Tier, where: RawBuilder<unknown>) =>
    sql`(select log, number, ${tier}::text as tier from found ${where} order by log desc, number desc limit ${limit})`;
  const { rows } = await sql<Place & { tier: Tier }>`
    with found as materialized (
      select log_id as log, number, ${holds('title')} as title, ${holds('decided')} as decided
      from record_search ${isThere(queryText(terms, 'anywhere'), logs)})
    ${newest('title', sql`where title`)} union all ${newest('decided', sql`where decided`)}
    union all ${newest('anywhere', sql``)}`.execute(db);
  return Map.groupBy(rows, ({ tier }) => tier);
}

/** Of a word in such a share of all records the newest are found sooner by reading logs from their ends. */
const frequentShare = 0.02;

/** Whether a word is in so many records: the server's own guess, as its planner has it. */
async function isFrequent(db: Kysely<Tables>, words: string): Promise<boolean> {
  const { rows } = await sql<{ 'QUERY PLAN': unknown }>`
    explain (format json) select from record_search where words @@ ${words}::tsquery
    union all select from record_search`.execute(db);
  const [{ Plan }] = planSchema.parse(rows[0]?.['QUERY PLAN']);
  const [found, all] = Plan.Plans.map((part) => part['Plan Rows']);
  return found !== undefined && all !== undefined && found >= all * frequentShare;
}

const planSchema = z.tuple([
  z.object({ Plan: z.object({ Plans: z.array(z.object({ 'Plan Rows': z.number() })) }) }),
]);

/** Reads logs from their ends, the newest first. */
function fromTheEnd(words: string, { logs, limit }: Reach): RawBuilder<unknown> {
  return sql`select log_id as log, number from unnest(${[...logs].sort((a, b) => b - a)}::bigint[]) as log(id),
    lateral (select log_id, number from record_search where log_id = log.id and words @@ ${words}::tsquery
      order by number desc limit ${limit}) as newest
    limit ${limit}`;
}

/** Finds all that match by the index of words. */
function byTheIndex(words: string, { logs, limit }: Reach): RawBuilder<unknown> {
  return sql`select log_id as log, number from record_search ${isThere(words, logs)}
    order by log_id desc, number desc limit ${limit}`;
}

/** The condition for records of some logs with words. */
function isThere(words: string, logs: readonly number[]): RawBuilder<unknown> {
  const [only, ...others] = logs;
  // The words' index finds few. Asked for the log's column as such, the server would also read all of the other index.
  return only !== undefined && others.length === 0
    ? sql`where words @@ ${`'${logTerm(only)}' & ${words}`}::tsquery`
    : sql`where (log_id + 0) = any(${logs}::bigint[]) and words @@ ${words}::tsquery`;
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
