import { isTemplateFolder, isTemplateName } from './document-names.ts';
import { fieldLines } from './fields.ts';
import { numberInHeading, readFileName } from './file-name.ts';
import { namePartsOf } from './series.ts';
import { statedFields } from './stated-fields.ts';
import { readStatus } from './status.ts';
import { statusIn } from './status-statements.ts';
import { recordSections, traitsOf } from './traits.ts';
import type { Outline } from './tree.ts';

const aboutTheRepository =
  /^(?:licen[cs]e|copying|notice|changelog|changes|history|contributing|code[-_]of[-_]conduct|security|authors|maintainers|support|glossary|about)(?:[-_.].*)?$/;

/**
 * Why a markdown file in a folder of this name is no record, or undefined where it is one. An index that has companions
 * stands beside files of which none is called like a record.
 */
export function whyNoRecord(
  name: string,
  outline: Outline,
  isAloneInFolder: boolean,
  folder = '',
  hasCompanions = false,
): string | undefined {
  const base = name.replace(/\.(?:md|markdown|mdx)$/i, '');
  const lower = base.toLowerCase();
  if (aboutTheRepository.test(lower)) return 'not a decision (a document about the repository)';
  const { number, date, period, slug } = namePartsOf(name, outline, fieldLines(outline));
  const isTemplate =
    ((isTemplateName(slug) || isTemplateFolder(folder) || isTemplatesOwn(lower, folder)) &&
      !statesItself(outline, number)) ||
    /^(?:(?:adr|rfc)[-_ ]?)?(?:x{2,}|n{2,}|y{4}|0+x+|#+)[-_.]/i.test(base) ||
    isTemplateHeading(outline.heading ?? '');
  if (isTemplate) return 'a template';
  const headings = recordSections(outline);
  if (indexName.test(lower)) {
    const isRecord = isFoldersRecord(outline, {
      lower,
      folder,
      headings: headings.length,
      isAloneInFolder,
      hasCompanions,
    });
    return isRecord ? undefined : 'an index or README';
  }
  if (outline.text.trim() === '') return 'empty';
  if (indexName.test(slug.toLowerCase()) && headings.length < 2) return 'an index or README';
  if (number !== null || date !== null || period !== undefined || numberInHeading(outline.heading) !== null)
    return undefined;
  return isDecision(outline, headings) ? undefined : 'no decision record (no number, no sections of one)';
}

const indexName = /^(?:readme|index|_index|summary|toc|table-of-contents|overview)$/;

/** Whether an index is that of a folder which is a template: "NNNN-template". */
function isTemplatesOwn(lower: string, folder: string): boolean {
  const words = folder.replace(/^(?:n{2,}|x{2,}|0+)[-_]/i, '').replace(/[-_]+/g, ' ');
  return indexName.test(lower) && isTemplateName(words);
}

/** A heading that waits for its words: "{short title}", "[title]", "ADR-NNNN: <title>"; "[ADR-7]" is a number. */
function isTemplateHeading(heading: string): boolean {
  const plain = heading.trim();
  // Variables that a site fills in: "{{ rfc.name }}: {{ rfc.title }}".
  if (/\{\{\s*\w+\.[\w.]+\s*\}\}/.test(plain)) return false;
  return (
    (/^(?:\{[^{}]*\}|\{\{[^{}]*\}\}|\[[^[\]]*\]|<[^<>]*>)$/.test(plain) &&
      !/^\[?(?:adr|rfc)?[-_ #]*\d+\]?$/i.test(plain)) ||
    /^[[(<{]?(?:(?:adr|rfc|decision|record)[-_ #]*)?(?:n{2,}|x{2,}|y{4}|#{2,}|\d+|\[[^\]]*\]|\{[^}]*\}|<[^>]*>)[\])>}]?\s*[:.–—-]\s*[[({<].*[\])}>]$/i.test(
      plain,
    ) ||
    /^[[(]?(?:adr|rfc)[-_ #]*(?:n{2,}|x{2,}|\?{2,})[\])]?(?:\s*[:.–—-]|\s|$)/i.test(plain) ||
    /^[A-Z]{2,8}-(?:N{2,}|X{2,}|0{4,}):/.test(plain)
  );
}

/** Whether the index of a folder is the record that the folder is. */
function isFoldersRecord(
  outline: Outline,
  of: { lower: string; folder: string; headings: number; isAloneInFolder: boolean; hasCompanions: boolean },
): boolean {
  const { lower, folder, headings } = of;
  const own = readFileName(`${folder}.md`);
  const isYear = /^(?:19|20)\d{2}$/.test(folder);
  const isNumbered = own.date !== null || (own.number !== null && /\d{3}/.test(folder) && !isYear);
  const status = readStatus(statusIn(outline));
  const isSaid = status !== 'none' && status !== 'other';
  if (of.hasCompanions) return isNumbered || (isSaid && headings + traitsOf(outline).proposals >= 2);
  if (!of.isAloneInFolder) return false;
  // Chapters of a handbook have short numbers too.
  const isNamed = isNumbered || (own.number !== null && !isYear && headings >= 1);
  return headings >= 2 || isNamed || (/^_?index$/.test(lower) && statusIn(outline) !== null);
}

/** Whether a file without a number is one by what it says: a decision or a status, and a second sign of a record. */
function isDecision(outline: Outline, headings: readonly string[]): boolean {
  const stated = statedFields(outline, fieldLines(outline));
  const isTyped = Object.entries(outline.front).some(
    ([key, value]) =>
      /^(?:type|layout|kind|category|doctype)$/i.test(key) &&
      /^(?:adr|decision|(?:architecture[- ])?decision[- ]record)$/i.test(String(value)),
  );
  const isHeld = (stated.get('status') ?? []).some(
    ({ place, text }) => place === 'front-matter' || !['none', 'other'].includes(readStatus(text)),
  );
  const signs = [isTyped, isHeld, stated.has('deciders')].filter(Boolean).length;
  const says = headings.some((one) => one === 'decision' || one === 'status' || one === 'consequences');
  return headings.length + signs >= 2 && (says || signs > 0) && (headings.length > 0 || isTyped);
}

/** A record that is about templates: it has a number, said in its heading too, and a status of its own. */
function statesItself(outline: Outline, number: number | null): boolean {
  const said = /\d{1,6}/.exec(outline.heading ?? '')?.[0];
  const status = readStatus(statusIn(outline));
  return number !== null && number > 0 && Number(said) === number && status !== 'none' && status !== 'other';
}
