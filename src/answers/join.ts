import type { Passage } from './passages.ts';

/** Kinds whose texts make a list when they begin alike; steps keep their numbers and figures their sentence. */
const listed = new Set<Passage['kind']>([
  'best-for',
  'use-case',
  'choose-when',
  'strength',
  'weakness',
  'feature',
  'component',
  'adoption',
  'security',
  'rationale',
  'why-not',
  'do',
  'dont',
  'tradeoff',
]);

/** Fewer words in common are chance. */
const sharedWords = 3;
const maxItems = 6;

/** Whether two passages are items of one list: of a kind, from the same documents, beginning alike. */
export function areListed(a: Passage, b: Passage): boolean {
  return (
    listed.has(a.kind) &&
    a.kind === b.kind &&
    documentsOf(a) === documentsOf(b) &&
    commonWords([a.text, b.text]) >= sharedWords
  );
}

/**
 * One sentence for texts that begin alike: "Go is best for CLI tools." and "Go is best for microservices." are
 * "Go is best for CLI tools; microservices." Undefined where they don't make a list, or one too long.
 */
export function joinTexts(texts: readonly string[]): string | undefined {
  const common = commonWords(texts);
  if (common < sharedWords || texts.length > maxItems) return undefined;
  const items = texts.map((text) => text.replace(/\.$/, '').split(' ').slice(common).join(' '));
  const start = (texts[0] ?? '').split(' ').slice(0, common).join(' ');
  return `${start} ${items.join('; ')}.`;
}

function documentsOf(passage: Passage): string {
  return [...new Set(passage.citations.map(({ document }) => document))].join();
}

/** How many words all texts begin with; at least one is left to each. */
function commonWords(texts: readonly string[]): number {
  const rows = texts.map((text) => text.split(' '));
  const shortest = Math.min(...rows.map((row) => row.length));
  let count = 0;
  while (count < shortest - 1 && rows.every((row) => row[count] === rows[0]?.[count])) count++;
  return count;
}
