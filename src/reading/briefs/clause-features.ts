import { nameIndexOf } from '../../answers/names.ts';
import type { PhraseIndex } from '../../answers/phrases.ts';
import { type Token, tokenize } from '../../answers/tokens.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { wordFeatures } from '../words.ts';
import { around, type NameFound, namesIn } from './around.ts';
import { isQuestion } from './clauses.ts';
import { type Meaning, namedMeanings, phraseMeanings } from './meanings.ts';

/** What a clause is read by. */
export interface ClauseFeatures {
  /** Of the clause as a whole. */
  readonly words: readonly string[];
  /** Of each name and phrase in it that may give an option. */
  readonly mentions: readonly Mention[];
}

/**
 * A name or a phrase of an option, with the words around it. Whether it gives the option hangs on these ("we all write X",
 * "the boss wants X"), whatever X is: what is learnt of one option's mentions holds for the others of its question.
 */
export interface Mention extends Meaning {
  readonly features: readonly string[];
}

/** Prepares reading clauses. */
export function clauseFeaturesOf(knowledge: Knowledge): (text: string) => ClauseFeatures {
  const names = nameIndexOf(knowledge);
  const phrases = phraseMeanings(knowledge.questions);
  const named = namedMeanings(knowledge.questions);
  return (text) => {
    const tokens = tokenize(text);
    const found = namesIn(tokens, names);
    const mentions = mentionsIn(tokens, found, named, phrases);
    const own = new Set(mentions.map(({ kind, question, option }) => `${kind}${question}:${option}`));
    const covered = `=${coverOf(tokens, mentions)}`;
    const asks = isQuestion(text) ? ['?'] : [];
    return {
      words: [...wordFeatures(tokens), ...asks, ...own],
      mentions: mentions.map(({ question, option, kind, start, end }) => ({
        question,
        option,
        features: [...around(tokens, start, end, found), covered, ...asks].map(
          (feature) => `${question} ${kind}${feature}`,
        ),
      })),
    };
  };
}

/** How much of a clause is names and phrases, in quarters: of shorthand nearly all is. */
function coverOf(tokens: readonly Token[], mentions: readonly Found[]): number {
  const covered = new Set(
    mentions.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  );
  return Math.ceil((4 * covered.size) / Math.max(1, tokens.length));
}

interface Found extends Meaning {
  readonly kind: 'N' | 'R';
  readonly start: number;
  readonly end: number;
}

function mentionsIn(
  tokens: readonly Token[],
  names: readonly NameFound[],
  named: ReadonlyMap<string, readonly Meaning[]>,
  phrases: PhraseIndex<Meaning>,
): Found[] {
  const all = tokens.flatMap((_, start): Found[] => {
    const [name, phrase] = [names[start], phrases.at(tokens, start)];
    const found = (kind: Found['kind'], meanings: readonly Meaning[], length: number) =>
      meanings.map((meaning): Found => ({ ...meaning, kind, start, end: start + length }));
    const meant = (name?.entries ?? []).flatMap((id) => named.get(id) ?? []);
    return [
      ...found('N', meant, name?.length ?? 0),
      ...found('R', phrase?.values ?? [], phrase?.length ?? 0),
    ];
  });
  // Of several phrases of one option the longest says it.
  const longest = all.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const keyOf = ({ kind, question, option }: Found) => `${kind}${question}:${option}`;
  return [...Map.groupBy(longest, keyOf).values()].flatMap(([best]) => best ?? []);
}
