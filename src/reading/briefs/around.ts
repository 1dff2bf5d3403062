import type { NameIndex } from '../../answers/names.ts';
import type { Token } from '../../answers/tokens.ts';

/** The entries that a name may mean, and how many words it has; none and 0 where no name begins. */
export interface NameFound {
  readonly entries: readonly string[];
  readonly length: number;
}

/** Looks for names of entries at each word. */
export function namesIn(tokens: readonly Token[], names: NameIndex): NameFound[] {
  return tokens.map((_, start) => {
    const { named = [], length = 0 } = names.at(tokens, start) ?? {};
    const entries = named.flatMap(({ kind, id }) => (kind === 'entry' ? [id] : []));
    return { entries, length: entries.length === 0 ? 0 : length };
  });
}

/** So many words before and after a mention say what part it plays. */
const reach = 6;

/** What a mention is judged by: the words before and after it, each with its side; other names are all the same. */
export function around(
  tokens: readonly Token[],
  start: number,
  end: number,
  found: readonly NameFound[],
): string[] {
  const wordAt = (at: number) => {
    if (at < 0) return '^';
    const token = tokens[at];
    if (token === undefined) return '$';
    return (found[at]?.length ?? 0) > 0 ? '@' : token.stem;
  };
  const features = new Set(['']);
  for (let away = 1; away <= reach; away++) {
    features.add(`<${wordAt(start - away)}`).add(`>${wordAt(end - 1 + away)}`);
    if (start - away < 0 && end - 1 + away >= tokens.length) break;
  }
  const [before, earlier, after, later] = [start - 1, start - 2, end, end + 1].map(wordAt);
  return [...features, `<1${before}`, `<2${earlier} ${before}`, `>1${after}`, `>2${after} ${later}`];
}
