import { placeOf } from '../reading/packed.ts';

/** How much meeting a term in each field counts, by the field's name. */
export type Boosts<Field extends string> = Readonly<Record<Field, number>>;

/** An index as plain data, to be stored. */
export interface IndexData {
  /** For each field, how many different terms each row has in it. */
  readonly lengths: readonly (readonly number[])[];
  /**
   * For each term: where it stands, how often, where, how often ... A place is the row's number times the number of
   * fields, plus the field's place among them; places ascend.
   */
  readonly postings: readonly (readonly [term: string, placesAndCounts: readonly number[]])[];
}

/** A row that meets a query. */
export interface Match {
  readonly row: number;
  readonly score: number;
}

/** Rows by the terms that they hold. */
export interface Index {
  /** The rows that meet any of the weighted terms, the best first, at most so many. */
  search(weights: ReadonlyMap<string, number>, most: number): Match[];
  /** The fields of a row that hold a term: the bit at a field's place is 1; 0 where none does. */
  fieldsOf(row: number, term: string): number;
  /** How many rows hold a term, and in which fields some row does. */
  about(term: string): { readonly rows: number; readonly fields: number };
}

/** Terms are separated by one space. */
const termsOf = (text: string): string[] => text.split(' ').filter((term) => term !== '');

/** Counts the terms of each row's fields into plain data to be stored; {@link openIndex} reads it. */
export function prepareIndex<Field extends string>(
  fields: readonly Field[],
  rows: readonly Readonly<Record<Field, string>>[],
): IndexData {
  const postings = new Map<string, number[]>();
  const lengths = fields.map((): number[] => []);
  for (const [at, row] of rows.entries()) {
    for (const [place, field] of fields.entries()) {
      const counts = new Map<string, number>();
      for (const term of termsOf(row[field])) counts.set(term, (counts.get(term) ?? 0) + 1);
      for (const [term, count] of counts) {
        const of = postings.get(term) ?? [];
        of.push(at * fields.length + place, count);
        postings.set(term, of);
      }
      lengths[place]?.push(Math.max(1, counts.size));
    }
  }
  return { lengths, postings: [...postings] };
}

/** A term's rows in ascending order, what each scores by it alone, and in which fields it stands (a bit each). */
interface Posting {
  readonly rows: Int32Array;
  readonly scores: Float64Array;
  readonly fields: Uint8Array;
  /** The fields in which it stands in any row. */
  readonly anywhere: number;
}

/**
 * Makes an index ready to be searched: BM25+ in each field (Lv and Zhai, "Lower-bounding term frequency normalization",
 * 2011), the fields' scores added up, the terms' scores added up, times how many terms are met.
 * Nothing of a score but the weights depends on the query, so a term's scores are worked out once, when it is first asked for.
 */
export function openIndex<Field extends string>(data: IndexData, boosts: Boosts<Field>): Index {
  const raw = new Map(data.postings);
  const opened = new Map<string, Posting>();
  const count = data.lengths[0]?.length ?? 0;
  const scoring = Object.values<number>(boosts).map((boost, place) => {
    const lengths = data.lengths[place] ?? [];
    const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, count);
    return { boost, lengths, mean, count };
  });
  const postingOf = (term: string): Posting | undefined => {
    const known = opened.get(term);
    const listed = known === undefined ? raw.get(term) : undefined;
    if (listed === undefined) return known;
    const posting = scored(listed, scoring);
    opened.set(term, posting);
    raw.delete(term);
    return posting;
  };
  const sums = new Float64Array(count);
  const terms = new Uint16Array(count);
  return {
    search(weights, most) {
      const met: number[] = [];
      for (const [term, weight] of weights) {
        const { rows = [], scores = [] } = postingOf(term) ?? {};
        for (let at = 0; at < rows.length; at++) {
          const row = rows[at] ?? 0;
          if (terms[row] === 0) met.push(row);
          terms[row] = (terms[row] ?? 0) + 1;
          sums[row] = (sums[row] ?? 0) + weight * (scores[at] ?? 0);
        }
      }
      const totals = Float64Array.from(met, (row) => (sums[row] ?? 0) * (terms[row] ?? 0));
      for (const row of met) {
        sums[row] = 0;
        terms[row] = 0;
      }
      return theBest(met, totals, most);
    },
    fieldsOf(row, term) {
      const posting = postingOf(term);
      return posting === undefined ? 0 : (posting.fields[placeOf(posting.rows, row)] ?? 0);
    },
    about(term) {
      const { rows = [], anywhere = 0 } = postingOf(term) ?? {};
      return { rows: rows.length, fields: anywhere };
    },
  };
}

interface Scoring {
  readonly boost: number;
  readonly lengths: readonly number[];
  readonly mean: number;
  readonly count: number;
}

/** The usual parameters: how soon more of the same counts no more, how much length counts, what any match counts. */
const [k, b, d] = [1.2, 0.7, 0.5];

function scored(listed: readonly number[], scoring: readonly Scoring[]): Posting {
  const found = Array.from({ length: listed.length / 2 }, (_, at) => {
    const [where = 0, often = 0] = [listed[2 * at], listed[2 * at + 1]];
    return { row: Math.floor(where / scoring.length), place: where % scoring.length, often };
  });
  const rarities = scoring.map(({ count }, place) => {
    const rows = found.filter((one) => one.place === place).length;
    return Math.log(1 + (count - rows + 0.5) / (rows + 0.5));
  });
  const byRow = new Map<number, { score: number; fields: number }>();
  for (const { row, place, often } of found) {
    const { boost = 0, lengths = [], mean = 1 } = scoring[place] ?? {};
    const length = (lengths[row] ?? 1) / mean;
    const score =
      boost * (rarities[place] ?? 0) * (d + (often * (k + 1)) / (often + k * (1 - b + b * length)));
    const before = byRow.get(row) ?? { score: 0, fields: 0 };
    byRow.set(row, { score: before.score + score, fields: before.fields | (1 << place) });
  }
  const all = [...byRow];
  return {
    rows: Int32Array.from(all, ([row]) => row),
    scores: Float64Array.from(all, ([, { score }]) => score),
    fields: Uint8Array.from(all, ([, { fields }]) => fields),
    anywhere: all.reduce((held, [, { fields }]) => held | fields, 0),
  };
}

/** The best first; of equal ones the first row. Only what is among the best is put in order. */
function theBest(rows: readonly number[], scores: Float64Array, most: number): Match[] {
  const least = scores.length <= most ? 0 : (scores.toSorted().at(-most) ?? 0);
  const best: Match[] = [];
  for (let at = 0; at < rows.length; at++) {
    const score = scores[at] ?? 0;
    if (score >= least) best.push({ row: rows[at] ?? 0, score });
  }
  return best.sort((one, other) => other.score - one.score || one.row - other.row).slice(0, most);
}
