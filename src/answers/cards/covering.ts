import { type Classifier, classify } from '../../reading/classifier.ts';
import { type Hit, metEnough } from '../search.ts';
import type { Question } from '../understand.ts';
import { sideFeatures } from './features.ts';
import type { CardSearch, FoundCard } from './find.ts';
import type { Terms } from './terms.ts';

/** What tells whether the documents cover a question, in the order of {@link coverValues}. */
export const coverFeatures = [
  'score of the best card',
  'lead over the next card',
  'words of the best card',
  ...sideFeatures.map((name) => `best card: ${name}`),
  'share of words that cards know',
  'share of words that speak for the best card',
  'rarest word that does not speak for it',
  'best statement',
  'best statement is one of the first cards',
  'products that the documents do not treat',
  'details that are asked for',
  'details that no statement meets',
  'unknown words',
  'names that the best statement lacks',
  'words',
  'words that stand in the best card',
  'words that stand in it, its asks or statements',
  'words that stand in its best ask',
  'rarest word that stands nowhere there',
  'named products that it does not name',
  'named products that nothing in it is related to',
  'named products that it is not about',
  'a figure is asked for',
  'a figure of a product that it does not name',
  'a figure of a product that it is not about',
  'a figure is asked for and the lead has none',
  'somebody is asked for and the card names nobody',
  'how questions are put that are not covered',
  'how words stand to the best card where it is not covered',
] as const;

/** What was found for a question. */
export interface Evidence {
  readonly terms: Terms;
  readonly question: Question;
  readonly found: readonly FoundCard[];
  readonly hits: readonly Hit[];
  readonly search: Pick<CardSearch, 'knownShare' | 'metShare' | 'literal' | 'strangers' | 'standings'>;
  /** Tells by a question's words alone how likely it is covered. */
  readonly manner: Coverage;
  /** Tells by where its words stand for the best card. */
  readonly standing: Coverage;
}

const foundFirst = 3;

/** The values of {@link coverFeatures} for a question, in their order, also where no card was found. */
export function coverValues({ terms, question, found, hits, search, manner, standing }: Evidence): number[] {
  const [best, next] = found;
  const [hit] = hits;
  const met = best === undefined ? { share: 0, rarest: 8 } : search.metShare(terms, best.card);
  const literal =
    best === undefined ? { told: 0, anywhere: 0, bestAsk: 0, rarest: 8 } : search.literal(terms, best.card);
  const strangers =
    best === undefined ? { unnamed: 0, unrelated: 0, aside: 0 } : search.strangers(terms, best.card);
  const asksFigure = question.asks.has('figure') ? 1 : 0;
  const kinds = (kind: Question['slots'][number]['kind']) =>
    question.slots.flatMap((slot, at) => (slot.kind === kind ? [at] : []));
  const unmet = (at: number) => (hit?.met[at] ?? 0) < metEnough;
  const inFirst = found
    .slice(0, foundFirst)
    .some(
      ({ card }) =>
        hit !== undefined && [card, ...card.points].some(({ from }) => from.includes(hit.passage.id)),
    );
  return [
    best?.score ?? -10,
    best === undefined ? 0 : Math.min(5, best.score - (next?.score ?? best.score - 5)),
    best?.words ?? -10,
    ...(best?.sides ?? sideFeatures.map(() => 0)),
    search.knownShare(terms),
    met.share,
    met.rarest,
    hit?.score ?? 0,
    inFirst ? 1 : 0,
    kinds('foreign').length,
    kinds('detail').length,
    kinds('detail').filter(unmet).length,
    kinds('unknown').filter((at) => (question.slots[at]?.words.length ?? 0) > 3).length,
    kinds('entry').filter(unmet).length,
    Math.log(1 + terms.weights.size),
    literal.told,
    literal.anywhere,
    literal.bestAsk,
    literal.rarest,
    strangers.unnamed,
    strangers.unrelated,
    strangers.aside,
    asksFigure,
    strangers.unnamed > 0 ? asksFigure : 0,
    strangers.aside > 0 ? asksFigure : 0,
    /\d/.test(best?.card.lead ?? '') ? 0 : asksFigure,
    question.asks.has('who') && best?.card.kind !== 'who' ? 1 : 0,
    notCovered(manner, mannerFeatures(terms)),
    best === undefined ? 0 : notCovered(standing, standingFeatures(terms, best.card, search)),
  ];
}

/** Tells questions that the documents cover from others. */
export type Coverage = Classifier<'covered' | 'not'>;

/** How a question is put, as names of features: words, pairs of words, and words without the names. */
export function mannerFeatures({ pattern, weights }: Terms): string[] {
  return [
    ...pattern,
    ...[...weights.keys()].filter((term) => !term.startsWith('@')).map((term) => `word ${term}`),
  ];
}

/**
 * Where a question's words stand for a card, as names of features: what it lacks of "port" or "license" says more than
 * what it lacks of "our".
 */
export function standingFeatures(
  terms: Terms,
  card: FoundCard['card'],
  search: Pick<CardSearch, 'standings'>,
): string[] {
  const standings = search.standings(terms, card);
  const sign = (word: string) => {
    const standing = standings.get(word);
    return standing === undefined ? '' : standing === 'told' ? '+' : '-';
  };
  return [
    `kind ${card.kind}`,
    ...[...standings].map(([word, standing]) =>
      word.startsWith('@') ? `name ${standing}` : `${standing} ${word}`,
    ),
    ...terms.pattern
      .filter((words) => words.includes(' '))
      .map((words) => `${words} ${words.split(' ').map(sign).join()}`),
  ];
}

const leastLikely = 0.02;

/** The logarithm of how much likelier it is that a question of these features is not covered. */
function notCovered(coverage: Coverage, features: readonly string[]): number {
  const likely = classify(coverage, features);
  const of = (name: 'covered' | 'not') => Math.max(leastLikely, likely.get(name) ?? 0);
  return Math.log(of('not') / of('covered'));
}
