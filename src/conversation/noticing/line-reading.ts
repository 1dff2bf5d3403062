import { commonWords } from '../../answers/english.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { createPhrases, type Phrases } from '../../reading/phrases.ts';
import { createNameFinder, type NameFinder } from './name-finder.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** What the reading of lines needs of the knowledge. */
export interface LineReading {
  readonly phrases: Phrases;
  readonly find: NameFinder;
  piecesOf(text: string): Piece[];
}

/** Prepares the reading of lines. */
export function createLineReading(knowledge: Knowledge): LineReading {
  const everyday = new Set([...knowledge.vocabulary.everyday, ...knowledge.vocabulary.stopwords]);
  let english: ReadonlySet<string> | undefined;
  const isEnglish = (word: string) => {
    english ??= new Set(commonWords());
    return everyday.has(word) || english.has(word);
  };
  const find = createNameFinder(knowledge, isEnglish);
  return {
    phrases: createPhrases(knowledge.phrases),
    find,
    piecesOf: (text) => piecesOf(text, find, isEnglish),
  };
}
