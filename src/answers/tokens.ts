import { stemmer } from 'stemmer';

/** A word of a question or of a text: as written in lower case, and its stem. */
export interface Token {
  readonly text: string;
  readonly stem: string;
  /** Whether it was written with a capital letter. */
  readonly capital: boolean;
}

/** Longer questions are cut: nobody's question needs more, and time stays bounded. */
const maxCharacters = 1_000;
const maxTokens = 120;

/** Versions and decimals, identifiers (max_connections), names that start with a dot (.NET), and words with their signs (c#, c++). */
const wordPattern =
  /\d+(?:\.\d+)+|[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+|(?<![\p{L}\p{N}])\.[a-z]{2,}|[\p{L}\p{N}]+[+#]{0,2}/giu;

const stems = new Map<string, string>();

/** The Porter stem of an English word; anything but a plain word is its own stem. */
export function stemOf(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer(word);
    if (stems.size > 50_000) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

/** Splits text into words: markup and template syntax dropped, lower case, accents folded, digit groups joined (3,000 is 3000). */
export function tokenize(text: string): Token[] {
  const folded = text
    .slice(0, maxCharacters)
    .replace(/<script\b.*?(?:<\/script>|$)|<[^<>]{0,200}>|\{\{.*?\}\}|\$\{[^}]*\}/gis, ' ')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/(?<=\d),(?=\d{3}\b)/g, '')
    .replace(/(\p{L})'(?:s|re|ve|ll|d|m|t)\b/giu, (contraction, letter: string) =>
      contraction.endsWith("'t") || contraction.endsWith("'T") ? `${letter}t` : letter,
    );
  const tokens: Token[] = [];
  for (const [word] of folded.matchAll(wordPattern)) {
    if (tokens.length === maxTokens) break;
    const lower = word.toLowerCase();
    tokens.push({ text: lower, stem: stemOf(lower), capital: word[0] !== lower[0] });
  }
  return tokens;
}

/** The words of a phrase as one key by which phrases can be looked up. */
export function phraseKey(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(' ');
}

/** A key of a phrase's stems, so that plurals and verb forms meet. */
export function stemKey(tokens: readonly Token[]): string {
  return tokens.map((token) => token.stem).join(' ');
}

/** A key without plural, -ed and -ing alone: "threaded" and "threads" meet "threading", "generate" is not "generics". */
export function inflectionKey(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text.replace(/(?<=[a-z]{3})(?:ies|es|s|ed|ing|e|y)$/, '')).join(' ');
}
