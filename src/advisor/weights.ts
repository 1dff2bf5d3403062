import { tokenize } from '../answers/tokens.ts';
import type { TopicRubric } from './rubric.ts';

/** How people call the criteria of the star matrix, beside their names. */
const calledAlso: Readonly<Record<string, readonly string[]>> = {
  performance: ['performance', 'perf', 'speed', 'raw speed', 'fast', 'throughput'],
  'developer-experience': [
    'developer experience',
    'dev experience',
    'dx',
    'developer happiness',
    'pleasant to work with',
    'developer productivity',
  ],
  'type-safety': ['type safety', 'types', 'typing', 'typed code', 'static types', 'strong typing'],
  'auto-documentation': [
    'auto documentation',
    'auto docs',
    'automatic documentation',
    'automatic docs',
    'documentation',
    'docs',
    'api docs',
    'generated docs',
    'docs generated',
  ],
  ecosystem: ['ecosystem', 'ecosystem size', 'libraries', 'packages', 'plugins'],
  testing: ['testing', 'tests', 'testability', 'test support', 'ease of testing'],
  'learning-curve': [
    'learning curve',
    'easy to learn',
    'ease of learning',
    'learnability',
    'easy learning',
    'learning',
    'onboarding',
    'quick to learn',
    'gentle learning curve',
  ],
  scalability: ['scalability', 'scaling', 'scale', 'scales'],
  'enterprise-adoption': [
    'enterprise adoption',
    'adoption',
    'enterprise use',
    'used by lots of big companies',
    'used by big companies',
    'big companies',
    'enterprise',
    'corporate use',
    'industry adoption',
    'used by large companies',
    'hiring',
  ],
  'async-support': ['async support', 'async', 'asynchronous support', 'asynchrony', 'concurrency'],
};

const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ones: 1,
  twos: 2,
  threes: 3,
  fours: 4,
  fives: 5,
};

/**
 * Reads a team's weights for the star matrix from a brief: "performance 5, docs 4, the rest 1 each", "type safety, and
 * ease of learning at half its weight". Empty where the topic has no star matrix or no weight is given.
 */
export function readWeights(text: string, topic: TopicRubric): Record<string, number> {
  const matrix = topic.methods.find(({ kind }) => kind === 'stars');
  if (matrix?.kind !== 'stars') return {};
  const tokens = tokenize(
    text.replace(/(\d)\s*(?:\/|out of)\s*(?:5|five)\b/gi, '$1').replace(/[×x](?=\d)/g, ' '),
  ).map(({ text: word }) => word);
  const mentions = mentionsOf(tokens, [...matrix.stars.keys()]);
  const rest = restOf(tokens);
  const relative = relativeWeights(text, mentions);
  if (relative !== undefined) return relative;

  const weights: Record<string, number> = {};
  for (const [index, { criterion, from, to }] of mentions.entries()) {
    const end = Math.min(mentions[index + 1]?.from ?? tokens.length, rest?.from ?? tokens.length);
    const start = mentions[index - 1]?.to ?? 0;
    const after = numberIn(tokens.slice(to, Math.max(to, Math.min(end, to + 4))));
    const before = numberIn(tokens.slice(Math.max(start, from - 3), from).reverse());
    const weight = weightsComeFirst(tokens, mentions) ? before : after;
    if (weight !== undefined && weights[criterion] === undefined) weights[criterion] = weight;
  }
  if (Object.keys(weights).length < 2 && rest === undefined) return {};
  // "Performance, docs and testing 5": a list shares the number at its end.
  for (let index = mentions.length - 2; index >= 0; index--) {
    const mention = mentions[index];
    const following = mentions[index + 1];
    if (mention === undefined || following === undefined || weights[mention.criterion] !== undefined)
      continue;
    const between = tokens.slice(mention.to, following.from);
    const shared = weights[following.criterion];
    if (shared !== undefined && between.every((word) => word === 'and')) weights[mention.criterion] = shared;
  }
  if (rest !== undefined) {
    for (const criterion of matrix.stars.keys()) weights[criterion] ??= rest.weight;
  }
  return weights;
}

interface Mention {
  readonly criterion: string;
  readonly from: number;
  readonly to: number;
}

function mentionsOf(tokens: readonly string[], criteria: readonly string[]): Mention[] {
  const found: Mention[] = [];
  const phrases = criteria
    .flatMap((criterion) =>
      [criterion.replace(/-/g, ' '), ...(calledAlso[criterion] ?? [])].map((phrase) => ({
        criterion,
        words: tokenize(phrase).map(({ text }) => text),
      })),
    )
    .sort((a, b) => b.words.length - a.words.length);
  for (let start = 0; start < tokens.length; ) {
    const phrase = phrases.find(({ words }) => words.every((word, index) => tokens[start + index] === word));
    if (phrase !== undefined) {
      // "Used by big companies 5 (for hiring)": said already.
      const last = found.at(-1);
      if (last?.criterion !== phrase.criterion) {
        found.push({ criterion: phrase.criterion, from: start, to: start + phrase.words.length });
      }
    }
    start += phrase?.words.length ?? 1;
  }
  return found;
}

/** "The rest 2 each", "everything else is a 1", "the other criteria are all 1s". */
function restOf(tokens: readonly string[]): { weight: number; from: number } | undefined {
  for (const [index, word] of tokens.entries()) {
    const following = tokens[index + 1] ?? '';
    const says =
      word === 'rest' ||
      word === 'others' ||
      (word === 'everything' && following === 'else') ||
      (word === 'other' && /^(?:criteria|ones|things|rows)$/.test(following)) ||
      (word === 'all' && /^(?:others|other)$/.test(following)) ||
      word === 'remaining' ||
      word === 'remainder';
    if (!says) continue;
    const weight = numberIn(tokens.slice(index + 1, index + 9));
    if (weight !== undefined) return { weight, from: index };
  }
  return undefined;
}

function numberIn(tokens: readonly string[]): number | undefined {
  for (const token of tokens) {
    const value = /^[1-5](?:s)?$/.test(token) ? Number(token[0]) : numbers[token];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** "5 for performance, 4 for docs": the first number stands before the first criterion. */
function weightsComeFirst(tokens: readonly string[], mentions: readonly Mention[]): boolean {
  const first = mentions[0];
  return first !== undefined && numberIn(tokens.slice(Math.max(0, first.from - 3), first.from)) !== undefined;
}

/** "Type safety, and ease of learning at half its weight", "testing counts double". */
function relativeWeights(text: string, mentions: readonly Mention[]): Record<string, number> | undefined {
  const distinct = [...new Set(mentions.map(({ criterion }) => criterion))];
  const [first, second] = distinct;
  if (first === undefined || second === undefined || distinct.length !== 2) return undefined;
  if (
    /\bhalf (?:its|the|that|as much|of (?:its|that)|as important|as heavily)\b|\bhalf\b.*\bweight\b/i.test(
      text,
    )
  )
    return { [first]: 4, [second]: 2 };
  if (/\b(?:twice|double|doubly|two times)\b/i.test(text)) {
    const before = tokenize(text.slice(0, text.search(/\b(?:twice|double|doubly|two times)\b/i))).length;
    // What was said last before "twice" or "double" counts so.
    const doubled = mentions.findLast(({ from }) => from < before)?.criterion ?? first;
    return { [first]: doubled === first ? 4 : 2, [second]: doubled === second ? 4 : 2 };
  }
  if (/\b(?:equally|equal weight|same weight|count the same|weigh the same)\b/i.test(text))
    return { [first]: 3, [second]: 3 };
  return undefined;
}
