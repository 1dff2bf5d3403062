import { tokenize } from '../../answers/tokens.ts';
import { partsOf } from '../../reading/words.ts';
import type { NameFinder } from './names.ts';

const sizes = [2, 4, 7, 12, 20];
const mostNames = 4;

/**
 * What tells whether a line reports a decision: its words, with every technology and every number the same, by themselves,
 * in pairs and in threes; parts of words; and whether the rules read a decision in it.
 */
export function lineFeatures(text: string, find: NameFinder, isRead: boolean): string[] {
  const found = find(text);
  let [masked, end] = ['', 0];
  for (const { start, end: to, isIdea } of found) {
    if (start < end) continue;
    masked += `${text.slice(end, start)} ${isIdea ? ideaMark : nameMark} `;
    end = to;
  }
  const tokens = tokenize(masked + text.slice(end));
  const words = ['^', ...tokens.map(({ text: word, stem }) => (/^\d+$/.test(word) ? '#' : stem)), '$'];
  const features = new Set<string>();
  for (let at = 1; at < words.length; at++) {
    features.add(`w${words[at]}`).add(`b${words[at - 1]} ${words[at]}`);
    if (at > 1) features.add(`t${words[at - 2]} ${words[at - 1]} ${words[at]}`);
  }
  for (const { text: word } of tokens)
    if (word !== nameMark && word !== ideaMark) for (const part of partsOf(word)) features.add(part);
  features.add(`first${words[1]}`).add(`names${Math.min(found.length, mostNames)}`);
  features.add(`size${sizes.find((size) => tokens.length <= size) ?? 'long'}`).add(`read ${isRead}`);
  if (/\?/.test(text)) features.add('?');
  if (/\?\s*$/.test(text)) features.add('? at the end');
  if (/!\s*$/.test(text)) features.add('! at the end');
  if (/[`{}<>]|https?:/.test(text)) features.add('code');
  if (/^["“>]/.test(text)) features.add('quote');
  return [...features];
}

const [nameMark, ideaMark] = ['namemark', 'ideamark'];
