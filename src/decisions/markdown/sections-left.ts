import type { Section } from './tree.ts';

/** All sections but some and what is inside them. What is called "Replace the queue" below the options says no link. */
export function withoutSections(
  sections: readonly Section[],
  isLeftOut: (section: Section) => boolean,
): readonly Section[] {
  let within = 0;
  return sections.filter((section) => {
    if (section.level <= within) within = 0;
    if (within > 0) return false;
    if (isLeftOut(section)) within = section.level;
    return true;
  });
}
