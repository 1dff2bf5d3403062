import Fuse from 'fuse.js';

/** Finds the word that a misspelt one was meant to be. */
export interface Speller {
  /** The nearest known word, or undefined where none is near enough. */
  correct(word: string): string | undefined;
}

const shortestCorrected = 4;

/** How many letters may be wrong: more in longer words. */
function allowedErrors(length: number): number {
  return length < 8 ? 1 : length < 11 ? 2 : 3;
}

/**
 * A speller over known words. People seldom mistype the first letter, so words are kept by it:
 * a look-up scans some dozens of words, not thousands. Of words as near as each other, `preferred` ones win.
 */
export function buildSpeller(words: Iterable<string>, preferred: ReadonlySet<string> = new Set()): Speller {
  const byInitial = new Map<string, string[]>();
  for (const word of new Set(words)) {
    if (word.length < shortestCorrected || !/^\p{L}+$/u.test(word)) continue;
    const initial = word[0] ?? '';
    const list = byInitial.get(initial);
    if (list === undefined) byInitial.set(initial, [word]);
    else list.push(word);
  }
  const fuses = new Map<string, Fuse<string>>();
  const known = new Map<string, string | undefined>();

  const search = (word: string): string | undefined => {
    const initial = word[0] ?? '';
    let fuse = fuses.get(initial);
    if (fuse === undefined) {
      fuse = new Fuse(byInitial.get(initial) ?? [], {
        includeScore: true,
        threshold: 0.5,
        distance: 20,
        ignoreFieldNorm: true,
      });
      fuses.set(initial, fuse);
    }
    const allowed = allowedErrors(word.length);
    let best: { word: string; errors: number; score: number } | undefined;
    const rank = (item: string, errors: number) => errors - (preferred.has(item) ? 0.5 : 0);
    for (const { item, score = 1 } of fuse.search(word, { limit: 12 })) {
      if (Math.abs(item.length - word.length) > allowed) continue;
      const distance = editDistance(word, item, allowed);
      if (distance > allowed) continue;
      const errors = rank(item, distance);
      if (best === undefined || errors < best.errors || (errors === best.errors && score < best.score)) {
        best = { word: item, errors, score };
      }
    }
    return best?.word;
  };

  return {
    correct(word) {
      if (word.length < shortestCorrected || word.length > 24 || !/^\p{L}+$/u.test(word)) return undefined;
      if (!known.has(word)) {
        if (known.size > 10_000) known.clear();
        known.set(word, search(word));
      }
      return known.get(word);
    },
  };
}

/** How many letters to insert, drop, replace or swap with their neighbour; anything over `limit` is `limit + 1`. */
export function editDistance(from: string, to: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const substitution = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      let cost = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? limit + 1;
}
