import type { NameIndex } from '../../answers/names.ts';
import { type Token, tokenize } from '../../answers/tokens.ts';
import type { Question } from '../../answers/understand.ts';
import { namesIn } from '../briefs/around.ts';
import { partsOf } from '../words.ts';
import type { ThreadState } from './thread-state.ts';

/** What reading a wish needs: the names of technologies, and what a question's words are known as. */
export interface WordReading {
  readonly names: NameIndex;
  understand(text: string): Question;
}

const most = 3;
const shortTexts = [1, 3, 7, 15];

/**
 * What a wish is read by: its words, with every technology the same and every number the same; pairs of neighbours, parts
 * of words, how many of its words are known; and what was going on, by itself and with each word.
 */
export function intentFeatures(text: string, state: ThreadState, reading: WordReading): string[] {
  const tokens = tokenize(text);
  const { words, plain, named } = masked(tokens, reading.names);
  const where = `${state.previous}/${state.walk}`;
  const asks = /\?\s*$/.test(text);
  const size = shortTexts.find((length) => tokens.length <= length) ?? 'long';
  const features = new Set<string>(plain.flatMap((token) => partsOf(token.text)));
  for (const [at, word] of words.entries()) {
    features
      .add(`w${word}`)
      .add(`b${words[at - 1] ?? '^'} ${word}`)
      .add(`${where}|${word}`);
  }
  features.add(`b${words.at(-1) ?? '^'} $`).add(`first${words[0] ?? ''}`);
  features.add(`names${Math.min(named, most)}`).add(`${where}|names${Math.min(named, 2)}`);
  features.add(`size${size}`).add(`${where}|size${size}`).add(`${where}|asks${asks}`);
  features
    .add(`previous ${state.previous}`)
    .add(`walk ${state.walk}`)
    .add(`at ${where}`)
    .add(`record ${state.record}`);
  if (asks) features.add('?');
  if (!/[\p{L}\p{N}]/u.test(text)) features.add('wordless');
  if (/^[^\p{L}]*@/u.test(text)) features.add('@somebody');
  if (/https?:/.test(text)) features.add('link');
  if (/[{}();=<>]{2}|\n/.test(text)) features.add('code');
  return [...features, ...known(reading.understand(text))];
}

/** Words with each name as `@` and each number as `#`; those that are neither; and how many names. */
function masked(tokens: readonly Token[], names: NameIndex) {
  const found = namesIn(tokens, names);
  const words: string[] = [];
  const plain: Token[] = [];
  let named = 0;
  for (let at = 0; at < tokens.length; ) {
    const [token, length] = [tokens[at], found[at]?.length ?? 0];
    if (token === undefined) break;
    if (length > 0) {
      named++;
      words.push('@');
    } else if (/^\d+$/.test(token.text)) words.push('#');
    else {
      plain.push(token);
      words.push(token.stem);
    }
    at += Math.max(1, length);
  }
  return { words, plain, named };
}

/** Of what kinds the words are that the knowledge knows, and how many it does not. */
function known({ slots, asks }: Question): string[] {
  const kinds = Map.groupBy(slots, ({ kind }) => kind);
  const unknown = (kinds.get('unknown')?.length ?? 0) / Math.max(1, slots.length);
  return [
    ...[...kinds].map(([kind, own]) => `${Math.min(own.length, most)} ${kind}`),
    ...[...asks].map((ask) => `asks ${ask}`),
    `unknown${Math.ceil(4 * unknown)}`,
    `slots${Math.min(slots.length, 5)}`,
  ];
}
