import type { Knowledge } from '../../knowledge/knowledge.ts';
import { openClassifier } from '../packed-classifier.ts';
import { clauseFeaturesOf } from './clause-features.ts';
import { type Clause, clausesOf, sentencesOf } from './clauses.ts';
import { type BriefModel, saysNothing } from './model.ts';

/** An option that a clause implies, how likely, and the clause. */
export interface ReadOption {
  readonly question: string;
  readonly option: string;
  readonly probability: number;
  readonly because: string;
}

/** Reads from the clauses of a text what they imply. */
export interface ClauseReader {
  /** The options of these questions that some clause gives, the likeliest first; nothing for a question not learnt. */
  read(text: string, questions: readonly { readonly id: string }[]): ReadOption[];
}

const maxClauses = 160;
const maxQuoted = 80;

/** Opens a model. */
export function createClauseReader(knowledge: Knowledge, model: BriefModel): ClauseReader {
  const featuresOf = clauseFeaturesOf(knowledge);
  const classifiers = new Map(
    Object.entries(model.questions).map(([id, packed]) => [id, openClassifier(packed)]),
  );
  return {
    read(text, questions) {
      const found: ReadOption[] = [];
      for (const clause of sentencesOf(text).flatMap(partsOf).slice(0, maxClauses)) {
        const features = featuresOf(clause.text);
        for (const { id } of questions) {
          const threshold = model.thresholds[id] ?? 1;
          for (const [option, probability] of classifiers.get(id)?.(features) ?? [])
            if (option !== saysNothing && probability >= threshold)
              found.push({ question: id, option, probability, because: quoted(clause.text) });
        }
      }
      return found.sort((a, b) => b.probability - a.probability);
    },
  };
}

/** The clauses of a sentence, and where there are several the sentence itself: what one says may be told by two. */
function partsOf(sentence: Clause): Clause[] {
  const clauses = clausesOf(sentence);
  return clauses.length > 1 ? [...clauses, sentence] : clauses;
}

function quoted(words: string): string {
  const text = words
    .replace(/^[\s,;:()–—-]+|[\s,;:.(–—-]+$/g, '')
    .replace(/^(?:and|but|so|because|while)\s+/i, '')
    .replace(/\s+/g, ' ');
  return text.length > maxQuoted ? `${text.slice(0, maxQuoted - 1)}…` : text;
}
