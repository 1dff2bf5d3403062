import { type NameIndex, nameIndexOf } from '../answers/names.ts';
import { type Token, tokenize } from '../answers/tokens.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** What can be chosen, by its id. */
export interface Technologies {
  readonly read: ReadTitle;
  nameOf(id: string): string;
  shareTopic(one: string, other: string): boolean;
  /**
   * Whether one is taken in the place of the other, never beside it. For one and the same purpose that is so of whatever is
   * of use for much else too, such as Redis.
   */
  excludeEachOther(one: string, other: string, forOnePurpose: boolean): boolean;
  /** What is taken in the place of what a title chooses, and what it rejects. */
  rivalsOf(sides: Sides): readonly string[];
}

/** What a knowledge knows of what can be chosen: entries with a topic or alternatives. */
export function technologiesOf(knowledge: Knowledge): Technologies {
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
  const nameOf = (id: string) => byId.get(id)?.name ?? id;
  const ofOneChoice = (id: string) => topics.get(id)?.filter((topic) => !takenTogether.has(topic)) ?? [];
  const isPartOf = (one: string, other: string) =>
    nameOf(one).toLowerCase().includes(nameOf(other).toLowerCase());
  return {
    read: (text) => readTitle(text, names, topics),
    nameOf,
    shareTopic: (one, other) => topics.get(one)?.some((topic) => topics.get(other)?.includes(topic)) === true,
    excludeEachOther: (one, other, forOnePurpose) =>
      !isPartOf(one, other) &&
      !isPartOf(other, one) &&
      (areRivals(ofOneChoice(one), ofOneChoice(other)) ||
        (forOnePurpose && ofOneChoice(one).some((topic) => ofOneChoice(other).includes(topic))) ||
        (hasAlternative(one, other) && hasAlternative(other, one))),
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

/** What a title names, and its other words. */
export interface TitleWords {
  /** Ids of the technologies, each once. */
  readonly technologies: readonly string[];
  readonly others: readonly Token[];
  /** All of it in order. */
  readonly parts: readonly TitlePart[];
}

/** A word of a title, or a name with the technologies that it stands for. */
export interface TitlePart {
  readonly words: readonly Token[];
  readonly technologies: readonly string[];
}

export type ReadTitle = (text: string) => TitleWords;

function readTitle(
  text: string,
  names: NameIndex,
  topics: ReadonlyMap<string, readonly string[]>,
): TitleWords {
  const tokens = tokenize(text);
  const parts: TitlePart[] = [];
  for (let start = 0; start < tokens.length; ) {
    const { named = [], length = 1 } = names.at(tokens, start) ?? {};
    const ids = named.flatMap(({ kind, id }) => (kind === 'entry' && topics.has(id) ? [id] : []));
    const words = tokens.slice(start, start + length);
    if (ids.length > 0) parts.push({ words, technologies: ids });
    else parts.push(...words.map((word) => ({ words: [word], technologies: [] })));
    start += length;
  }
  return {
    technologies: [...new Set(parts.flatMap(({ technologies }) => technologies))],
    others: parts.flatMap(({ words, technologies }) => (technologies.length === 0 ? words : [])),
    parts,
  };
}

export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word));
}

/** Entries that are no choice between things: an API gateway is one, whichever is taken. */
const ideas: ReadonlySet<string> = new Set(['concept', 'practice']);

const against =
  /\b(?:no|not|never|without|instead of|rather than|drop|stop|avoid|replace)\b[^,;.]*?(?=\b(?:with|by|for|in favou?r|and)\b|[,;.]|$)/gi;

/** Topics of which several things are taken, each for its part: Docker with Kubernetes, JWT with OAuth, pytest with HTTPX. */
const takenTogether: ReadonlySet<string> = new Set(['deploy', 'auth', 'docs', 'testing']);

/** Ids of what a title is for and what it is against. */
export interface Sides {
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
}

const left = /\b(?:mov|migrat|switch|chang)\w*\b[^,;.]{0,40}?\bfrom\b[^,;.]*?(?=\bto\b)/gi;

/** "REST only, no gRPC" and "Move from gRPC to REST" are for one and against the other. */
export function sidesOf(title: string, read: ReadTitle): Sides {
  const rejected = rejectedIn(title, read);
  return { chosen: read(title).technologies.filter((id) => !rejected.includes(id)), rejected };
}

/** What a title is against. */
export function rejectedIn(title: string, read: ReadTitle): readonly string[] {
  const denied = [...(title.match(against) ?? []), ...(title.match(left) ?? [])];
  return denied.length === 0 ? [] : read(denied.join(' . ')).technologies;
}

/** Whether one thing is taken in the place of the other: what is of use for much else too (Redis) is beside it. */
function areRivals(one: readonly string[], other: readonly string[]): boolean {
  const shared = one.filter((topic) => other.includes(topic)).length;
  return shared > 0 && shared * 2 >= new Set([...one, ...other]).size;
}

/** "Use X for orders" does not go against "Use Y for the catalogue". */
export function haveOnePurpose(one: string, other: string): boolean {
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
export function purposeWords(title: string, read: ReadTitle): string[] {
  const [told = ''] = title.split(/\s(?:with|because|since|so that)\s/i);
  const words = new Map(
    read(told).others.flatMap(({ text, stem }) =>
      small.has(text) || around.has(text) ? [] : [[stem, text]],
    ),
  );
  return [...words.values()].map((word) => word.replace(/s$/, ''));
}
