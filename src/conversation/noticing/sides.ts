import type { PhraseKind } from '../../knowledge/phrase-schema.ts';
import type { Phrases, Place } from '../../reading/phrases.ts';
import type { Piece } from './pieces.ts';

/** What a decision does with something that it names. */
export const sides = ['chosen', 'rejected'] as const;

export type Side = (typeof sides)[number];

/** How likely a piece with such features is on each side. */
export type SideReader = (features: readonly string[]) => Readonly<Record<Side, number>>;

/** Some pieces of a text that are one thing, and what is decided about it. */
export interface SideSpan {
  readonly side: Side;
  readonly pieces: readonly Piece[];
}

/** Words that say little of what is done with their neighbours. */
const light = new Set(
  'the a an our we is are was be it its this that to of all new and on in for as at by i you they so ok , . : now will s'.split(
    ' ',
  ),
);
const deeds = ['giving-up', 'taking', 'keeping'] as const satisfies readonly PhraseKind[];
const nearWords = 4;
const farWords = 12;
const deedsAround = 2;
const deedReach = 50;
const mostNames = 5;
const between = 5;

/** From which likelihood on a piece is on a side. */
const least = 0.4;

/**
 * Says of each piece which side it is on, from left to right: what stands on a side already tells of what follows.
 * Neighbours on one side are one thing, but for names that are known.
 */
export function readSides(
  text: string,
  pieces: readonly Piece[],
  phrases: Phrases,
  read: SideReader,
): SideSpan[] {
  const context = contextOf(text, pieces, phrases);
  const taken: (Side | undefined)[] = [];
  const spans: { side: Side; pieces: Piece[] }[] = [];
  for (const [at, piece] of pieces.entries()) {
    const side = piece.kind === 'mark' ? undefined : sideOf(read(sideFeatures(context, at, taken)));
    const last = spans.at(-1);
    const isOther = piece.kind === 'name' && last?.pieces.at(-1)?.kind === 'name';
    if (side !== undefined && side === taken.at(-1) && !isOther) last?.pieces.push(piece);
    else if (side !== undefined) spans.push({ side, pieces: [piece] });
    taken.push(side);
  }
  return spans;
}

function sideOf(likely: Readonly<Record<Side, number>>): Side | undefined {
  if (Math.max(likely.chosen, likely.rejected) < least) return undefined;
  return likely.chosen > likely.rejected ? 'chosen' : 'rejected';
}

/** What the features of all pieces of a text are made from. */
export interface SideContext {
  readonly pieces: readonly Piece[];
  /** Where it is said that something is taken, kept or given up. */
  readonly deeds: readonly (Place & { readonly kind: PhraseKind })[];
  /** Places of the pieces that may be names. */
  readonly names: readonly number[];
}

/** Prepares what the features of a text's pieces are made from. */
export function contextOf(text: string, pieces: readonly Piece[], phrases: Phrases): SideContext {
  return {
    pieces,
    deeds: deeds
      .flatMap((kind) => phrases.placesOf(kind, text).map((place) => ({ ...place, kind })))
      .sort((a, b) => a.start - b.start),
    names: pieces.flatMap(({ kind }, at) => (isPlain(kind) ? [] : [at])),
  };
}

function isPlain(kind: Piece['kind']): boolean {
  return kind === 'word' || kind === 'mark' || kind === 'number';
}

/** What the side of a piece is read from; `before` are the sides of the pieces before it. */
export function sideFeatures(
  context: SideContext,
  at: number,
  before: readonly (Side | undefined)[],
): string[] {
  const { pieces } = context;
  const piece = pieces[at];
  if (piece === undefined) return [];
  const kind = isPlain(piece.kind) ? piece.kind : 'name';
  const maskAt = (place: number) => (place < 0 ? '^' : (pieces[place]?.mask ?? '$'));
  const features = [`kind ${piece.kind}`, `word ${piece.mask}`];
  const add = (name: string, value: string) => features.push(`${name} ${kind} ${value}`);
  const [before3, before2, before1, after1, after2, after3] = [-3, -2, -1, 1, 2, 3].map((step) =>
    maskAt(at + step),
  );
  add('-1', `${before1}`);
  add('-2', `${before2}`);
  add('-3', `${before3}`);
  add('+1', `${after1}`);
  add('+2', `${after2}`);
  add('+3', `${after3}`);
  add('-2-1', `${before2} ${before1}`);
  add('-3-2', `${before3} ${before2}`);
  add('-3-1', `${before3} ${before2} ${before1}`);
  add('+1+2', `${after1} ${after2}`);
  add('+2+3', `${after2} ${after3}`);
  add('+1+3', `${after1} ${after2} ${after3}`);
  add('-1+1', `${before1} ${after1}`);
  features.push(`-1 0 ${before1} ${piece.mask}`, `0 +1 ${piece.mask} ${after1}`);
  addContent(add, maskAt, at, pieces.length);
  addDeeds(add, context, piece, `${before1}`, `${after1}`);
  addSides(add, maskAt, at, before, kind);
  if (kind === 'name') addNames(features, context, at, maskAt);
  else if (kind === 'word')
    for (const size of [3, 4]) features.push(`ends ${piece.written.slice(-size).toLowerCase()}`);
  return features;
}

type Add = (name: string, value: string) => void;
type MaskAt = (place: number) => string;

/** The words with content around a piece, the nearest in order. */
function addContent(add: Add, maskAt: MaskAt, at: number, length: number): void {
  const near = (step: 1 | -1) => {
    const words: string[] = [];
    for (let place = at + step; place >= 0 && place < length && words.length < nearWords; place += step)
      if (!light.has(maskAt(place))) words.push(maskAt(place));
    return words;
  };
  const [left, right] = [near(-1), near(1)];
  add('left1', `${left[0]}`);
  add('left2', `${left[1]}`);
  add('left', `${left[1]} ${left[0]}`);
  add('right1', `${right[0]}`);
  add('right2', `${right[1]}`);
  add('right', `${right[0]} ${right[1]}`);
  add('around', `${left[0]} ${right[0]}`);
  for (const word of left) add('near left', word);
  for (const word of right) add('near right', word);
}

/** What is done before and after a piece in its sentence, how near, and with how many other names between. */
function addDeeds(
  add: Add,
  { pieces, deeds: all, names }: SideContext,
  piece: Piece,
  before: string,
  after: string,
): void {
  const namesIn = (start: number, end: number) =>
    Math.min(
      2,
      names.filter((at) => (pieces[at]?.start ?? 0) >= start && (pieces[at]?.end ?? 0) <= end).length,
    );
  const left = all
    .filter(({ end }) => end <= piece.start && piece.start - end < deedReach)
    .slice(-deedsAround)
    .reverse();
  const right = all
    .filter(({ start }) => start >= piece.end && start - piece.end < deedReach)
    .slice(0, deedsAround);
  for (const [place, { kind, end }] of left.entries()) {
    add('deed left', kind);
    add(`deed left ${place}`, `${kind} ${namesIn(end, piece.start)}`);
    add('deed left at', `${kind} ${Math.min(3, Math.floor((piece.start - end) / 6))}`);
    add('deed left by', `${kind} ${before}`);
  }
  for (const [place, { kind, start }] of right.entries()) {
    add('deed right', kind);
    add(`deed right ${place}`, `${kind} ${namesIn(piece.end, start)}`);
    add('deed right at', `${kind} ${Math.min(3, Math.floor((start - piece.end) / 6))}`);
    add('deed right by', `${kind} ${after}`);
  }
  add('deeds', `${left[0]?.kind} ${right[0]?.kind}`);
}

/** What was put on a side already, and the words since. */
function addSides(
  add: Add,
  maskAt: MaskAt,
  at: number,
  before: readonly (Side | undefined)[],
  kind: string,
): void {
  const [last, one] = [before[at - 1], before[at - 2]];
  add('side', `${last}`);
  add('sides', `${one} ${last}`);
  add('side word', `${last} ${maskAt(at)}`);
  add('side -1', `${last} ${maskAt(at - 1)}`);
  add('side +1', `${last} ${maskAt(at + 1)}`);
  const place = before.findLastIndex((side, index) => index < at && side !== undefined);
  if (place < 0) {
    add('none yet', '');
    return;
  }
  const words = Array.from({ length: at - place - 1 }, (_, step) => maskAt(place + 1 + step));
  add('since', `${before[place]}`);
  add('since words', `${before[place]} ${words.slice(0, between).join(' ')}`);
  add('since -1', `${before[place]} ${maskAt(at - 1)}`);
  add('since -2', `${before[place]} ${maskAt(at - 2)} ${maskAt(at - 1)}`);
  if (kind === 'name')
    for (const word of words.slice(-between - 1)) add('since any', `${before[place]} ${word}`);
}

/** Which of the names it is, how the text begins, all its words, and what stands around the next name. */
function addNames(features: string[], { pieces, names }: SideContext, at: number, maskAt: MaskAt): void {
  for (let place = Math.max(0, at - farWords); place <= Math.min(pieces.length - 1, at + farWords); place++)
    if (place !== at && !light.has(maskAt(place)))
      features.push(`${place < at ? 'far left' : 'far right'} ${maskAt(place)}`);
  features.push(`first ${maskAt(0)}`, `first two ${maskAt(0)} ${maskAt(1)}`);
  const number = names.indexOf(at);
  features.push(`name ${Math.min(mostNames - 1, number)} of ${Math.min(mostNames, names.length)}`);
  features.push(`last name ${number === names.length - 1} ${names.length === 1}`);
  const next = names[number + 1];
  if (next === undefined) return;
  features.push(`next -1 ${maskAt(next - 1)}`, `next -2 ${maskAt(next - 2)} ${maskAt(next - 1)}`);
  features.push(`next +1 ${maskAt(next + 1)}`, `next +2 ${maskAt(next + 1)} ${maskAt(next + 2)}`);
  if (next - at <= between + 1)
    features.push(
      `to next ${pieces
        .slice(at + 1, next)
        .map(({ mask }) => mask)
        .join(' ')}`,
    );
}
