import { nameIndexOf } from '../../answers/names.ts';
import { tokenize } from '../../answers/tokens.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { wordFeatures } from '../words.ts';
import { type Meaning, namedMeanings, phraseMeanings } from './meanings.ts';

/** Reads what a clause is classified by. */
export type ClauseFeatures = (text: string) => string[];

/** A clause's words, and the options whose own phrases or names stand in it: what is said outright weighs most. */
export function clauseFeaturesOf(knowledge: Knowledge): ClauseFeatures {
  const names = nameIndexOf(knowledge);
  const phrases = phraseMeanings(knowledge.questions);
  const named = namedMeanings(knowledge.questions);
  return (text) => {
    const tokens = tokenize(text);
    const hits = new Set<string>();
    for (let start = 0; start < tokens.length; start++) {
      for (const meaning of phrases.at(tokens, start)?.values ?? []) hits.add(`R${keyOf(meaning)}`);
      for (const { kind, id } of names.at(tokens, start)?.named ?? [])
        if (kind === 'entry') for (const meaning of named.get(id) ?? []) hits.add(`N${keyOf(meaning)}`);
    }
    return [...wordFeatures(text), ...hits];
  };
}

function keyOf({ question, option }: Meaning): string {
  return `${question}:${option}`;
}
