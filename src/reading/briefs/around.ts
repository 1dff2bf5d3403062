import type { NameIndex } from '../../answers/names.ts';
import type { Token } from '../../answers/tokens.ts';

/** What the index of names finds at each word of a text. */
export type NamesFound = readonly ReturnType<NameIndex['at']>[];

/** Looks for names at each word. */
export function namesIn(tokens: readonly Token[], names: NameIndex): NamesFound {
  return tokens.map((_, start) => names.at(tokens, start));
}

/** So many words before and after a mention say what part it plays. */
const reach = 6;

/** What a mention is judged by: the words before and after it, each with its side; other names are all the same. */
export function around(tokens: readonly Token[], start: number, end: number, found: NamesFound): string[] {
  const wordAt = (at: number) => {
    if (at < 0) return '^';
    const token = tokens[at];
    if (token === undefined) return '$';
    return found[at]?.named.some(({ kind }) => kind === 'entry') === true ? '@' : token.stem;
  };
  const features = new Set(['']);
  for (let away = 1; away <= reach; away++) {
    features.add(`<${wordAt(start - away)}`).add(`>${wordAt(end - 1 + away)}`);
    if (start - away < 0 && end - 1 + away >= tokens.length) break;
  }
  const [before, earlier, after, later] = [start - 1, start - 2, end, end + 1].map(wordAt);
  return [...features, `<1${before}`, `<2${earlier} ${before}`, `>1${after}`, `>2${after} ${later}`];
}
