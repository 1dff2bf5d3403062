import type { Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { type Fault, type FrontMatter, readFront, readToml, unclosedFront } from './front-matter.ts';
import type { FieldPlace, SectionPlace, TemplateForm } from './template-form.ts';
import { isNoTitle, leadsToTitle } from './titles.ts';

/** A file's parts: front matter, what stands before the first section, and the sections. */
export interface Outline {
  readonly text: string;
  readonly front: Readonly<Record<string, unknown>>;
  /** The line on which each field of the front matter stands. */
  readonly frontLines: ReadonlyMap<string, number>;
  /** What is wrong with the front matter; what could be read of it is in `front`. */
  readonly faults: readonly Fault[];
  /** Everything that is in the file, in its order. */
  readonly nodes: readonly RootContent[];
  /** What stands above that heading. */
  readonly above: readonly RootContent[];
  /** The heading of level one that is the title, or the first one; as plain text. */
  readonly heading: string | null;
  /** The line of that heading; 1 where there is none. */
  readonly headingLine: number;
  /** Where that heading is, from its first sign to behind its last one; null where there is none. */
  readonly headingAt: readonly [number, number] | null;
  /** Everything between the title and the first section. */
  readonly header: readonly RootContent[];
  readonly sections: readonly Section[];
  /** Reference definitions: [id]: url */
  readonly definitions: ReadonlyMap<string, string>;
  /** Of which template it is read as a file; see template-outline.ts. */
  readonly form?: TemplateForm;
}

/** A heading with what stands under it, up to the next one of its level or above. */
export interface Section {
  readonly level: number;
  readonly title: string;
  /** What it is for in files of a template. */
  readonly place?: SectionPlace | FieldPlace;
  /** Where its heading stands. */
  readonly line: number;
  /** Where its heading ends. */
  readonly start: number;
  readonly nodes: readonly RootContent[];
  /** As written, without the heading. */
  readonly source: string;
}

/** Reads a file into its outline. It throws where the text is nested too deep, and takes long on one that was made for that. */
export function readOutline(raw: string): Outline {
  const text = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const root: Root = fromMarkdown(text, {
    extensions: [gfm(), frontmatter(['yaml', 'toml'])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml', 'toml'])],
  });
  const nodes = root.children;
  const [top] = nodes;
  const { front, lines, faults } = frontOf(top, text);
  const first = titleAt(nodes);
  const title = nodes[first];
  const heading = title === undefined ? null : headingText(title);
  const start = first + 1;
  const found = nodes.findIndex((node, index) => index >= start && node.type === 'heading');
  const end = found < 0 ? nodes.length : found;
  const above = nodes.slice(0, Math.max(0, first)).filter((node) => !isFront(node));
  return {
    text,
    front,
    frontLines: lines,
    faults,
    nodes,
    above,
    heading,
    headingLine: title === undefined ? 1 : lineOf(title),
    headingAt: title?.position === undefined ? null : [offsetOf(title, 'start'), offsetOf(title, 'end')],
    header: nodes
      .slice(first < 0 ? 0 : start, first < 0 && found < 0 ? nodes.length : end)
      .filter((node) => !isFront(node)),
    sections: [...sectionsOf(above, text), ...sectionsUnder(nodes, { first, end, heading }, text)],
    definitions: new Map(
      nodes.flatMap((node): [string, string][] =>
        node.type === 'definition' ? [[node.identifier.toLowerCase(), node.url]] : [],
      ),
    ),
  };
}

function frontOf(top: RootContent | undefined, text: string): FrontMatter {
  if (top?.type === 'yaml') return readFront(top.value);
  const toml = tomlOf(top);
  return toml === undefined ? unclosedFront(text) : readToml(toml);
}

/** What a node holds that the types of mdast do not know. */
function tomlOf(node: RootContent | undefined): string | undefined {
  const type: string | undefined = node?.type;
  return type === 'toml' && node !== undefined && 'value' in node ? node.value : undefined;
}

function isFront(node: RootContent): boolean {
  return node.type === 'yaml' || tomlOf(node) !== undefined;
}

/** Where the title is: the first heading of level one that does not only lead to it. */
function titleAt(nodes: readonly RootContent[]): number {
  const isTop = (node: RootContent) => node.type === 'heading' && node.depth === 1;
  const own = nodes.findIndex((node) => isTop(node) && !leadsToTitle(headingText(node)));
  return own < 0 ? nodes.findIndex(isTop) : own;
}

/** The sections from the title on; a title that is a section's name opens that section as well. */
function sectionsUnder(
  nodes: readonly RootContent[],
  { first, end, heading }: { first: number; end: number; heading: string | null },
  text: string,
): Section[] {
  if (heading === null || !isNoTitle(heading)) return sectionsOf(nodes.slice(end), text);
  const isOneOfMany = nodes.slice(end).some((node) => node.type === 'heading' && node.depth === 1);
  const [own, ...inside] = sectionsOf(nodes.slice(first), text);
  const alone = sectionsOf(nodes.slice(first, end), text);
  return [...(isOneOfMany && own !== undefined ? [own] : alone), ...inside];
}

/** The sections that begin among these nodes. */
export function sectionsOf(nodes: readonly RootContent[], text: string): Section[] {
  const sections: Section[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.type !== 'heading') continue;
    const end = endOf(nodes, index, node.depth);
    const inside = nodes.slice(index + 1, end);
    const [from, to] = [inside[0]?.position?.start.offset, inside.at(-1)?.position?.end.offset];
    sections.push({
      level: node.depth,
      title: headingText(node).trim(),
      line: lineOf(node),
      start: offsetOf(node, 'end'),
      nodes: inside,
      source: from === undefined || to === undefined ? '' : text.slice(from, to),
    });
  }
  return sections;
}

function offsetOf(node: RootContent, side: 'start' | 'end'): number {
  return node.position?.[side].offset ?? 0;
}

/** Where the section of a heading ends: at the next heading of its level or above. */
function endOf(nodes: readonly RootContent[], heading: number, depth: number): number {
  for (let at = heading + 1; at < nodes.length; at++) {
    const node = nodes[at];
    if (node?.type === 'heading' && node.depth <= depth) return at;
  }
  return nodes.length;
}

/** What stands in headings and is no word of them: comments, anchors, pictures. */
const emptyMark = /^<!--|^<a\s[^>]*(?:id|name|href)\s*=|^<\/a>|^<(?:img|br)\b/i;

/** A heading's words: without comments, anchors, what only pictures say, and ids behind it. */
function headingText(node: RootContent): string {
  const words = wordsOf(node, false);
  if (words.trim() === '') return wordsOf(node, true);
  return words.length > 1_000 ? words : words.replace(/\s*\{[#:.][^{}]*\}\s*$/, '');
}

function wordsOf(node: Nodes, includeImageAlt: boolean): string {
  if (node.type === 'html') return emptyMark.test(node.value) ? '' : node.value;
  return 'children' in node
    ? node.children.map((child) => wordsOf(child, includeImageAlt)).join('')
    : textOf(node, { includeImageAlt });
}

/** The line on which a node begins. */
export function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}

/** A node as it was written. */
export function sourceOf(node: RootContent, text: string): string {
  const [from, to] = [node.position?.start.offset, node.position?.end.offset];
  return from === undefined || to === undefined ? textOf(node) : text.slice(from, to);
}

export { textOf };
