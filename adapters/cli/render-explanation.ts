import type { Explanation, Reason } from '../../src/answers/explain.ts';

const shown = 6;

/** Why an answer came first, as a person reads it in a terminal. */
export function explainText({ cards, covering }: Explanation): string {
  const verdict = covering.score >= covering.threshold ? 'covered' : 'not covered';
  return [
    `${verdict}: ${covering.score}, answered from ${covering.threshold} on`,
    ...reasonLines(covering.features),
    ...cards.flatMap(({ id, lead, score, words, features }) => [
      `${id}, ${score}: ${lead}`,
      `  words: ${words.map(({ term, value }) => `${term} ${value}`).join(', ')}`,
      ...reasonLines(features),
    ]),
  ].join('\n');
}

function reasonLines(reasons: readonly Reason[]): string[] {
  return reasons
    .slice(0, shown)
    .map(({ name, value, counts }) => `  ${counts < 0 ? '' : '+'}${counts}  ${name} (${value})`);
}
