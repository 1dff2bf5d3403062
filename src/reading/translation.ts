/** A text as weighted terms, by their numbers in a vocabulary. */
export interface Bag {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

/** A text and what people say for it; `weight` is how much the pair counts. */
export interface TextPair {
  readonly from: Bag;
  readonly to: Bag;
  readonly weight: number;
}

/** For each term, by its number: the terms by which people say it, with their probabilities, the likeliest first. */
export type Translation = ReadonlyMap<number, readonly (readonly [term: number, probability: number])[]>;

/** How far a table is pruned: less likely translations than `least`, and those beyond the first `most`, are left out. */
export interface Pruning {
  readonly least: number;
  readonly most: number;
}

const smallest = 1e-6;
/** Keeps terms that were seen once or twice from being sure of what they translate to. */
const smoothing = 0.5;

/**
 * Learns which words people use for which: IBM model 1 (Brown et al., "The mathematics of statistical machine
 * translation", 1993) by expectation maximisation, as in Xue, Jeon and Croft, "Retrieval models for question and answer
 * archives", 2008. The same pairs give the same table.
 */
export function learnTranslation(
  pairs: readonly TextPair[],
  vocabularySize: number,
  { iterations = 5, pruning }: { readonly iterations?: number; readonly pruning: Pruning },
): Translation {
  const cells = numberCells(pairs);
  const likely = new Float64Array(cells.count).fill(1 / 1000);
  for (let turn = 0; turn < iterations; turn++) {
    const counts = expectedCounts(pairs, cells.places, likely);
    const sums = new Float64Array(vocabularySize);
    for (let cell = 0; cell < cells.count; cell++) add(sums, cells.from[cell] ?? 0, counts[cell] ?? 0);
    for (let cell = 0; cell < cells.count; cell++)
      likely[cell] = (counts[cell] ?? 0) / ((sums[cells.from[cell] ?? 0] ?? 0) + smoothing);
  }
  return pruned(cells, likely, pruning);
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

interface Cells {
  readonly count: number;
  /** For each pair's terms, source by source and in each target by target: the number of their cell. */
  readonly places: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Gives each pair of terms that stand together in some pair of texts a number: an open-addressed table of 32-bit keys. */
function numberCells(pairs: readonly TextPair[]): Cells {
  const total = pairs.reduce((sum, { from, to }) => sum + from.terms.length * to.terms.length, 0);
  const bits = Math.ceil(Math.log2(Math.max(1024, Math.min(total, 1 << 23) * 2)));
  const size = 2 ** bits;
  const keys = new Int32Array(size).fill(-1);
  const numbers = new Int32Array(size);
  const places = new Int32Array(total);
  const [froms, tos]: [number[], number[]] = [[], []];
  let place = 0;
  for (const { from, to } of pairs) {
    for (const source of from.terms) {
      for (const target of to.terms) {
        const key = source * 65_536 + target;
        // The high bits of the product: its low ones follow from the target alone.
        let slot = Math.imul(key | 0, 0x9e3779b1) >>> (32 - bits);
        while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (size - 1);
        if (keys[slot] === -1) {
          keys[slot] = key;
          numbers[slot] = froms.length;
          froms.push(source);
          tos.push(target);
        }
        places[place++] = numbers[slot] ?? 0;
      }
    }
  }
  return { count: froms.length, places, from: Int32Array.from(froms), to: Int32Array.from(tos) };
}

function expectedCounts(pairs: readonly TextPair[], places: Int32Array, likely: Float64Array): Float64Array {
  const counts = new Float64Array(likely.length);
  let start = 0;
  for (const { from, to, weight } of pairs) {
    const width = to.terms.length;
    for (let target = 0; target < width; target++) {
      let whole = smallest;
      for (let source = 0; source < from.terms.length; source++)
        whole += (likely[places[start + source * width + target] ?? 0] ?? 0) * (from.weights[source] ?? 0);
      const share = (weight * (to.weights[target] ?? 0)) / whole;
      for (let source = 0; source < from.terms.length; source++) {
        const cell = places[start + source * width + target] ?? 0;
        counts[cell] = (counts[cell] ?? 0) + share * (likely[cell] ?? 0) * (from.weights[source] ?? 0);
      }
    }
    start += width * from.terms.length;
  }
  return counts;
}

function pruned({ count, from, to }: Cells, likely: Float64Array, { least, most }: Pruning): Translation {
  const table = new Map<number, [number, number][]>();
  for (let cell = 0; cell < count; cell++) {
    const probability = likely[cell] ?? 0;
    if (probability < least) continue;
    const source = from[cell] ?? 0;
    const list = table.get(source) ?? [];
    list.push([to[cell] ?? 0, probability]);
    table.set(source, list);
  }
  for (const [source, list] of table)
    table.set(source, list.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most));
  return table;
}
