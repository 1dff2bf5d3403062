import type { LinkKind } from '../record.ts';

/** A link that a file states, before it is known which record is meant. */
export interface StatedLink {
  readonly kind: LinkKind;
  /** Whether this file is the newer one: "supersedes X" is, "superseded by X" is not. */
  readonly isNewer: boolean;
  readonly partial: boolean;
  /** A path, an address, or a number. */
  readonly target: string;
  /** What the link is called, where the target alone does not tell. */
  readonly text: string;
}

interface Verb {
  readonly pattern: RegExp;
  readonly kind: LinkKind;
  readonly isNewer: boolean;
}

/** How files say it, the passive before the active: "superseded by" holds "supersede". */
const verbs: readonly Verb[] = [
  {
    pattern:
      /super[sc]ee?ded[- _]*by|super[sc]ee?ded\b[^\n[\]()]{0,24}?\bby|replaced[- _]?by|obsoleted[- _]?by|ersetzt durch|abgelöst durch|remplacée? par|(?:reemplazad|sustituid|substituíd)[oa] por|vervangen door|sostituit[oa] da|заменен[оа]? на|被.{0,4}(?:取代|替代)/giu,
    kind: 'supersedes',
    isNewer: false,
  },
  {
    pattern:
      /(?:amended|supplemented|extended|updated|modified|complemented|clarified)[- _]?by|geändert durch|ergänzt durch|modifiée? par|(?:modificad|alterad)[oa] por|gewijzigd door/giu,
    kind: 'amends',
    isNewer: false,
  },
  {
    pattern:
      /super[sc]ee?des?(?!d)|replaces(?!d)|obsoletes(?!d)|\bersetzt(?! durch)|\bremplace\b|\b(?:reemplaza|sustituye|substitui)\b(?! a? ?por)|\bvervangt\b|\bsostituisce\b|\bзаменяет\b/giu,
    kind: 'supersedes',
    isNewer: true,
  },
  {
    pattern:
      /\bamends\b|\bsupplements\b|\bextends\b|\bupdates\b|\bclarifies\b|\bmodifies\b|\bmodifica\b|\bmodifie\b|(?<!\p{L})(?:ändert|ergänzt)\b(?! durch)|\baltera\b|\bwijzigt\b/giu,
    kind: 'amends',
    isNewer: true,
  },
  {
    pattern: /\brelates to\b|\brelated to\b|\brefines\b|\bdepends on\b|\bbuilds on\b|\bsee also\b/giu,
    kind: 'relates-to',
    isNewer: true,
  },
];

/** A target: a markdown link, a reference link, a bare address or file, or a number such as ADR-0045. */
const targetPattern =
  /\[((?:[^[\]]|\[[^\]]*\])*)\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|\[([^\]]+)\]\[([^\]]*)\]|<(https?:\/\/[^>\s]+)>|((?:https?:\/\/|\.{0,2}\/)?[\w./%#-]+\.md)\b|\b(?:ADR|adr|RFC|Decision|decision|DR)[-_ #]?(\d{1,5}[a-z]?)\b|(?<![\w/.-])#?(\d{1,5})(?=\s*(?:[,;.)]|and\b|und\b|et\b|y\b|$))/gu;

const listOnly =
  /^[\s:*_(#]*(?:(?:#?\d{1,5}[a-z]?|(?:ADR|RFC|DR|Decision)[-_ #]?\d{1,5}[a-z]?|\[[^\]]*\]\([^)]*\))\s*(?:[,;&]|and|und|et|y|e|en)?\s*#?)*$/iu;
const partly = /partial|partly|teilweise|partiel|parcial|in part\b/i;
const partlyBehind = new RegExp(`^\\s*[([]?\\s*(?:${partly.source})`, 'i');

/** Every link that a piece of metadata states; prose is not to be given here. */
export function readLinks(metadata: string, definitions: ReadonlyMap<string, string>): StatedLink[] {
  const marks: { at: number; end: number; verb: Verb }[] = [];
  for (const verb of verbs) {
    for (const match of metadata.matchAll(verb.pattern)) {
      const at = match.index;
      // A verb inside a link's address or inside a longer one already found says nothing.
      if (marks.some((mark) => at >= mark.at && at < mark.end) || isInAddress(metadata, at)) continue;
      marks.push({ at, end: at + match[0].length, verb });
    }
  }
  marks.sort((a, b) => a.at - b.at);
  return marks.flatMap(({ at, end, verb }, index) => {
    const until = marks[index + 1]?.at ?? metadata.length;
    const partial =
      partly.test(metadata.slice(Math.max(0, at - 24), at)) ||
      partlyBehind.test(metadata.slice(end, end + 24));
    const links: StatedLink[] = [];
    for (const match of metadata.slice(end, until).matchAll(targetPattern)) {
      const [, text, url, label, reference, bare, file, number, digits] = match;
      const id = (reference === '' || reference === undefined ? label : reference)?.toLowerCase() ?? '';
      const target =
        url ??
        (label === undefined ? undefined : (definitions.get(id) ?? label)) ??
        bare ??
        file ??
        number ??
        digits;
      if (target === undefined) continue;
      // A number by itself is a record's only in the list with which the statement begins.
      if (target === digits && !listOnly.test(metadata.slice(end, end + match.index))) continue;
      links.push({ kind: verb.kind, isNewer: verb.isNewer, partial, target, text: text ?? label ?? '' });
    }
    return links;
  });
}

function isInAddress(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 300), at);
  const open = Math.max(before.lastIndexOf(']('), before.lastIndexOf('<http'));
  if (open >= 0 && !/[)>\n]/.test(before.slice(open + 2))) return true;
  // Inside the words of a link: "[Use X instead of what it replaces](...)" names the other record.
  const bracket = before.lastIndexOf('[');
  return bracket >= 0 && !before.slice(bracket).includes(']') && /^[^[\]\n]*\]\(/.test(text.slice(at));
}
