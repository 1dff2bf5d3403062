import type { RootContent } from 'mdast';
import { lineOf, type Outline, type Section, sectionsOf, textOf } from '../markdown/tree.ts';

/** A heading, or a line in bold that serves as one. */
export interface SectionFact {
  readonly title: string;
  readonly line: number;
  /** Whether nothing stands under it that anybody can read. */
  readonly isEmpty: boolean;
}

/** A title that is none: the first section of a file that has no title is one of level one. */
const sectionTitle = /^(?:\d+[.)]?\s*)?(?:status|context|decision|consequences)s?\s*:?$/i;

/**
 * The sections of a file, lines in bold among them, and those above what counts as its title; numbers before a heading
 * are none of it.
 */
export function sectionFacts({ nodes, text, heading, headingLine }: Outline): SectionFact[] {
  const isTitle = ({ line }: Section) =>
    line === headingLine && heading !== null && !sectionTitle.test(heading);
  const titled = sectionsOf(nodes, text)
    .filter((section) => !isTitle(section))
    .map((section) => ({
      title: plain(section.title),
      line: section.line,
      isEmpty: isEmpty(section),
    }));
  const bold = nodes.flatMap((node) => boldLine(node));
  return [...titled, ...bold].slice(0, 1_000);
}

function plain(title: string): string {
  return title
    .replace(/^(?:\d+[.)])*\d*[.)]?\s*/, '')
    .replace(/\s*:$/, '')
    .slice(0, 200);
}

function isEmpty({ nodes }: Section): boolean {
  return nodes.every(
    (node) =>
      node.type === 'definition' ||
      node.type === 'thematicBreak' ||
      (node.type === 'html' && node.value.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim() === '') ||
      (node.type === 'paragraph' && textOf(node).trim() === '' && node.children.every(isText)),
  );
}

function isText({ type }: { readonly type: string }): boolean {
  return type === 'text' || type === 'break';
}

/** "**Context**" or "**Context:** we need it" in a line of its own. */
function boldLine(node: RootContent): SectionFact[] {
  if (node.type !== 'paragraph') return [];
  const [first, ...rest] = node.children;
  if (first?.type !== 'strong') return [];
  const title = textOf(first).trim();
  const isHeading =
    rest.length === 0 || title.endsWith(':') || (rest[0]?.type === 'text' && /^\s*:/.test(rest[0].value));
  return isHeading ? [{ title: plain(title), line: lineOf(node), isEmpty: false }] : [];
}
