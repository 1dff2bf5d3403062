import type { RootContent } from 'mdast';
import { fold } from './fold.ts';
import { sectionOf } from './section-names.ts';
import { isLabelHeading, isNoTitle } from './titles.ts';
import type { Outline, Section } from './tree.ts';

/**
 * The section whose heading says the title again, or says it where the first heading does not; undefined where there is
 * none. What stands in it up to the next heading says what the file is, as what stands under a title does.
 */
export function titleSection({ heading, sections, above }: Outline): Section | undefined {
  if (above.some((node) => node.type === 'heading')) return undefined;
  // A heading that is a section's name is the first section itself.
  const section = sections.find(({ level }) => level >= 2);
  if (section === undefined || section.level !== 2 || section !== firstBelow(sections)) return undefined;
  if (heading === null || isLabelHeading(heading)) return isNoTitle(section.title) ? undefined : section;
  return plain(section.title) === plain(heading) ? section : undefined;
}

/** The first section that is not the title's own. */
function firstBelow(sections: readonly Section[]): Section | undefined {
  return sections.find(({ level, title }) => level > 1 || !isNoTitle(title));
}

function plain(title: string): string {
  return fold(title)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What stands above a file's first heading, under its title and under a heading that says the title. */
export function leadNodes(outline: Outline): readonly RootContent[] {
  const { above, header } = outline;
  return [...untilHeading(above), ...header, ...untilHeading(titleSection(outline)?.nodes ?? [])];
}

/** The sections that hold nothing but fields. */
export function metadataSections({ sections }: Outline): readonly Section[] {
  return sections.filter(({ title, level }) => level <= 3 && sectionOf(title) === 'metadata');
}

function untilHeading(nodes: readonly RootContent[]): readonly RootContent[] {
  const end = nodes.findIndex(({ type }) => type === 'heading');
  return end < 0 ? nodes : nodes.slice(0, end);
}
