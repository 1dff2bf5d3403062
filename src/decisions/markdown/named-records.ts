import type { ListItem, RootContent } from 'mdast';
import { closingLines } from './closing-lines.ts';
import { fieldOf } from './field-names.ts';
import type { Line } from './fields.ts';
import { readLinks, type Target, targetsIn } from './links.ts';
import { isLinksAlone } from './links-alone.ts';
import { namesLinks, opensLinks, opensProse } from './section-names.ts';
import { statedFields } from './stated-fields.ts';
import { lineOf, type Outline, sourceOf } from './tree.ts';

/** A record that is named beside others without a word for what it is to this one. */
interface NamedRecord {
  readonly kind: 'relates-to';
  readonly isNewer: true;
  readonly partial: false;
  readonly target: string;
  readonly text: string;
  readonly isLoose: true;
  readonly isPath: boolean;
  readonly line: number;
}

/** Records that lists of what is related name, in sections and in fields; what leads elsewhere is left out later. */
export function namedRecords(
  outline: Outline,
  fields: ReadonlyMap<string, Line>,
  series: string | undefined,
): NamedRecord[] {
  const { definitions } = outline;
  const named = (line: Line, taken: Taken) =>
    targetsOf(line.text, definitions, series, taken).map(
      ({ target, text, isPath }): NamedRecord => ({
        kind: 'relates-to',
        isNewer: true,
        partial: false,
        target,
        text,
        isLoose: true,
        isPath,
        line: line.line,
      }),
    );
  const stated = statedFields(outline, fields).get('related') ?? [];
  return [
    ...closingLines(outline).flatMap((line) => named(line, 'all')),
    ...stated.flatMap(({ text, line }) => named({ text: fieldTargets(text), line }, 'all')),
    ...outline.sections
      .filter(({ title }) => opensLinks(title) || namesLinks(title))
      .flatMap(({ title, nodes }) =>
        itemLines(nodes, outline.text).flatMap((line) => named(line, takenUnder(title))),
      ),
  ];
}

/**
 * Which records of a line are taken: all that it names, all but numbers that something stands before, or only those with
 * which it begins.
 */
type Taken = 'all' | 'files' | 'first';

function takenUnder(title: string): Taken {
  if (opensProse(title)) return 'first';
  return opensLinks(title) ? 'all' : 'files';
}

/** A field's value with what stands alone in it as a name: a number, a file without its ending; not what brackets hold. */
function fieldTargets(value: string): string {
  return value.slice(0, 2_000).replace(/((?:\([^()]*\)|[^,;\n])+)([,;\n]?)/g, (_, item: string, sign) => {
    const plain = item.trim().replace(/^["'`]|["'`]$/g, '');
    const end = endOf(item, sign);
    const number = /^#?(\d{1,5}[a-z]?(?:\s+\(.*)?)$/i.exec(plain)?.[1];
    if (number !== undefined) return `Decision-${number}${end}`;
    // A path stands for itself; a name without its ending does not.
    const isName = /^[\w./-]*[\w-]$/.test(plain) && /[a-z]-[a-z]/i.test(plain) && !isFile(plain);
    return `${isName ? `[${plain}](${plain})` : item.trim()}${end}`;
  });
}

/** What parts an item of a field from the next one: where a line ends with "and", that goes on. */
function endOf(item: string, sign: string): string {
  if (sign === '\n' && /\s(?:and|und|et|y|e)\s*$/i.test(item)) return ' ';
  return sign === '' ? '' : sign === ';' ? '; ' : ', ';
}

/**
 * What stands between records that are listed: signs, "and", and what is said of the one before, in brackets or behind a
 * dash up to a semicolon: "ADR-1 (the queue), ADR-2 and ADR-3".
 */
const listed =
  /^(?:\s*\((?:[^()]|\([^()]*\))*\)|\s*[–—:-]\s[^;]{1,120}(?=;))?[\s,;&/|*_`()\]-]*(?:and\s+|und\s+|et\s+|y\s+|e\s+)?`?$/i;

/** The records that a line names: files wherever they stand, numbers in the list with which it begins. */
function targetsOf(
  line: string,
  definitions: ReadonlyMap<string, string>,
  series: string | undefined,
  taken: Taken,
): Target[] {
  const text = line.slice(0, 2_000);
  // What is said of a record in a sentence is no relation to this one, unless it begins with that.
  const said = new Set(readLinks(text, definitions, { series }).map(({ target }) => target));
  let end = 0;
  const all = targetsIn(text, definitions, series);
  const isBegun = taken === 'all' || isBegin(text.slice(0, all[0]?.at));
  if (!isBegun && taken === 'first') return [];
  return all.filter((one, at) => {
    const between = text.slice(end, one.at);
    const isListed = at === 0 || listed.test(between);
    if (isListed) end = one.end;
    // "ADR 34: [Use NATS](0034-use-nats.md)" names one record, and its file says which.
    const next = all[at + 1];
    if (
      next !== undefined &&
      isFile(next.target) &&
      /^[\s*_`]*[:–—-]?[\s*_`]*\[?$/.test(text.slice(one.end, next.at))
    )
      return false;
    if (one.isBare || said.has(one.target) || isElsewhere(one)) return false;
    return (isListed && isBegun) || isFile(one.target);
  });
}

/** Whether a line begins behind that: after marks alone, or after what such a list is called: "Related: ". */
function isBegin(before: string): boolean {
  const begun = /^[\s*_`[(]*(?:([\p{L}][\p{L} -]{1,40}?)[*_]*\s*[:：][\s*_`[(]*)?$/u.exec(before);
  if (begun === null) return false;
  const [, label] = begun;
  return label === undefined || fieldOf(label) === 'related';
}

function isFile(target: string): boolean {
  return /\.md(?:[?#]|$)/i.test(target);
}

/**
 * Whether a target is a page of the web and none that is a file of a record; or, there or on a path from somewhere, the
 * record with which every log begins.
 */
function isElsewhere({ target, isPath }: Target): boolean {
  const path = target.replace(/[?#].*$/, '');
  const isFirst = /\/0*[01]-[^/]*(?:architectur|decision)[^/]*$/i.test(path);
  if (/^https?:/.test(target)) return !/\.mdx?$/i.test(path) || isFirst;
  return isPath && isFirst && !/^\.\.?\//.test(path);
}

/** The items of lists at any depth, and lines and rows that are links more than words. */
function itemLines(nodes: readonly RootContent[], text: string): Line[] {
  return nodes.flatMap((node): Line[] => {
    if (node.type === 'list') return node.children.flatMap((item) => linesOfItem(item, text));
    const source = sourceOf(node, text);
    const lines = source.split('\n').map((one, at) => ({ text: one, line: lineOf(node) + at }));
    if (node.type === 'table') return lines.slice(2);
    return node.type === 'paragraph' ? lines.filter((line) => isLinksAlone(line.text)) : [];
  });
}

function linesOfItem({ children }: ListItem, text: string): Line[] {
  return children.flatMap((child) =>
    child.type === 'paragraph'
      ? [{ text: sourceOf(child, text).replace(/\n/g, ' '), line: lineOf(child) }]
      : child.type === 'list'
        ? child.children.flatMap((item) => linesOfItem(item, text))
        : [],
  );
}
