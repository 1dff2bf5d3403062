/** A chart as plain data; adapters draw it (adapters/charts) or show its text instead. */
export type Chart = RankingChart | StarsChart | BarsChart | TimelineChart;

/** Candidates by score, each with what its answers brought it. */
export interface RankingChart {
  readonly kind: 'ranking';
  readonly title: string;
  /** The best first; a score is 0 to 100. */
  readonly candidates: readonly {
    readonly name: string;
    readonly score: number;
    /** What spoke for it (positive) or against it (negative), in points. */
    readonly contributions: readonly { readonly label: string; readonly points: number }[];
  }[];
}

/** A star matrix: criteria by candidates, 1 to 5 stars, null where the document gives none. */
export interface StarsChart {
  readonly kind: 'stars';
  readonly title: string;
  readonly candidates: readonly string[];
  readonly criteria: readonly { readonly name: string; readonly stars: readonly (number | null)[] }[];
}

/** Figures of one unit side by side. */
export interface BarsChart {
  readonly kind: 'bars';
  readonly title: string;
  readonly unit: string;
  /** Which end is the better one; undefined where neither is. */
  readonly better: 'higher' | 'lower' | undefined;
  /** A range has both ends; a single figure has them alike. */
  readonly bars: readonly { readonly name: string; readonly min: number; readonly max: number }[];
}

/** Records over time, and which took the place of which. */
export interface TimelineChart {
  readonly kind: 'timeline';
  readonly title: string;
  readonly records: readonly {
    /** What it is called where the chart is seen: "3", "shop-3". */
    readonly name: string;
    readonly title: string;
    readonly status: string;
    /** YYYY-MM-DD */
    readonly date: string;
    /** The names of records that it took the place of. */
    readonly supersedes: readonly string[];
  }[];
}
