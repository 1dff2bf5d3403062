import { type Kysely, sql } from 'kysely';
import { editDistance } from '../answers/spelling.ts';
import { tokenize } from '../answers/tokens.ts';
import { isAmong, isOneOf } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';

/** Ids of audiences. */
type Audiences = readonly number[];

/** What is looked for: a word, the beginning of one, or several words that follow each other. */
export interface Term {
  readonly words: readonly string[];
  readonly isBeginning: boolean;
}

/** Words that say nothing about which record is meant. */
const empty = new Set(
  'a an and are as at be but by can choose chose chosen could decide decided decision did do does ever for from go had has have how i if in into is it its of off on or our out over picked record records reject rejected rule ruled say should so take team than that the their then there they this to took up use used using was we were what when where which who why will with would you your adr adrs'.split(
    ' ',
  ),
);

const maxWords = 8;

/** The full-text terms for what somebody typed; none where nothing is left to look for. */
export async function termsOf(
  db: Kysely<Tables>,
  words: string,
  exact: boolean,
  audiences: Audiences,
): Promise<Term[]> {
  const asked = tokenize(words)
    .map(({ text }) => text)
    .filter((word) => !empty.has(word) && /[\p{L}\p{N}]/u.test(word))
    .slice(0, maxWords);
  // Punctuation inside a word ("node.js", "c#") is punctuation to the index too.
  const all = asked.map((word) => word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== ''));
  const single = all.flatMap((parts) => (parts.length === 1 ? parts : []));
  const known = await knownOf(db, single, audiences);
  const terms: Term[] = [];
  for (const parts of all) {
    const [first] = parts;
    if (first === undefined) continue;
    if (parts.length > 1 || known.has(first)) terms.push({ words: parts, isBeginning: false });
    else if (exact) return [];
    else terms.push(await termFor(db, first, audiences));
  }
  return terms;
}

/** The words that some record for these audiences holds. */
function wordsFor(db: Kysely<Tables>, audiences: Audiences) {
  return db
    .selectFrom('record_words')
    .select('word')
    .where(isAmong(db, 'record_words.audience', audiences));
}

/** Those words that records hold as they are. */
async function knownOf(
  db: Kysely<Tables>,
  words: readonly string[],
  audiences: Audiences,
): Promise<ReadonlySet<string>> {
  if (words.length === 0) return new Set();
  const found = await wordsFor(db, audiences)
    .where(isOneOf(db, 'word', words))
    .distinct()
    .execute();
  return new Set(found.map(({ word }) => word));
}

/** For a word that no record holds as it is: the beginning of one; else the nearest one. */
async function termFor(db: Kysely<Tables>, word: string, audiences: Audiences): Promise<Term> {
  const longer = await wordsFor(db, audiences)
    .where('word', '>=', word)
    .where('word', '<', `${word}\u{10ffff}`)
    .limit(1)
    .executeTakeFirst();
  if (longer !== undefined) return { words: [word], isBeginning: true };
  return { words: [(await nearestWord(db, word, audiences)) ?? word], isBeginning: false };
}

/** The known word that is nearest to a misspelt one; people seldom mistype the first letter. */
async function nearestWord(
  db: Kysely<Tables>,
  word: string,
  audiences: Audiences,
): Promise<string | undefined> {
  if (word.length < 4) return undefined;
  const initial = word.slice(0, 1);
  const allowed = word.length < 7 ? 1 : 2;
  const words = await wordsFor(db, audiences)
    .distinct()
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
