import { readFileName } from '../markdown/file-name.ts';
import type { Outline } from '../markdown/tree.ts';

/** A number that a file gives its record, and where. */
export interface NumberFact {
  readonly place: 'name' | 'heading' | 'front matter';
  readonly label: string;
  readonly line: number;
}

const fields = ['number', 'nr', 'id', 'adr', 'adr-number', 'adr_number', 'adr-id', 'adr_id'];

/** The numbers that a file says of itself; `name` is the file's, or that of a folder that holds one record. */
export function numberFacts(
  { heading, headingLine, front, frontLines }: Outline,
  name: string,
): NumberFact[] {
  const own = readFileName(name);
  // A file that is named by its day has no number of its own.
  if (own.date !== null) return [];
  const facts: NumberFact[] = [];
  if (own.label !== null) facts.push({ place: 'name', label: own.label, line: headingLine });
  const said = heading === null ? undefined : labelInHeading(heading);
  // "2023: what we plan" in 0005-2023-what-we-plan.md: the number belongs to the title.
  if (said !== undefined && !new RegExp(`\\b0*${said}\\b`, 'i').test(own.slug))
    facts.push({ place: 'heading', label: said, line: headingLine });
  for (const field of fields) {
    const value = front[field];
    const digits =
      typeof value === 'string' ? /^(?:adr)?[-_ #]*0*(\d{1,6}[a-z]?)$/i.exec(value.trim())?.[1] : undefined;
    if (digits !== undefined)
      facts.push({ place: 'front matter', label: digits.toLowerCase(), line: frontLines.get(field) ?? 1 });
  }
  return facts;
}

/** "ADR-0004: Use X", "4. Use X", "[0004] Use X", "0004 - Use X"; a number that may belong to the title is none. */
function labelInHeading(heading: string): string | undefined {
  const plain = heading.replace(/[*_`]/g, '').trim();
  const digits =
    /^\[?(?:(?:architecture )?decision(?: record)?|adr|madr)[-_ #]*0*(\d{1,6}[a-z]?)\]?(?=\s*[:.)—–-]|\s+\p{L}|$)/iu.exec(
      plain,
    )?.[1] ??
    /^\[?#?0*(\d{1,6}[a-z]?)\]?(?:\s*[.:)](?=\s)|\s+[—–-](?=\s)|(?<=\])\s)/i.exec(plain)?.[1] ??
    /^0+(\d{1,5})\s+\p{L}/u.exec(plain)?.[1];
  return digits?.toLowerCase();
}
