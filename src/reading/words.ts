import type { Token } from '../answers/tokens.ts';

/** Words that stand in every sentence say nothing alone; beside others they do. */
const alone = new Set('a an the of to and or in on at is are was be it its this that we our us i'.split(' '));
/** With parts of four letters too, texts of other hands are read a little worse. */
const partLength = 5;
const maxFeatures = 400;

/**
 * What a text is classified by: its words' stems, pairs of neighbours, and parts of words, by which
 * typos and word families meet. Each feature once.
 */
export function wordFeatures(tokens: readonly Token[]): string[] {
  const features = new Set<string>();
  let before = '^';
  for (const { text: word, stem } of tokens) {
    if (!alone.has(word)) features.add(`w${stem}`);
    features.add(`b${before} ${stem}`);
    before = stem;
    for (const part of partsOf(word)) features.add(part);
  }
  return [...features].slice(0, maxFeatures);
}

/** The parts of a word; none of a short one, which is a feature as a whole. */
export function partsOf(word: string): string[] {
  const whole = `<${word}>`;
  if (whole.length <= partLength) return [];
  return Array.from(
    { length: whole.length - partLength + 1 },
    (_, start) => `c${whole.slice(start, start + partLength)}`,
  );
}
