import type { Lexicon } from '../lexicon.ts';
import { type Token, tokenize } from '../tokens.ts';

/** A text as weighted terms: stems, what it names (`@` entry, `%` criterion, `#` topic), and what its words may mean. */
export interface Terms {
  /** Term -> weight, 0 to 1. */
  readonly weights: ReadonlyMap<string, number>;
  /** Entries that it names, or that a nickname in it may stand for. */
  readonly entries: ReadonlySet<string>;
  /** How it is put: its words and pairs of words, each name an `X`. */
  readonly pattern: readonly string[];
}

/** Small words say little, but "not", "who" and "when" say something. */
const smallWord = 0.2;
/** A word that is part of a name counts by the name. */
const inName = 0.3;
const synonym = 0.33;
const nickname = 0.6;
const lessThanEntry = 0.5;
const maxCorrections = 8;
const maxPattern = 40;

/** Reads a text into terms, through typos, abbreviations and nicknames. */
export function readTerms(text: string, lexicon: Lexicon): Terms {
  const tokens = withoutChatter(corrected(tokenize(text), lexicon), lexicon);
  const weights = new Map<string, number>();
  const entries = new Set<string>();
  const pattern: string[] = [];
  const add = (term: string, weight: number) => weights.set(term, Math.max(weights.get(term) ?? 0, weight));
  let before = '^';
  const put = (word: string) => {
    if (pattern.length < 2 * maxPattern) pattern.push(word, `${before} ${word}`);
    before = word;
  };
  for (let at = 0; at < tokens.length; ) {
    const name = lexicon.names.at(tokens, at);
    addMeanings(tokens, at, lexicon, add, entries);
    for (const { kind, id } of name?.named ?? []) {
      if (kind === 'entry') entries.add(id);
      add(`${marks[kind]}${id}`, kind === 'entry' ? 1 : lessThanEntry);
    }
    const length = name?.length ?? 1;
    for (const token of tokens.slice(at, at + length))
      add(
        token.stem,
        (lexicon.stopwords.has(token.text) ? smallWord : 1) * (name === undefined ? 1 : inName),
      );
    const isThing = name?.named.some(({ kind }) => kind === 'entry') === true;
    if (isThing) put('X');
    else for (const { stem } of tokens.slice(at, at + length)) put(stem);
    at += length;
  }
  pattern.push(`${before} $`);
  return { weights, entries, pattern };
}

const marks = { entry: '@', criterion: '%', topic: '#' } as const;

function addMeanings(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  add: (term: string, weight: number) => void,
  entries: Set<string>,
): void {
  const meant = lexicon.synonyms.at(tokens, at);
  if (meant === undefined || (meant.length === 1 && lexicon.stopwords.has(tokens[at]?.text ?? ''))) return;
  for (const value of meant.values) {
    const words = tokenize(value);
    const name = lexicon.names.at(words, 0);
    for (const { kind, id } of name?.length === words.length ? name.named : []) {
      if (kind !== 'entry') continue;
      add(`@${id}`, nickname);
      entries.add(id);
    }
    for (const { text, stem } of words) if (!lexicon.stopwords.has(text)) add(stem, synonym);
  }
}

/** Greetings and thanks ask for nothing; where there is nothing else, they stay. */
function withoutChatter(tokens: readonly Token[], lexicon: Lexicon): readonly Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const length = lexicon.chatter.at(tokens, at)?.length ?? 0;
    if (length === 0) kept.push(...tokens.slice(at, at + 1));
    at += Math.max(1, length);
  }
  return kept.length === 0 ? tokens : kept;
}

function corrected(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  let corrections = 0;
  return tokens.map((token) => {
    if (lexicon.isKnown(token) || corrections >= maxCorrections) return token;
    corrections++;
    const word = lexicon.speller.correct(token.text);
    return (word === undefined ? undefined : tokenize(word)[0]) ?? token;
  });
}
