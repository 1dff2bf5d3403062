import { type NameIndex, nameIndexOf } from '../../answers/names.ts';
import { openPhrases, type PhraseIndex, preparePhrases } from '../../answers/phrases.ts';
import { tokenize } from '../../answers/tokens.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { wordFeatures } from '../words.ts';

/** Reads what a clause is classified by. */
export type ClauseFeatures = (text: string) => string[];

/** A clause's words, and the options whose own phrases or names stand in it: what is said outright weighs most. */
export function clauseFeaturesOf(knowledge: Knowledge): ClauseFeatures {
  const names = nameIndexOf(knowledge);
  const { phrases, named } = saidOutright(knowledge);
  return (text) => [...wordFeatures(text), ...hits(text, names, phrases, named)];
}

function saidOutright({ questions }: Knowledge) {
  const named = new Map<string, string[]>();
  const phrases: [string, string[]][] = [];
  for (const { id, options } of questions)
    for (const option of options) {
      const says = `${id}:${option.id}`;
      for (const name of option.names) named.set(name, [...(named.get(name) ?? []), says]);
      for (const phrase of option.reads) phrases.push([phrase, [says]]);
    }
  return { phrases: openPhrases(preparePhrases('inflections', phrases)), named };
}

function hits(
  text: string,
  names: NameIndex,
  phrases: PhraseIndex<string>,
  named: ReadonlyMap<string, readonly string[]>,
): string[] {
  const tokens = tokenize(text);
  const found = new Set<string>();
  for (let start = 0; start < tokens.length; start++) {
    for (const says of phrases.at(tokens, start)?.values ?? []) found.add(`R${says}`);
    for (const { kind, id } of names.at(tokens, start)?.named ?? [])
      if (kind === 'entry') for (const says of named.get(id) ?? []) found.add(`N${says}`);
  }
  return [...found];
}
