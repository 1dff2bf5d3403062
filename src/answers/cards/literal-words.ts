import type { CardReading } from './card-reading.ts';
import type { Comparable } from './features.ts';
import { type CardData, type ShownCard, sourcesOf } from './prepare.ts';
import { type Strangers, strangersOf } from './strangers.ts';
import type { Terms } from './terms.ts';
import type { Mass, WordTables } from './word-tables.ts';

/** Shares of a question's words, 0 to 1. */
export interface Literal {
  /** In its lead and points. */
  readonly told: number;
  /** In these, in any of its asks or in its statements. */
  readonly anywhere: number;
  /** In the one ask that has most of them. */
  readonly bestAsk: number;
  /** How rare the rarest word is that stands nowhere there. */
  readonly rarest: number;
}

/**
 * Where a word of a question stands for a card: in what it tells or its statements, in its asks alone, nowhere though it
 * speaks for it, or nowhere.
 */
export type Standing = 'told' | 'asked' | 'meant' | 'nowhere';

/** How a question's words stand in a card to the letter. */
export interface LiteralWords {
  /** How far a question's words, names apart, stand in a card and in what it rests on as they are, each by its rarity. */
  literal(question: Terms, card: ShownCard): Literal;
  /** Which products the question names that a card leaves out. */
  strangers(question: Terms, card: ShownCard): Strangers;
  /** Where each word of the question stands for a card. */
  standings(question: Terms, card: ShownCard): ReadonlyMap<string, Standing>;
}

/** The words that a card and what it rests on hold. */
interface CardWords {
  readonly told: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
  readonly asks: readonly ReadonlySet<number>[];
  readonly asked: ReadonlySet<number>;
}

/** Reads cards when they are asked for first. */
export function createLiteralWords(
  { cards }: CardData,
  comparableAt: (place: number) => Comparable | undefined,
  tables: WordTables,
  reading: CardReading,
): LiteralWords {
  const wordsOf = remembered((shown) =>
    wordsIn(shown, comparableAt(cards.indexOf(shown))?.asks ?? [], reading),
  );
  return {
    literal: (question, shown) => literalOf(tables.massesOf(question), wordsOf(shown)),
    strangers: (question, shown) => strangersOf(question, shown.about, wordsOf(shown).named, reading),
    standings(question, shown) {
      const place = cards.indexOf(shown);
      const { told, sources, asked } = wordsOf(shown);
      const standingOf = (word: string): Standing => {
        if (told.has(word) || sources.has(word)) return 'told';
        const term = tables.find(word);
        if (term !== undefined && asked.has(term)) return 'asked';
        return tables.worthOf(word, place) > 0 ? 'meant' : 'nowhere';
      };
      return new Map([...question.weights.keys()].map((word) => [word, standingOf(word)]));
    },
  };
}

function wordsIn(shown: ShownCard, compared: Comparable['asks'], reading: CardReading): CardWords {
  const asks = compared.map(({ terms }) => new Set(Array.from(terms)));
  const told = [shown.lead, ...shown.points.map(({ text }) => text)].map(reading.terms);
  const sources = sourcesOf(shown)
    .flatMap((id) => reading.textOf(id) ?? [])
    .map(reading.terms);
  return {
    told: termsOf(told),
    sources: termsOf(sources),
    named: new Set([...shown.about, ...[...told, ...sources].flatMap(({ entries }) => [...entries])]),
    asks,
    asked: new Set(asks.flatMap((ask) => [...ask])),
  };
}

function termsOf(texts: readonly Terms[]): Set<string> {
  return new Set(texts.flatMap(({ weights }) => [...weights.keys()]));
}

function literalOf(all: readonly Mass[], words: CardWords): Literal {
  const masses = all.filter(({ word }) => !word.startsWith('@'));
  const total = masses.reduce((sum, { mass }) => sum + mass, 0) || 1;
  const share = (has: (one: Mass) => boolean) =>
    masses.reduce((sum, one) => sum + (has(one) ? one.mass : 0), 0) / total;
  const isAnywhere = ({ word, term }: Mass) =>
    words.told.has(word) || words.sources.has(word) || (term !== undefined && words.asked.has(term));
  return {
    told: share(({ word }) => words.told.has(word)),
    anywhere: share(isAnywhere),
    bestAsk: Math.max(
      0,
      ...words.asks.map((ask) => share(({ term }) => term !== undefined && ask.has(term))),
    ),
    rarest: Math.max(0, ...masses.filter((one) => !isAnywhere(one)).map(({ mass }) => mass)),
  };
}

/** Does some work once for each card, when it is asked for first. */
function remembered<Result>(work: (card: ShownCard) => Result): (card: ShownCard) => Result {
  const results = new WeakMap<ShownCard, Result>();
  return (card) => {
    const known = results.get(card) ?? work(card);
    results.set(card, known);
    return known;
  };
}
