import type { Knowledge } from '../../knowledge/knowledge.ts';

/** A technology or practice named in a text. */
export interface Found {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is written like an ordinary word: "go", "rest". */
  readonly isOrdinary: boolean;
  /** Whether it is a concept or a practice rather than something that runs. */
  readonly isIdea: boolean;
}

/** Finds the names in a text, the longest first, in the text's order. */
export type NameFinder = (text: string) => readonly Found[];

interface Known {
  readonly name: string;
  readonly isIdea: boolean;
  /** Known as a word alone: written as the text writes it. */
  readonly isBare: boolean;
}

interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const longestName = 5;
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}.+#]*/gu;
const ideas: ReadonlySet<string> = new Set(['concept', 'practice', 'architecture']);
/** Entries that nobody decides for: what a system is for, who uses it. */
const unchosen: ReadonlySet<string> = new Set(['workload', 'scenario', 'organisation']);

/** Finds what the knowledge has entries for, and the products and practices of its vocabulary. */
export function createNameFinder(knowledge: Knowledge, isEnglish: (word: string) => boolean): NameFinder {
  const known = collect(knowledge);
  return (text) => {
    const words = wordsOf(text);
    const found: Found[] = [];
    for (let at = 0; at < words.length; at++) {
      const match = longestAt(known, words, at);
      const [first, last] = [words[at], words[at + (match?.length ?? 1) - 1]];
      if (match === undefined || first === undefined || last === undefined) continue;
      const written = text.slice(first.start, last.end);
      found.push({
        name: match.known.isBare ? capitalised(written) : match.known.name,
        start: first.start,
        end: last.end,
        isOrdinary: match.length === 1 && isEnglish(first.key) && !isCapitalised(text, first),
        isIdea: match.known.isIdea,
      });
      at += match.length - 1;
    }
    return found;
  };
}

function collect(knowledge: Knowledge): Map<string, Known> {
  const known = new Map<string, Known>();
  const add = (alias: string, value: Known) => {
    const key = keyOf(alias);
    if (key !== '' && !known.has(key)) known.set(key, value);
  };
  for (const entry of knowledge.entries) {
    if (unchosen.has(entry.kind)) continue;
    const name = shortName(entry.name, entry.aliases);
    const value = { name, isIdea: ideas.has(entry.kind), isBare: false };
    const isVague = entry.kind === 'concept' || entry.kind === 'practice';
    for (const alias of [entry.name, name, ...entry.aliases]) {
      // "deploys" and "index" are words of the trade; the concepts behind them are no choice.
      if (!isVague || /[\s-]/.test(alias) || /^[A-Z]{2,}$/.test(alias)) add(alias, value);
    }
  }
  const { products, practices, foreign } = knowledge.vocabulary;
  for (const [names, isIdea] of [[products, false] as const, [practices, true] as const])
    for (const [name = '', ...aliases] of names)
      for (const alias of [name, ...aliases]) add(alias, { name, isIdea, isBare: false });
  for (const name of foreign) add(name, { name, isIdea: false, isBare: true });
  return known;
}

/** "Apache Kafka" is Kafka and "Command query ... (CQRS)" goes without its brackets, as people write them. */
function shortName(name: string, aliases: readonly string[]): string {
  const plain = name.replace(/\s*\([^)]*\)/g, '');
  const short = plain.replace(/^Apache /, '');
  return aliases.includes(short.toLowerCase()) ? short : plain;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map((match) => {
    const written = match[0].replace(/\.+$/, '');
    return { key: written.toLowerCase(), start: match.index, end: match.index + written.length };
  });
}

function keyOf(alias: string): string {
  return wordsOf(alias)
    .map(({ key }) => key)
    .join(' ');
}

function longestAt(
  known: ReadonlyMap<string, Known>,
  words: readonly Word[],
  at: number,
): { known: Known; length: number } | undefined {
  for (let length = Math.min(longestName, words.length - at); length > 0; length--) {
    const key = words
      .slice(at, at + length)
      .map((word) => word.key)
      .join(' ');
    const value = known.get(key) ?? (key.length > 4 ? known.get(key.replace(/s$/, '')) : undefined);
    if (value !== undefined) return { known: value, length };
  }
  return undefined;
}

/** Whether a word has a capital that no sentence's beginning asks for. */
function isCapitalised(text: string, { start }: Word): boolean {
  return /\p{Lu}/u.test(text.charAt(start)) && start > 0 && !/[.!?]\s*$/.test(text.slice(0, start));
}

function capitalised(written: string): string {
  return written === written.toLowerCase() ? written.charAt(0).toUpperCase() + written.slice(1) : written;
}
