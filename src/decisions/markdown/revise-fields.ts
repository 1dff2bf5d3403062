import type { RootContent } from 'mdast';
import type { Content } from '../record.ts';
import { itemOf, opensSection, ownNodes, sectionsOn } from './content.ts';
import { fieldLines } from './fields.ts';
import { frontEdit } from './front-edit.ts';
import { escapedWords, heldItem, heldText } from './held-text.ts';
import type { ParsedRecord } from './parse.ts';
import { bullets, prosText } from './record-layout.ts';
import { placeOf, type SectionPlace, standardHeadings } from './template-form.ts';
import { placedValues } from './template-outline.ts';
import type { TextEdit } from './text-edit.ts';
import type { Outline, Section } from './tree.ts';

/** One way to write something into a file: edits that do not overlap. */
export type Way = readonly TextEdit[];

/** The ways to say in a file what a field of its record says now, the best first. */
export function fieldWays(outline: Outline, parsed: ParsedRecord, field: string, content: Content): Way[] {
  switch (field) {
    case 'title':
      return titleWays(outline, parsed, content.title);
    case 'context':
    case 'confirmation':
    case 'decision':
      return [[textEdit(outline, field, content[field])]];
    case 'drivers':
    case 'consequences':
      return [listWay(outline, field, content[field])];
    case 'options': {
      const names = content.options.map(({ name }) => name);
      const listed = listWay(outline, 'options', names);
      return [listed, [...listed, prosEdit(outline, prosText(content.options))]];
    }
    case 'deciders':
    case 'consulted':
    case 'informed':
    case 'tags':
    case 'affects':
      return namesWays(outline, field, content[field]);
    case 'reviewBy': {
      const name = 'reviewBy' in outline.front ? 'reviewBy' : 'review-by';
      return [[frontEdit(outline.text, { [name]: content.reviewBy ?? undefined })]];
    }
    case 'evidence': {
      const evidence = content.evidence.length === 0 ? undefined : content.evidence;
      return [[frontEdit(outline.text, { evidence })]];
    }
    default:
      return [];
  }
}

/** The heading with the other title in it, else a heading of it alone; what front matter says goes with it. */
function titleWays(
  { text, headingAt, front }: Outline,
  { title: old, number }: ParsedRecord,
  title: string,
): Way[] {
  const line = title.replace(/\s+/g, ' ').trim();
  const name = typeof front.Title === 'string' ? 'Title' : 'title';
  const isInFront = typeof front[name] === 'string';
  const inFront = frontEdit(text, { [name]: line });
  if (headingAt === null) return [[inFront]];
  const [from, to] = headingAt;
  const heading = text.slice(from, to);
  const at = heading.indexOf(old);
  const head = at < 0 ? '# ' : heading.slice(0, at);
  const heads = [head, '# ', `# ${number ?? 0}. `];
  const headings = heads.flatMap((one) => [`${one}${line}`, `${one}${escapedWords(line)}`]);
  const inHeading = headings.map((own): TextEdit => ({ from, to, text: own }));
  return [
    ...inHeading.map((edit) => (isInFront ? [inFront, edit] : [edit])),
    ...(isInFront ? [] : inHeading.map((edit) => [inFront, edit])),
  ];
}

/** A section with another text; made at the end where there is none. */
function textEdit(outline: Outline, field: 'context' | 'confirmation' | 'decision', text: string): TextEdit {
  const [section] = sectionsOn(field, outline);
  const alone = field === 'decision';
  const opens = (title: string) => opensSection(title) || placeOf(outline.form, title) !== undefined;
  const held = heldText(text, { level: section?.level ?? 2, alone, opens, strict: false });
  if (section === undefined) return appended(outline, field, held);
  return within(outline, section, alone ? ownNodes(section) : section.nodes, held);
}

/** What stands in a section with other words; blank lines around it stay. */
function within(outline: Outline, section: Section, nodes: readonly RootContent[], text: string): TextEdit {
  const [from, to] = [nodes[0]?.position?.start.offset, nodes.at(-1)?.position?.end.offset];
  if (from !== undefined && to !== undefined)
    return { from, to: from + outline.text.slice(from, to).trimEnd().length, text };
  return { from: section.start, to: section.start, text: text === '' ? '' : `\n\n${text}` };
}

/** A section at the end of a file, called as the file's template calls it. */
export function appended({ text, form }: Outline, place: SectionPlace, own: string): TextEdit {
  const title = form?.sections.find((one) => one.place === place)?.title;
  const heading = title ?? standardHeadings[place] ?? place;
  const end = text.trimEnd().length;
  return { from: end, to: end, text: own === '' ? '' : `\n\n## ${heading}\n\n${own}` };
}

/** A list with other items: those that stay are left as they are, with all that stands below them. */
function listWay(
  outline: Outline,
  field: 'drivers' | 'consequences' | 'options',
  items: readonly string[],
): Way {
  const { text } = outline;
  const sections = sectionsOn(field, outline);
  const [section] = sections;
  const lists = sections.flatMap(({ nodes }) => nodes.filter((node) => node.type === 'list'));
  const [first, ...others] = lists;
  if (section === undefined) return [appended(outline, field, bullets(items))];
  if (first === undefined) {
    const own = ownNodes(section);
    const at = own.at(-1)?.position?.end.offset ?? section.start;
    return [{ from: at, to: at, text: items.length === 0 ? '' : `\n\n${bullets(items)}` }];
  }
  const old = lists.flatMap((list) => list.children);
  const sources = new Map(old.map((item) => [itemOf(item, text), slice(text, item)]));
  const mark = /^[*+-]/.exec(slice(text, first))?.[0];
  const written = items.map((item, at) =>
    (sources.get(item) ?? `${mark ?? `${at + 1}.`} ${heldItem(item)}`).replace(/^\d+/, `${at + 1}`),
  );
  return [replaced(first, text, written.join('\n')), ...others.map((list) => replaced(list, text, ''))];
}

function slice(text: string, node: RootContent): string {
  return text.slice(node.position?.start.offset, node.position?.end.offset);
}

function replaced(node: RootContent, source: string, text: string): TextEdit {
  const from = node.position?.start.offset ?? 0;
  return { from, to: from + slice(source, node).trimEnd().length, text };
}

function prosEdit(outline: Outline, text: string): TextEdit {
  const [section] = sectionsOn('pros', outline);
  return section === undefined
    ? appended(outline, 'pros-and-cons', text)
    : within(outline, section, section.nodes, text);
}

/** Under which names files have lists of names; all that are there count. */
const namesIn = {
  deciders: ['decision-makers', 'deciders', 'decider', 'author', 'authors'],
  consulted: ['consulted'],
  informed: ['informed'],
  tags: ['tags', 'tag'],
  affects: ['affects'],
} as const;

/** A list of names where the file has it: in front matter, in a line of the header; else in front matter, which counts first. */
function namesWays(outline: Outline, field: keyof typeof namesIn, items: readonly string[]): Way[] {
  const { text, front } = outline;
  const names: readonly string[] = namesIn[field];
  const placed = placedValues(outline).filter(({ place }) => place === field);
  const fields = fieldLines(outline);
  const [usual = ''] = names;
  const list = items.length === 0 ? undefined : items;
  const inFront = names.filter((name) => name in front);
  const inLines = names.filter((name) => fields.has(name));
  const [key = usual] = inFront;
  const cleared = Object.fromEntries(inFront.map((name) => [name, undefined]));
  const overruled = Object.fromEntries(inLines.map((name) => [name, []]));
  return [
    ...(inFront.length > 0 ? [[frontEdit(text, { ...cleared, [key]: list })]] : []),
    ...placed.map(({ from, to }) => [{ from, to, text: items.join(', ') }]),
    ...inLines.flatMap((name) => lineEdits(text, name, items.join(', '))).map((edit) => [edit]),
    [frontEdit(text, { ...cleared, ...overruled, [inLines[0] ?? key]: items })],
  ];
}

/** A line such as "* Deciders: ann, bob" with another value. */
function lineEdits(text: string, name: string, value: string): TextEdit[] {
  const mark = '(?:\\*\\*|__|\\*|_)?';
  const line = new RegExp(
    `^[ \\t]*(?:[-*+>][ \\t]+)*${mark}[ \\t]*${name}[ \\t]*(?:${mark}[ \\t]*[:：]|[:：][ \\t]*${mark})[ \\t]*`,
    'gim',
  );
  return [...text.matchAll(line)].map((match) => {
    const from = match.index + match[0].length;
    const end = text.indexOf('\n', from);
    const own = match[0].endsWith(' ') || value === '' ? value : ` ${value}`;
    return { from, to: end < 0 ? text.length : end, text: own };
  });
}
