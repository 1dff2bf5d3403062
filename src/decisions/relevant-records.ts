import { type NameIndex, nameIndexOf } from '../answers/names.ts';
import { type Token, tokenize } from '../answers/tokens.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { isInForce } from './lifecycle.ts';
import type { Reader } from './reader.ts';
import type { DecisionRecord, Successor } from './record.ts';
import type { Look } from './record-queries.ts';

/** A record that bears on a question or a proposal. */
export interface RelevantRecord {
  readonly number: number;
  readonly log: string;
  readonly title: string;
  readonly status: string;
  /** What took its place, where it is superseded. */
  readonly supersededBy: Successor | null;
  readonly date: string | null;
}

/** Tells which records bear on what somebody asks or proposes, by the technologies that are named. */
export interface RelevantRecords {
  /** Records about the technologies that a question names, in force first. */
  on(reader: Reader, look: Look, question: string): Promise<RelevantRecord[]>;
  /** Records in force that chose something else where a proposal chooses now. */
  against(reader: Reader, look: Look, title: string): Promise<RelevantRecord[]>;
}

const shown = 3;

/** Prepares the names of the knowledge's technologies. */
export function createRelevantRecords(knowledge: Knowledge): RelevantRecords {
  const technologies = technologiesOf(knowledge);
  const { read, nameOf } = technologies;
  return {
    async on(reader, look, question) {
      const found: DecisionRecord[] = [];
      for (const id of read(question).technologies.slice(0, shown))
        for (const { record } of await reader.search(look, nameOf(id), { limit: shown, exact: true }))
          found.push(record);
      return unique(found)
        .sort((a, b) => Number(isInForce(b.status)) - Number(isInForce(a.status)))
        .slice(0, shown)
        .map(bearingOf);
    },
    async against(reader, look, title) {
      const found = [
        ...(await rivalling(technologies, reader, look, title)),
        ...(await ofSamePurpose(technologies, reader, look, title)),
      ];
      return unique(found).slice(0, shown).map(bearingOf);
    },
  };
}

const inForce = { status: ['accepted'], limit: shown } as const;

/** Records in force that chose a rival of what a title chooses, or what it rejects. */
async function rivalling(
  { read, rivalsOf, nameOf }: Technologies,
  reader: Reader,
  look: Look,
  title: string,
): Promise<DecisionRecord[]> {
  const mine = sidesOf(title, read);
  const found: DecisionRecord[] = [];
  for (const id of rivalsOf(mine))
    for (const { record } of await reader.search(look, nameOf(id), { ...inForce, exact: true })) {
      const { chosen } = sidesOf(record.title, read);
      const isInstead = chosen.includes(id) && !chosen.some((one) => mine.chosen.includes(one));
      if (isInstead && haveOnePurpose(title, record.title)) found.push(record);
    }
  return found;
}

/** "Redis for sessions", "sessions live in PostgreSQL": of use for much else, but here for one and the same. */
async function ofSamePurpose(
  { read, shareTopic }: Technologies,
  reader: Reader,
  look: Look,
  title: string,
): Promise<DecisionRecord[]> {
  const { chosen } = sidesOf(title, read);
  const purpose = purposeWords(title, read);
  if (purpose.length === 0 || chosen.length === 0) return [];
  const alike = await reader.search(look, purpose.join(' '), inForce);
  return alike
    .map(({ record }) => record)
    .filter((record) => {
      const theirs = sidesOf(record.title, read).chosen;
      const isInstead =
        theirs.length > 0 &&
        theirs.every((id) => !chosen.includes(id)) &&
        theirs.some((id) => chosen.some((one) => shareTopic(one, id)));
      return isInstead && isSame(purpose, purposeWords(record.title, read));
    });
}

/** What can be chosen, by its id. */
interface Technologies {
  readonly read: ReadTitle;
  nameOf(id: string): string;
  shareTopic(one: string, other: string): boolean;
  /** What is taken in the place of what a title chooses, and what it rejects. */
  rivalsOf(sides: Sides): readonly string[];
}

/** Entries with a topic or alternatives. */
function technologiesOf(knowledge: Knowledge): Technologies {
  const names = nameIndexOf(knowledge);
  const byId = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const topics = new Map(
    knowledge.entries
      .filter(
        ({ kind, topics: own, alternatives }) => !ideas.has(kind) && own.length + alternatives.length > 0,
      )
      .map(({ id, topics: own }) => [id, own]),
  );
  const hasAlternative = (one: string, other: string) => byId.get(one)?.alternatives.includes(other) === true;
  return {
    read: (text) => readTitle(text, names, topics),
    nameOf: (id) => byId.get(id)?.name ?? id,
    shareTopic: (one, other) => topics.get(one)?.some((topic) => topics.get(other)?.includes(topic)) === true,
    rivalsOf: ({ chosen, rejected }) =>
      knowledge.entries
        .filter(
          ({ id, topics: own }) =>
            rejected.includes(id) ||
            (topics.has(id) &&
              !chosen.includes(id) &&
              chosen.some(
                (one) =>
                  areRivals(own, topics.get(one) ?? []) ||
                  (hasAlternative(id, one) && hasAlternative(one, id)),
              )),
        )
        .map(({ id }) => id),
  };
}

function unique(records: readonly DecisionRecord[]): DecisionRecord[] {
  return [...new Map(records.map((record) => [`${record.log} ${record.number}`, record])).values()];
}

/** What a title names, and its other words. */
interface TitleWords {
  /** Ids of the technologies, each once. */
  readonly technologies: readonly string[];
  readonly others: readonly Token[];
}

type ReadTitle = (text: string) => TitleWords;

function readTitle(
  text: string,
  names: NameIndex,
  topics: ReadonlyMap<string, readonly string[]>,
): TitleWords {
  const tokens = tokenize(text);
  const technologies = new Set<string>();
  const others: Token[] = [];
  for (let start = 0; start < tokens.length; ) {
    const { named = [], length = 1 } = names.at(tokens, start) ?? {};
    const ids = named.flatMap(({ kind, id }) => (kind === 'entry' && topics.has(id) ? [id] : []));
    for (const id of ids) technologies.add(id);
    if (ids.length === 0) others.push(...tokens.slice(start, start + length));
    start += length;
  }
  return { technologies: [...technologies], others };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word));
}

/** Entries that are no choice between things: an API gateway is one, whichever is taken. */
const ideas: ReadonlySet<string> = new Set(['concept', 'practice']);

const against =
  /\b(?:no|not|never|without|instead of|rather than|drop|stop|avoid|replace)\b[^,;.]*?(?=\b(?:with|by|for|in favou?r|and)\b|[,;.]|$)/gi;

/** Ids of what a title is for and what it is against. */
interface Sides {
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
}

/** "REST only, no gRPC" is for one and against the other. */
function sidesOf(title: string, read: ReadTitle): Sides {
  const rejected = read((title.match(against) ?? []).join(' . ')).technologies;
  return { chosen: read(title).technologies.filter((id) => !rejected.includes(id)), rejected };
}

/** Whether one thing is taken in the place of the other: what is of use for much else too (Redis) is beside it. */
function areRivals(one: readonly string[], other: readonly string[]): boolean {
  const shared = one.filter((topic) => other.includes(topic)).length;
  return shared > 0 && shared * 2 >= new Set([...one, ...other]).size;
}

/** "Use X for orders" does not go against "Use Y for the catalogue". */
function haveOnePurpose(one: string, other: string): boolean {
  const [mine, theirs] = [one, other].map(purposeOf);
  if (mine === undefined || theirs === undefined || mine.length === 0 || theirs.length === 0) return true;
  return mine.some((stem) => theirs.includes(stem));
}

const small = new Set(['for', 'the', 'a', 'an', 'our', 'all', 'new', 'and', 'of', 'in', 'as']);

function purposeOf(title: string): string[] {
  const [, purpose = ''] = /\s(?:for|in|as)\s+(.+)$/i.exec(title) ?? [];
  return tokenize(purpose).flatMap(({ text, stem }) => (small.has(text) ? [] : [stem]));
}

const around = new Set(
  'use using we keep keeps live lives run runs store stored stores put go take stay stays move only as with on by from to is are be'.split(
    ' ',
  ),
);

/** What a title is about beside the technologies: "Use Redis for sessions" and "Sessions live in Redis" are about sessions. */
function purposeWords(title: string, read: ReadTitle): string[] {
  const [told = ''] = title.split(/\s(?:with|because|since|so that)\s/i);
  const words = new Map(
    read(told).others.flatMap(({ text, stem }) =>
      small.has(text) || around.has(text) ? [] : [[stem, text]],
    ),
  );
  return [...words.values()].map((word) => word.replace(/s$/, ''));
}

function bearingOf({ number, log, title, status, supersededBy, date }: DecisionRecord): RelevantRecord {
  return { number, log, title, status, supersededBy, date };
}
