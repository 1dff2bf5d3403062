/** One part of a condition: `question:option`, `question=option` or `question>1`. */
export type Test =
  | { readonly kind: 'chosen'; readonly question: string; readonly option: string }
  | { readonly kind: 'only'; readonly question: string; readonly option: string }
  | { readonly kind: 'several'; readonly question: string };

/** Reads a condition as its schema allows it: the tests that all have to hold. */
export function parseCondition(condition: string): Test[] {
  return condition.split(' & ').map((part): Test => {
    const match = /^([a-z-]+)([:=>])(.+)$/.exec(part);
    if (match === null) throw new SyntaxError(`not a condition: ${part}`);
    const [, question = '', sign, option = ''] = match;
    if (sign === '>') return { kind: 'several', question };
    return { kind: sign === '=' ? 'only' : 'chosen', question, option };
  });
}
