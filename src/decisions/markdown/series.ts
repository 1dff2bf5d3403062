import type { NameParts } from './file-name.ts';
import { fold } from './fold.ts';
import { sectionOf } from './section-names.ts';

/** A title without the file's own number before it: "23 Logging", "Indy HIPE 0149: X"; another number belongs to it. */
export function withoutOwnNumber(title: string, { number, slug }: NameParts): string {
  const [, digits = '', rest = ''] = /^\s*#?(\d{1,6})\s+([\p{L}`"'].*)$/su.exec(title) ?? [];
  if (digits !== '' && Number(digits) === number) return rest;
  const [, words = '', own = '', named = ''] = series.exec(title.trim()) ?? [];
  // In "0002-http-2-streams.md" they are words of the title.
  const isTitle = fold(slug).startsWith(fold(`${words} ${Number(own)}`)) || does.test(words);
  const isSeries = own.startsWith('0') || isSeriesName(words);
  return own !== '' && Number(own) === number && isSeries && !isTitle ? named : title;
}

/** Whether words call a series: by the letters of its name, or by what its documents are. */
function isSeriesName(words: string): boolean {
  const last = words.split(/[\s_-]+/).at(-1) ?? '';
  return (
    /^\p{Lu}[\p{Lu}\p{N}]+s?$/u.test(last) ||
    sectionOf(last) === 'decision' ||
    /^(?:record|proposal|standard|principle|guideline|policy|paper|memo|note)$/i.test(last)
  );
}

/** "Use ADR-12" does something with it. */
const does =
  /^(?:use|using|adopt|amend|supersede|replace|update|deprecate|remove|revise|review|reject|extend|implement|introduce|keep|drop|follow|apply|support|upgrade|migrate|move|switch|why|on|about|notes?)(?!\p{L})/iu;

/** Up to three words with capitals, a number, and what parts it from the title. */
const series =
  /^[[(]?(\p{Lu}[\p{L}\p{N}]*(?:[\s_-]+(?:(?:de|do|da|of|for|für)\s+)?\p{Lu}[\p{L}\p{N}]*){0,2})[\s#_-]*(?:n[or]?[.º°]\s*|#)?(\d{1,6})[a-z]?[\])]?\s*(?:[:.|)—–]|-(?=\s)|(?<=[\])])(?=\s))\s*(\S.*)$/su;

/** What a file's series is called, in small letters, by its name or its heading: "adr", "hipe"; undefined where neither says. */
export function seriesOf(name: string, heading: string | null, { number }: NameParts): string | undefined {
  const [, letters] = /(?:^|[-_. ])([A-Za-z]{2,10})[-_ .#]?\d{1,6}[a-z]?(?=$|[-_. :#(])/.exec(name) ?? [];
  if (number !== null && letters !== undefined) return letters.toLowerCase();
  const [, words = '', own = ''] = series.exec((heading ?? '').trim()) ?? [];
  const isOwn = own !== '' && Number(own) === number && isSeriesName(words) && !does.test(words);
  return isOwn
    ? words
        .split(/[\s_-]+/)
        .at(-1)
        ?.toLowerCase()
    : undefined;
}
