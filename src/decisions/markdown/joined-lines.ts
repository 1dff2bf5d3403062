import type { RootContent } from 'mdast';
import { fieldsInLine } from './field-lines.ts';
import { fieldOf } from './field-names.ts';
import { type Line, placedLines } from './fields.ts';
import { goesOn } from './line-ends.ts';

/** The lines of a node, those of a paragraph over which a statement goes on as one: "Amends [x](y) and" with what follows. */
export function statementLines(node: RootContent, text: string): Line[] {
  switch (node.type) {
    case 'list':
      return node.children.flatMap((item) => item.children.flatMap((child) => statementLines(child, text)));
    case 'blockquote':
      return node.children.flatMap((child) => joined(placedLines(child, text).map(withoutQuote), child.type));
    default:
      return joined(placedLines(node, text), node.type);
  }
}

function withoutQuote(line: Line): Line {
  return { ...line, text: line.text.replace(/^>\s?/, '') };
}

function joined(lines: readonly Line[], type: RootContent['type']): Line[] {
  if (type !== 'paragraph') return [...lines];
  const all: Line[] = [];
  for (const line of lines) {
    const last = all.at(-1);
    if (last !== undefined && goesOn(last.text, line.text) && !isField(line.text))
      all.splice(-1, 1, { ...last, text: `${last.text}\n${line.text}` });
    else all.push(line);
  }
  return all;
}

function isField(line: string): boolean {
  return fieldsInLine(line).some(({ key }) => fieldOf(key) !== undefined);
}
