import { openPhrases, type PhraseIndex, preparePhrases } from '../../answers/phrases.ts';
import type { RubricQuestion } from '../../knowledge/rubric-schema.ts';

/** What gives an answer: a question's option. */
export interface Meaning {
  readonly question: string;
  readonly option: string;
}

/** Entry -> the options that its name gives. */
export function namedMeanings(questions: readonly RubricQuestion[]): ReadonlyMap<string, readonly Meaning[]> {
  const named = new Map<string, Meaning[]>();
  for (const question of questions)
    for (const option of question.options)
      for (const name of option.names)
        named.set(name, [...(named.get(name) ?? []), { question: question.id, option: option.id }]);
  return named;
}

/** The phrases that give options, ready to be found in a row of words. */
export function phraseMeanings(questions: readonly RubricQuestion[]): PhraseIndex<Meaning> {
  const phrases = questions.flatMap(({ id, options }) =>
    options.flatMap((option) =>
      option.reads.map((phrase): [string, Meaning[]] => [phrase, [{ question: id, option: option.id }]]),
    ),
  );
  return openPhrases(preparePhrases('inflections', phrases));
}
