/** What a file's name tells. */
export interface NameParts {
  /** The number as a number, where the name holds one. */
  readonly number: number | null;
  /** What the file calls it, leading zeros removed and a letter kept: `4a`. */
  readonly label: string | null;
  /** A date that the name begins with. */
  readonly date: string | null;
  /** The rest as words. */
  readonly slug: string;
}

/** Reads `0007-use-x.md`, `ADR012-x.md`, `adr-4a-x.md`, `ADR-7.md`, `ORG-ADR-Area-0002-x.md`, `20200924-x.md`, `use-x.md`. */
export function readFileName(name: string): NameParts {
  const base = name.replace(/\.(?:md|markdown|mdx)$/i, '');
  const dated = /^(\d{4})-?(\d{2})-?(\d{2})(?=$|[-_. ])[-_. ]*/.exec(base);
  if (dated !== null && Number(dated[2]) >= 1 && Number(dated[2]) <= 12 && Number(dated[3]) >= 1) {
    const date = `${dated[1]}-${dated[2]}-${dated[3]}`;
    return { number: null, label: null, date, slug: wordsOf(base.slice(dated[0].length)) };
  }
  const numbered =
    /^(?:(?:adr|rfc|decision|dr|madr|lcp|ad|ard|tdr|record)[-_ .#]?)*0*(\d{1,6})([a-z])?(?=$|[-_. :#(])[-_. :]*/i.exec(
      base,
    );
  const series = /^[A-Z]{2,8}[-_]?0*(\d{1,6})([a-z])?(?=$|[-_. :])[-_. :]*/.exec(base);
  const prefixed =
    /^(?:[A-Za-z]{1,15}[-_]){1,3}adr(?:[-_][A-Za-z]{1,20})?[-_]0*(\d{1,6})([a-z])?(?=$|[-_. :])[-_. :]*/i.exec(
      base,
    ) ?? /^adr[-_][A-Za-z]{1,20}[-_]0*(\d{1,6})([a-z])?(?=$|[-_. :])[-_. :]*/i.exec(base);
  if (numbered === null && series === null && prefixed === null)
    return { number: null, label: null, date: null, slug: wordsOf(base) };
  const [all, digits = '', letter = ''] = numbered ?? prefixed ?? series ?? [''];
  const label = `${digits}${letter.toLowerCase()}`;
  return { number: Number(digits), label, date: null, slug: wordsOf(base.slice(all.length)) };
}

function wordsOf(slug: string): string {
  const words = slug.replace(/[-_]+/g, ' ').trim();
  return words === '' ? '' : `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

/** The number that a heading gives its record: "ADR-0004: Use X", "Org - ORG-ADR-Area-0009 - Use X"; null where it gives none. */
export function numberInHeading(heading: string | null): number | null {
  const digits = /^.{0,40}?\badr(?:[-_ ][A-Za-z]{1,20})?[-_ #]*0*(\d{1,6})\b/i.exec(heading ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
