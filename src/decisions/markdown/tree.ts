import type { Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { type Fault, readFront, unclosedFront } from './front-matter.ts';

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
  /** The first heading of level one, as plain text. */
  readonly heading: string | null;
  /** The line of that heading; 1 where there is none. */
  readonly headingLine: number;
  /** Everything between the title and the first section. */
  readonly header: readonly RootContent[];
  readonly sections: readonly Section[];
  /** Reference definitions: [id]: url */
  readonly definitions: ReadonlyMap<string, string>;
}

/** A heading with what stands under it, up to the next one of its level or above. */
export interface Section {
  readonly level: number;
  readonly title: string;
  /** Where its heading stands. */
  readonly line: number;
  readonly nodes: readonly RootContent[];
  /** As written, without the heading. */
  readonly source: string;
}

/** Reads a file into its outline. It throws where the text is nested too deep, and takes long on one that was made for that. */
export function readOutline(raw: string): Outline {
  const text = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const root: Root = fromMarkdown(text, {
    extensions: [gfm(), frontmatter(['yaml'])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
  });
  const nodes = root.children;
  const yaml = nodes.find((node) => node.type === 'yaml');
  const { front, lines, faults } = yaml?.type === 'yaml' ? readFront(yaml.value) : unclosedFront(text);
  const first = nodes.findIndex((node) => node.type === 'heading' && node.depth === 1);
  const title = nodes[first];
  const start = first + 1;
  const isSection = (node: RootContent) => node.type === 'heading' && node.depth >= 2;
  const found = nodes.findIndex(
    (node, index) => index >= start && (isSection(node) || (node.type === 'heading' && node.depth === 1)),
  );
  const end = found < 0 ? nodes.length : found;
  return {
    text,
    front,
    frontLines: lines,
    faults,
    nodes,
    heading: title === undefined ? null : textOf(title),
    headingLine: title === undefined ? 1 : lineOf(title),
    header: nodes
      .slice(first < 0 ? 0 : start, first < 0 && found < 0 ? nodes.length : end)
      .filter((node) => node.type !== 'yaml'),
    sections: sectionsOf(nodes.slice(end), text),
    definitions: new Map(
      nodes.flatMap((node): [string, string][] =>
        node.type === 'definition' ? [[node.identifier.toLowerCase(), node.url]] : [],
      ),
    ),
  };
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
      title: textOf(node).trim(),
      line: lineOf(node),
      nodes: inside,
      source: from === undefined || to === undefined ? '' : text.slice(from, to),
    });
  }
  return sections;
}

/** Where the section of a heading ends: at the next heading of its level or above. */
function endOf(nodes: readonly RootContent[], heading: number, depth: number): number {
  for (let at = heading + 1; at < nodes.length; at++) {
    const node = nodes[at];
    if (node?.type === 'heading' && node.depth <= depth) return at;
  }
  return nodes.length;
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
