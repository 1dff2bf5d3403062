import { withoutRemarks } from './closing-lines.ts';
import { prosHeading } from './content.ts';
import { type FieldName, fieldOf, linkWords } from './field-names.ts';
import type { Line } from './fields.ts';
import { saysInPart } from './in-part.ts';
import { statementLines } from './joined-lines.ts';
import { leadNodes } from './lead.ts';
import { beginsWithVerb } from './link-verbs.ts';
import { readLinks, type StatedLink } from './links.ts';
import { namedRecords } from './named-records.ts';
import { noticesOf } from './placed-notices.ts';
import { namesLinks, opensLinks } from './section-names.ts';
import { withoutSections } from './sections-left.ts';
import { statedFields } from './stated-fields.ts';
import { lineOf, type Outline, type Section, sourceOf } from './tree.ts';

export const linksHeading =
  /^(?:\d+[.)]?\s*)?(?:links?|related(?: decisions| adrs| records)?|references?|relations?(?:hips)?|supersession|see also|more information)\s*:?$/i;

/** A link that a file states, and where. */
export interface PlacedLink extends StatedLink {
  readonly line: number;
}

/** What metadata says, and whether it tells a status. */
interface Piece extends Line {
  readonly isStatus?: boolean;
}

/** No statement is longer. */
const longest = 5_000;

/**
 * Links from metadata alone: front matter, the header, the status, lists of links. Prose is prose.
 * @param series what the file's own series is called, in small letters
 */
export function statedLinks(
  outline: Outline,
  fields: ReadonlyMap<string, Line>,
  statusSection: Section | undefined,
  series?: string,
): PlacedLink[] {
  const { definitions, text } = outline;
  const pieces: Piece[] = [...fieldPieces(outline, fields), ...leadPieces(outline)];
  if (statusSection !== undefined)
    pieces.push(
      ...statusSection.nodes
        .flatMap((node) => statementLines(node, text))
        .map((one) => ({ ...one, isStatus: true })),
    );
  pieces.push(...sectionPieces(outline));
  const links = pieces.flatMap(({ isStatus = false, ...piece }) =>
    readLinks(piece.text.slice(0, longest), definitions, { isStatus, series }).map((link) => ({
      ...link,
      line: lineIn(piece, link.target),
    })),
  );
  const all = [...links, ...namedRecords(outline, fields, series)];
  return onceEach(all).filter(
    (one) => one.isLoose !== true || !links.some((link) => link !== one && link.target === one.target),
  );
}

/** Each link once, as it is said first; in part where it is said so anywhere. */
function onceEach(all: readonly PlacedLink[]): PlacedLink[] {
  const same = Map.groupBy(all, (link) => `${link.kind} ${link.isNewer} ${link.target}`);
  return [...same.values()].flatMap((own) =>
    own.slice(0, 1).map((link) => {
      const partial = own.some((one) => one.partial);
      return partial === link.partial ? link : { ...link, partial };
    }),
  );
}

/** How a field of links is said in a sentence. */
const verbOf: Partial<Record<FieldName, string>> = {
  supersedes: 'supersedes',
  'superseded-by': 'superseded by',
  amends: 'amends',
  'amended-by': 'amended by',
};

function fieldPieces(outline: Outline, fields: ReadonlyMap<string, Line>): Piece[] {
  const known = [...statedFields(outline, fields)].flatMap(([name, values]) =>
    values.flatMap(({ key, text, line }): Piece[] => {
      if (name === 'status') return [{ text, line, isStatus: true }];
      const verb = verbOf[name];
      const part = saysInPart(key) || /part\b|teil/i.test(key) ? 'partially ' : '';
      return verb === undefined ? [] : [{ text: `${part}${verb} ${bareTargets(text)}`, line }];
    }),
  );
  const front = Object.entries(outline.front).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
      typeof one === 'string' ? [{ key, text: one, line: outline.frontLines.get(key) ?? 1 }] : [],
    ),
  );
  const other = [...front, ...[...fields].map(([key, { text, line }]) => ({ key, text, line }))]
    .filter(({ key }) => isOther(key))
    .map(({ key, text, line }) => ({
      text: `${key.replace(/[_-]/g, ' ')} ${bareTargets(fieldOf(key) === 'related' ? withoutRemarks(text) : text)}`,
      line,
    }));
  return [...known, ...other];
}

function isOther(key: string): boolean {
  const name = fieldOf(key);
  return (name === undefined || name === 'related') && linkWords.test(key.toLowerCase());
}

function leadPieces(outline: Outline): Piece[] {
  const { text } = outline;
  const notices = noticesOf(outline).map(({ written, line }) => ({ text: written, line, isStatus: true }));
  const lines = leadNodes(outline).flatMap((node): Piece[] => {
    if (node.type === 'blockquote') return [{ text: sourceOf(node, text), line: lineOf(node) }];
    if (node.type !== 'list' && node.type !== 'paragraph') return [];
    return statementLines(node, text).filter((one) => isLinkLine(one.text));
  });
  return [...notices, ...lines];
}

/** Lists of links, and sections that are called after what the records in them are to this one. */
function sectionPieces({ sections, text }: Outline): Piece[] {
  return withoutSections(sections, ({ title }) => prosHeading.test(title)).flatMap(({ title, nodes }) => {
    const name = fieldOf(title.replace(/^\d+[.)]?\s*/, ''));
    const verb = name === undefined ? undefined : verbOf[name];
    const said = verb ?? (/^superse|^replace/i.test(title) ? title : undefined);
    if (said === undefined && !opensLinks(title) && !namesLinks(title)) return [];
    const lines = nodes.flatMap((node) => statementLines(node, text));
    return [
      ...lines.filter((one) => isLinkLine(one.text)),
      ...(said === undefined ? [] : lines.map((one) => ({ ...one, text: `${said} ${one.text}` }))),
    ];
  });
}

/** The line of a piece on which a target stands. */
function lineIn({ text, line }: Line, target: string): number {
  const at = text.indexOf(target);
  return at < 0 ? line : line + text.slice(0, at).split('\n').length - 1;
}

/** What may stand before the verb of a line. */
const beforeVerb =
  /^\s*(?:[-*+>]\s+|\d+\.\s+)*[*_]*(?:(?:partially|partly|teilweise|this\s+(?:adr|decision|record)(?:\s+(?:is|has\s+been|was))?)\s+)*/i;

/** A line that begins with what the link is: "Supersedes [x](y)". */
function isLinkLine(line: string): boolean {
  const begun = beforeVerb.exec(line.slice(0, longest))?.[0] ?? '';
  if (beginsWithVerb(line.slice(begun.length))) return true;
  return /^\s*(?:[-*+>]\s+|\d+\.\s+)*[*_]*(?:partially\s+|teilweise\s+)?(?:this\s+(?:adr|decision|record)\s+)?(?:is\s+|has\s+been\s+|was\s+)?(?:super[sc]|replace|obsolete|amend|supplement|extend|ersetzt|abgelöst|löst ab|ändert|ergänzt|remplac|reemplaz|sustitu|substitu|vervang|wijzigt|sostitu|zastąp|zastęp|nahra|ersätt|ersatt|erstatt|avløs|afløs|korva|замен|замін|取代|替代|被|relates? to|related to|refines|depends on|builds (?:up)?on|updated by|clarif|deprecated (?:by|in favou?r)|absorbed|merged into|succeeded by|overrid)/i.test(
    line,
  );
}

/** A bare list of numbers with which a field begins: "3, 0004" stands for records; numbers in prose behind it do not. */
function bareTargets(whole: string): string {
  const value = whole.slice(0, longest);
  const [list = ''] =
    /^[\s*_]*(?:#?\d{1,5}[a-z]?(?![\w/.-])\s*(?:[,;&]\s*|(?:and|und|et|y|e|en)\s+)?)+/i.exec(value) ?? [];
  return list.replace(/#?\b(\d{1,5}[a-z]?)\b/g, 'Decision-$1') + value.slice(list.length);
}
