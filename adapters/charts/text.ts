import { maxTextCharacters } from './limits.ts';

/**
 * Text as it may be drawn, on one line: without control characters (they break XML), without marks that turn
 * the reading direction, and without towers of combining marks (they paint over their neighbours).
 */
export function plain(text: string): string {
  return text
    .slice(0, maxTextCharacters)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Z}\s]+/gv, ' ')
    .replace(/[[\p{Cf}--[\u200c\u200d]]\p{Noncharacter_Code_Point}]/gv, '')
    .replace(/(\p{M}{2})\p{M}+/gv, '$1')
    .trim();
}

const everyday = new Intl.NumberFormat('en-US', {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
});
const scientific = new Intl.NumberFormat('en-US', { notation: 'scientific', maximumFractionDigits: 2 });

/** A figure for people: `12,500`, `0.004`, `2.5E15`. */
export function figure(value: number): string {
  const size = Math.abs(value);
  return (size >= 1e12 || (size > 0 && size < 1e-6) ? scientific : everyday).format(value);
}

const brief = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 4 });

/** A figure for an axis: `12.5K`. */
export function tick(value: number): string {
  return (Math.abs(value) >= 1e15 ? scientific : brief).format(value);
}

/** `+4`, `-2.5`. */
export function signed(points: number): string {
  return `${points > 0 ? '+' : ''}${figure(points)}`;
}

/** `10 to 50`, or one figure where both ends are alike. */
export function span({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? figure(min) : `${figure(min)} to ${figure(max)}`;
}

/** `1 more candidate`, `3 more candidates`; empty for none. */
export function more(count: number, one: string, many: string): string {
  return count > 0 ? `${count} more ${count === 1 ? one : many}` : '';
}
