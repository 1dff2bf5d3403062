import type { Status } from '../record.ts';
import { isVerbInPart } from './in-part.ts';
import { readLinks } from './links.ts';
import { statusAlone, statusWords } from './status-words.ts';

/** Nobody's status is longer. */
const longest = 2_000;

/** What stands in brackets and in nothing else: "{Active}", "{{ Accepted }}", "[status]". */
const bracketed = /^(?:\{\{?([^{}]*)\}?\}|\[([^[\]]*)\]|<([^<>]*)>)$/;

/** Text that a template left: "{proposed | rejected | ...}", "[status]", "Accepted | Pending | Superseded by ...". */
export function isTemplateText(raw: string): boolean {
  const text = raw
    .slice(0, longest)
    .replace(/<!--.*?(?:-->|$)/g, '')
    .trim();
  const [, braces, brackets, angles] = bracketed.exec(text) ?? [];
  const inside = braces ?? brackets ?? angles;
  if (inside !== undefined && statusAlone(inside) !== undefined) return false;
  if (chosenOf(text) !== undefined) return false;
  return (
    /^[{[<].*\|.*[}\]>]?/.test(text) ||
    text.split('|').length >= 3 ||
    /^[{<[][^\]}>]*[}>\]]$/.test(text) ||
    alternativesIn(text).length >= 2
  );
}

/** Statuses of which a text leaves open which one it is: "Proposed / Accepted"; none where it says more than that. */
function alternativesIn(text: string): string[] {
  const inside = text.replace(/^[{[<(\s]+|[}\]>)\s.]+$/g, '');
  return (
    [
      { parts: inside.split(/\s*[|/]\s*|\s*,?\s+or\s+/i), atLeast: 2 },
      { parts: inside.split(/\s*,\s*(?:(?:and|or)\s+)?/i), atLeast: 3 },
      { parts: inside.split(arrow), atLeast: isOver(inside.split(arrow).at(-1) ?? '') ? 3 : 4 },
    ].find(({ parts, atLeast }) => {
      const statuses = parts.map(statusAlone);
      return !statuses.includes(undefined) && new Set(statuses).size >= atLeast;
    })?.parts ?? []
  );
}

/** "Proposed -> Accepted". */
const arrow = /\s*(?:->|=>|→|➔|➜|⇒)\s*/;

/** Whether a word is for the end of a record's life. */
function isOver(text: string): boolean {
  const status = statusAlone(text);
  return status !== undefined && ['superseded', 'deprecated', 'rejected', 'withdrawn'].includes(status);
}

/** The one of several alternatives that is marked: "Proposed | **Accepted** | Superseded". */
function chosenOf(text: string): string | undefined {
  const parts = text.replaceAll('~~', '').split(/\s*[|/]\s*/);
  if (parts.length < 2 || parts.some((part) => statusAlone(part) === undefined)) return undefined;
  const marked = parts.filter((part) => /^(?:\*\*|__|`|✅|✔|☑|\[x\]).*\S/iu.test(part.trim()));
  return marked.length === 1 ? marked[0] : undefined;
}

/** A line that tells which statuses there are, not which one it is: "One of: proposed / accepted / deprecated". */
export function isLegend(line: string): boolean {
  return !isTemplateText(line) && new Set(statusWords(line).map(({ status }) => status)).size >= 3;
}

/** What is so only for now is none of the statuses. */
const hedged = /\b(?:provisionally|tentatively|conditionally)\b/i;

/** Where a record stands by what its file states; `none` where it states nothing, `other` where no word is known. */
export function readStatus(raw: string | null): Status {
  if (raw === null || raw.trim() === '' || isTemplateText(raw)) return 'none';
  if (hedged.test(raw)) return 'other';
  const text = plainStatus(chosenOf(raw.trim()) ?? raw);
  if (text.trim() === '') return 'none';
  // It went that way, and stands where that ends.
  const ways = text.split(arrow).map((step) => statusWords(step)[0]?.status);
  const last = ways.at(-1);
  const found = ways.length > 1 && !ways.includes(undefined) ? last : statusWords(text)[0]?.status;
  return found === 'superseded' && isInPart(text, raw) ? 'accepted' : (found ?? 'other');
}

/** Whether a record is superseded in part only, by every record that it names: the rest of it stands. */
function isInPart(text: string, raw: string): boolean {
  const links = readLinks(raw.slice(0, longest), new Map(), { isStatus: true });
  const successors = links.filter(({ kind, isNewer }) => kind === 'supersedes' && !isNewer);
  if (successors.length > 0) return successors.every(({ partial }) => partial);
  const word = statusWords(text).find(({ status }) => status === 'superseded');
  return word !== undefined && isVerbInPart(text, { at: word.at, end: word.at + word.word.length });
}

/** A status without what is struck through, comments, marks and where its links lead. */
export function plainStatus(raw: string): string {
  return raw
    .slice(0, longest)
    .replace(/<!--.*?(?:-->|$)/g, ' ')
    .replace(/(~{1,2})(?!\s)[^~]+\1/g, ' ')
    .replace(/<\/?(?:a|b|br|code|div|em|font|i|img|kbd|mark|p|span|strong|sub|sup)\b[^>]*>/gi, ' ')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/[*_`"[\]{}]/g, '');
}
