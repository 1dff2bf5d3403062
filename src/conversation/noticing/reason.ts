import type { Phrases } from '../../reading/phrases.ts';

const shortest = 8;
const longest = 400;
const thought = /\s*[,;:(](?=\s|$)|\s+(?:-{1,2}|[–—]|->|→)\s+/;

/**
 * The reason of a decision: what follows "because", else a thought after it or the next sentence that judges something.
 * @param rest what the deciding sentence says after what it names
 */
export function reasonIn(rest: string, next: string | undefined, phrases: Phrases): string | undefined {
  const [because] = phrases.placesOf('because', rest);
  if (because !== undefined) return trimmed(rest.slice(because.end));
  const after = thought.exec(rest);
  const thoughts = [after === null ? '' : rest.slice(after.index + after[0].length), next ?? ''];
  return thoughts
    .filter(
      (words) =>
        words.length > shortest && phrases.says('judging', words) && !phrases.says('telling-plans', words),
    )
    .map(trimmed)
    .find((reason) => reason !== undefined);
}

function trimmed(reason: string): string | undefined {
  const words = reason.replace(/^[\s,;:.–—-]+|[\s,;:.!)–—-]+$/g, '');
  return words === '' ? undefined : words.slice(0, longest);
}
