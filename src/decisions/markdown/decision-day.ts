import { readingOfDate } from './dates.ts';
import { fieldOf } from './field-names.ts';
import { type StatusWord, statusWords } from './status-words.ts';

/** No text of days is longer. */
const longest = 500;
/** What stands between days, outside of brackets. */
const separator = /^(?:[,;|·•\n→]|->|\s\/\s|\s+(?:and|then|und|dann|et|y|e|och|og)\s+)/i;

/**
 * Of a text of several days the part with the one of the decision: "2026-01-05 (proposed), 2026-01-12 (accepted)". The
 * text itself where it has one day alone, or none is said to be that of the decision.
 */
export function decisionDayIn(text: string): string {
  if (text.length > longest) return text;
  const dated = datedParts(text);
  if (dated.length < 2) return text;
  const words = dated.map((part) => ({ part, word: wordOf(part) }));
  const found =
    words.find(({ word }) => word?.status === 'accepted' && fieldOf(word.word) === 'decided') ??
    words.find(({ word }) => word?.status === 'accepted');
  return found?.part.replace(/^[^\p{L}\p{N}]+/u, '') ?? text;
}

/** The status that stands beside a day: the last one before it, else the first one behind it. */
function wordOf(part: string): StatusWord | undefined {
  const words = statusWords(part);
  const day = part.search(/\d/);
  return words.findLast(({ at }) => at < day) ?? words[0];
}

/** The parts of a text, each with a day; "January 5" and "2026" are of one. */
function datedParts(text: string): string[] {
  const parts: string[] = [];
  let begun = '';
  for (const part of partsOf(text)) {
    begun = `${begun}${part}`;
    if (readingOfDate(begun).kind === 'none') continue;
    parts.push(begun);
    begun = '';
  }
  const last = parts.pop();
  return last === undefined ? [] : [...parts, `${last}${begun}`];
}

/** A text in parts, each with the sign behind it. What brackets hold is of one part; behind them another begins. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '(' || sign === '[') depth++;
    if (sign === ')' || sign === ']') depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const end = sign === ')' ? 1 : separator.exec(text.slice(at, at + 20))?.[0].length;
    if (end === undefined) continue;
    parts.push(text.slice(from, at + end));
    from = at + end;
    at = from - 1;
  }
  return [...parts, text.slice(from)].filter((part) => part !== '');
}
