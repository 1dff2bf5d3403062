import {
  comparedHeading,
  type FieldPlace,
  fieldPlaces,
  placeOf,
  standardHeadings,
  type TemplateForm,
} from './template-form.ts';
import { lineOf, type Outline, readOutline, type Section } from './tree.ts';

/**
 * Reads a file into its outline. Where it is one of a template, its sections are called as they are in any other record, so
 * that whatever reads records reads it. It throws as `readOutline` does.
 */
export function outlineOf(raw: string, form: TemplateForm | undefined): Outline {
  const outline = readOutline(raw);
  return form === undefined ? outline : { ...outline, form, sections: meant(outline, form) };
}

function meant({ sections, text }: Outline, form: TemplateForm): Section[] {
  const placed = sections.map((section) => ({ section, place: placeOf(form, section.title) }));
  let within = 0;
  return placed.map(({ section, place }, at) => {
    if (section.level <= within) within = 0;
    // An option may be called as a section is.
    if (place === undefined || within > 0) return section;
    if (place === 'pros-and-cons') within = section.level;
    const named = { ...section, place, title: standardHeadings[place] ?? section.title };
    const next = placed.slice(at + 1).find((one) => one.place !== undefined)?.section.line;
    return next === undefined || within > 0 ? named : { ...named, ...partBefore(section, next, text) };
  });
}

/** What stands in a section above the next heading of the template, which may be one below it. */
function partBefore(section: Section, line: number, text: string): Pick<Section, 'nodes' | 'source'> {
  const nodes = section.nodes.filter((node) => lineOf(node) < line);
  const [from, to] = [nodes[0]?.position?.start.offset, nodes.at(-1)?.position?.end.offset];
  return { nodes, source: from === undefined || to === undefined ? '' : text.slice(from, to) };
}

/** The value of a field where a template has it. */
export interface PlacedValue {
  readonly place: FieldPlace;
  readonly value: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The values that a template's file has in lines of the template, and below headings that only a template has. */
export function placedValues(outline: Outline): PlacedValue[] {
  const { form, sections } = outline;
  if (form === undefined) return [];
  const found = [...sections.flatMap(sectionValues), ...lineValues(outline, form)];
  return found.filter(({ place }, at) => found.findIndex((one) => one.place === place) === at);
}

/** Only what stands below the heading that the template has it under: somebody's text may hold such a line as well. */
function lineValues({ text, sections, nodes }: Outline, form: TemplateForm): PlacedValue[] {
  const [top] = nodes;
  const front = top?.type === 'yaml' ? (top.position?.end.line ?? 0) : 0;
  let start = 0;
  return text.split('\n').flatMap((line, at) => {
    const begin = start;
    start += line.length + 1;
    if (at < front) return [];
    const heading = comparedHeading(sections.findLast((section) => section.line <= at)?.title ?? '');
    return form.lines.flatMap(({ place, before, after, under }): PlacedValue[] => {
      const [from, to] = [before.length, line.length - after.length];
      if (under !== heading || !line.startsWith(before) || !line.endsWith(after) || from > to) return [];
      const value = line.slice(from, to).trim();
      return [{ place, value, line: at + 1, from: begin + from, to: begin + to }];
    });
  });
}

function sectionValues({ place, nodes, source, line }: Section): PlacedValue[] {
  const field = fieldPlaces.find((one) => one === place);
  // What every record may have below a heading is read as it is there.
  const isUsual = field === 'status' || field === 'date';
  const isListOfPeople = field === 'deciders' && nodes.some(({ type }) => type === 'list');
  if (field === undefined || isUsual || isListOfPeople) return [];
  const lines = source.split('\n').map((one) => one.replace(/^\s*[-*+]\s+/, '').trim());
  const said = lines.filter((one) => one !== '');
  const from = nodes[0]?.position?.start.offset;
  if (from === undefined) return [];
  const value = field === 'review-by' ? (said[0] ?? '') : said.join(', ');
  return [{ place: field, value, line, from, to: from + source.length }];
}
