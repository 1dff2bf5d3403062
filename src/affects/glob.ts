/** More stars than anybody needs: a pattern stays one that people can read. */
const maxStars = 8;
const maxLength = 500;

/** What a pattern may be made of, in words that end a sentence. */
export const globWords = `at most ${maxLength} characters of *, ? and [...], with at most eight stars`;

/**
 * Whether a text can be a pattern: braces and groups are none of ours, so that what is written with them would silently
 * mean nothing.
 */
export function isGlob(text: string): boolean {
  const hasGroups = /[{}]|[?*+@!]\(/.test(text);
  return text !== '' && text.length <= maxLength && !hasGroups && text.split('*').length <= maxStars + 1;
}

/** A pattern that was read once, to try many paths. */
export interface Glob {
  /** Whether it holds a path of steps parted by `/`. */
  holds(path: string): boolean;
}

/** One step of a pattern: any number of folders, or what one name has to be like. */
type Step = 'any' | ((name: string) => boolean);

/**
 * Reads a pattern of `/`, `*`, `?`, `[...]` and `**` for any number of folders.
 *
 * A regular expression of eight stars takes minutes for a long name that nearly fits; here nothing is tried again before
 * the last star, so that the time grows with the lengths of the two, whatever they are.
 */
export function compileGlob(pattern: string): Glob {
  const words = pattern.split('/');
  const steps = words.map(stepOf);
  // Most paths are told apart by how they begin or end, before any of their steps is looked at.
  const literal = words.findIndex(hasSigns);
  const start = words.slice(0, literal < 0 ? words.length : literal).join('/');
  const end = /^\*?([^*?[]+)$/.exec(words.at(-1) ?? '')?.[1] ?? '';
  return {
    holds: (path) => path.startsWith(start) && path.endsWith(end) && matches(steps, path),
  };
}

function matches(steps: readonly Step[], path: string): boolean {
  let step = 0;
  let from = 0;
  // Where to go on from when a step does not fit: after the last `**`, one folder further.
  let retryStep = -1;
  let retryFrom = 0;
  while (from <= path.length) {
    const wanted = steps[step];
    if (wanted === 'any') {
      step++;
      if (step === steps.length) return true;
      retryStep = step;
      retryFrom = from;
      continue;
    }
    const to = endOfStep(path, from);
    if (wanted?.(path.slice(from, to)) === true) {
      step++;
      from = to + 1;
    } else if (retryStep >= 0) {
      step = retryStep;
      retryFrom = endOfStep(path, retryFrom) + 1;
      from = retryFrom;
    } else return false;
  }
  return steps.slice(step).every((left) => left === 'any');
}

function endOfStep(path: string, from: number): number {
  const end = path.indexOf('/', from);
  return end < 0 ? path.length : end;
}

const signs = /[*?[]/;

function hasSigns(word: string): boolean {
  return signs.test(word);
}

/** A name in brackets is also itself: some frameworks call files so (`app/[slug]/page.tsx`). */
function stepOf(word: string): Step {
  if (word === '**') return 'any';
  if (!hasSigns(word)) return (name) => name === word;
  const head = word.slice(0, word.search(signs));
  const pieces = word.split(/\*+/).map(pieceOf);
  return (name) => name.startsWith(head) && (name === word || fits(pieces, name));
}

/** What stands between stars: one test for each character. */
type Piece = readonly ((character: string) => boolean)[];

function pieceOf(text: string): Piece {
  const tokens = text.match(/\[[!^]?\]?[^\]]*\]|[\s\S]/gu) ?? [];
  return tokens.flatMap((token) => {
    if (token === '?') return [() => true];
    const set = /^\[.+\]$/su.test(token) ? setOf(token.slice(1, -1)) : undefined;
    if (set !== undefined) return [set];
    return [...token].map((own) => (character: string) => character === own);
  });
}

/** The characters between brackets; undefined where they are a range that runs backwards. */
function setOf(inside: string): ((character: string) => boolean) | undefined {
  const negated = /^[!^]/.test(inside);
  const wanted = (negated ? inside.slice(1) : inside).replace(/[\\\]^[]/g, '\\$&');
  try {
    const set = new RegExp(`^[${wanted}]$`, 'u');
    return (character) => set.test(character) !== negated;
  } catch {
    return undefined;
  }
}

/** The first piece begins the name, the last ends it, and each of the others stands as far left as it can. */
function fits(pieces: readonly Piece[], name: string): boolean {
  const characters = [...name];
  const [first = [], ...others] = pieces;
  const last = others.pop();
  if (!stands(first, characters, 0)) return false;
  if (last === undefined) return characters.length === first.length;
  let from = first.length;
  for (const piece of others) {
    while (from + piece.length <= characters.length && !stands(piece, characters, from)) from++;
    if (from + piece.length > characters.length) return false;
    from += piece.length;
  }
  const end = characters.length - last.length;
  return end >= from && stands(last, characters, end);
}

function stands(piece: Piece, characters: readonly string[], from: number): boolean {
  return piece.every((test, at) => {
    const character = characters[from + at];
    return character !== undefined && test(character);
  });
}
