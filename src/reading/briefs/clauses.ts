/** A part of a text that says one thing, and where it begins, in UTF-16 units. */
export interface Clause {
  readonly text: string;
  readonly at: number;
}

const maxSentences = 120;
const fewestWords = 2;
const breaks = /[,;:()–—]|\s-+\s|\.{2,}|\b(?:but|because|although|while|whereas|except|so)\b/gi;
const joint = /\band\b/gi;

/** The sentences of a text, and lines that end without a full stop. */
export function sentencesOf(text: string): Clause[] {
  const sentences: Clause[] = [];
  for (const match of text.matchAll(/[^\n]*?(?:[.!?;](?=\s|$)|(?=\n)|$)/g)) {
    if (sentences.length === maxSentences) break;
    if (match[0].trim() !== '') sentences.push({ text: match[0], at: match.index });
  }
  return sentences;
}

/** Whether a sentence or a clause ends as a question. */
export function isQuestion(text: string): boolean {
  return text.trimEnd().endsWith('?');
}

/** The clauses of a sentence: split at its commas and conjunctions; what is too short to say something is not split off. */
export function clausesOf({ text, at }: Clause): Clause[] {
  const parts = split(text, breaks).flatMap((part) =>
    split(part.text, joint).map((piece) => ({ ...piece, at: part.at + piece.at })),
  );
  return parts.map((part) => ({ text: part.text, at: at + part.at }));
}

function split(text: string, pattern: RegExp): Clause[] {
  const clauses: Clause[] = [];
  let start = 0;
  for (const match of text.matchAll(pattern)) {
    const rest = text.slice(match.index + match[0].length);
    if (wordCount(text.slice(start, match.index)) < fewestWords || wordCount(rest) < fewestWords) continue;
    clauses.push({ text: text.slice(start, match.index), at: start });
    start = match.index;
  }
  clauses.push({ text: text.slice(start), at: start });
  return clauses;
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)?.length ?? 0;
}
