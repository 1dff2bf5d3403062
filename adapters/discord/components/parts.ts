import type { APIComponentInContainer, ComponentType } from 'discord.js';
import type { Marked } from '../../view/markup-writer.ts';
import { marked, type Text } from '../../view/view.ts';
import { lines, pieces } from '../escape.ts';
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

function partsOf(shown: readonly Marked[], leads: boolean): Part[] {
  return shown.length === 0 ? [] : [{ kind: 'text', lines: shown, leads }];
}
