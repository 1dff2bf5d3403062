import { stemOf } from '../../answers/tokens.ts';
import type { Found, NameFinder } from './name-finder.ts';

/** A word, a name of several words, a number or a mark of a text. */
export interface Piece {
  readonly written: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'mark' | 'number' | 'name' | 'ordinary-name' | 'idea' | 'odd';
  /** How the knowledge writes a name, with the version that follows it. */
  readonly name: string | undefined;
  /** What it counts as among its neighbours: names are all the same, so are numbers, and words that are no English. */
  readonly mask: string;
}

const pattern =
  /@[\w-]+\/[\w.-]+|[\p{L}\p{N}](?:[\p{L}\p{N}+#_&-]|[.'](?=[\p{L}\p{N}]))*[+#]{0,2}|->|→|=>|[^\s\p{L}\p{N}]/gu;
const version =
  /^ v?\d{1,4}(?:\.\d+){0,2}\b(?![%:\-/]| ?(?:%|per|x|ms|people|votes?|to \d|days?|weeks?|months?|hours?|years?)\b)/i;
const mostPieces = 300;

/** Cuts a text into pieces. */
export function piecesOf(text: string, find: NameFinder, isEnglish: (word: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const addUpTo = (end: number) => {
    for (const match of text.slice(at, end).matchAll(pattern))
      pieces.push(plainPiece(match[0], at + match.index, text, isEnglish));
  };
  for (const found of find(text)) {
    if (found.start < at) continue;
    addUpTo(found.start);
    const piece = namePiece(found, text);
    pieces.push(piece);
    at = piece.end;
  }
  addUpTo(text.length);
  return pieces.slice(0, mostPieces);
}

function namePiece({ name, start, end, isOrdinary, isIdea }: Found, text: string): Piece {
  const own = isIdea || isOrdinary ? undefined : version.exec(text.slice(end, end + 20))?.[0];
  const stop = end + (own?.length ?? 0);
  const stem = stemOf(text.slice(start, end).toLowerCase());
  return {
    written: text.slice(start, stop),
    start,
    end: stop,
    kind: isIdea ? 'idea' : isOrdinary ? 'ordinary-name' : 'name',
    name: `${name}${own ?? (/\d/.test(name) ? '' : (/ v?\d[\d.]*$/.exec(text.slice(start, end))?.[0] ?? ''))}`,
    mask: isIdea ? '{idea}' : isOrdinary ? stem : '{name}',
  };
}

function plainPiece(
  written: string,
  start: number,
  text: string,
  isEnglish: (word: string) => boolean,
): Piece {
  const lower = written.toLowerCase();
  const stem = stemOf(lower);
  const kind = plainKind(written, start === 0 || /[.!?:]\s*$/.test(text.slice(0, start)), isEnglish);
  const mask = kind === 'number' ? '{number}' : kind === 'odd' ? '{odd}' : stem;
  return { written, start, end: start + written.length, kind, name: undefined, mask };
}

/** Words that are no common English may be names that nobody here knows. */
function plainKind(written: string, isFirst: boolean, isEnglish: (word: string) => boolean): Piece['kind'] {
  if (!/[\p{L}\p{N}]/u.test(written)) return 'mark';
  if (/^\d[\d.,]*$/.test(written)) return 'number';
  if (/\d|\p{Ll}\p{Lu}|^\p{Lu}{2,}s?$/u.test(written)) return 'odd';
  const lower = written.toLowerCase();
  const isCommon =
    lower.length < 3 || isEnglish(lower) || isEnglish(lower.replace(/(?:'\p{L}+|n't|ing|ed|es|s|d)$/u, ''));
  return isCommon || (isFirst && isEnglish(stemOf(lower))) ? 'word' : 'odd';
}
