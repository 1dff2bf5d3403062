import type { Knowledge } from '../../knowledge/knowledge.ts';
import { ambiguousNames, technologies } from './technologies.ts';

/** A technology or practice named in a text. */
export interface Found {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether its name is an ordinary word too, written like one: it says little about the sentence. */
  readonly isAmbiguous: boolean;
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
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

const longestName = 5;
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}.+#]*/gu;
const ideas: ReadonlySet<string> = new Set(['concept', 'practice', 'architecture']);
/** Entries that nobody decides for: what a system is for, who uses it. */
const unchosen: ReadonlySet<string> = new Set(['workload', 'scenario', 'organisation']);

/** Finds the technologies of the knowledge, its foreign products and the own table's. */
export function createNameFinder(knowledge: Knowledge): NameFinder {
  const known = collect(knowledge);
  const everyday = new Set(knowledge.vocabulary.everyday);
  return (text) => {
    const words = wordsOf(text);
    const found: Found[] = [];
    for (let at = 0; at < words.length; at++) {
      const match = longestAt(known, words, at);
      if (match === undefined || isOtherWord(text, words, at, match.length)) continue;
      found.push(foundAt(text, words, at, match, everyday));
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
  for (const [name, ...aliases] of technologies) {
    const value = { name, isIdea: /^[a-z]+[ -]?[a-z]* [a-z]+$|^monorepo$/.test(name), isBare: false };
    for (const alias of [name, ...aliases]) add(alias, value);
  }
  for (const name of knowledge.vocabulary.foreign) add(name, { name, isIdea: false, isBare: true });
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
    const start = match.index;
    return { key: written.toLowerCase(), written, start, end: start + written.length };
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

function foundAt(
  text: string,
  words: readonly Word[],
  at: number,
  match: { known: Known; length: number },
  everyday: ReadonlySet<string>,
): Found {
  const span = words.slice(at, at + match.length);
  const first = span[0];
  const last = span.at(-1);
  const start = first?.start ?? 0;
  const end = last?.end ?? start;
  const written = text.slice(start, end);
  const isVersioned = /^(?:versions?|v?\d[\d.]*)$/.test(words[at + match.length]?.key ?? '');
  const isOrdinary =
    !isVersioned &&
    match.length === 1 &&
    (ambiguousNames.has(first?.key ?? '') || everyday.has(first?.key ?? ''));
  const isCapital = start > 0 && written !== written.toLowerCase() && !/[.!?]\s*$/.test(text.slice(0, start));
  return {
    name: match.known.isBare ? capitalised(written) : match.known.name,
    start,
    end,
    isAmbiguous: isOrdinary && !isCapital,
    isIdea: match.known.isIdea,
  };
}

function capitalised(written: string): string {
  return written === written.toLowerCase() ? written.charAt(0).toUpperCase() + written.slice(1) : written;
}

const determiner = /^(?:the|a|an|this|that|each|every|my|your|per|in|last|next|at|some|any)$/;
const goAfter =
  /^(?:with|for|to|back|live|ahead|on|wrong|away|through|into|over|all|down|up|first|next|w|and|home|out|off|straight|together)$/;
const goBefore =
  /^(?:we|i|you|they|lets|s|to|will|ll|should|gonna|not|it|can|could|would|then|d|ready|must)$/;

/** "we go with", "the rest", "in spring", "c" and "just" are the words, not the technologies. */
function isOtherWord(text: string, words: readonly Word[], at: number, length: number): boolean {
  const word = words[at];
  if (word === undefined || length !== 1) return false;
  const before = words[at - 1]?.key ?? '';
  const after = words[at + 1]?.key ?? '';
  const isLower = word.written === word.key;
  switch (word.key) {
    case 'go':
      return (
        (isLower || at === 0) && (goAfter.test(after) ? isLower || after !== 'for' : goBefore.test(before))
      );
    case 'c':
    case 'r':
      return isLower || /['’]/.test(text.charAt(word.start - 1));
    case 'just':
    case 'make':
    case 'ent':
    case 'lit':
    case 'connect':
    case 'render':
    case 'compose':
    case 'resend':
      return isLower || at === 0;
    default:
      return isLower && ambiguousNames.has(word.key) && determiner.test(before);
  }
}
