import type { NameParts } from './file-name.ts';
import { fold } from './fold.ts';
import { titleSection } from './lead.ts';
import { fieldOfHeading } from './section-names.ts';
import { withoutOwnNumber } from './series.ts';
import { type StatedFields, statedFirst } from './stated-fields.ts';
import { titleIn } from './template-form.ts';
import { isNoTitle } from './titles.ts';
import type { Outline } from './tree.ts';

/** The heading of a template that nobody changed, or of variables that a site fills in. */
const templateTitle = /\b(?:decision record|adr|madr)s? template$|\{\{.*\}\}/i;

/** A title has fewer letters than that. */
const longest = 1_000;

/** The first heading, or what the front matter says where that says more; else a field, a smaller heading, the file's name. */
export function titleOf(outline: Outline, stated: StatedFields, parts: NameParts, name: string): string {
  const own = outline.form === undefined ? undefined : titleIn(outline.form, outline.heading ?? '');
  if (own !== undefined) return own;
  const plain = (title: string) => oneLine(withoutOwnNumber(title, parts) ?? withoutNumber(title, parts));
  const heading = outline.heading === null ? '' : plain(outline.heading.slice(0, longest));
  const fields = stated.get('title') ?? [];
  const front =
    fields.find(({ place, key }) => place === 'front-matter' && fold(key) !== 'name')?.text.trim() ?? '';
  const isTitle = heading !== '' && !isNoTitle(heading) && !templateTitle.test(heading);
  if (front !== '' && !isPlaceholder(front) && (!isTitle || plain(front).startsWith(heading)))
    return plain(front);
  if (isTitle) return heading;
  const said = [
    statedFirst(stated, 'title')?.text ?? '',
    titleUnderName(outline),
    titleSection(outline)?.title ?? '',
  ]
    .map((title) => plain(withoutMarks(title)))
    .find((title) => title !== '' && !isPlaceholder(title) && !isNoTitle(title));
  if (said !== undefined) return said;
  return parts.slug === '' ? (heading === '' ? name : heading) : parts.slug;
}

/** What stands for a title that nobody gave: "N/A", "(fill me in)", "{title}". */
function isPlaceholder(title: string): boolean {
  return /^(?:n\/?a|none|tbd|todo|-+|\?+|title|untitled)$|^[[({<].*[\])}>]$/i.test(title.trim());
}

/** What stands in a section that is called "Title" or "Name". */
function titleUnderName({ sections }: Outline): string {
  const section = sections.find(({ title }) => fieldOfHeading(title) === 'title');
  const lines = section?.source.split('\n').filter((line) => line.trim() !== '') ?? [];
  return lines.length === 1 && (lines[0] ?? '').length <= 200 ? (lines[0] ?? '') : '';
}

function withoutMarks(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|__|`|^["']|["']$/g, '')
    .replace(/<!--.*?-->/g, '')
    .trim();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A title without "ADR-12:", "3.", "[0004]", marks and emphasis. */
function withoutNumber(title: string, { number }: NameParts): string {
  const plain = oneLine(title);
  // What others have a number for stands in it: "RFC 7807 problem details".
  const other = /^RFC[\s_-]*(\d+)\s+\p{L}/u.exec(plain)?.[1];
  if (other !== undefined && Number(other) !== number) return plain;
  const bare = plain
    .replace(/^.{0,40}?\b[A-Za-z]{1,15}[-_]adr(?:[-_][A-Za-z]{1,20})?[-_]\d{1,6}\s*[:—–-]\s*/i, '')
    .replace(
      /^[[(]?(?:(?:architectur(?:e|al)\s+)?decision(?:\s+record)?|adr|rfc|dr|madr|lcp)[\s#_-]*\d+[a-z]?[\])]?\s*(?:[:.)|—–-]+\s*|\s+|$)/i,
      '',
    )
    .replace(/^\[?#?\d{1,6}[a-z]?\]?\s*(?:[.:)|]\s*|\s[—–-]\s*|[—–-]\s+)/i, '')
    .replace(/^\[#?\d{1,6}[a-z]?\]\s*[.:—–-]?\s+/i, '')
    .replace(
      /^(?:ADR|RFC|Title|Architectur(?:e|al) Decision Record|Decision Record)(?:\s*\((?:ADR|RFC)\))?(?:\s*[:—–]|\s*-(?=\s))\s*/i,
      '',
    )
    .trim();
  return bare === '' ? plain : bare;
}
