import { type Line, placedLines } from './fields.ts';
import { readLinks, type StatedLink } from './links.ts';
import { lineOf, type Outline, type Section, sourceOf } from './tree.ts';

const linksHeading =
  /^(?:\d+[.)]?\s*)?(?:links?|related(?: decisions| adrs| records)?|references?|relations?(?:hips)?|supersession|see also|more information)\s*:?$/i;

/** A link that a file states, and where. */
export interface PlacedLink extends StatedLink {
  readonly line: number;
}

/** Links from metadata alone: front matter, the header, the status, lists of links. Prose is prose. */
export function statedLinks(
  outline: Outline,
  fields: ReadonlyMap<string, Line>,
  statusSection: Section | undefined,
): StatedLink[] {
  return placedLinks(outline, fields, statusSection).map(({ line: _line, ...link }) => link);
}

/** The same links with where each stands. */
export function placedLinks(
  outline: Outline,
  fields: ReadonlyMap<string, Line>,
  statusSection: Section | undefined,
): PlacedLink[] {
  const { header, sections, definitions, text } = outline;
  const pieces = [...frontPieces(outline), ...fieldPieces(fields)];
  for (const node of header) {
    if (node.type === 'blockquote') pieces.push({ text: sourceOf(node, text), line: lineOf(node) });
    if (node.type === 'list' || node.type === 'paragraph') {
      for (const [at, one] of sourceOf(node, text).split('\n').entries())
        if (isLinkLine(one)) pieces.push({ text: one, line: lineOf(node) + at });
    }
  }
  if (statusSection !== undefined)
    pieces.push(...statusSection.nodes.flatMap((node) => placedLines(node, text)));
  for (const section of sections) {
    const isSupersession = /^superse|^replace/i.test(section.title);
    if (!linksHeading.test(section.title) && !isSupersession) continue;
    const lines = section.nodes.flatMap((node) => placedLines(node, text));
    pieces.push(...lines.filter((one) => isLinkLine(one.text)));
    if (isSupersession)
      pieces.push(...lines.map((one) => ({ ...one, text: `${section.title} ${one.text}` })));
  }
  const links = pieces.flatMap((piece) =>
    readLinks(piece.text, definitions).map((link) => ({ ...link, line: lineIn(piece, link.target) })),
  );
  const unique = new Map(links.map((link) => [`${link.kind} ${link.isNewer} ${link.target}`, link]));
  return [...unique.values()];
}

function frontPieces({ front, frontLines }: Outline): Line[] {
  return Object.entries(front).flatMap(([key, value]) => {
    const line = frontLines.get(key) ?? 1;
    return (Array.isArray(value) ? value : [value]).flatMap((one): Line[] => {
      if (typeof one !== 'string') return [];
      if (/^status$/i.test(key)) return [{ text: one, line }];
      return /supersede|replace|amend|supplement|extend|relate/i.test(key)
        ? [{ text: `${key.replace(/[_-]/g, ' ')} ${bareTargets(one)}`, line }]
        : [];
    });
  });
}

const linkField =
  /supersede|replace|amend|supplement|extend|relate|modif|clarif|complement|ersetzt|änder|ergänz|remplac|reemplaz|sustitu|substitu|altera|vervang|wijzig/;

function fieldPieces(fields: ReadonlyMap<string, Line>): Line[] {
  return [...fields].flatMap(([key, { text, line }]): Line[] => {
    if (/^(?:status|state|statut|estado|stato)$/.test(key)) return [{ text, line }];
    return linkField.test(key) ? [{ text: `${key} ${bareTargets(text)}`, line }] : [];
  });
}

/** The line of a piece on which a target stands. */
function lineIn({ text, line }: Line, target: string): number {
  const at = text.indexOf(target);
  return at < 0 ? line : line + text.slice(0, at).split('\n').length - 1;
}

/** A line that begins with what the link is: "Supersedes [x](y)". */
function isLinkLine(line: string): boolean {
  return /^\s*(?:[-*+>]\s+|\d+\.\s+)*[*_]*(?:partially\s+|teilweise\s+)?(?:this\s+(?:adr|decision|record)\s+)?(?:is\s+)?(?:super[sc]|replace|obsolete|amend|supplement|extend|ersetzt|abgelöst|remplac|reemplaz|sustitu|substitu|vervang|sostitu|relates? to|related to|refines|depends on|updated by|clarif)/i.test(
    line,
  );
}

/** A bare list of numbers with which a field begins: "3, 0004" stands for records; numbers in prose behind it do not. */
function bareTargets(value: string): string {
  const [list = ''] =
    /^[\s*_]*(?:#?\d{1,5}[a-z]?(?![\w/.-])\s*(?:[,;&]\s*|(?:and|und|et|y|e|en)\s+)?)+/i.exec(value) ?? [];
  return list.replace(/#?\b(\d{1,5}[a-z]?)\b/g, 'ADR-$1') + value.slice(list.length);
}
