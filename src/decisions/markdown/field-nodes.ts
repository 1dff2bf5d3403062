import type { Code, List, RootContent } from 'mdast';
import { fieldsInLine, nameAlone, type WrittenField } from './field-lines.ts';
import { fieldOf, saysLink } from './field-names.ts';
import { htmlTableFields, tableFields } from './field-tables.ts';
import { goesOn } from './line-ends.ts';
import { lineOf, sourceOf } from './tree.ts';

/** A field where it stands. */
export interface PlacedField {
  /** As it is called, in small letters. */
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** The fields that nodes state: lines, items of lists, tables, blocks of code that hold nothing else. */
export function fieldsOfNodes(nodes: readonly RootContent[], text: string): PlacedField[] {
  return nodes.flatMap((node, at): PlacedField[] => {
    switch (node.type) {
      case 'table':
        return tableFields(node, text);
      case 'list':
        return listFields(node, text);
      case 'paragraph':
      case 'blockquote':
        return withValueBelow(fieldsOfLines(sourceOf(node, text), lineOf(node)), node, nodes[at + 1], text);
      case 'code':
        return codeFields(node);
      case 'html':
        return [...htmlTableFields(node.value, lineOf(node)), ...preFields(node.value, lineOf(node))];
      default:
        return [];
    }
  });
}

function fieldsOfLines(source: string, from: number): PlacedField[] {
  const lines = source.split('\n');
  const found = lines.map((line) => fieldsInLine(line));
  return found.flatMap((fields, at) =>
    fields.map(({ key, value }, index): PlacedField => {
      const next = lines[at + 1];
      // "Status:" and on the next line what it is.
      const isBelow =
        value === '' &&
        index === fields.length - 1 &&
        (fieldOf(key) !== undefined || saysLink({ key })) &&
        next !== undefined &&
        found[at + 1]?.length === 0;
      if (isBelow) return { key, value: withoutMarks(next), line: from + at + 1 };
      const isLast = index === fields.length - 1;
      return { key, value: isLast ? wholeValue({ key, value }, lines, found, at) : value, line: from + at };
    }),
  );
}

/** What a field says of other records, with the lines over which that goes on: "Amends: [x](y) and". */
function wholeValue(
  { key, value }: WrittenField,
  lines: readonly string[],
  found: readonly (readonly WrittenField[])[],
  at: number,
): string {
  if (fieldOf(key) !== 'status' && !saysLink({ key })) return value;
  let whole = value;
  for (let below = at + 1; below < lines.length && found[below]?.length === 0; below++) {
    const next = withoutMarks(lines[below] ?? '');
    if (whole === '' || !goesOn(whole, next)) break;
    whole = `${whole}\n${next}`;
  }
  return whole;
}

function withoutMarks(line: string): string {
  return line.replace(/^[\s>]+/, '').trim();
}

/** A name that stands alone, as a heading would, has its value in what follows. */
function withValueBelow(
  fields: PlacedField[],
  node: RootContent,
  next: RootContent | undefined,
  text: string,
): PlacedField[] {
  const source = sourceOf(node, text);
  const alone = source.includes('\n') ? undefined : nameAlone(source);
  const [only] = fields;
  const key =
    alone ??
    (fields.length === 1 && only?.value === '' && fieldOf(only.key) !== undefined ? only.key : undefined);
  if (key === undefined || next === undefined) return fields;
  const value = firstWords(next, text);
  return value === undefined ? fields : [{ key, value, line: lineOf(next) }];
}

function firstWords(node: RootContent, text: string): string | undefined {
  if (node.type === 'list') return itemsOf(node, text).join(', ');
  const [line = ''] = sourceOf(node, text).split('\n');
  return node.type === 'paragraph' && fieldsInLine(line).length === 0 && nameAlone(line) === undefined
    ? line.trim()
    : undefined;
}

function itemsOf(list: List, text: string): string[] {
  return list.children.flatMap(({ children: [first] }) =>
    first === undefined ? [] : [sourceOf(first, text).replace(/\s+/g, ' ').trim()],
  );
}

function listFields(list: List, text: string): PlacedField[] {
  return list.children.flatMap(({ children: [first, below] }) => {
    if (first === undefined) return [];
    const source = sourceOf(first, text);
    const fields = fieldsOfLines(source, lineOf(first));
    const last = fields.at(-1);
    const key = last?.value === '' ? last.key : fields.length === 0 ? nameAlone(source) : undefined;
    if (below?.type !== 'list' || key === undefined || fieldOf(key) === undefined) return fields;
    return [...fields.slice(0, -1), { key, value: itemsOf(below, text).join(', '), line: lineOf(below) }];
  });
}

/** A block that holds fields and nothing else, two of them known: the preamble of some series. */
function codeFields(node: Code): PlacedField[] {
  if (!/^(?:text|txt|ya?ml|ini|none|plain)?$/i.test(node.lang ?? '')) return [];
  return preambleFields(node.value, lineOf(node) + 1);
}

/** The same in HTML. */
function preFields(html: string, from: number): PlacedField[] {
  const [, inside] = /^<pre>(.*?)<\/pre>\s*$/is.exec(html.trim()) ?? [];
  return inside === undefined ? [] : preambleFields(inside.replace(/<[^>]*>/g, ''), from);
}

function preambleFields(text: string, from: number): PlacedField[] {
  const lines = text.split('\n').slice(0, 60);
  const own = lines.map((line) => fieldsInLine(line));
  const isOther = lines.some(
    (line, at) => line.trim() !== '' && own[at]?.length === 0 && (at === 0 || !/^\s/.test(line)),
  );
  const fields = own.flatMap((found, at) => found.map((one) => ({ ...one, line: from + at })));
  const known = new Set(fields.flatMap(({ key }) => fieldOf(key) ?? []));
  return !isOther && known.size >= 2 && (known.has('status') || known.has('title')) ? fields : [];
}
