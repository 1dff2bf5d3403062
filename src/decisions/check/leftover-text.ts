import type { Line } from '../markdown/fields.ts';
import { lineOf, type Outline, textOf } from '../markdown/tree.ts';
import { eachNode } from './link-facts.ts';

/** What the templates that teams begin from say between brackets or braces where something is to be filled in. */
const placeholder =
  /[[{](?:short title|title of (?:the )?(?:option|solved|decision)|(?:considered )?option (?:\d+|[a-d])\b|(?:decision )?driver \d+|argument [a-z]\b|list everyone|y{4}-m{2}-d{2}|describe |description \||example \||justification\b|(?:positive|negative) consequence|e\.g\.,? (?:improvement|compromising|only option|a force)|you might want to|link type|link to adr|space for|short noun phrase|number of the decision|proposed \||deprecated ?\||accepted ?\|)[^\]}\n]*[\]}]?/i;

/** Sentences by which templates say what a section is for; with nothing else under a heading nobody has filled it in. */
const guidance = new RegExp(
  [
    'the issue motivating this decision,? and any context that influences or constrains the decision',
    "the change that we're proposing or have agreed to implement",
    'what becomes easier or more difficult to do and any risks introduced by the change',
    "what is the issue that we're seeing that is motivating this decision or change",
    "what is the change that we're (?:actually )?proposing (?:and/or|or) doing",
    'what becomes easier or more difficult to do because of this change',
    'what is the status, such as proposed, accepted, rejected, deprecated, superseded',
    'this section describes (?:the forces at play|our response to these forces|the resulting context)',
    'describe the context and problem statement, e\\.g\\.',
  ].join('|'),
  'i',
);

/** Text of a template that nobody filled in; what stands in code or a comment is no text. */
export function leftoverText({ nodes, sections }: Outline): Line[] {
  const left: Line[] = [];
  for (const node of eachNode(nodes)) {
    if (node.type === 'yaml') left.push(...inFrontMatter(node.value));
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') continue;
    const text = node.children.map((child) => (child.type === 'inlineCode' ? '' : textOf(child))).join('');
    const found = placeholder.exec(text);
    if (found !== null) left.push({ text: found[0], line: lineOf(node) + lineBreaks(text, found.index) });
  }
  for (const { nodes: inside } of sections) {
    const [only, ...rest] = inside.filter(({ type }) => type !== 'html');
    if (only === undefined || rest.length > 0) continue;
    const text = textOf(only).replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
    if (guidance.test(text) && text.length < 400) left.push({ text, line: lineOf(only) });
  }
  return left.slice(0, 100).map((one) => ({ ...one, text: one.text.slice(0, 300) }));
}

function inFrontMatter(yaml: string): Line[] {
  return yaml.split('\n').flatMap((line, at) => {
    const found = placeholder.exec(line.replace(/^\s*#.*$/, ''));
    // Its first line is the second of the file.
    return found === null ? [] : [{ text: found[0], line: at + 2 }];
  });
}

function lineBreaks(text: string, until: number): number {
  return text.slice(0, until).split('\n').length - 1;
}
