import type { LinkKind } from '../record.ts';
import { languages } from './languages/all.ts';
import type { FieldName } from './languages/language.ts';

/** How a text says what a link is. */
export interface Verb {
  readonly pattern: RegExp;
  readonly kind: LinkKind;
  readonly isNewer: boolean;
  /** Whether it means a link only in what tells a status; elsewhere it is prose. */
  readonly isOfStatus?: boolean;
}

/** The names of a field in all languages, as they stand in a sentence of small letters; longer ones first. */
function named(field: FieldName): string {
  const namesWhere = (unspaced: boolean) =>
    languages
      .filter(({ isUnspaced = false }) => isUnspaced === unspaced)
      .flatMap(({ fields }) => (fields[field] ?? '').split(','))
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .sort((a, b) => b.length - a.length)
      .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '[- _]+'));
  const spaced = [...new Set(namesWhere(false))].join('|');
  return [`(?<!\\p{L})(?:${spaced})(?!\\p{L})`, ...new Set(namesWhere(true))].join('|');
}

/** What may follow a status without "by": "Superseded: ADR-12", "superseded, see [12](0012-x.md)". */
const target =
  '[\\s:;,(>→–—-]*(?:see\\s+)?(?:->\\s*)?(?=\\[|<?https?:|(?:adr|rfc|dr)[-_ #]?\\d|#?\\d{1,5}(?![\\d-]))';

/** How files say it in small letters, the passive before the active: "superseded by" holds "supersede". */
export const verbs: readonly Verb[] = [
  {
    pattern: new RegExp(
      [
        'sup(?:er|re)[sc]{1,2}ee?ded[- _]*(?:by|with)',
        'sup(?:er|re)[sc]{1,2}ee?ded\\b[^\\n[\\]()]{0,24}?\\bby',
        '(?:sup(?:er|re)[sc]{1,2}ee?ded|replaced|obsoleted)[- _]*\\(?(?:in[- _]part|part(?:ial)?ly)\\)?[- _]*(?:by|with)',
        'replaced[- _]?(?:by|with)',
        '(?:made )?obsoleted?[- _]?by',
        '(?:deprecated|overridden|overruled|invalidated)[- _]by',
        '(?:absorbed|merged|folded|consolidated|incorporated)[- _](?:into|by)',
        '(?:superseded|replaced|deprecated|obsolete|obsoleted|retired|abandoned|archived|withdrawn) in favou?r of',
        'ersetzt durch|abgelöst durch|remplacée? par|(?:reemplazad|sustituid|substituíd)[oa] por|vervangen door|sostituit[oa] da',
        'замен[её]н[оа]? на|被.{0,4}(?:取代|替代)',
        named('superseded-by'),
      ].join('|'),
      'gu',
    ),
    kind: 'supersedes',
    isNewer: false,
  },
  {
    pattern: new RegExp(`sup(?:er|re)[sc]{1,2}ee?ded${target}`, 'gu'),
    kind: 'supersedes',
    isNewer: false,
    isOfStatus: true,
  },
  {
    pattern: new RegExp(
      `(?:amended|supplemented|extended|updated|modified|complemented|clarified)[- _]?by|modifiée? par|(?:modificad|alterad)[oa] por|${named('amended-by')}`,
      'gu',
    ),
    kind: 'amends',
    isNewer: false,
  },
  {
    pattern: new RegExp(`super[sc]ee?des?(?!d)|replaces(?!d)|obsoletes(?!d)|${named('supersedes')}`, 'gu'),
    kind: 'supersedes',
    isNewer: true,
  },
  {
    pattern: new RegExp(`\\bupdates\\b|${named('amends')}`, 'gu'),
    kind: 'amends',
    isNewer: true,
  },
  {
    pattern:
      /\b(?:relates|related) to\b|\brefine(?:s|d by)\b|\bdepends on\b|\bbuilds (?:up ?)?on\b|\belaborate(?:s(?: on)?|d (?:on )?by)\b|\breaffirm(?:s|ed by)\b|\brevisit(?:s|ed by)\b|\bderive(?:s|d) from\b|\bsee also\b/gu,
    kind: 'relates-to',
    isNewer: true,
  },
  {
    pattern:
      /\bpart of\b|\bsee\b|\bbased on\b|\bfollows from\b|\b(?:informed|constrained) by\b|\bin favou?r of\b|\bfollow-?up (?:to|of)\b|\bcontinue[ds]? (?:in|by)\b/gu,
    kind: 'relates-to',
    isNewer: true,
    isOfStatus: true,
  },
];

const always = verbs.filter(({ isOfStatus = false }) => !isOfStatus);

/**
 * Whether a text begins with a verb: as a line of its own does, with a capital letter, or with a record right behind it.
 * A line that prose was broken into may begin with one as well.
 */
export function beginsWithVerb(text: string): boolean {
  const begun = text.slice(0, 200);
  const lowered = begun.replaceAll('İ', 'i').toLowerCase();
  const isOwn = /^\p{Lu}/u.test(begun);
  return always.some(({ pattern }) => {
    const verb = lowered.match(pattern)?.[0] ?? '';
    if (verb === '' || !lowered.startsWith(verb)) return false;
    return (
      isOwn || /^[\s:*_]*(?:\[|<?https?:|(?:adr|rfc|decision)[-_ #]?\d|#?\d)/.test(lowered.slice(verb.length))
    );
  });
}

/** Where the record that takes its place stands before the verb: "ADR-12 に置き換え", "被 ADR-12 取代". */
export const behindOlder =
  /^\s*(?:(?:によって|により|に|へ|で)\s*(?:置き換え|置換|差し替え|代替)|(?:로|으로|에 의해)\s*대체|(?:所)?(?:取代|替代|替换|替換)(?!\s*[\p{L}\d[])|(?:ile|tarafından)\s+(?:değiştirildi|geçersiz kılındı))/u;

/** Where the record whose place it takes stands before the verb: "ADR-12 を置き換える". */
export const behindNewer = /^\s*(?:を\s*(?:置き換え|置換|差し替え)|(?:을|를)\s*대체)/u;

/** What takes a statement back: "not superseded by", "does not supersede". */
export const denied =
  /(?:\b(?:not|never|no longer|isn't|doesn't|won't|nicht|kein|pas|non|no|não|niet|nie|inte|ikke|не)\s+(?:\p{L}+\s+)?|未|不)$/iu;
