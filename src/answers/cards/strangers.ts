import type { CardReading } from './card-reading.ts';
import type { Terms } from './terms.ts';

/** How many of the products that a question names a card leaves out. What is said of FastAPI is said of Python too. */
export interface Strangers {
  /** Named neither by the card nor by its statements. */
  readonly unnamed: number;
  /** Nor is what they are a part of or written for, or anything else that is. */
  readonly unrelated: number;
  /** The card is not about them. */
  readonly aside: number;
}

/**
 * Compares the products that a question names with a card.
 * @param about the entries that the card is about
 * @param named all entries that the card and its statements name
 */
export function strangersOf(
  { weights }: Terms,
  about: readonly string[],
  named: ReadonlySet<string>,
  { isProduct, widerOf }: Pick<CardReading, 'isProduct' | 'widerOf'>,
): Strangers {
  const asked = [...weights].flatMap(([term, weight]) => {
    const id = term.startsWith('@') && weight === 1 ? term.slice(1) : undefined;
    return id !== undefined && isProduct(id) ? [id] : [];
  });
  const isAmong = (id: string, there: Iterable<string>) =>
    [...there].some((one) => one === id || widerOf(one).has(id));
  const unnamed = asked.filter((id) => !isAmong(id, named));
  return {
    unnamed: unnamed.length,
    unrelated: unnamed.filter((id) => ![...widerOf(id)].some((wide) => isAmong(wide, named))).length,
    aside: asked.filter((id) => !isAmong(id, about)).length,
  };
}
