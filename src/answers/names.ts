import type { Knowledge } from '../knowledge/knowledge.ts';
import { longestByFirst } from './phrases.ts';
import { inflectionKey, phraseKey, stemKey, type Token, tokenize } from './tokens.ts';

/** What a name in a question stands for. */
export interface Named {
  readonly kind: 'entry' | 'criterion' | 'topic';
  readonly id: string;
}

/** Names, aliases and their plurals, to be found in a row of words, the longest first. */
export interface NameIndex {
  /** What the words from `start` on name, and how many words that takes; undefined where they name nothing. */
  at(tokens: readonly Token[], start: number): NameAt | undefined;
  /** The same, by the words as written alone: "trade-offs" is not "trading". */
  exactlyAt(tokens: readonly Token[], start: number): NameAt | undefined;
}

/** What a run of words names, and how many words it takes. */
export interface NameAt {
  readonly named: readonly Named[];
  readonly length: number;
}

/** The index as plain data, to be stored: phrase or stems -> what they name. */
export interface NameData {
  readonly exact: readonly (readonly [string, readonly Named[]])[];
  readonly stemmed: readonly (readonly [string, readonly Named[]])[];
  readonly inflected: readonly (readonly [string, readonly Named[]])[];
}

/** Collects the names of every entry, criterion and topic as plain data. One name may stand for several things. */
export function prepareNames(knowledge: Knowledge): NameData {
  const exact = new Map<string, Named[]>();
  const stemmed = new Map<string, Named[]>();
  const inflected = new Map<string, Named[]>();
  const add = (map: Map<string, Named[]>, key: string, named: Named) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [named]);
    else if (!list.some((other) => other.id === named.id && other.kind === named.kind)) list.push(named);
  };
  const addAll = (
    kind: Named['kind'],
    items: readonly { id: string; name: string; aliases: readonly string[] }[],
  ) => {
    for (const item of items) {
      for (const name of [item.name.replace(/\([^)]*\)/g, ''), ...item.aliases]) {
        const tokens = tokenize(name);
        if (tokens.length === 0) continue;
        add(exact, phraseKey(tokens), { kind, id: item.id });
        // A short stem would catch other words: "goes" is not Go, "using" is not "us".
        if (phraseKey(tokens).length <= 4) continue;
        // A thing's name is only inflected: who generates something does not ask for generics.
        if (kind === 'entry') add(inflected, inflectionKey(tokens), { kind, id: item.id });
        else add(stemmed, stemKey(tokens), { kind, id: item.id });
      }
    }
  };
  addAll('entry', knowledge.entries);
  addAll('criterion', knowledge.criteria);
  addAll('topic', knowledge.topics);
  return { exact: [...exact], stemmed: [...stemmed], inflected: [...inflected] };
}

const indexes = new WeakMap<Knowledge, NameIndex>();

/** The names of a knowledge, ready to be looked up; prepared once for all who read names. */
export function nameIndexOf(knowledge: Knowledge): NameIndex {
  let index = indexes.get(knowledge);
  if (index === undefined) {
    index = openNames(prepareNames(knowledge));
    indexes.set(knowledge, index);
  }
  return index;
}

/** Makes prepared names ready to be looked up. */
export function openNames(data: NameData): NameIndex {
  const exact = new Map(data.exact);
  const stemmed = new Map(data.stemmed);
  const inflected = new Map(data.inflected);
  const [fromExact, fromStemmed, fromInflected] = [exact, stemmed, inflected].map((names) =>
    longestByFirst(names.keys()),
  );
  const longestFrom = (first: readonly Token[], byStem: boolean): number =>
    Math.max(
      fromExact?.get(phraseKey(first)) ?? 0,
      byStem ? (fromExact?.get(singular(first)) ?? 0) : 0,
      byStem ? (fromStemmed?.get(stemKey(first)) ?? 0) : 0,
      byStem ? (fromInflected?.get(inflectionKey(first)) ?? 0) : 0,
    );
  const find = (tokens: readonly Token[], start: number, byStem: boolean): NameAt | undefined => {
    const longest = longestFrom(tokens.slice(start, start + 1), byStem);
    for (let length = Math.min(longest, tokens.length - start); length > 0; length--) {
      const span = tokens.slice(start, start + length);
      const named =
        exact.get(phraseKey(span)) ??
        (byStem ? (inflected.get(inflectionKey(span)) ?? stemmed.get(stemKey(span))) : undefined) ??
        (byStem ? exact.get(singular(span)) : undefined);
      if (named !== undefined && !isVerbGo(tokens, start, length)) return { named, length };
    }
    return undefined;
  };
  return {
    at: (tokens, start) => find(tokens, start, true),
    exactlyAt: (tokens, start) => find(tokens, start, false),
  };
}

function singular(span: readonly Token[]): string {
  return phraseKey(span).replace(/(\w{2})s$/, '$1');
}

const goParticles = new Set([
  'with',
  'live',
  'back',
  'down',
  'up',
  'ahead',
  'on',
  'wrong',
  'away',
  'through',
  'into',
  'over',
  'about',
  'home',
  'there',
  'all',
  'bad',
  'slow',
  'first',
  'next',
  'straight',
  'all-in',
]);
const goSubjects = new Set([
  'to',
  'we',
  'you',
  'i',
  'they',
  'should',
  'would',
  'could',
  'will',
  'can',
  'must',
  'lets',
  'let',
  'gonna',
  'dont',
  'not',
  'things',
  'requests',
  'where',
  'it',
  'wanna',
]);
const goVerbsBefore = new Set(['should', 'can', 'will', 'would', 'could']);

/** "go with", "should we go for" are the verb; "Go with Gin", "in go", "go vs rust" are the language. */
function isVerbGo(tokens: readonly Token[], start: number, length: number): boolean {
  const token = tokens[start];
  if (length !== 1 || token?.text !== 'go' || (token.capital && start > 0)) return false;
  const before = tokens[start - 1]?.text ?? '';
  const after = tokens[start + 1]?.text ?? '';
  if (goParticles.has(after) && !token.capital) return goSubjects.has(before) || after !== 'on';
  return (
    (goSubjects.has(before) && !goVerbsBefore.has(before) && after === 'for') ||
    (before === 'to' && after === '')
  );
}
