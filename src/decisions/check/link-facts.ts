import type { Nodes, RootContent } from 'mdast';
import { lineOf, type Outline, sourceOf, textOf } from '../markdown/tree.ts';

/** A link or picture of a file to something beside it. */
export interface LinkFact {
  readonly url: string;
  /** What it is called. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** The line on which its target is written; another one where it is defined at the end of a file. */
  readonly targetLine: number;
}

/** More of them in one file are not looked at. */
const mostLinks = 2_000;

/** The links of a file that lead to files; addresses, anchors and code are none. */
export function linkFacts({ nodes, definitions }: Outline): LinkFact[] {
  const links: LinkFact[] = [];
  const defined = new Map(
    nodes.flatMap((node): [string, number][] =>
      node.type === 'definition' ? [[node.identifier.toLowerCase(), lineOf(node)]] : [],
    ),
  );
  for (const node of eachNode(nodes)) {
    const url = urlOf(node, definitions);
    if (url === undefined || !isPath(url)) continue;
    const { line = 1, column = 1 } = node.position?.start ?? {};
    const targetLine =
      ('identifier' in node ? defined.get(node.identifier.toLowerCase()) : undefined) ?? line;
    links.push({ url: url.slice(0, 1_000), text: textOf(node).slice(0, 300), line, column, targetLine });
    if (links.length === mostLinks) break;
  }
  return links;
}

/** Every node, in the file's order. A list and no recursion: nodes can be nested deeper than calls. */
export function* eachNode(nodes: readonly RootContent[]): Generator<RootContent> {
  const left: RootContent[] = nodes.toReversed();
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    yield node;
    // One by one: a list may have more items than a call takes arguments.
    if ('children' in node) for (const child of node.children.toReversed()) left.push(child);
  }
}

function urlOf(node: Nodes, definitions: ReadonlyMap<string, string>): string | undefined {
  if (node.type === 'link' || node.type === 'image') return node.url;
  return node.type === 'linkReference' || node.type === 'imageReference'
    ? definitions.get(node.identifier.toLowerCase())
    : undefined;
}

/** A path beside the file: no address, no anchor, nothing that a site's generator fills in. */
function isPath(url: string): boolean {
  return url !== '' && !/^(?:[a-z][a-z\d+.-]*:|\/\/|[#?@~])|[{}<>$\\|]|%7b/i.test(url);
}

const supersession =
  /super[sc]|replac|obsolet|instead|no longer|abandon|revers|overrul|ersetz|abgelöst|remplac|reemplaz|sustitu|substitu|vervang|sostitu|замен|取代|替代/i;
const named = /\b(?:ADR|RFC|DR|Decision)[-_ #]*0*(\d{1,6}[a-z]?)\b/gi;

/** What is named where a file speaks of something that it takes the place of: numbers, and addresses of links. */
export function supersessionNames({ nodes, text, definitions, heading }: Outline): string[] {
  const names = new Set<string>();
  const numbers = (said: string) => {
    for (const [, number = ''] of said.matchAll(named)) names.add(number.toLowerCase());
  };
  if (heading !== null && supersession.test(heading)) numbers(heading);
  for (const node of eachNode(nodes)) {
    if (node.type !== 'paragraph' && node.type !== 'table') continue;
    const said = sourceOf(node, text);
    if (!supersession.test(said)) continue;
    numbers(said);
    for (const inner of eachNode([node])) {
      const url = urlOf(inner, definitions);
      if (url !== undefined) names.add(url.slice(0, 1_000));
    }
  }
  return [...names].slice(0, mostLinks);
}
