import { type NameIndex, nameIndexOf } from '../answers/names.ts';
import { tokenize } from '../answers/tokens.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { isInForce } from './lifecycle.ts';
import type { Reader } from './reader.ts';
import type { DecisionRecord } from './record.ts';
import type { Look } from './record-queries.ts';

/** A record that bears on a question or a proposal. */
export interface RelevantRecord {
  readonly number: number;
  readonly log: string;
  readonly title: string;
  readonly status: string;
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
  const names = nameIndexOf(knowledge);
  const topics = new Map(
    knowledge.entries
      .filter(
        ({ kind, topics: own, alternatives }) => !ideas.has(kind) && own.length + alternatives.length > 0,
      )
      .map(({ id, topics: own }) => [id, own]),
  );
  const alternativesOf = new Map(knowledge.entries.map(({ id, alternatives }) => [id, alternatives]));
  const areAlternatives = (one: string, other: string) =>
    alternativesOf.get(one)?.includes(other) === true && alternativesOf.get(other)?.includes(one) === true;
  const nameOf = new Map(knowledge.entries.map(({ id, name }) => [id, name]));

  return {
    async on(reader, look, question) {
      const found = new Map<string, DecisionRecord>();
      for (const id of technologiesIn(question, names, topics).slice(0, shown)) {
        for (const { record } of await reader.search(look, nameOf.get(id) ?? id, {
          limit: shown,
          exact: true,
        })) {
          found.set(`${record.log} ${record.number}`, record);
        }
      }
      return [...found.values()]
        .sort((a, b) => Number(isInForce(b.status)) - Number(isInForce(a.status)))
        .slice(0, shown)
        .map(bearingOf);
    },
    async against(reader, look, title) {
      const mine = sidesOf(title, (text) => technologiesIn(text, names, topics));
      const rivals = knowledge.entries.filter(
        ({ id, topics: own }) =>
          mine.rejected.includes(id) ||
          (topics.has(id) &&
            !mine.chosen.includes(id) &&
            mine.chosen.some((one) => areRivals(own, topics.get(one) ?? []) || areAlternatives(id, one))),
      );
      const found = new Map<string, DecisionRecord>();
      for (const rival of rivals) {
        for (const { record } of await reader.search(look, rival.name, {
          status: ['accepted'],
          limit: shown,
          exact: true,
        })) {
          const theirs = sidesOf(record.title, (text) => technologiesIn(text, names, topics));
          const isInstead =
            theirs.chosen.includes(rival.id) && !theirs.chosen.some((id) => mine.chosen.includes(id));
          if (isInstead && haveOnePurpose(title, record.title)) {
            found.set(`${record.log} ${record.number}`, record);
          }
        }
      }
      const purpose = purposeWords(title, names, topics);
      const shareTopic = (one: string, other: string) =>
        topics.get(one)?.some((topic) => topics.get(other)?.includes(topic)) === true;
      const alike =
        purpose.length === 0 || mine.chosen.length === 0
          ? []
          : await reader.search(look, purpose.join(' '), { status: ['accepted'], limit: shown });
      for (const { record } of alike) {
        const theirs = sidesOf(record.title, (text) => technologiesIn(text, names, topics));
        const isInstead =
          theirs.chosen.length > 0 &&
          theirs.chosen.every((id) => !mine.chosen.includes(id)) &&
          theirs.chosen.some((id) => mine.chosen.some((one) => shareTopic(one, id)));
        // "Redis for sessions", "sessions live in PostgreSQL": of use for much else, but here for one and the same.
        if (isInstead && isSame(purpose, purposeWords(record.title, names, topics)))
          found.set(`${record.log} ${record.number}`, record);
      }
      return [...found.values()].slice(0, shown).map(bearingOf);
    },
  };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word));
}

/** Entries that are no choice between things: an API gateway is one, whichever is taken. */
const ideas: ReadonlySet<string> = new Set(['concept', 'practice']);

const against =
  /\b(?:no|not|never|without|instead of|rather than|drop|stop|avoid|replace)\b[^,;.]*?(?=\b(?:with|by|for|in favou?r|and)\b|[,;.]|$)/gi;

/** What a title is for and what it is against: "REST only, no gRPC". */
function sidesOf(title: string, technologies: (text: string) => string[]) {
  const rejected = technologies((title.match(against) ?? []).join(' . '));
  return { chosen: technologies(title).filter((id) => !rejected.includes(id)), rejected };
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
function purposeWords(
  title: string,
  names: NameIndex,
  topics: ReadonlyMap<string, readonly string[]>,
): string[] {
  const [told = ''] = title.split(/\s(?:with|because|since|so that)\s/i);
  const tokens = tokenize(told);
  const words = new Map<string, string>();
  for (let start = 0; start < tokens.length; ) {
    const name = names.at(tokens, start);
    const token = tokens[start];
    const isName = name?.named.some(({ kind, id }) => kind === 'entry' && topics.has(id)) === true;
    if (token !== undefined && !isName && !small.has(token.text) && !around.has(token.text))
      words.set(token.stem, token.text);
    start += isName ? (name?.length ?? 1) : 1;
  }
  return [...words.values()].map((word) => word.replace(/s$/, ''));
}

/** Entries with a topic or alternatives, that is: what can be chosen. */
function technologiesIn(
  text: string,
  names: NameIndex,
  topics: ReadonlyMap<string, readonly string[]>,
): string[] {
  const tokens = tokenize(text);
  const found = new Set<string>();
  for (let start = 0; start < tokens.length; ) {
    const name = names.at(tokens, start);
    for (const { kind, id } of name?.named ?? []) {
      if (kind === 'entry' && topics.has(id)) found.add(id);
    }
    start += name?.length ?? 1;
  }
  return [...found];
}

function bearingOf({ number, log, title, status, date }: DecisionRecord): RelevantRecord {
  return { number, log, title, status, date };
}
