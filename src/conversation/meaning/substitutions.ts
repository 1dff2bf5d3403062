import type { Question } from '../../answers/understand.ts';
import { escaped, type Reading, type Spoken, withoutAbout } from './spoken.ts';

/** "And in Python": the same question with another thing in the place of the one most like it. */
export function substituted(rest: string, spoken: Spoken, reading: Reading): string[] {
  const before = spoken.question ?? '';
  const now = reading.understand(rest);
  const then = reading.understand(before);
  const about = spoken.about.join(' ');
  if (now.entries.length === 0) return [`${rest} ${about}`, `${rest} ${withoutAbout(spoken)} ${about}`];
  // What names a thing and asks something of it stands by itself.
  const isWhole = now.slots.some(({ kind }) => kind === 'criterion' || kind === 'word' || kind === 'detail');
  const place = placeFor(now, then, before, reading);
  const extra = `${rest} ${withoutAbout(spoken)}`;
  if (place === undefined) return [`${before} ${rest}`, extra, `${rest} ${about}`];
  // A nickname alone is written out, so that nothing else is read into it.
  const [only] = now.slots.length === 1 ? now.entries : [];
  const name = only === undefined ? rest : reading.nameOf(only);
  const replaced = before.slice(0, place.start) + name + before.slice(place.end);
  return isWhole ? [rest, replaced, extra] : [replaced, extra];
}

/** Where in the last question stands what is replaced: the entry of the same kind, else its first one. */
function placeFor(
  now: Question,
  then: Question,
  text: string,
  reading: Reading,
): { start: number; end: number } | undefined {
  const slots = then.slots.filter(({ kind }) => kind === 'entry');
  const kinds = new Set(now.entries.map(reading.kindOf));
  const alike = slots.find(({ ids }) => ids.some((id) => kinds.has(reading.kindOf(id))));
  for (const slot of alike === undefined ? slots : [alike, ...slots]) {
    const pattern = slot.words.split(' ').map(escaped).join('[^\\p{L}\\p{N}]{1,3}');
    const found = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?:s|es)?(?![\\p{L}\\p{N}])`, 'iu').exec(text);
    if (found !== null) return { start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}

const extreme = /\b(?:(?:most|least) \p{L}+|best|worst|\p{L}{3,}(?<!t)est)\b/iu;

/** "And hardest?" after "which are the easiest to hire": the same question with the other extreme. */
export function otherExtreme(line: string, before: string): string | undefined {
  const [wanted] = extreme.exec(line) ?? [];
  const isAlone = wanted !== undefined && /^(?:the )?[\s?.!]*$/i.test(line.replace(extreme, ''));
  return isAlone && extreme.test(before) ? before.replace(extreme, wanted) : undefined;
}
