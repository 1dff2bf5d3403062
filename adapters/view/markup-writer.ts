import { isBlank } from '../../src/visible.ts';
import { clean, oneLine } from './clean-text.ts';
import { fitted, piecesOf } from './clip-text.ts';

/** How a platform's markup is made safe, and told from plain text. */
export interface Markup<Marked extends object> {
  /** Text of anybody as markup that shows it as it is. */
  readonly escaped: (text: string) => string;
  /** The same, with `code` spans as code. */
  readonly escapeWithCode: (text: string) => string;
  /** Says that a text is markup that is safe to send. */
  readonly mark: (safe: string) => Marked;
  readonly textOf: (marked: Marked) => string;
}

/** Writes what is safe to send. */
export interface Writer<Marked extends object> {
  /** Writes markup: what is between the braces is escaped, unless it is safe already. */
  md(fixed: TemplateStringsArray, ...values: readonly (string | number | Marked)[]): Marked;
  /** Pieces of markup in one. */
  joined(parts: readonly Marked[], between: string): Marked;
  /** Words in one line, at most `max` characters once they are escaped. */
  words(text: string, max: number): Marked;
  /** A line with `code` spans, at most `max` characters once it is escaped. */
  line(text: string, max: number): Marked;
  /** A longer text in pieces of at most `max` characters once they are escaped. */
  pieces(text: string, max: number): Marked[];
}

/** A writer of one platform's markup. */
export function createWriter<Marked extends object>({
  escaped,
  escapeWithCode,
  mark,
  textOf,
}: Markup<Marked>): Writer<Marked> {
  const written = (value: string | number | Marked): string => {
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' ? escaped(value) : textOf(value);
  };
  return {
    md: (fixed, ...values) => mark(fixed.map((text, index) => text + written(values[index] ?? '')).join('')),
    joined: (parts, between) => mark(parts.map(textOf).join(between)),
    words: (text, max) => mark(fitted(oneLine(text), max, escaped)),
    line: (text, max) => mark(fitted(oneLine(text), max, escapeWithCode)),
    pieces: (text, max) =>
      isBlank(text)
        ? []
        : piecesOf(clean(text), max, escapeWithCode).map((piece) => mark(escapeWithCode(piece))),
  };
}
