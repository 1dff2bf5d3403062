/** Words for what is so in part only, in the languages of records. */
const words =
  'part(?:ial(?:ly)?|ly)|in part|teilweise|zum teil|partiel(?:lement)?|en partie|en parte|em parte|in parte|parcial(?:mente)?|parzialmente|deels|gedeeltelijk|delvist?|częściowo|częściowe|částečně|osittain|kısmen|частично|частково';
const unspaced = '部分|一部|일부';
const partly = `(?:(?<!\\p{L})(?:${words})(?!\\p{L})|${unspaced})`;

/** Shortly before a verb, with no record and no end of a sentence between: "partially supersedes". */
const before = new RegExp(
  `${partly}(?!\\s+(?:accepted|adopted|approved|complete|completed|deployed|done|implemented|new)\\b)[^.;\\d)]{0,24}$`,
  'iu',
);
const noReason = '(?!\\s+(?:because|due|since|as|for|to|by)\\b)';
/** Right behind a verb: "supersedes (in part): ADR-3"; not "superseded, partly because of what it costs". */
const behindVerb = new RegExp(`^\\s*(?:[([]?\\s*${partly}|,\\s*${partly}${noReason})`, 'iu');
/** Right behind a record, and no reason for what is said: "ADR-3 (in part)", "ADR-3, in part." */
const behindTarget = new RegExp(
  `^[\\s*_)]*(?:[([]\\s*(?:only\\s+)?${partly}${noReason}|[,:–—-]?\\s*(?:only\\s+)?${partly}(?=[*_]*(?:\\s*(?:[.;,:)\\]]|$)|\\s*\\n|\\s+and\\b)))`,
  'iu',
);
const anywhere = new RegExp(`${partly}(?!\\s+(?:because|due|since|as|for|to)\\b)`, 'iu');

/** Where a verb stands in a text. */
interface Place {
  readonly at: number;
  readonly end: number;
}

/** Whether what a verb says is so in part only: by a word before it, within it or right behind it. */
export function isVerbInPart(text: string, { at, end }: Place): boolean {
  return (
    before.test(text.slice(Math.max(0, at - 48), at)) ||
    anywhere.test(text.slice(at, end)) ||
    behindVerb.test(text.slice(end, end + 48))
  );
}

/** Whether what is said of a record is so in part only, by what stands behind it. */
export function isTargetInPart(behind: string): boolean {
  return behindTarget.test(behind.slice(0, 80));
}

/** Whether a text has a word for it. */
export function saysInPart(text: string): boolean {
  return anywhere.test(text);
}
