import { placedLines } from '../markdown/fields.ts';
import { readStatus } from '../markdown/status.ts';
import type { Outline, Section } from '../markdown/tree.ts';

const log =
  /^(?:(?:change|revision|version|release|update|status|decision)[ -]?(?:log|history)|history|changes|timeline)$/i;
/** A line that is meant to head a status and is no heading of a section: no space behind the sign, above the title. */
const heads = /^[#\s*_]*status[\s*_:]*$/im;

/**
 * Whether a file tells where it stands in a way that is not read: in a log of changes ("- approved (2023-02-18)"), under
 * something that looks like a heading.
 */
export function tellsOtherwise({ sections, text }: Outline, statusSection: Section | undefined): boolean {
  if (statusSection === undefined && heads.test(text)) return true;
  return sections.some(
    ({ title, nodes }) =>
      log.test(title) &&
      nodes.some((node) =>
        placedLines(node, text).some((line) => !['none', 'other'].includes(readStatus(line.text))),
      ),
  );
}
