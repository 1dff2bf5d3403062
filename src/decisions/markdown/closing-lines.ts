import type { RootContent } from 'mdast';
import { prosHeading } from './content.ts';
import { fieldsInLine } from './field-lines.ts';
import { fieldOf } from './field-names.ts';
import { type Line, placedLines } from './fields.ts';
import { isLinksAlone } from './links-alone.ts';
import { namesLinks, opensLinks, sectionOf } from './section-names.ts';
import { withoutSections } from './sections-left.ts';
import type { Outline, Section } from './tree.ts';

/**
 * The records that labelled lines name, "Related decisions: [12](0012-x.md), [14](0014-y.md).": at the end of a section,
 * and anywhere in one for links. Whatever else such a line says makes it prose.
 */
export function closingLines({ sections, text }: Outline): Line[] {
  return withoutSections(sections, isOfOptions)
    .filter((section) => !isOfOptions(section))
    .flatMap(({ title, nodes }) => {
      const own = untilHeading(nodes);
      const closing = opensLinks(title) || namesLinks(title) ? own : own.slice(-1);
      return closing.flatMap((node) => labelledLines(node, text));
    });
}

function isOfOptions({ title }: Section): boolean {
  return prosHeading.test(title) || sectionOf(title) === 'options';
}

function untilHeading(nodes: readonly RootContent[]): readonly RootContent[] {
  const end = nodes.findIndex(({ type }) => type === 'heading');
  return end < 0 ? nodes : nodes.slice(0, end);
}

/** What stands behind the label of a paragraph's last lines, or of an item of a list. */
function labelledLines(node: RootContent, text: string): Line[] {
  if (node.type === 'list')
    return node.children.flatMap(({ children }) =>
      children.slice(0, 1).flatMap((child) => labelledLines(child, text)),
    );
  if (node.type !== 'paragraph') return [];
  const lines = placedLines(node, text);
  const at = lines.findLastIndex((line) => labelled(line.text) !== undefined);
  const [first, ...further] = at < 0 ? [] : lines.slice(at);
  if (first === undefined) return [];
  const value = [labelled(first.text) ?? '', ...further.map((line) => line.text)].join(' ');
  return isLinksAlone(withoutRemarks(value)) ? [{ text: value, line: first.line }] : [];
}

function labelled(line: string): string | undefined {
  const [field, ...others] = fieldsInLine(line);
  return field !== undefined && others.length === 0 && fieldOf(field.key) === 'related'
    ? field.value
    : undefined;
}

/** A list of records without what is said of each in brackets. */
export function withoutRemarks(value: string): string {
  return value.slice(0, longest).replace(/(?<=[\w)\]`*])\s+\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '');
}

/** No list of records is longer. */
const longest = 5_000;
