import type { APIComponentInContainer, ComponentType } from 'discord.js';
import type { Marked } from '../../view/markup-writer.ts';
import { marked, type Text } from '../../view/view.ts';
import { lines, pieces } from '../escape.ts';
import type { Picture } from '../message.ts';

/** What is not torn apart in a message. */
export type Part =
  /** Lines of a text; `of` is the same for all parts of one text, which stand together where they come together. */
  | { readonly kind: 'text'; readonly lines: readonly Marked[]; readonly of: object }
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

/** Lines below their title; nothing where there are none. */
export function textParts(texts: readonly Text[]): Part[] {
  return partsOf(lines(texts), true);
}

/** Small print. */
export function smallParts(texts: readonly Text[]): Part[] {
  return partsOf(lines(texts.map((text) => marked('note', text))), false);
}

/** A text of any length under its title: some pieces of it, and how much is left; nothing where there is no text. */
export function proseParts(text: string, title: string, most: number): Part[] {
  const told = pieces(text, maxPiece, most);
  return told.length === 0 ? [] : partsOf([...lines([marked('strong', title)]), ...told], title !== '');
}

const maxPiece = 1_500;

/** The first line stays with the next where it `leads`. */
function partsOf(shown: readonly Marked[], leads: boolean): Part[] {
  const of = {};
  const head = shown.slice(0, leads ? 2 : 1);
  const groups = [head, ...shown.slice(head.length).map((one) => [one])];
  return head.length === 0 ? [] : groups.map((group) => ({ kind: 'text', lines: group, of }));
}
