import type { RootContent } from 'mdast';
import { type ContentInput, contentSchema } from '../record.ts';
import { readDate } from './dates.ts';
import { fieldOf } from './field-names.ts';
import { first, type Line } from './fields.ts';
import { fieldOfHeading, type SectionName, sectionOf } from './section-names.ts';
import { type Outline, type Section, sourceOf } from './tree.ts';

const contextHeading =
  /^(?:context(?: and problem statement)?|problem(?: statement)?|background|issue|kontext|contexte|contexto)$/i;
const driversHeading = /^(?:decision drivers|drivers|forces)$/i;
const optionsHeading =
  /^(?:considered (?:options|alternatives)|options(?: considered)?|alternatives(?: considered)?)$/i;
const prosHeading = /^pros and cons of the (?:options|alternatives)$/i;
const decisionHeading =
  /^(?:(?:(?:the|our|locked|final|agreed) )?decisions?(?: outcome)?|outcome|entscheidung|décision|decisión|decisão)$/i;
const consequencesHeading =
  /^(?:consequences|positive consequences|negative consequences|konsequenzen|conséquences|consecuencias)$/i;
const confirmationHeading = /^(?:confirmation|validation)$/i;

/** The sections that other languages have a name for. */
const names: ReadonlyMap<RegExp, SectionName> = new Map([
  [contextHeading, 'context'],
  [driversHeading, 'drivers'],
  [optionsHeading, 'options'],
  [decisionHeading, 'decision'],
  [consequencesHeading, 'consequences'],
]);

/** The fields of a record that can be understood; `body` is the whole file as it is. */
export function contentOf(
  outline: Outline,
  header: ReadonlyMap<string, Line>,
  raw: string,
  title: string,
): ContentInput {
  const { front, text, sections } = outline;
  const fields = new Map([...header].map(([key, { text: value }]) => [key, value]));
  const isCalled = ({ title: own }: Section, pattern: RegExp) =>
    pattern.test(own.replace(/^(?:\d+[.)])*\d*[.)]?\s*/, '').replace(/:$/, '')) ||
    (names.has(pattern) && sectionOf(own) === names.get(pattern));
  const section = (pattern: RegExp) => sections.find((one) => isCalled(one, pattern));
  const people = (...names: string[]) =>
    names.flatMap((name) => listOf(front[name] ?? fields.get(name))).slice(0, 100);
  const itemsOf = (pattern: RegExp) =>
    sections
      .filter((one) => isCalled(one, pattern))
      .flatMap(({ nodes }) =>
        nodes.flatMap((node) =>
          node.type === 'list' ? node.children.map((item) => oneLine(sourceOfItem(item, text))) : [],
        ),
      )
      .filter((item) => item !== '')
      .slice(0, 100);
  const decision = section(decisionHeading);
  const kept = decision === undefined ? '' : (onlyItem(decision, text) ?? withoutSubsections(decision, text));
  const options = itemsOf(optionsHeading);
  return {
    title: title.slice(0, 300),
    context: (section(contextHeading)?.source ?? '').slice(0, 90_000),
    drivers: itemsOf(driversHeading),
    options: optionsOf(options, section(prosHeading), sections, text),
    decision: kept.slice(0, 90_000),
    consequences: itemsOf(consequencesHeading),
    confirmation: (section(confirmationHeading)?.source ?? '').slice(0, 90_000),
    deciders: [...people(...deciderNames(front, fields)), ...decidersUnder(sections, text)].slice(0, 100),
    consulted: people('consulted'),
    informed: people('informed'),
    tags: listOf(front.tags ?? front.tag ?? fields.get('tags') ?? fields.get('tag'))
      .map((tag) => tag.toLowerCase().slice(0, 60))
      .slice(0, 50),
    reviewBy: readDate(first([front['review-by'], front.reviewBy]) ?? ''),
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
    .flatMap((node) =>
      node.type === 'list' ? node.children.map((item) => oneLine(sourceOfItem(item, text))) : [],
    )
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

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 1_900);
}

/** A section's own text, without what stands under its subheadings. */
function withoutSubsections(section: Section, text: string): string {
  const end = section.nodes.findIndex((node) => node.type === 'heading');
  const own = end < 0 ? section.nodes : section.nodes.slice(0, end);
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
  return names.map((name) => {
    const section = under.find(
      ({ title }) => title.toLowerCase() === plain(name) || plain(name).startsWith(title.toLowerCase()),
    );
    const items =
      section?.nodes.flatMap((node) =>
        node.type === 'list' ? node.children.map((item) => oneLine(sourceOfItem(item, text))) : [],
      ) ?? [];
    const strip = (item: string) =>
      item.replace(/^[*_]*(?:good|bad|neutral)[*_]*,?\s*(?:because\s+)?/i, '').trim();
    return {
      name: name.slice(0, 1_900),
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
  const items = Array.isArray(value)
    ? value.filter((one) => typeof one === 'string')
    : typeof value === 'string'
      ? value.split(/[,;]/)
      : [];
  return items
    .map((item) => item.replace(/[[\]{}]/g, '').trim())
    .filter((item) => item !== '' && item.length < 500);
}
