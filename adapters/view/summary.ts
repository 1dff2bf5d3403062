import type { DecisionRecord } from '../../src/decisions/record.ts';

/** A record in a line: the first sentence of its decision, else of its context; empty where it says neither. */
export function summaryOf({ decision, context }: Pick<DecisionRecord, 'decision' | 'context'>): string {
  return firstSentence(decision) || firstSentence(context);
}

/** So much of a text is looked at, and so much of a sentence shown. */
const looked = 1_500;
const longest = 200;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

function firstSentence(markdown: string): string {
  const lines = markdown.slice(0, looked).trim().split(/\r?\n/);
  const first = lines.findIndex(
    (line) => /[\p{L}\p{N}]/u.test(line) && !/^\s{0,3}(?:#{1,6}\s|```|<!--)/.test(line),
  );
  if (first === -1) return '';
  const length = lines.slice(first + 1).findIndex((line) => /^\s*(?:$|[-*+|>#]|\d+[.)]\s|```)/.test(line));
  const paragraph = lines.slice(first, length === -1 ? undefined : first + 1 + length).join(' ');
  const plain = plainText(paragraph);
  let sentence = '';
  for (const { segment } of sentences.segment(plain)) {
    sentence += segment;
    if (!/\b(?:e\.g|i\.e|vs|cf|etc|approx|no|v)\.\s*$/i.test(segment)) break;
  }
  const told = sentence.trim();
  return told.length > longest ? `${told.slice(0, longest - 1).trimEnd()}…` : told;
}

/** A line of markdown without its marks. */
function plainText(line: string): string {
  return line
    .replace(/^\s*(?:[-*+>]|\d+[.)])\s+/, '')
    .replace(/!?\[([^\][]{1,300})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/(\*\*|__|`)([^*_`]{1,300})\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*([^*\s][^*]{0,300})\*/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
