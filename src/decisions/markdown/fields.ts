import type { RootContent } from 'mdast';
import { fieldsInLine } from './field-lines.ts';
import { fieldOf, saysLink } from './field-names.ts';
import { fieldsOfNodes, type PlacedField } from './field-nodes.ts';
import { tableFields } from './field-tables.ts';
import { leadNodes, metadataSections } from './lead.ts';
import { fieldOfHeading, sectionOf } from './section-names.ts';
import { frontKeys } from './template-form.ts';
import { placedValues } from './template-outline.ts';
import { lineOf, type Outline, sourceOf } from './tree.ts';

/** A line of a file without its marks, or the value of a field, and where it stands. */
export interface Line {
  readonly text: string;
  readonly line: number;
}

/**
 * Fields around a file's title, and those of a section for them or for the status; further on only what they say of
 * other records. The first of a name counts.
 */
export function fieldLines(outline: Outline): ReadonlyMap<string, Line> {
  const { sections, text } = outline;
  const placed = placedValues(outline);
  const fields = new Map(
    placed.map(({ place, value, line }) => [frontKeys[place] ?? place, { text: value, line }]),
  );
  const taken = new Set(placed.map(({ line }) => line));
  const own = [leadNodes(outline), ...metadataSections(outline).map(({ nodes }) => nodes)];
  const status = sections.filter(({ title, level }) => level <= 3 && fieldOfHeading(title) === 'status');
  const found = [
    ...own.flatMap((nodes) => fieldsOfNodes(nodes, text)),
    ...status
      .slice(0, 1)
      .flatMap(({ nodes }) => fieldsOfNodes(nodes, text))
      .filter(({ key }) => fieldOf(key) !== undefined && fieldOf(key) !== 'status'),
    ...labelledLinks(outline),
  ];
  for (const { key, value, line } of found) {
    const isSaid = (fields.get(key)?.text ?? '') !== '';
    if (!isSaid && !taken.has(line)) fields.set(key, { text: value, line });
  }
  return fields;
}

/**
 * What is said of other records between marks, "**Supersedes:** ADR-12": under what stands before a record's first
 * section, and in the first lines of its context.
 */
function labelledLinks({ sections, text }: Outline): PlacedField[] {
  const own = sections.filter(({ level }) => level <= 3);
  const first = own.findIndex(({ title }) => (sectionOf(title) ?? 'metadata') !== 'metadata');
  const head = own.slice(0, Math.max(0, first));
  const context = own.find(({ title }) => sectionOf(title) === 'context');
  const fieldsOf = (nodes: readonly RootContent[]) =>
    nodes.slice(0, mostNodes).flatMap((node) => placedLines(node, text).map(labelledFields));
  const begun = fieldsOf(context?.nodes ?? []);
  const end = begun.findIndex((fields) => fields.length === 0);
  return [...head.flatMap(({ nodes }) => fieldsOf(nodes)), ...begun.slice(0, end < 0 ? begun.length : end)]
    .flat()
    .filter(saysLink);
}

/** More nodes of a section are not looked at. */
const mostNodes = 10;

function labelledFields({ text, line }: Line): PlacedField[] {
  return /^(?:\*\*|__)/.test(text) ? fieldsInLine(text).map((field) => ({ ...field, line })) : [];
}

/** The lines of a node as written, list marks and quote marks left out; comments and code are no lines. */
export function linesOf(node: RootContent, text: string): string[] {
  return placedLines(node, text).map((one) => one.text);
}

/** The same lines with where each stands. */
export function placedLines(node: RootContent, text: string): Line[] {
  switch (node.type) {
    case 'paragraph':
      return sourceOf(node, text)
        .split('\n')
        .map((line, at) => ({ text: line.replace(/<!--.*?-->/g, '').trim(), line: lineOf(node) + at }));
    case 'list':
      return node.children.flatMap((item) => item.children.flatMap((child) => placedLines(child, text)));
    case 'blockquote':
      return node.children
        .flatMap((child) => placedLines(child, text))
        .map((one) => ({ ...one, text: one.text.replace(/^>\s?/, '') }));
    case 'heading': {
      const own = sourceOf(node, text)
        .replace(/^#+\s*/, '')
        .trim();
      return [{ text: own, line: lineOf(node) }];
    }
    case 'table':
      return tableFields(node, text).map(({ key, value, line }) => ({
        text: value === '' ? key : value,
        line,
      }));
    default:
      return [];
  }
}

/** The first text among values of front matter. */
export function first(values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string');
}
