import type { APIComponentInContainer, ComponentType } from 'discord.js';
import { bold, joined, type Marked, md, pieces, words } from '../escape.ts';
import type { Picture } from '../message.ts';

/** One thing in a message, below another. */
export type Part =
  /** Lines of text; `leads` where the first one is a title, which stays with the next. */
  | { readonly kind: 'text'; readonly lines: readonly Marked[]; readonly leads: boolean }
  /** Anything else; `text` is how many characters of text it holds. */
  | {
      readonly kind: 'component';
      readonly component: Exclude<APIComponentInContainer, { type: ComponentType.TextDisplay }>;
      readonly text: number;
      readonly picture?: Picture;
    };

/** What a reply came to: parts in a box of a colour, or without one. */
export interface Card {
  readonly accent: number | undefined;
  readonly parts: readonly Part[];
}

/** What the colour at a box's edge means; words always say it as well. */
export const accents = {
  /** Facts and questions. */
  neutral: 0x3d7dca,
  /** Settled: a recommendation, an accepted record. */
  settled: 0x2f9e5f,
  /** Open: a vote, a proposal. */
  open: 0xd9a21b,
  /** Refused, or it did not work. */
  refused: 0xc9403a,
  /** Not in force any more. */
  past: 0x80868f,
} as const;

/** Room for a line: far below a message's, so that pages fill well. */
export const maxLine = 1_000;
/** Room for a name, a title, a place in a line. */
export const maxName = 300;
const maxPiece = 1_500;

/** A component that holds so many characters of text. */
export function part(component: Extract<Part, { kind: 'component' }>['component'], text = 0): Part {
  return { kind: 'component', component, text };
}

/** Lines below each other; nothing where there are none. */
export function lines(all: readonly Marked[], leads = false): Part[] {
  const shown = all.filter(({ markdown }) => markdown !== '');
  return shown.length === 0 ? [] : [{ kind: 'text', lines: shown, leads }];
}

/** A title in larger letters, with lines below it. */
export function headed(title: Marked, below: readonly Marked[] = []): Part[] {
  const head = title.markdown === '' ? [] : [md`### ${title}`];
  return lines([...head, ...below], head.length > 0);
}

/** Small print. */
export function small(all: readonly Marked[]): Part[] {
  return lines(all.filter(({ markdown }) => markdown !== '').map(subtext));
}

/** A line of small print. */
export function subtext(text: Marked): Marked {
  return md`-# ${text}`;
}

/** A titled list; nothing where it has no items. What is not shown of it is told. */
export function titled(title: string, items: readonly Marked[], most = items.length): Part[] {
  if (items.length === 0) return [];
  const left = items.length - most;
  const shown = items.slice(0, most).map((item) => md`- ${item}`);
  return lines([bold(title, maxName), ...shown, ...(left > 0 ? [subtext(md`and ${left} more`)] : [])], true);
}

/** A text of any length under its lead: some pieces of it, and how much is left; nothing where there is no text. */
export function prose(text: string, most: number, lead: readonly Marked[] = []): Part[] {
  const all = pieces(text, maxPiece);
  if (all.length === 0) return [];
  const left = all.slice(most).reduce((sum, { markdown }) => sum + markdown.length, 0);
  const note = left > 0 ? [subtext(md`and ${left} more characters`)] : [];
  return lines([...lead, ...all.slice(0, most), ...note], lead.length > 0);
}

/** Names in one line, at most `most` of them; how many more there are is told. */
export function named(names: readonly string[], most: number, between = ', '): Marked {
  const left = names.length - most;
  const shown = names.slice(0, most).map((name) => words(name, 120));
  return md`${joined(shown, between)}${left > 0 ? ` and ${left} more` : ''}`;
}
