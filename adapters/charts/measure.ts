import { readFileSync } from 'node:fs';
import { type Font, parse } from 'opentype.js/dist/opentype.mjs';
import { fontFiles } from './fonts.ts';

/** How a text is set. */
export interface Face {
  readonly size: number;
  readonly isBold?: boolean;
}

/** The room that a text has. */
export interface Room {
  readonly width: number;
  readonly lines: number;
}

const ellipsis = '…';
/** Of the font size: what a character takes that the font lacks (an emoji in a browser, a box in a PNG). */
const missingAdvance = 1.2;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const regular = read(fontFiles.regular);
const bold = read(fontFiles.bold);

function read(path: string): Font {
  const { buffer, byteOffset, byteLength } = new Uint8Array(readFileSync(path));
  return parse(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** The width of one line in pixels, by the font's advance widths; kerning would only make it narrower. */
export function textWidth(text: string, { size, isBold = false }: Face): number {
  const font = isBold ? bold : regular;
  let width = 0;
  for (const character of text) width += advance(character, font);
  return width * size;
}

function advance(character: string, font: Font): number {
  const glyph = font.charToGlyph(character);
  if (glyph.index !== 0) return (glyph.advanceWidth ?? 0) / font.unitsPerEm;
  return isDrawn(character, font) ? 0 : missingAdvance;
}

/** Whether the font has a character, or the character is none by itself: a mark, a joiner. */
function isDrawn(character: string, font: Font): boolean {
  return font.charToGlyph(character).index !== 0 || /[\p{M}\p{Cf}]/v.test(character);
}

/** The lines of a text that fit into its room; what does not fit ends in an ellipsis. */
export function wrap(text: string, face: Face, { width, lines: maxLines }: Room): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, face) <= width) lines[lines.length - 1] = longer;
    else lines.splice(line === '' ? -1 : lines.length, 1, ...broken(word, face, width));
  }
  if (lines.length <= maxLines) return lines.map(harmless);
  const last = clip(lines.slice(maxLines - 1).join(' '), face, width);
  return [...lines.slice(0, maxLines - 1).map(harmless), last];
}

/** A word in parts that fit: one part where it fits as it is. */
function broken(word: string, face: Face, width: number): string[] {
  const parts = [''];
  for (const { segment } of graphemes.segment(word)) {
    const part = parts.at(-1) ?? '';
    if (part === '' || textWidth(part + segment, face) <= width) parts[parts.length - 1] = part + segment;
    else parts.push(segment);
  }
  return parts;
}

/** One line of a text, with an ellipsis where it does not fit. */
export function clip(text: string, face: Face, width: number): string {
  if (textWidth(text, face) <= width) return harmless(text);
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (textWidth(kept + segment + ellipsis, face) > width) break;
    kept += segment;
  }
  return kept.trimEnd() + ellipsis;
}

/**
 * A text in the font's own characters, with a box for each other: where several make one sign, as in the emoji of a
 * family, resvg would draw them over what follows.
 */
export function boxed(text: string): string {
  let drawn = '';
  for (const { segment } of graphemes.segment(text)) {
    drawn += [...segment].every((character) => isDrawn(character, regular)) ? segment : '□';
  }
  return drawn;
}

/**
 * zrender remembers widths in a plain object: a line such as `constructor` gets no width, and `__proto__` changes
 * every object of the process. With a character of no width behind it, it is a text like any other.
 */
function harmless(line: string): string {
  return line in Object.prototype ? `${line}\u200c` : line;
}

/** The width of the widest line. */
export function widest(lines: readonly string[], face: Face): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, face)));
}
