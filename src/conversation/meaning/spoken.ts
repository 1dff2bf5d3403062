import type { Question } from '../../answers/understand.ts';

/** What was spoken of before, for words that rely on it. */
export interface Spoken {
  /** The question that was answered last; undefined where there was none. */
  readonly question: string | undefined;
  /** Names of the entries that it was about. */
  readonly about: readonly string[];
  /** Names of what its answer brought up beside them. */
  readonly told: readonly string[];
  /** Names of what was compared or listed last, in order. */
  readonly compared: readonly string[];
  /** Names of what was spoken of lately, the latest first. */
  readonly recent: readonly string[];
}

/** Reads a question: its words, the ids and names of what it is about. */
export interface Reading {
  understand(text: string): Question;
  nameOf(entry: string): string;
  kindOf(entry: string): string;
}

/** Words that are about more than one thing. */
export const several =
  /\b(?:they|them|their|theirs|those|these|both|the two|either|each|which(?: one| of)?|difference|differ|compare|versus|vs|better|faster|slower|best|fastest|cheaper|easier|simpler|safer|more|less|fewer|most|least|winner|cheapest|slowest|smallest|lightest|heaviest|leanest|newest|oldest|biggest|easiest|simplest|safest|nicer|lighter|leaner|heavier|smaller|bigger|newer|older|of them|the lot)\b/i;

/** What "them" are: what was compared, else what was spoken of lately. */
export function severalOf({ compared: together, recent, about }: Spoken): readonly string[] {
  if (together.length > 1) return together;
  return recent.length > 1 ? recent.slice(0, 4) : about;
}

/** The last question without the names in it: what it asked. */
export function withoutAbout({ question = '', about }: Spoken): string {
  return trimmed(about.reduce((rest, name) => rest.replace(new RegExp(escaped(name), 'gi'), ' '), question));
}

/** A text as a pattern that matches it alone. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Words without spaces and stops around them. */
export function trimmed(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.:;!–-]+|[\s,:;!–-]+$/g, '')
    .trim();
}
