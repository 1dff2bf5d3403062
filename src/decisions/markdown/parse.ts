import type { RootContent, Table } from 'mdast';
import { type ContentInput, contentSchema, type Status } from '../record.ts';
import { readDate } from './dates.ts';
import { readFileName } from './file-name.ts';
import { readLinks, type StatedLink } from './links.ts';
import { readStatus } from './status.ts';
import { type Outline, readOutline, type Section, sourceOf } from './tree.ts';

/** What a file says, before it is known where it goes. */
export interface ParsedRecord {
  readonly title: string;
  readonly number: number | null;
  readonly label: string | null;
  readonly status: Status;
  /** The first line of the status as written; null where the file states none. */
  readonly statusRaw: string | null;
  readonly date: string | null;
  readonly links: readonly StatedLink[];
  /** The fields that could be understood; `body` is the whole file, verbatim. */
  readonly content: ContentInput;
  readonly warnings: readonly string[];
}

const statusHeading = /^(?:\d+[.)]?\s*)?(?:status|state|stand|statut|estado|stato|статус|状态)\s*:?$/i;
const linksHeading =
  /^(?:\d+[.)]?\s*)?(?:links?|related(?: decisions| adrs| records)?|references?|relations?(?:hips)?|supersession|see also|more information)\s*:?$/i;

/** Reads one record's file; whatever is not understood stays in `body`. */
export function parseRecord(raw: string, name: string, outline: Outline = readOutline(raw)): ParsedRecord {
  const file = readFileName(name);
  const header = headerFields(outline);
  const statusSection = outline.sections.find(({ title, level }) => level <= 3 && statusHeading.test(title));
  const statusRaw = statusOf(outline, header, statusSection);
  const dateText = first([outline.front.date, header.get('date'), header.get('datum'), header.get('fecha')]);
  const sectionDate = outline.sections.find(({ title }) => /^date$|^datum$|^fecha$/i.test(title))?.source;
  const date =
    readDate(dateText ?? sectionDate ?? '') ??
    (dateText === undefined ? dateInStatus(statusRaw, statusSection) : null) ??
    file.date;
  const warnings =
    dateText !== undefined &&
    readDate(dateText) === null &&
    dateText.trim() !== '' &&
    !/[{[|<]|yyyy/i.test(dateText)
      ? [`the date "${dateText.trim().slice(0, 40)}" is none or can be read in two ways`]
      : [];
  return {
    title: titleOf(outline, file.slug, name),
    number: file.number,
    label: file.label,
    status: readStatus(statusRaw),
    statusRaw,
    date,
    links: statedLinks(outline, header, statusSection),
    content: contentOf(outline, header, raw, titleOf(outline, file.slug, name)),
    warnings,
  };
}

/** Headings that open a section of a record; as a heading of level one they are no title. */
const sectionWords =
  /^(?:status|context|decision|consequences|context and problem statement|problem statement|considered options|decision outcome|decision drivers|summary|background|options|title|adr|architecture decision record)s?\s*:?$/i;

function titleOf(outline: Outline, slug: string, name: string): string {
  const heading = outline.heading === null ? '' : withoutNumber(outline.heading);
  const fromFront = first([outline.front.title]);
  if (heading !== '' && !sectionWords.test(heading)) return heading;
  if (fromFront !== undefined && fromFront.trim() !== '') return withoutNumber(fromFront.trim());
  const section = outline.sections.find(
    ({ level, title }) => level === 2 && !sectionWords.test(withoutNumber(title)),
  );
  if (outline.heading === null && section !== undefined && outline.sections[0] === section)
    return withoutNumber(section.title);
  return slug === '' ? name : slug;
}

/** A title without "ADR-12:", "3.", "[0004]", marks and emphasis. */
function withoutNumber(title: string): string {
  const plain = title.replace(/\s+/g, ' ').trim();
  const bare = plain
    .replace(
      /^\[?(?:(?:architecture\s+)?decision(?:\s+record)?|adr|rfc|dr|madr|lcp)[\s#_-]*\d+[a-z]?\]?\s*(?:[:.)—–-]+\s*|\s+|$)/i,
      '',
    )
    .replace(/^\[?#?\d{1,6}[a-z]?\]?\s*(?:[.:)]\s*|\s[—–-]\s*|[—–-]\s+)/i, '')
    .replace(/^\[#?\d{1,6}[a-z]?\]\s*[.:—–-]?\s+/i, '')
    .replace(/^(?:ADR|Architecture Decision Record)\s*[:—–-]\s*/i, '')
    .trim();
  return bare === '' ? plain : bare;
}

/** Fields above the first section: list items, lines, table rows: "Status: Accepted", "| Status | Accepted |". */
function headerFields({ header, sections, text }: Outline): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const add = (line: string) => {
    const match =
      /^\s*(?:[-*+>]\s+)*(?:\*\*|__|\*|_)?\s*([\p{L}][\p{L} /_-]{1,40}?)\s*(?:(?:\*\*|__|\*|_)\s*[:：]|[:：]\s*(?:\*\*|__|\*|_)?)\s*(.*)$/u.exec(
        line,
      );
    if (match === null) return;
    const key = (match[1] ?? '').trim().toLowerCase();
    if (!fields.has(key)) fields.set(key, (match[2] ?? '').trim());
  };
  const metadata = sections.find(
    ({ title, level }) => level <= 3 && /^(?:metadata|meta|info|information|document info)$/i.test(title),
  );
  for (const node of [...header, ...(metadata?.nodes ?? [])]) {
    if (node.type === 'table')
      for (const [key, value] of tableFields(node, text)) if (!fields.has(key)) fields.set(key, value);
    if (node.type === 'list') {
      for (const item of node.children) {
        const [line] = item.children;
        if (line !== undefined) for (const one of sourceOf(line, text).split('\n')) add(one);
      }
    }
    if (node.type === 'paragraph' || node.type === 'blockquote') {
      for (const line of sourceOf(node, text).split('\n')) add(line);
    }
  }
  return fields;
}

/** The rows of a two-column table, and a table whose heading row names the fields. */
function tableFields(table: Table, text: string): [string, string][] {
  const cells = table.children.map((row) =>
    row.children.map((cell) => {
      const [from, to] = [
        cell.children[0]?.position?.start.offset,
        cell.children.at(-1)?.position?.end.offset,
      ];
      return from === undefined || to === undefined ? '' : text.slice(from, to).trim();
    }),
  );
  const [head, ...rows] = cells;
  if (head === undefined) return [];
  const plain = (cell: string | undefined) =>
    (cell ?? '')
      .replace(/[*_`:]/g, '')
      .trim()
      .toLowerCase();
  const isUpright =
    head.length === 2 && !head.some((cell) => plain(cell) === 'date' || plain(cell) === 'revision');
  if (isUpright) return [head, ...rows].map((row) => [plain(row[0]), row[1] ?? '']);
  const [firstRow] = rows;
  if (rows.length !== 1 || firstRow === undefined) return [];
  return head.map((cell, index) => [plain(cell), firstRow[index] ?? '']);
}

function statusOf(
  { front, header, sections, text }: Outline,
  fields: ReadonlyMap<string, string>,
  section: Section | undefined,
): string | null {
  const stated = first([front.status, front.Status, front.state]);
  if (stated !== undefined && stated.trim() !== '') return firstLine(stated);
  for (const key of ['status', 'state', 'statut', 'estado', 'stato', 'decision status', 'статус', '状态']) {
    const value = fields.get(key);
    if (value !== undefined && value !== '') return value;
  }
  const inline = sections.flatMap(
    ({ title, level }) => /^status\s*[:\uff1a–—-]\s*(\S.*)$/i.exec(level <= 3 ? title : '')?.[1] ?? [],
  );
  if (section === undefined) return inline[0] ?? badge(header, text);
  const lines = section.nodes.flatMap((node) => linesOf(node, text)).filter((line) => line !== '');
  const dated = lines.filter((line) => readDate(line) !== null && readStatus(line) !== 'other');
  // A log of statuses: the last dated line is how it stands.
  if (dated.length > 1 && dated.length === lines.length) return dated.at(-1) ?? null;
  return lines[0] ?? null;
}

/** "![status: accepted](badge)" above the first section. */
function badge(header: readonly RootContent[], text: string): string | null {
  for (const node of header) {
    const match = /!\[(?:adr )?status[:\s-]+([^\]]+)\]/i.exec(sourceOf(node, text));
    if (match?.[1] !== undefined) return match[1].trim();
  }
  return null;
}

/** The lines of a node as written, list marks and quote marks left out; comments and code are no lines. */
function linesOf(node: RootContent, text: string): string[] {
  switch (node.type) {
    case 'paragraph':
      return sourceOf(node, text)
        .split('\n')
        .map((line) => line.replace(/<!--.*?-->/g, '').trim());
    case 'list':
      return node.children.flatMap((item) => item.children.flatMap((child) => linesOf(child, text)));
    case 'blockquote':
      return node.children.flatMap((child) => linesOf(child, text).map((line) => line.replace(/^>\s?/, '')));
    case 'heading':
      return [
        sourceOf(node, text)
          .replace(/^#+\s*/, '')
          .trim(),
      ];
    case 'table':
      return tableFields(node, text).map(([key, value]) => (value === '' ? key : value));
    default:
      return [];
  }
}

function firstLine(value: string): string {
  return value.trim().split('\n')[0] ?? '';
}

function first(values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string');
}

/** "Accepted on 2020-03-01" states its date too. */
function dateInStatus(statusRaw: string | null, section: Section | undefined): string | null {
  if (statusRaw === null || section === undefined) return null;
  return readDate(statusRaw);
}

/** Links from metadata alone: front matter, the header, the status, lists of links. Prose is prose. */
function statedLinks(
  outline: Outline,
  fields: ReadonlyMap<string, string>,
  statusSection: Section | undefined,
): StatedLink[] {
  const { front, header, sections, definitions, text } = outline;
  const pieces: string[] = [];
  for (const [key, value] of Object.entries(front)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== 'string') continue;
      if (/^status$/i.test(key)) pieces.push(one);
      else if (/supersede|replace|amend|supplement|extend|relate/i.test(key))
        pieces.push(`${key.replace(/[_-]/g, ' ')} ${bareTargets(one)}`);
    }
  }
  for (const [key, value] of fields) {
    if (/^(?:status|state|statut|estado|stato)$/.test(key)) pieces.push(value);
    else if (
      /supersede|replace|amend|supplement|extend|relate|ersetzt|remplac|reemplaz|sustitu|substitu|vervang/.test(
        key,
      )
    )
      pieces.push(`${key} ${bareTargets(value)}`);
  }
  for (const node of header) {
    if (node.type === 'blockquote') pieces.push(sourceOf(node, text));
    if (node.type === 'list' || node.type === 'paragraph') {
      for (const line of sourceOf(node, text).split('\n')) if (isLinkLine(line)) pieces.push(line);
    }
  }
  if (statusSection !== undefined) pieces.push(...statusSection.nodes.flatMap((node) => linesOf(node, text)));
  for (const section of sections) {
    if (!linksHeading.test(section.title) && !/^superse|^replace/i.test(section.title)) continue;
    const lines = section.nodes.flatMap((node) => linesOf(node, text));
    pieces.push(
      ...lines.filter(isLinkLine),
      ...(/^superse|^replace/i.test(section.title) ? lines.map((line) => `${section.title} ${line}`) : []),
    );
  }
  const links = pieces.flatMap((piece) => readLinks(piece, definitions));
  const unique = new Map(links.map((link) => [`${link.kind} ${link.isNewer} ${link.target}`, link]));
  return [...unique.values()];
}

/** A line that begins with what the link is: "Supersedes [x](y)". */
function isLinkLine(line: string): boolean {
  return /^\s*(?:[-*+>]\s+|\d+\.\s+)*[*_]*(?:partially\s+|teilweise\s+)?(?:this\s+(?:adr|decision|record)\s+)?(?:is\s+)?(?:super[sc]|replace|obsolete|amend|supplement|extend|ersetzt|abgelöst|remplac|reemplaz|sustitu|substitu|vervang|sostitu|relates? to|related to|refines|depends on|updated by|clarif)/i.test(
    line,
  );
}

/** A bare list of numbers in a field: "3, 0004" stands for records. */
function bareTargets(value: string): string {
  return value.replace(/(?<![\w/.[(#-])(\d{1,5}[a-z]?)(?![\w/.-])/g, 'ADR-$1');
}

const contextHeading =
  /^(?:context(?: and problem statement)?|problem(?: statement)?|background|issue|kontext|contexte|contexto)$/i;
const driversHeading = /^(?:decision drivers|drivers|forces)$/i;
const optionsHeading =
  /^(?:considered (?:options|alternatives)|options(?: considered)?|alternatives(?: considered)?)$/i;
const prosHeading = /^pros and cons of the (?:options|alternatives)$/i;
const decisionHeading = /^(?:decision(?: outcome)?|outcome|entscheidung|décision|decisión|decisão)$/i;
const consequencesHeading =
  /^(?:consequences|positive consequences|negative consequences|konsequenzen|conséquences|consecuencias)$/i;
const confirmationHeading = /^(?:confirmation|validation)$/i;

function contentOf(
  outline: Outline,
  fields: ReadonlyMap<string, string>,
  raw: string,
  title: string,
): ContentInput {
  const { front, text, sections } = outline;
  const isCalled = ({ title: own }: Section, pattern: RegExp) =>
    pattern.test(own.replace(/^\d+[.)]?\s*/, '').replace(/:$/, ''));
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
  const [kept] = decision === undefined ? [''] : [withoutSubsections(decision, text)];
  const names = itemsOf(optionsHeading);
  return {
    title: title.slice(0, 300),
    context: (section(contextHeading)?.source ?? '').slice(0, 90_000),
    drivers: itemsOf(driversHeading),
    options: optionsOf(names, section(prosHeading), sections, text),
    decision: kept.slice(0, 90_000),
    consequences: itemsOf(consequencesHeading),
    confirmation: (section(confirmationHeading)?.source ?? '').slice(0, 90_000),
    deciders: people('decision-makers', 'deciders', 'decider', 'author', 'authors'),
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
