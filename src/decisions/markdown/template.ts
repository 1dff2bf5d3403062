import { AdvisorError } from '../../errors.ts';
import { fieldsUnder } from './content.ts';
import { fieldOfHeading, opensLinks } from './section-names.ts';
import {
  comparedHeading,
  type FieldPlace,
  fieldPlaces,
  frontKeys,
  loosePlaces,
  type PlacedHeading,
  type SectionPlace,
  sectionPlaces,
  type TemplateForm,
} from './template-form.ts';
import { plainText } from './text-edit.ts';
import { readOutline } from './tree.ts';

/** A heading of a template with the lines below it, up to the next one of whatever level. */
export interface TemplateBlock {
  /** The heading's line; empty for what stands before the first. */
  readonly heading: string;
  /** Zero for what stands before the first heading. */
  readonly level: number;
  readonly lines: readonly string[];
  /** What the section is for, where it is for one thing. */
  readonly place: SectionPlace | FieldPlace | undefined;
}

/** A team's own form of its records' files: a markdown file with `{{title}}` and others where they belong. */
export interface Template {
  /** The lines of its front matter. */
  readonly front: readonly string[];
  readonly blocks: readonly TemplateBlock[];
  /** What it has a place for. */
  readonly places: ReadonlySet<string>;
  readonly form: TemplateForm;
}

const places: readonly string[] = ['title', ...loosePlaces, ...fieldPlaces, ...sectionPlaces];
export const placeholder = /\{\{\s*([\p{L}\p{N}_-]*)\s*\}\}/gu;
const largest = 100_000;

/**
 * Reads a template.
 * @param name what it is called in messages
 * @throws AdvisorError `invalid` that names the line: a placeholder that is none, or where it cannot be; a title that is missing.
 */
export function readTemplate(raw: string, name: string): Template {
  if (raw.length > largest)
    throw new AdvisorError('invalid', `${name}: a template has at most ${largest} characters`);
  const lines = plainText(raw).trimEnd().split('\n');
  const fail = (at: number, what: string): never => {
    throw new AdvisorError('invalid', `${name}:${at + 1}: ${what}`);
  };
  const told = new Set<string>();
  for (const [at, line] of lines.entries()) {
    for (const one of namesIn(line)) {
      if (!places.includes(one)) fail(at, `{{${one}}} is no placeholder; there are ${places.join(', ')}`);
      if (told.has(one) && one !== 'title' && !isLoose(one)) fail(at, `{{${one}}} is there twice`);
      told.add(one);
    }
  }
  if (!told.has('title'))
    throw new AdvisorError('invalid', `${name}: no {{title}} in it; let its first heading be # {{title}}`);
  const end =
    lines[0]?.trimEnd() === '---' ? lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---') : 0;
  const front = lines.slice(1, Math.max(1, end));
  for (const [at, line] of front.entries()) {
    const fault = frontFault(line);
    if (fault !== undefined) fail(at + 1, fault);
  }
  const start = end > 0 ? end + 1 : 0;
  const blocks = withUsual(
    blocksOf(lines.slice(start), (at, what) => fail(start + at, what)),
    told,
    name,
  );
  for (const { place } of blocks) if (place !== undefined) told.add(place);
  return { front, blocks, places: told, form: formOf(blocks, name) };
}

/** A line of front matter whose value is a placeholder. */
export function frontLine(line: string): { key: string; place: string } | undefined {
  const [, key, place] = /^([\w-]+):\s*["']?\{\{\s*([\w-]+)\s*\}\}["']?\s*$/.exec(line) ?? [];
  return key === undefined || place === undefined ? undefined : { key, place };
}

/** Other names that front matter has for a field, by which it is read and changed as well. */
const frontNames: Readonly<Partial<Record<FieldPlace, readonly string[]>>> = {
  status: ['state'],
  deciders: ['deciders', 'decider'],
  tags: ['tag'],
};

function frontFault(line: string): string | undefined {
  if (namesIn(line).length === 0) return undefined;
  const { key, place = '' } = frontLine(line) ?? {};
  if (key === undefined) return 'in front matter a placeholder is a whole value: status: {{status}}';
  if (place === 'title' || isLoose(place)) return undefined;
  const field = fieldPlaces.find((one) => one === place);
  if (field === undefined) return `{{${place}}} stands below a heading of its own, not in front matter`;
  const usual = frontKeys[field] ?? field;
  const isKnown = key === usual || frontNames[field]?.includes(key) === true;
  return isKnown ? undefined : `in front matter {{${field}}} is called ${usual}: {{${field}}}`;
}

function namesIn(line: string): string[] {
  return [...line.matchAll(placeholder)].map(([, name = '']) => name);
}

function isLoose(name: string): boolean {
  return loosePlaces.some((one) => one === name);
}

/** What a line holds of a record's, beside its number and log. */
function fieldsIn(line: string): string[] {
  return namesIn(line).filter((name) => !isLoose(name));
}

type Fail = (at: number, what: string) => never;

function blocksOf(lines: readonly string[], fail: Fail): TemplateBlock[] {
  const starts = headingLines(lines);
  const bounds = [...(starts[0] === 0 ? [] : [0]), ...starts];
  const seen = new Map<string, number>();
  return bounds.map((from, index) => {
    const isHeading = starts.includes(from);
    const heading = isHeading ? (lines[from] ?? '') : '';
    const level = isHeading ? (/^#+/.exec(heading)?.[0].length ?? 0) : 0;
    const below = lines.slice(isHeading ? from + 1 : from, bounds[index + 1] ?? lines.length);
    const first = isHeading ? from + 1 : from;
    const isTitle = fieldsIn(heading).includes('title');
    if (isTitle && level !== 1)
      fail(from, '{{title}} belongs into a heading of the first level: # {{title}}');
    if (!isTitle && namesIn(heading).length > 0)
      fail(from, 'no heading but that of {{title}} takes a placeholder');
    const place = placeIn(below, first, isTitle || !isHeading, fail);
    if (place !== undefined) {
      const compared = comparedHeading(headingText(heading));
      if (seen.has(compared)) fail(from, `the heading "${headingText(heading)}" is there twice`);
      seen.set(compared, from);
    }
    return { heading, level, lines: below, place };
  });
}

/** Headings that say by themselves what stands below them, in whatever language, need no placeholder. */
function withUsual(
  blocks: readonly TemplateBlock[],
  told: ReadonlySet<string>,
  name: string,
): TemplateBlock[] {
  const taken = new Set(told);
  return blocks.map((block) => {
    const { heading, lines, place, level } = block;
    const title = headingText(heading);
    const usual = usualPlace(title);
    const isOther = place !== undefined || level === 0 || fieldsIn(heading).length > 0;
    if (isOther || usual === undefined || taken.has(usual) || lines.some((line) => fieldsIn(line).length > 0))
      return block;
    const words = lines.join('\n').replace(/<!--.*?-->/gs, '');
    if (words.trim() !== '')
      throw new AdvisorError(
        'invalid',
        `${name}: what stands below "${title}" would be read as the ${usual} of every record; write {{${usual}}} there alone`,
      );
    taken.add(usual);
    return { ...block, lines: [`{{${usual}}}`], place: usual };
  });
}

function usualPlace(title: string): SectionPlace | FieldPlace | undefined {
  const [field] = fieldsUnder(title);
  if (field !== undefined) return field === 'pros' ? 'pros-and-cons' : field;
  const named = fieldOfHeading(title);
  if (named === 'status' || named === 'date' || named === 'deciders') return named;
  return opensLinks(title) ? 'links' : undefined;
}

/** The lines that are headings: those of code are none. */
function headingLines(lines: readonly string[]): number[] {
  let fence = '';
  return lines.flatMap((line, at) => {
    const [, marks] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (marks !== undefined && (fence === '' || marks.startsWith(fence))) fence = fence === '' ? marks : '';
    return fence === '' && /^#{1,6} +\S/.test(line) ? [at] : [];
  });
}

/** What the lines below a heading are for; those of the title, and before it, are for nothing alone. */
function placeIn(
  lines: readonly string[],
  first: number,
  isTop: boolean,
  fail: Fail,
): SectionPlace | FieldPlace | undefined {
  const said = lines.flatMap((line, at) =>
    line.trim() === '' ? [] : [{ line: line.trim(), at: first + at }],
  );
  for (const { line, at } of said) {
    const [name] = fieldsIn(line);
    if (name === undefined) continue;
    if (namesIn(line).length > 1)
      fail(at, 'a line has one placeholder: what stands in it has to be found again');
    if (name === 'title') fail(at, '{{title}} belongs into the first heading: # {{title}}');
    const isAlone = /^\{\{\s*[\w-]+\s*\}\}$/.test(line);
    const isSection = sectionPlaces.some((one) => one === name);
    if (isSection && (!isAlone || said.length > 1 || isTop))
      fail(at, `{{${name}}} stands alone below a heading of its own`);
    if (isAlone && (said.length > 1 || isTop))
      fail(at, `{{${name}}} needs words before it in its line, or a heading of its own`);
    if (isAlone) return [...sectionPlaces, ...fieldPlaces].find((one) => one === name);
  }
  return undefined;
}

/** A heading's line as it is read: without marks. */
export function headingText(line: string): string {
  return readOutline(line.replace(/^#+/, '#')).heading ?? '';
}

function formOf(blocks: readonly TemplateBlock[], name: string): TemplateForm {
  const titled = blocks.find(({ heading }) => fieldsIn(heading).includes('title'));
  if (titled === undefined)
    throw new AdvisorError(
      'invalid',
      `${name}: {{title}} stands in no heading; let its first heading be # {{title}}`,
    );
  const [before = '', after = ''] = headingText(titled.heading).split(/\{\{\s*title\s*\}\}/);
  const sections = blocks.flatMap(({ place, heading }) =>
    place === undefined ? [] : [placedHeading(place, headingText(heading))],
  );
  const lines = blocks.flatMap((block) =>
    block.place !== undefined
      ? []
      : block.lines.flatMap((line) => {
          const [own] = fieldsIn(line);
          const place = fieldPlaces.find((one) => one === own);
          if (place === undefined) return [];
          const [head = '', tail = ''] = line.split(new RegExp(`\\{\\{\\s*${place}\\s*\\}\\}`));
          const under = block === titled ? '' : comparedHeading(headingText(block.heading));
          return [{ place, before: head, after: tail.trimEnd(), under }];
        }),
  );
  return { title: { before: patternOf(before), after: patternOf(after) }, sections, lines };
}

function placedHeading(place: PlacedHeading['place'], title: string): PlacedHeading {
  return { place, title, heading: comparedHeading(title) };
}

/** A piece of a heading as a pattern; numbers and logs in it are any. */
function patternOf(text: string): string {
  return text
    .split(/(\{\{\s*(?:number|log)\s*\}\})/)
    .map((piece) =>
      /number/.test(piece) && piece.startsWith('{{')
        ? '\\d{1,9}'
        : piece.startsWith('{{')
          ? '.{1,80}?'
          : escaped(piece),
    )
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
