import type { Bag, Translation } from '../../reading/translation.ts';

/** Numbers for terms: the same term, the same number. */
export interface Vocabulary {
  readonly terms: readonly string[];
  numberOf(term: string): number;
  find(term: string): number | undefined;
}

/** A vocabulary that grows with what it is asked for; `terms` are there from the start, in this order. */
export function createVocabulary(terms: readonly string[] = []): Vocabulary {
  const known = [...terms];
  const numbers = new Map(known.map((term, at) => [term, at]));
  return {
    terms: known,
    find: (term) => numbers.get(term),
    numberOf(term) {
      const there = numbers.get(term);
      if (there !== undefined) return there;
      numbers.set(term, known.length);
      known.push(term);
      return known.length - 1;
    },
  };
}

/** What is known of a card in words: its lead and points, the ways it is asked, its statements, theirs. */
export interface CardTexts {
  readonly told: Bag;
  readonly asks: readonly Bag[];
  readonly statements: Bag;
  readonly phrasings: Bag;
}

/** For each term, by its number: the cards that it speaks for, each followed by how much. */
export type Postings = ReadonlyMap<number, readonly number[]>;

/** The kinds of evidence that words give for a card, in the order of {@link weighWords}. */
export const wordFeatures = [
  'translated from the card',
  'translated from its asks',
  'translated from its statements',
  'translated from their phrasings',
  'in the card',
  'in its asks',
] as const;

/** How much the translation model counts beside the words of all asks. */
const lambda = 0.88;
const leastEvidence = 0.15;

/** What each word says for each card: for each of {@link wordFeatures} the values by the numbers of word and card. */
export function weighWords(
  cards: readonly CardTexts[],
  translation: Translation,
  vocabularySize: number,
): Postings[] {
  const background = backgroundOf(
    cards.flatMap(({ asks }) => asks),
    vocabularySize,
  );
  const asked = cards.map(({ asks }) => merged(asks));
  const told = cards.map(({ told: bag }) => bag);
  const table = inRows(translation);
  return [
    translated(told, table, background),
    translated(asked, table, background),
    translated(
      cards.map(({ statements }) => statements),
      table,
      background,
    ),
    translated(
      cards.map(({ phrasings }) => phrasings),
      table,
      background,
    ),
    matched(told),
    matched(asked),
  ];
}

/** One bag with the terms of all, each once, with the sum of its weights. */
export function merged(bags: readonly Bag[]): Bag {
  const sums = new Map<number, number>();
  for (const { terms, weights } of bags)
    for (const [at, term] of terms.entries()) sums.set(term, (sums.get(term) ?? 0) + (weights[at] ?? 0));
  return { terms: [...sums.keys()], weights: [...sums.values()] };
}

/** How common each term is in what people ask: by its number, shares above 0 that add up to 1. */
export function backgroundOf(asks: readonly Bag[], vocabularySize: number): Float64Array {
  const shares = new Float64Array(vocabularySize).fill(0.5);
  for (const { terms, weights } of asks)
    for (const [at, term] of terms.entries()) shares[term] = (shares[term] ?? 0) + (weights[at] ?? 0);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** Adds a value for a term and a card. */
function post(postings: Map<number, number[]>, term: number, card: number, value: number): void {
  const list = postings.get(term);
  if (list === undefined) postings.set(term, [card, value]);
  else list.push(card, value);
}

type Rows = ReadonlyMap<number, { readonly terms: Int32Array; readonly probabilities: Float64Array }>;

/** A translation as it is gone through fastest: this happens some ten million times. */
function inRows(translation: Translation): Rows {
  return new Map(
    [...translation].map(([from, list]) => [
      from,
      {
        terms: Int32Array.from(list, ([to]) => to),
        probabilities: Float64Array.from(list, ([, probability]) => probability),
      },
    ]),
  );
}

/** How much likelier a card makes each word than asks in general do: the logarithm of the ratio. */
function translated(bags: readonly Bag[], table: Rows, background: Float64Array): Postings {
  const postings = new Map<number, number[]>();
  const likely = new Float64Array(background.length);
  for (const [card, { terms, weights }] of bags.entries()) {
    const length = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    const touched: number[] = [];
    for (const [at, term] of terms.entries()) {
      const share = (weights[at] ?? 0) / length;
      const row = table.get(term);
      if (row === undefined) continue;
      for (let next = 0; next < row.terms.length; next++) {
        const to = row.terms[next] ?? 0;
        if (likely[to] === 0) touched.push(to);
        likely[to] = (likely[to] ?? 0) + (row.probabilities[next] ?? 0) * share;
      }
    }
    for (const term of touched) {
      const probability = likely[term] ?? 0;
      likely[term] = 0;
      const value = Math.log(1 + (lambda * probability) / ((1 - lambda) * (background[term] ?? 1)));
      if (value > leastEvidence) post(postings, term, card, value);
    }
  }
  return postings;
}

/** BM25+ parameters as in bm25.ts. */
const [k, b, d] = [1.2, 0.7, 0.5];

function matched(bags: readonly Bag[]): Postings {
  const postings = new Map<number, number[]>();
  const holders = new Map<number, number>();
  for (const { terms } of bags) for (const term of terms) holders.set(term, (holders.get(term) ?? 0) + 1);
  const mean = bags.reduce((sum, { terms }) => sum + terms.length, 0) / Math.max(1, bags.length);
  for (const [card, { terms, weights }] of bags.entries()) {
    for (const [at, term] of terms.entries()) {
      const rows = holders.get(term) ?? 0;
      const rarity = Math.log(1 + (bags.length - rows + 0.5) / (rows + 0.5));
      const often = weights[at] ?? 0;
      const length = terms.length / Math.max(1, mean);
      post(postings, term, card, rarity * (d + (often * (k + 1)) / (often + k * (1 - b + b * length))));
    }
  }
  return postings;
}
