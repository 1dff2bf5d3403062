import type { RootContent } from 'mdast';
import { type ContentInput, contentSchema, maxItems, maxLine, maxText } from '../record.ts';
import { readDate } from './dates.ts';
import { fieldOf } from './field-names.ts';
import { first, type Line } from './fields.ts';
import { freedItem, freedText } from './held-text.ts';
import { fieldOfHeading, isPlainHeading, sectionOf } from './section-names.ts';
import { type Outline, type Section, sourceOf } from './tree.ts';

const contextHeading =
  /^(?:context(?: and problem statement)?|problem(?: statement)?|background|issue|kontext|contexte|contexto)$/i;
const driversHeading = /^(?:decision drivers|drivers|forces)$/i;
const optionsHeading =
  /^(?:considered (?:options|alternatives)|options(?: considered)?|alternatives(?: considered)?)$/i;
export const prosHeading = /^pros and cons of the (?:options|alternatives)$/i;
const decisionHeading =
  /^(?:(?:(?:the|our|locked|final|agreed) )?decisions?(?: outcome)?|outcome|entscheidung|décision|decisión|decisão)$/i;
const consequencesHeading =
  /^(?:consequences|positive consequences|negative consequences|konsequenzen|conséquences|consecuencias)$/i;
const confirmationHeading = /^(?:confirmation|validation)$/i;

/** What a section of its own says, by the headings that it may have; other languages have names of their own. */
const headings = {
  context: contextHeading,
  drivers: driversHeading,
  options: optionsHeading,
  pros: prosHeading,
  decision: decisionHeading,
  consequences: consequencesHeading,
  confirmation: confirmationHeading,
} as const;

/** What stands below a heading of its own. */
export type SectionField = keyof typeof headings;
const sectionFields = [
  ...(['context', 'drivers', 'options', 'pros'] as const),
  ...(['decision', 'consequences', 'confirmation'] as const),
];

/** Whatever else opens a section that is read, at any level. */
const otherHeading =
  /^(?:status|state|stand|statut|estado|stato|статус|状态|date|datum|fecha|meta(?:data)?|info(?:rmation)?|document info|links?|relat.*|references?|superse.*|replace.*|see also|more information|amendments)$/i;

/** Whether a heading of this title opens a section of a record wherever it stands. */
export function opensSection(title: string): boolean {
  const plain = plainTitle(title.replace(/[*_`]/g, '').trim());
  return (
    isPlainHeading(title) || [...Object.values(headings), otherHeading].some((pattern) => pattern.test(plain))
  );
}

/** The sections of a file that say a field, in their order. */
export function sectionsOn(field: SectionField, { sections }: Pick<Outline, 'sections'>): Section[] {
  const found = sections.filter(({ title }) => isUnder(field, title));
  // Where a template has it comes first: other headings may be called so as well.
  return [
    ...found.filter(({ place }) => place !== undefined),
    ...found.filter(({ place }) => place === undefined),
  ];
}

/** The fields that stand below a heading of this title. */
export function fieldsUnder(title: string): SectionField[] {
  return sectionFields.filter((field) => isUnder(field, title));
}

function isUnder(field: SectionField, title: string): boolean {
  return headings[field].test(plainTitle(title)) || sectionOf(title) === field;
}

/** A heading without its own number and colon: "3. Decision:". */
function plainTitle(title: string): string {
  return title.replace(/^(?:\d+[.)])*\d*[.)]?\s*/, '').replace(/:$/, '');
}

/** The fields of a record that can be understood; `body` is the whole file as it is. */
export function contentOf(
  outline: Outline,
  header: ReadonlyMap<string, Line>,
  raw: string,
  title: string,
): ContentInput {
  const { front, text, sections } = outline;
  const fields = new Map([...header].map(([key, { text: value }]) => [key, value]));
  const section = (field: SectionField) => sectionsOn(field, outline)[0];
  const people = (...names: string[]) =>
    names.flatMap((name) => listOf(front[name] ?? fields.get(name))).slice(0, maxItems);
  const itemsOf = (field: SectionField) =>
    sectionsOn(field, outline)
      .flatMap(({ nodes }) =>
        nodes.flatMap((node) =>
          node.type === 'list' ? node.children.map((item) => itemOf(item, text)) : [],
        ),
      )
      .filter((item) => item !== '')
      .slice(0, maxItems);
  const decision = section('decision');
  const kept = decision === undefined ? '' : (onlyItem(decision, text) ?? withoutSubsections(decision, text));
  const options = itemsOf('options');
  return {
    title: title.slice(0, 300),
    context: freedText(section('context')?.source ?? '').slice(0, maxText),
    drivers: itemsOf('drivers'),
    options: optionsOf(options, section('pros'), sections, text),
    decision: freedText(kept).slice(0, maxText),
    consequences: itemsOf('consequences'),
    confirmation: freedText(section('confirmation')?.source ?? '').slice(0, maxText),
    deciders: [
      ...new Set([...people(...deciderNames(front, fields)), ...decidersUnder(sections, text)]),
    ].slice(0, maxItems),
    consulted: people('consulted'),
    informed: people('informed'),
    tags: listOf(front.tags ?? front.tag ?? fields.get('tags') ?? fields.get('tag'))
      .map((tag) => tag.toLowerCase().slice(0, 60))
      .slice(0, 50),
    affects: pathsOf(front.affects ?? fields.get('affects')).slice(0, maxItems),
    reviewBy: readDate(first([front['review-by'], front.reviewBy, fields.get('review-by')]) ?? ''),
    evidence: evidenceOf(front.evidence),
    body: raw.slice(0, 2_000_000),
  };
}

/** What the fields that say who decided are called in a file. */
function deciderNames(front: Outline['front'], fields: ReadonlyMap<string, string>): string[] {
  const names = [...Object.keys(front), ...fields.keys()];
  return [...new Set(names)].filter((name) => fieldOf(name) === 'deciders');
}

/** The people that a section lists which is called after them. */
function decidersUnder(sections: readonly Section[], text: string): string[] {
  return sections
    .filter(({ title }) => fieldOfHeading(title) === 'deciders')
    .flatMap(({ nodes }) => nodes)
    .flatMap((node) => (node.type === 'list' ? node.children.map((item) => itemOf(item, text)) : []))
    .filter((item) => item !== '' && item.length < 200);
}

/** A decision that is a list of one is that item. */
function onlyItem({ nodes }: Section, text: string): string | undefined {
  const [list, ...rest] = nodes;
  if (list?.type !== 'list' || rest.length > 0 || list.children.length > 1) return undefined;
  const [item] = list.children;
  return item?.children.length === 1 ? sourceOfItem(item, text) : undefined;
}

function sourceOfItem(item: { children: readonly RootContent[] }, text: string): string {
  const [first] = item.children;
  return first === undefined ? '' : sourceOf(first, text);
}

/** An item of a list on one line. */
export function itemOf(item: { children: readonly RootContent[] }, text: string): string {
  return freedItem(sourceOfItem(item, text).replace(/\s+/g, ' ').trim()).slice(0, maxLine);
}

/** What stands in a section before its first subheading. */
export function ownNodes({ nodes }: Pick<Section, 'nodes'>): readonly RootContent[] {
  const end = nodes.findIndex((node) => node.type === 'heading');
  return end < 0 ? nodes : nodes.slice(0, end);
}

/** A section's own text, without what stands under its subheadings. */
function withoutSubsections(section: Section, text: string): string {
  const own = ownNodes(section);
  const [from, to] = [own[0]?.position?.start.offset, own.at(-1)?.position?.end.offset];
  return from === undefined || to === undefined ? '' : text.slice(from, to);
}

/** The options with their pros and cons: "Good, because ..." and "Bad, because ...". */
function optionsOf(
  names: readonly string[],
  pros: Section | undefined,
  sections: readonly Section[],
  text: string,
): { name: string; pros: string[]; cons: string[] }[] {
  const start = pros === undefined ? -1 : sections.indexOf(pros);
  const after = start < 0 ? [] : sections.slice(start + 1);
  const end = after.findIndex(({ level }) => level <= (pros?.level ?? 2));
  const under = end < 0 ? after : after.slice(0, end);
  const plain = (name: string) =>
    name
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[*_`]/g, '')
      .trim()
      .toLowerCase();
  const named = (name: string) =>
    under.find(({ title }) => title === name) ?? under.find(({ title }) => plain(title) === plain(name));
  const taken = new Set(names.map(named));
  return names.map((name) => {
    // "PostgreSQL on AWS" may be called PostgreSQL there, where that is no other option.
    const section =
      named(name) ?? under.find((one) => !taken.has(one) && plain(name).startsWith(one.title.toLowerCase()));
    const items =
      section?.nodes.flatMap((node) =>
        node.type === 'list' ? node.children.map((item) => itemOf(item, text)) : [],
      ) ?? [];
    const strip = (item: string) =>
      item.replace(/^[*_]*(?:good|bad|neutral)[*_]*,?\s*(?:because\s+)?/i, '').trim();
    return {
      name,
      pros: items
        .filter((item) => /^[*_]*good\b/i.test(item))
        .map(strip)
        .filter((item) => item !== ''),
      cons: items
        .filter((item) => /^[*_]*bad\b/i.test(item))
        .map(strip)
        .filter((item) => item !== ''),
    };
  });
}

const evidenceSchema = contentSchema.shape.evidence;

/** Evidence as an export writes it; anything else stays in the body. */
function evidenceOf(value: unknown): ContentInput['evidence'] {
  const parsed = evidenceSchema.safeParse(value);
  return parsed.success ? parsed.data : [];
}

/** A list in front matter, or words with commas. */
function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return itemsOfList(value);
  if (typeof value !== 'string') return [];
  return value
    .split(/[,;]/)
    .map((item) => item.replace(/[[\]{}]/g, '').trim())
    .filter((item) => item !== '' && item.length < 500);
}

/** The texts of a list; what a template left in brackets is none. */
function itemsOfList(value: readonly unknown[]): string[] {
  return value
    .filter((one) => typeof one === 'string')
    .map((item) => item.replace(/^[[{](.*)[\]}]$/, '$1').trim())
    .filter((item) => item !== '' && item.length <= maxLine);
}

/** Paths in front matter, or in words with commas: those in braces part none. */
function pathsOf(value: unknown): string[] {
  if (Array.isArray(value))
    return value
      .filter((one) => typeof one === 'string')
      .map((one) => one.trim())
      .filter((one) => one !== '' && one.length <= maxLine);
  if (typeof value !== 'string') return [];
  return (value.match(/(?:\{[^{}]*\}|[^,;{])+/g) ?? [])
    .map((path) => path.replace(/^[\s`]+|[\s`]+$/g, ''))
    .filter((path) => path !== '');
}
