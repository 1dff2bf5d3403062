import { join } from 'node:path';
import { z } from 'zod';
import { learnOptions } from '../../reading/briefs/learn-options.ts';
import { type PackedOptions, packOptions } from '../../reading/briefs/packed-options.ts';
import { createNumbering } from '../../reading/numbering.ts';
import { readLines, trainingFolder } from '../../reading/training-lines.ts';
import { lineFeatures } from './line-features.ts';
import type { LineReading } from './line-reading.ts';
import type { NoticingModel } from './model.ts';
import type { Piece } from './pieces.ts';
import { ownWords } from './sentences.ts';
import { contextOf, type Side, sideFeatures, sides } from './sides.ts';

/**
 * A line overheard in a channel, whether it reports a decision, and what that chooses and rejects, as people write it.
 * `by` tells the hands apart that wrote them.
 */
const lineSchema = z.object({
  text: z.string().min(1),
  decision: z.boolean(),
  chosen: z.array(z.string()),
  rejected: z.array(z.string()),
  by: z.string(),
});

export type OverheardLine = z.infer<typeof lineSchema>;

const weight = 4;
/** Smaller weights are left out: the models stay small, and read as well. */
const smallest = { line: 0.5, side: 0.7 };
const longestName = 6;

/** The lines of knowledge/training. */
export function readOverheard(folder: string = trainingFolder): OverheardLine[] {
  return readLines(join(folder, 'overheard.jsonl'), lineSchema);
}

/** Learns which lines report decisions, and what these choose and reject. The same lines give the same model. */
export function trainNoticing(lines: readonly OverheardLine[], reading: LineReading): NoticingModel {
  return { lines: trainLines(lines, reading), sides: trainSides(lines, reading) };
}

function trainLines(lines: readonly OverheardLine[], { phrases, piecesOf }: LineReading): PackedOptions {
  const { numberOf, names } = createNumbering();
  const rows = lines.map(({ text, decision }) => {
    const own = ownWords(text);
    return {
      words: Int32Array.from(lineFeatures(own, piecesOf(own), phrases), numberOf),
      mentions: [],
      says: decision ? ['decision'] : [],
      weight,
    };
  });
  return packOptions(
    [{ question: 'line', weights: learnOptions(['decision'], rows) }],
    names(),
    smallest.line,
  );
}

function trainSides(lines: readonly OverheardLine[], reading: LineReading): PackedOptions {
  const { numberOf, names } = createNumbering();
  const rows = lines
    .filter(({ decision }) => decision)
    .flatMap(({ text, chosen, rejected }) => {
      const own = ownWords(text);
      const pieces = reading.piecesOf(own);
      const told = labelled(pieces, { chosen, rejected }, reading);
      if (told === undefined) return [];
      const context = contextOf(own, pieces, reading.phrases);
      return pieces.flatMap(({ kind }, at) => {
        if (kind === 'mark') return [];
        const side = told[at];
        const words = Int32Array.from(new Set(sideFeatures(context, at, told)), numberOf);
        return [{ words, mentions: [], says: side === undefined ? [] : [side], weight }];
      });
    });
  return packOptions([{ question: 'side', weights: learnOptions(sides, rows) }], names(), smallest.side);
}

/** The side of each piece; undefined where a name is not in the line as it is called. */
function labelled(
  pieces: readonly Piece[],
  names: Readonly<Record<Side, readonly string[]>>,
  reading: LineReading,
): (Side | undefined)[] | undefined {
  const labels = new Array<Side | undefined>(pieces.length).fill(undefined);
  for (const side of ['rejected', 'chosen'] as const)
    for (const name of names[side]) {
      const found = spanOf(pieces, labels, name, reading);
      if (found === undefined) return undefined;
      labels.fill(side, found.start, found.end);
    }
  return labels;
}

/** The pieces that a name stands in: by the words as written, or by how the knowledge writes them. */
function spanOf(
  pieces: readonly Piece[],
  labels: readonly (Side | undefined)[],
  name: string,
  { piecesOf }: LineReading,
): { start: number; end: number } | undefined {
  const wanted = [
    name,
    piecesOf(name)
      .map((piece) => piece.name ?? piece.written)
      .join(''),
  ].map(keyOf);
  for (let start = 0; start < pieces.length; start++)
    for (let end = start + 1; end <= Math.min(pieces.length, start + longestName); end++) {
      const span = pieces.slice(start, end);
      if (span[0]?.kind === 'mark' || span.at(-1)?.kind === 'mark') continue;
      if (labels.slice(start, end).some((label) => label !== undefined)) continue;
      const keys = [span.map(({ written }) => written), span.map((piece) => piece.name ?? piece.written)];
      if (keys.some((words) => wanted.includes(keyOf(words.join(''))))) return { start, end };
    }
  return undefined;
}

function keyOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9+#]/g, '')
    .replace(/s$/, '');
}
