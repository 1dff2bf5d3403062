import { pack, startsOf, unpack } from '../../reading/packed.ts';
import type { Translation } from '../../reading/translation.ts';
import type { Vocabulary } from './evidence.ts';
import type { CardModel } from './model.ts';

type Packed = CardModel['translation'];

/** Shares are kept in so many parts of one. */
const parts = 10_000;

/** Packs a translation with a list of its terms; shares lose what is below a {@link parts}th. */
export function packTranslation(translation: Translation, vocabulary: Vocabulary): Packed {
  const termOf = (number: number) => vocabulary.terms[number] ?? '';
  const lists = [...translation]
    .map(([from, list]) => ({ from: termOf(from), list }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const said = lists.flatMap(({ list }) => list.map(([to]) => termOf(to)));
  // Those that are translated come first, in the order of their lists.
  const terms = [...new Set([...lists.map(({ from }) => from), ...said.toSorted()])];
  const numbers = new Map(terms.map((term, at) => [term, at]));
  return {
    terms: terms.join(' '),
    starts: pack(Int32Array.from(startsOf(lists.map(({ list }) => list.length)))),
    to: pack(Uint16Array.from(said, (term) => numbers.get(term) ?? 0)),
    shares: pack(
      Uint16Array.from(lists.flatMap(({ list }) => list.map(([, share]) => Math.round(parts * share)))),
    ),
  };
}

/** A packed translation by the numbers of a vocabulary, which learns the terms that it lacks. */
export function unpackTranslation(packed: Packed, vocabulary: Vocabulary): Translation {
  const terms = packed.terms === '' ? [] : packed.terms.split(' ');
  const numbers = terms.map((term) => vocabulary.numberOf(term));
  const starts = new Int32Array(unpack(packed.starts));
  const to = new Uint16Array(unpack(packed.to));
  const shares = new Uint16Array(unpack(packed.shares));
  const table = new Map<number, [number, number][]>();
  for (let from = 0; from + 1 < starts.length; from++) {
    const list: [number, number][] = [];
    for (let at = starts[from] ?? 0; at < (starts[from + 1] ?? 0); at++)
      list.push([numbers[to[at] ?? 0] ?? 0, (shares[at] ?? 0) / parts]);
    table.set(numbers[from] ?? 0, list);
  }
  return table;
}
