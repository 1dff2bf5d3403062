import type { Line } from './fields.ts';
import { type NameParts, readSeriesName } from './file-name.ts';
import { fold } from './fold.ts';
import { sectionOf } from './section-names.ts';
import type { Outline } from './tree.ts';

/**
 * A title without the file's own number before it, "23 Logging", "Indy HIPE 0149: X"; undefined where it has none: another
 * number belongs to it.
 */
export function withoutOwnNumber(title: string, { number, slug }: NameParts): string | undefined {
  const [, digits = '', rest = ''] = /^\s*#?(\d{1,6})\s+([\p{L}`"'].*)$/su.exec(title) ?? [];
  if (digits !== '' && Number(digits) === number) return rest;
  const [, words = '', own = '', sign = '', named = ''] = series.exec(title.trim()) ?? [];
  if (own === '' || Number(own) !== number || does.test(words)) return undefined;
  // In "0002-http-2-streams.md" they are words of the title.
  if (fold(slug).startsWith(fold(`${words} ${Number(own)}`))) return undefined;
  const isPadded = own.startsWith('0');
  return sign.trim() === ''
    ? isPadded && isSeriesName(words)
      ? named
      : undefined
    : isPadded || isSeriesName(words)
      ? named
      : undefined;
}

/** Whether words call a series: by the letters of its name, or by what its documents are. */
function isSeriesName(words: string): boolean {
  const all = words.split(/[\s_-]+/);
  return (
    /^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(all.at(-1) ?? '') ||
    all.some((word) => sectionOf(word) === 'decision') ||
    /(?:^|[\s_-])(?:record|proposal|standard|principle|guideline|policy|paper|memo|note)$/i.test(words)
  );
}

/** "Use ADR-12" does something with it. */
const does =
  /^(?:use|using|adopt|amend|supersede|replace|update|deprecate|remove|revise|review|reject|extend|implement|introduce|keep|drop|follow|apply|support|upgrade|migrate|move|switch|why|on|about|notes?)(?!\p{L})/iu;

/** Up to three words with capitals, a number, and what parts it from the title. */
const series =
  /^[[(]?(\p{Lu}(?:[\p{L}\p{N}]*\p{L})?(?:[\s_-]+(?:(?:de|do|da|of|for|für)\s+)?(?!(?:No|Nr|Nº|N°)\b)\p{Lu}(?:[\p{L}\p{N}]*\p{L})?){0,2})[\s#_/-]*(?:[Nn][or]?[.º°]\s*|#)?(\d{1,6})[a-z]?[\])]?(\s*(?:[:.|)_—–]|-(?=\s)|(?<=[\])])(?=\s)|\s(?=[\p{L}`"'])))\s*(\S.*)$/su;

/** What a file's series is called, in small letters, by its name or its heading: "adr", "hipe"; undefined where neither says. */
export function seriesOf(name: string, heading: string | null, { number }: NameParts): string | undefined {
  const [, letters, digits] =
    /^(?:[A-Za-z]{1,15}[-_ ])*?([A-Za-z]{2,10})[-_ .#]?(\d{1,6})[a-z]?(?=$|[-_. :#(])/.exec(name) ?? [];
  if (number !== null && letters !== undefined && Number(digits) === number) return letters.toLowerCase();
  const [, words = '', own = ''] = series.exec((heading ?? '').trim()) ?? [];
  const isOwn = own !== '' && Number(own) === number && isSeriesName(words) && !does.test(words);
  return isOwn
    ? words
        .split(/[\s_-]+/)
        .at(-1)
        ?.toLowerCase()
    : undefined;
}

/** A file's name taken apart, its letters as a series where its fields or its heading say so: "eip: 20". */
export function namePartsOf(
  name: string,
  { front, heading }: Pick<Outline, 'front' | 'heading'>,
  fields: ReadonlyMap<string, Line>,
): NameParts {
  return readSeriesName(name, (letters, number) => {
    const stated = Object.entries(front).find(([key]) => key.toLowerCase() === letters)?.[1];
    const said = typeof stated === 'string' ? stated : (fields.get(letters)?.text ?? '');
    const isHeading = new RegExp(`^[[(]?${letters}[\\s#_-]*0*${number}(?!\\d)`, 'i').test(heading ?? '');
    return isHeading || (/^\D{0,10}\d{1,6}\D*$/.test(said) && Number(/\d+/.exec(said)?.[0]) === number);
  });
}
