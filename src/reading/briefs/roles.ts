import { nameIndexOf } from '../../answers/names.ts';
import { type Token, tokenize } from '../../answers/tokens.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { type Classifier, classify } from '../classifier.ts';
import { around, type NameFound, namesIn } from './around.ts';
import { isQuestion, sentencesOf } from './clauses.ts';

/** The parts that a named thing may play in a brief; `word` is none: it only reads like a name. */
export const roles = [
  'known',
  'in-place',
  'candidate',
  'excluded',
  'left-behind',
  'compared',
  'elsewhere',
  'word',
] as const;

export type Role = (typeof roles)[number];

/** A thing that a brief names, with the likeliest part that it plays there. */
export interface NamedThing {
  /** The entries that its name may mean. */
  readonly entries: readonly string[];
  readonly role: Role;
  /** 0 to 1. */
  readonly probability: number;
}

/** Reads the named things of a text, in their order. */
export type RoleReader = (text: string) => NamedThing[];

/** Opens what was learnt of roles. */
export function createRoleReader(knowledge: Knowledge, learnt: Classifier<Role>): RoleReader {
  const names = nameIndexOf(knowledge);
  return (text) =>
    sentencesOf(text).flatMap((sentence) => {
      const tokens = tokenize(sentence.text);
      const found = namesIn(tokens, names);
      const asks = isQuestion(sentence.text);
      const things: NamedThing[] = [];
      for (let start = 0; start < tokens.length; ) {
        const { entries, length } = found[start] ?? { entries: [], length: 0 };
        if (length > 0) {
          const likely = classify(learnt, roleFeatures(tokens, start, start + length, found, asks));
          const [best] = [...likely].sort((a, b) => b[1] - a[1]);
          if (best !== undefined) things.push({ entries, role: best[0], probability: best[1] });
        }
        start += Math.max(1, length);
      }
      return things;
    });
}

/** What the part of a name is read from. */
export function roleFeatures(
  tokens: readonly Token[],
  start: number,
  end: number,
  found: readonly NameFound[],
  asks: boolean,
): string[] {
  const letter = tokens[start]?.capital === true ? 'C' : 'c';
  return [...around(tokens, start, end, found), letter, ...(asks ? ['?'] : [])];
}
