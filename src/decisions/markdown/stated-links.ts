import { linesOf } from './fields.ts';
import { readLinks, type StatedLink } from './links.ts';
import { type Outline, type Section, sourceOf } from './tree.ts';

const linksHeading =
  /^(?:\d+[.)]?\s*)?(?:links?|related(?: decisions| adrs| records)?|references?|relations?(?:hips)?|supersession|see also|more information)\s*:?$/i;

/** Links from metadata alone: front matter, the header, the status, lists of links. Prose is prose. */
export function statedLinks(
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
      /supersede|replace|amend|supplement|extend|relate|modif|clarif|complement|ersetzt|änder|ergänz|remplac|reemplaz|sustitu|substitu|altera|vervang|wijzig/.test(
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

/** A bare list of numbers with which a field begins: "3, 0004" stands for records; numbers in prose behind it do not. */
function bareTargets(value: string): string {
  const [list = ''] =
    /^[\s*_]*(?:#?\d{1,5}[a-z]?(?![\w/.-])\s*(?:[,;&]\s*|(?:and|und|et|y|e|en)\s+)?)+/i.exec(value) ?? [];
  return list.replace(/#?\b(\d{1,5}[a-z]?)\b/g, 'ADR-$1') + value.slice(list.length);
}
