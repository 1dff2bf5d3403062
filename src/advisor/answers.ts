import type { Test } from '../knowledge/conditions.ts';

/** What was answered: question -> chosen options; an empty list is a skipped question. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** Whether a test holds; undefined while its question is open. */
export function holds(test: Test, answers: Answers): boolean | undefined {
  const chosen = Object.hasOwn(answers, test.question) ? answers[test.question] : undefined;
  if (chosen === undefined) return undefined;
  switch (test.kind) {
    case 'chosen':
      return chosen.includes(test.option);
    case 'only':
      return chosen.length === 1 && chosen[0] === test.option;
    case 'several':
      return chosen.length > 1;
  }
}

/** Whether all tests hold; undefined while that depends on an open question. */
export function allHold(tests: readonly Test[], answers: Answers): boolean | undefined {
  let open = false;
  for (const test of tests) {
    const result = holds(test, answers);
    if (result === false) return false;
    if (result === undefined) open = true;
  }
  return open ? undefined : true;
}
