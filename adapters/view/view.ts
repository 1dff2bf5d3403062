import type { Chart } from '../../src/chart.ts';
import type { Choice } from '../../src/reply.ts';

/**
 * Text as data: a string, parts in their order, or something that is marked. No markup can be in it: a surface's writer
 * escapes every string when it paints it (markup-writer.ts).
 */
export type Text = string | readonly Text[] | Cut | Marking | Link;

/** Somebody's text in one line of at most `max` characters, or of what a line has room for; a `line` may hold `code`. */
interface Cut {
  readonly kind: 'words' | 'line';
  readonly text: string;
  readonly max: number | undefined;
}

/** How text stands out; what is `notable` does so only where much else stands around it. */
export type Mark = 'title' | 'strong' | 'notable' | 'note' | 'item' | 'quote';

interface Marking {
  readonly kind: Mark;
  readonly of: Text;
}

/** The label alone, where the address is none of the web. */
interface Link {
  readonly kind: 'link';
  readonly address: string;
  readonly label: string;
  readonly max: number;
}

/** Room for a name, a title, a place in a line. */
export const maxName = 300;

/** Text of anybody in one line; without `max` as long as a line may be. */
export function words(text: string, max?: number): Text {
  return { kind: 'words', text, max };
}

/** The same with its `code` spans as code. */
export function line(text: string, max?: number): Text {
  return { kind: 'line', text, max };
}

/** Text that stands out. */
export function marked(kind: Mark, of: Text): Text {
  return { kind, of };
}

/** Something to follow. */
export function link(address: string, label: string, max: number): Text {
  return { kind: 'link', address, label, max };
}

/** Parts with something between them. */
export function joined(parts: readonly Text[], between: string): Text {
  return parts.map((part, at) => (at === 0 ? part : [between, part]));
}

/** One thing of a view, below another. */
export type Block =
  /** What a whole came to, in a few words, and in a sentence. */
  | { readonly kind: 'headline'; readonly title: string; readonly below: Text }
  | {
      readonly kind: 'heading';
      readonly title: Text;
      readonly small: readonly Text[];
      readonly below: readonly Text[];
    }
  /** Lines that stand together, the first one as a title where it is one. */
  | { readonly kind: 'lines'; readonly lines: readonly Text[] }
  | { readonly kind: 'small'; readonly lines: readonly Text[] }
  /** A text of any length, which may be a part of something longer; nothing where there is no text. */
  | { readonly kind: 'prose'; readonly title: string; readonly text: string; readonly isPart: boolean }
  /** What documents say against each other: each quotation is a title and lines. */
  | { readonly kind: 'quotations'; readonly quotations: readonly (readonly Text[])[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
      readonly small: readonly Text[];
    }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** A question, and what can be answered: up to `most` options at once. */
  | {
      readonly kind: 'options';
      readonly prompt: Text;
      readonly options: readonly Choice[];
      readonly most: number;
    }
  | { readonly kind: 'items'; readonly title: string; readonly items: readonly Item[] }
  /** A chart, which is the reply at `index`, and the same in words. */
  | {
      readonly kind: 'picture';
      readonly index: number;
      readonly title: string;
      readonly chart: Chart;
      readonly alt: string;
    }
  /** A button that opens a form. */
  | { readonly kind: 'form'; readonly id: string; readonly label: string };

/** Something under a title, with what is said of it; `open` shows it. */
export interface Item {
  readonly text: string;
  readonly detail: string;
  readonly open?: Choice;
}

/** What a colour means; words always say it as well. */
export type Accent = 'neutral' | 'settled' | 'open' | 'refused' | 'past';

/** A reply as it is shown on every surface: each paints every block in its own way. */
export interface View {
  readonly accent: Accent | undefined;
  readonly blocks: readonly Block[];
}

/** What a surface has room for, and where it is used to something else. */
export interface Surface {
  /** Characters of a line, of a voter's name. */
  readonly maxLine: number;
  readonly maxVoter: number;
  /** Options of a vote, and voters of each. */
  readonly maxVotes: number;
  /** What is left out of a row is its last part, `a · b · and 3 more`, and not a note. */
  readonly endsRows: boolean;
  /** Who approved a record stands in small print. */
  readonly smallApprovals: boolean;
}
