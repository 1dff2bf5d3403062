import { type NameIndex, nameIndexOf } from '../answers/names.ts';
import { tokenize } from '../answers/tokens.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Entry } from '../knowledge/schema.ts';

/** What a title is for and what it is against, as ids of entries: "REST only, no gRPC". */
export interface Sides {
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
}

/** What titles of records tell: which technologies they choose, and for what. */
export interface Titles {
  /** Ids of the entries that a text names, of those with a topic or alternatives, that is: of what can be chosen. */
  technologiesIn(text: string): string[];
  /** The name of such an entry. */
  nameOf(id: string): string;
  sidesOf(title: string): Sides;
  /** Ids of what could be taken in the place of what is chosen, and of what is rejected. */
  rivalsOf(sides: Sides): string[];
  shareTopic(one: string, other: string): boolean;
  /** What a title is about beside the technologies: "Use Redis for sessions" and "Sessions live in Redis" are about sessions. */
  purposeWords(title: string): string[];
}

type Choices = ReadonlyMap<string, Entry>;

/** Prepares the names of the knowledge's technologies. */
export function openTitles(knowledge: Knowledge): Titles {
  const names = nameIndexOf(knowledge);
  const choices: Choices = new Map(
    knowledge.entries
      .filter(({ kind, topics, alternatives }) => !ideas.has(kind) && topics.length + alternatives.length > 0)
      .map((entry) => [entry.id, entry]),
  );
  return {
    technologiesIn: (text) => technologiesIn(text, names, choices),
    nameOf: (id) => choices.get(id)?.name ?? id,
    sidesOf(title) {
      const rejected = technologiesIn((title.match(against) ?? []).join(' . '), names, choices);
      const named = technologiesIn(title, names, choices);
      return { chosen: named.filter((id) => !rejected.includes(id)), rejected };
    },
    rivalsOf({ chosen, rejected }) {
      const taken = chosen.flatMap((id) => choices.get(id) ?? []);
      const isRival = (entry: Entry) =>
        rejected.includes(entry.id) ||
        (!chosen.includes(entry.id) &&
          taken.some((one) => areRivals(entry.topics, one.topics) || areAlternatives(entry, one)));
      return [...choices.values()].filter(isRival).map(({ id }) => id);
    },
    shareTopic: (one, other) =>
      choices.get(one)?.topics.some((topic) => choices.get(other)?.topics.includes(topic)) === true,
    purposeWords: (title) => purposeWords(title, names, choices),
  };
}

/** Entries that are no choice between things: an API gateway is one, whichever is taken. */
const ideas: ReadonlySet<string> = new Set(['concept', 'practice']);

const against =
  /\b(?:no|not|never|without|instead of|rather than|drop|stop|avoid|replace)\b[^,;.]*?(?=\b(?:with|by|for|in favou?r|and)\b|[,;.]|$)/gi;

function technologiesIn(text: string, names: NameIndex, choices: Choices): string[] {
  const tokens = tokenize(text);
  const found = new Set<string>();
  for (let start = 0; start < tokens.length; ) {
    const name = names.at(tokens, start);
    for (const { kind, id } of name?.named ?? []) {
      if (kind === 'entry' && choices.has(id)) found.add(id);
    }
    start += name?.length ?? 1;
  }
  return [...found];
}

/** Whether one thing is taken in the place of the other: what is of use for much else too (Redis) is beside it. */
function areRivals(one: readonly string[], other: readonly string[]): boolean {
  const shared = one.filter((topic) => other.includes(topic)).length;
  return shared > 0 && shared * 2 >= new Set([...one, ...other]).size;
}

function areAlternatives(one: Entry, other: Entry): boolean {
  return one.alternatives.includes(other.id) && other.alternatives.includes(one.id);
}

/** Whether two titles may be for the same: "Use X for orders" does not go against "Use Y for the catalogue". */
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

function purposeWords(title: string, names: NameIndex, choices: Choices): string[] {
  const [told = ''] = title.split(/\s(?:with|because|since|so that)\s/i);
  const tokens = tokenize(told);
  const words = new Map<string, string>();
  for (let start = 0; start < tokens.length; ) {
    const name = names.at(tokens, start);
    const token = tokens[start];
    const isName = name?.named.some(({ kind, id }) => kind === 'entry' && choices.has(id)) === true;
    if (token !== undefined && !isName && !small.has(token.text) && !around.has(token.text))
      words.set(token.stem, token.text);
    start += isName ? (name?.length ?? 1) : 1;
  }
  return [...words.values()].map((word) => word.replace(/s$/, ''));
}
