import type { DecisionRecord } from '../record.ts';
import { frontFields, frontMatter, statusText } from './front-fields.ts';
import type { FileNames } from './record-address.ts';
import {
  amendmentsText,
  bullets,
  capitalized,
  type LayoutOptions,
  layoutText,
  linkLines,
  type Part,
  prosText,
  titleHeading,
} from './record-layout.ts';
import { frontLine, placeholder, type Template, type TemplateBlock } from './template.ts';
import { frontKeys, placeOf, type SectionPlace } from './template-form.ts';

/** A record in a team's own form. What the template has no place for stands in front matter, or in sections at the end. */
export function templateText(
  record: DecisionRecord,
  names: FileNames,
  template: Template,
  options: LayoutOptions,
): string {
  const values = valuesOf(record);
  const top = template.blocks.findIndex(({ heading }) => /\{\{\s*title\s*\}\}/.test(heading));
  const title = template.blocks[top];
  const line = (words: string) => filled(title?.heading ?? '# {{title}}', { ...values, title: words });
  const { heading, isRead } = titleHeading(record, names, [line], template.form);
  const unsaid = new Set<string>();
  const before = template.blocks.slice(0, top).flatMap(({ lines }) => linesText(lines, values, unsaid));
  const header = linesText(title?.lines ?? [], values, unsaid);
  const own = template.blocks
    .slice(top + 1)
    .map((block) => partOf(block, record, names, values, unsaid, options));
  const parts = [...withTitles(own), ...leftOver(record, names, template, options)];
  return layoutText({
    front: frontOf(record, names, template, options, { isRead, unsaid }),
    heading: [before.join('\n').trim(), heading].filter((text) => text !== '').join('\n\n'),
    header: header.join('\n').trim(),
    parts,
    opens: (words) => placeOf(template.form, words) !== undefined,
  });
}

/** What stands in a line or in front matter, in words. */
type Values = Readonly<Record<string, string | readonly string[]>>;

function valuesOf(record: DecisionRecord): Values {
  return {
    title: record.title.replace(/\s+/g, ' ').trim(),
    number: String(record.number),
    log: record.log,
    status: capitalized(statusText(record)),
    date: record.date ?? '',
    deciders: record.deciders,
    consulted: record.consulted,
    informed: record.informed,
    tags: record.tags,
    affects: record.affects,
    'review-by': record.reviewBy ?? '',
  };
}

/** Names in a line stand between commas; what has some itself cannot. */
const unlisted = /[,;[\]{}]|^\s|\s$/;

function words(value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return value.some((one) => unlisted.test(one)) ? undefined : value.join(', ');
}

function filled(line: string, values: Values): string {
  return line.replace(placeholder, (_all, name: string) => words(values[name]) ?? '');
}

/** Lines with their values; one without its value is left out, and told where it had one that cannot stand in it. */
function linesText(lines: readonly string[], values: Values, unsaid: Set<string>): string[] {
  return lines.flatMap((line) => {
    const names = [...line.matchAll(placeholder)].map(([, name = '']) => name);
    const said = names.map((name) => words(values[name]));
    for (const [at, name] of names.entries()) if (said[at] === undefined) unsaid.add(frontKeys[name] ?? name);
    return names.length > 0 && said.every((one) => one === undefined || one === '')
      ? []
      : [filled(line, values)];
  });
}

function partOf(
  block: TemplateBlock,
  record: DecisionRecord,
  names: FileNames,
  values: Values,
  unsaid: Set<string>,
  options: LayoutOptions,
): Part {
  const { level, place } = block;
  const heading = block.heading.replace(/^#+\s*/, '');
  if (place === undefined || place in values) {
    const text = linesText(block.lines, values, unsaid).join('\n').trim();
    if (place === undefined || isPlainText(text)) return { level, heading, text, isOwn: true };
    unsaid.add(frontKeys[place] ?? place);
    return { level, heading, text: '', isOwn: true };
  }
  return { level, heading, ...sectionText(place, record, names, options, level + 1) };
}

/** Whether a line says the same alone: it begins no heading, list, quotation or anything else that has a sign of its own. */
function isPlainText(text: string): boolean {
  return /^(?!\d+[.)])[\p{L}\p{N}@]|^$/u.test(text);
}

/** What a section says: somebody's text, or a list of ours. */
function sectionText(
  place: string,
  record: DecisionRecord,
  names: FileNames,
  { amendments }: LayoutOptions,
  below: number,
): Pick<Part, 'text' | 'isOwn' | 'alone'> {
  switch (place) {
    case 'context':
    case 'confirmation':
      return { text: record[place] };
    case 'decision':
      return { text: record.decision, alone: true };
    case 'drivers':
    case 'consequences':
      return { text: bullets(record[place]), isOwn: true };
    case 'options':
      return { text: bullets(record.options.map(({ name }) => name)), isOwn: true };
    case 'pros-and-cons':
      return { text: prosText(record.options, Math.min(below, 6)), isOwn: true };
    case 'links':
      return { text: linkLines(record, names), isOwn: true };
    default:
      return { text: amendmentsText(amendments), isOwn: true };
  }
}

/** Sections that say something, and headings above them that say nothing themselves: without these they would belong elsewhere. */
function withTitles(parts: readonly Part[]): Part[] {
  const isSaid = ({ text }: Part) => text.trim() !== '';
  return parts.flatMap((part, at) => {
    const after = parts.slice(at + 1);
    const end = after.findIndex(({ level }) => level <= part.level);
    const below = end < 0 ? after : after.slice(0, end);
    if (isSaid(part)) return [part];
    return below.some(isSaid) ? [{ ...part, isHeading: true }] : [];
  });
}

/** What a section is called for which a template has no place: by the first of these that means nothing else there. */
const usual: readonly (readonly [SectionPlace, ...string[]])[] = [
  ['context', 'Context', 'Background'],
  ['drivers', 'Decision Drivers', 'Forces'],
  ['options', 'Considered Options', 'Alternatives'],
  ['decision', 'Decision', 'Outcome'],
  ['consequences', 'Consequences', 'Positive Consequences'],
  ['confirmation', 'Confirmation', 'Validation'],
  ['pros-and-cons', 'Pros and Cons of the Options', 'Pros and Cons of the Alternatives'],
  ['amendments', 'Amendments', 'Amended'],
  ['links', 'Links', 'References'],
];

function leftOver(
  record: DecisionRecord,
  names: FileNames,
  { places, form }: Template,
  options: LayoutOptions,
): Part[] {
  return usual.flatMap(([place, ...called]) => {
    if (places.has(place)) return [];
    const heading = called.find((one) => placeOf(form, one) === undefined) ?? place;
    return [{ level: 2, heading, ...sectionText(place, record, names, options, 3) }];
  });
}

/** The template's front matter with its values, and the fields of the record that stand nowhere else. */
function frontOf(
  record: DecisionRecord,
  names: FileNames,
  { front, form }: Template,
  options: LayoutOptions,
  { isRead, unsaid }: { isRead: boolean; unsaid: ReadonlySet<string> },
): string {
  const title = { title: record.title.replace(/\s+/g, ' ').trim() };
  const fields = { ...title, ...frontFields(record, names, options.front) };
  const all: Readonly<Record<string, unknown>> = { ...fields, number: record.number, log: record.log };
  const own = front.flatMap((line): [string, string][] => {
    const { key, place } = frontLine(line) ?? {};
    if (key === undefined || place === undefined) return [['', `${line}\n`]];
    const value = all[frontKeys[place] ?? place];
    return value === undefined
      ? []
      : [[frontKeys[place] ?? place, frontMatter({ [key]: value }).slice(4, -3)]];
  });
  const written = new Set(own.map(([name]) => name));
  // What the text says is not said twice, unless that was asked for, or it could not be said there.
  const inText = new Set([...form.lines, ...form.sections].map(({ place }) => frontKeys[place] ?? place));
  const isNeeded = (key: string) => {
    if (written.has(key)) return false;
    if (options.front === 'full' || unsaid.has(key)) return true;
    return key === 'title' ? !isRead : !inText.has(key);
  };
  const rest = Object.fromEntries(Object.entries(fields).filter(([key]) => isNeeded(key)));
  const yaml = [...own.map(([, text]) => text), frontMatter(rest).slice(4, -3)].join('');
  return yaml.trim() === '' ? '' : `---\n${yaml}---`;
}
