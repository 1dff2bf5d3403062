/** What a file's name tells. */
export interface NameParts {
  /** The number as a number, where the name holds one. */
  readonly number: number | null;
  /** What the file calls it, leading zeros removed and a letter kept: `4a`. */
  readonly label: string | null;
  /** A date that the name begins with. */
  readonly date: string | null;
  /** A year with a month or a number that the name begins with: "2026-01"; it is no number of a record. */
  readonly period?: string;
  /** The rest as words. */
  readonly slug: string;
}

/** Words that teams put before a record's number. */
const kind = '(?:adr|rfc|decision|dr|madr|lcp|ad|ard|tdr|record)';
const gap = '(?=$|[-_. ])[-_. ]*';

const dated = new RegExp(`^(?:${kind}[-_ ])?(\\d{4})-?(\\d{2})-?(\\d{2})${gap}`, 'i');
/** A year with a month, or with a number of its own: "2026-01-name", "ADR-2024-001-name". */
const yearly = new RegExp(`^(?:${kind}[-_ ]?)?((?:19|20)\\d{2})[-_](\\d{1,4})${gap}`, 'i');
const numbered = new RegExp(`^(?:${kind}[-_ .#]?)*0*(\\d{1,6})([a-z])?(?=$|[-_. :#(])[-_. :]*`, 'i');
const series = /^[A-Z]{2,8}[-_]?0*(\d{1,6})([a-z])?(?=$|[-_. :])[-_. :]*/;
/** "cap-0001-x": letters that may be any word count before a number with zeros. */
const padded = /^[a-z]{2,8}[-_](?=0\d{2})0*(\d{1,6})([a-z])?(?=$|[-_. ])[-_. ]*/;
const prefixed = [
  /^(?:[A-Za-z]{1,15}[-_]){1,3}adr(?:[-_][A-Za-z]{1,20})?[-_]0*(\d{1,6})([a-z])?(?=$|[-_. :])[-_. :]*/i,
  /^adr[-_][A-Za-z]{1,20}[-_]0*(\d{1,6})([a-z])?(?=$|[-_. :])[-_. :]*/i,
];

/** Reads `0007-use-x.md`, `ADR012-x.md`, `adr-4a-x.md`, `ADR-7.md`, `ORG-ADR-Area-0002-x.md`, `20200924-x.md`, `use-x.md`. */
export function readFileName(name: string): NameParts {
  const base = name.replace(/\.(?:md|markdown|mdx)$/i, '');
  return datedName(base) ?? yearlyName(base) ?? numberedName(base) ?? { ...nothing, slug: wordsOf(base) };
}

const nothing = { number: null, label: null, date: null } as const;

function datedName(base: string): NameParts | undefined {
  const [all = '', year, month, day] = dated.exec(base) ?? [];
  if (!isMonth(month) || Number(day) < 1) return undefined;
  return { ...nothing, date: `${year}-${month}-${day}`, slug: wordsOf(base.slice(all.length)) };
}

function yearlyName(base: string): NameParts | undefined {
  const [all = '', year, digits = ''] = yearly.exec(base) ?? [];
  if (year === undefined) return undefined;
  const period = `${year}-${digits}`;
  // Two digits may be a month, which several records have.
  const label = digits.length > 2 ? period : null;
  return { ...nothing, label, period, slug: wordsOf(base.slice(all.length)) };
}

function numberedName(base: string): NameParts | undefined {
  const [all, digits = '', letter = ''] =
    [numbered, ...prefixed, series, padded]
      .map((pattern) => pattern.exec(base))
      .find((match) => match !== null) ?? [];
  if (all === undefined) return undefined;
  const rest = base.slice(all.length);
  const [day = '', month] = /^\d{4}-(\d{2})-\d{2}(?=$|[-_. ])[-_. ]*/.exec(rest) ?? [];
  return {
    number: Number(digits),
    label: `${digits}${letter.toLowerCase()}`,
    date: isMonth(month) ? day.slice(0, 10) : null,
    slug: wordsOf(isMonth(month) ? rest.slice(day.length) : rest),
  };
}

/**
 * The same for a file that says of what series it is: in `eip-20.md` the letters are one where its fields or its heading
 * say "eip: 20".
 */
export function readSeriesName(
  name: string,
  isSaid: (letters: string, number: number) => boolean,
): NameParts {
  const parts = readFileName(name);
  const [all = '', letters = '', digits = ''] =
    /^([a-z]{2,8})[-_](\d{1,6})(?=$|[-_. ])[-_. ]*/.exec(name.replace(/\.(?:md|markdown|mdx)$/i, '')) ?? [];
  const isOther = parts.number !== null || parts.date !== null || digits === '';
  if (isOther || !isSaid(letters, Number(digits))) return parts;
  const slug = wordsOf(name.replace(/\.\w+$/, '').slice(all.length));
  return { number: Number(digits), label: String(Number(digits)), date: null, slug };
}

function isMonth(digits: string | undefined): boolean {
  return Number(digits) >= 1 && Number(digits) <= 12;
}

function wordsOf(slug: string): string {
  const words = slug.replace(/[-_]+/g, ' ').trim();
  return words === '' ? '' : `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

/**
 * The number that a heading gives its record: "ADR-0004: Use X", "Org - ORG-ADR-Area-0009 - Use X"; null where it gives
 * none, and where it speaks of one: "Review of ADR-4".
 */
export function numberInHeading(heading: string | null): number | null {
  const digits = /^(?:.{0,40}?[-–—:|/]\s*)?[[(]?adr(?:[-_ ][A-Za-z]{1,20})?[-_ #]*0*(\d{1,6})\b/i.exec(
    heading ?? '',
  )?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The letters before a number in a file's name, in small ones: API-1 and DB-1 are two series. "ADR" is none. */
export function lettersBefore(name: string): string {
  const letters = /^([A-Za-z]+(?:[-_][A-Za-z]+)*)[-_ ]?\d/.exec(name)?.[1]?.toLowerCase() ?? '';
  return letters === 'adr' ? '' : letters;
}
