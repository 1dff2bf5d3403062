import { numberInHeading, readFileName } from './file-name.ts';
import { readStatus } from './status.ts';
import { statusIn } from './status-statements.ts';
import type { Outline } from './tree.ts';

const recordHeading =
  /^(?:\d+[.)]?\s*)?(?:status|context|decision|consequences|context and problem statement|considered options|decision outcome|decision drivers|problem statement|considered alternatives|kontext|entscheidung|konsequenzen|contexte|décision|conséquences|contexto|decisión|consecuencias)s?\s*:?$/i;

const aboutTheRepository =
  /^(?:licen[cs]e|copying|notice|changelog|changes|history|contributing|code[-_]of[-_]conduct|security|authors|maintainers|support|glossary|about)(?:[-_.].*)?$/;

/** Why a markdown file in a folder of this name is no record, or undefined where it is one. */
export function whyNoRecord(
  name: string,
  outline: Outline,
  isAloneInFolder: boolean,
  folder = '',
): string | undefined {
  const base = name.replace(/\.(?:md|markdown|mdx)$/i, '');
  const lower = base.toLowerCase();
  if (aboutTheRepository.test(lower)) return 'not a decision (a document about the repository)';
  const { number, date, slug } = readFileName(name);
  const isTemplate =
    (isTemplateName(slug) && !statesItself(outline, number)) ||
    /^(?:x{2,}|n{2,}|y{4})[-_]/i.test(base) ||
    /^\s*[{[<][^)]*[}\]>]\s*$/.test(outline.heading ?? '');
  if (isTemplate) return 'a template';
  const headings = outline.sections.filter(
    ({ title, level }) => level <= 3 && recordHeading.test(title),
  ).length;
  if (indexName.test(lower)) {
    const own = readFileName(`${folder}.md`);
    // Chapters of a handbook have short numbers too.
    const isNamed = own.date !== null || (own.number !== null && (/\d{3}/.test(folder) || headings >= 1));
    const isRecord = headings >= 2 || isNamed || (lower === 'index' && statusIn(outline) !== null);
    return isAloneInFolder && isRecord ? undefined : 'an index or README';
  }
  if (outline.text.trim() === '') return 'empty';
  if (indexName.test(slug.toLowerCase()) && headings < 2) return 'an index or README';
  if (number !== null || date !== null || numberInHeading(outline.heading) !== null) return undefined;
  const stated = Object.keys(outline.front).some((key) => /^(?:status|decision-makers|deciders)$/i.test(key));
  return headings + (stated ? 1 : 0) >= 2 ? undefined : 'no decision record (no number, no sections of one)';
}

const indexName = /^(?:readme|index|_index|summary|toc|table-of-contents|overview)$/;

/** A record that is about templates: it has a number, said in its heading too, and a status of its own. */
function statesItself(outline: Outline, number: number | null): boolean {
  const said = /\d{1,6}/.exec(outline.heading ?? '')?.[0];
  const status = readStatus(statusIn(outline));
  return number !== null && number > 0 && Number(said) === number && status !== 'none' && status !== 'other';
}

const templateWords = new Set(
  'adr template tmpl madr nygard short long bare minimal full simple example decision record skeleton boilerplate architecture'.split(
    ' ',
  ),
);

/** "adr-template-bare-minimal" is one, "use-velocity-as-template-engine" is not. */
function isTemplateName(slug: string): boolean {
  const words = slug
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((word) => word !== '');
  return (
    words.some((word) => /^(?:template|tmpl|skeleton|boilerplate)$/.test(word)) &&
    words.every((word) => templateWords.has(word))
  );
}
