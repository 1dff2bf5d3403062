import { lineKinds } from '../../knowledge/phrase-schema.ts';
import type { Phrases } from '../../reading/phrases.ts';
import { partsOf } from '../../reading/words.ts';
import type { Piece } from './pieces.ts';
import { sentencesOf } from './sentences.ts';

const sizes = [2, 4, 7, 12, 20];
const mostNames = 4;

/**
 * What tells whether a line reports a decision: its words, with every name and every number the same, by themselves, in
 * pairs and in threes; parts of words; the kinds of phrases in it; and how it is built.
 */
export function lineFeatures(text: string, pieces: readonly Piece[], phrases: Phrases): string[] {
  const words = ['^', ...pieces.map(({ mask }) => mask), '$'];
  const features = new Set<string>();
  for (let at = 1; at < words.length; at++) {
    features.add(`w${words[at]}`).add(`b${words[at - 1]} ${words[at]}`);
    if (at > 1) features.add(`t${words[at - 2]} ${words[at - 1]} ${words[at]}`);
  }
  for (const { kind, written } of pieces)
    if (kind === 'word') for (const part of partsOf(written.toLowerCase())) features.add(part);
  const named = pieces.filter(({ name }) => name !== undefined).length;
  features.add(`first${words[1]}`).add(`names${Math.min(named, mostNames)}`);
  features.add(`size${sizes.find((size) => pieces.length <= size) ?? 'long'}`);
  for (const kind of lineKinds) if (phrases.says(kind, text)) features.add(`says ${kind}`);
  const sentences = sentencesOf(text, phrases);
  if (sentences.length > 1) features.add('sentences');
  if (sentences[0]?.isQuestion === true) features.add('asks first');
  if (sentences.at(-1)?.isQuestion === true) features.add('asks last');
  if (sentences.some(({ isQuestion }) => isQuestion)) features.add('asks');
  if (/!\s*$/.test(text)) features.add('! at the end');
  if (/[`{}<>]|https?:/.test(text)) features.add('code');
  if (/^["“>]/.test(text)) features.add('quote');
  return [...features];
}
