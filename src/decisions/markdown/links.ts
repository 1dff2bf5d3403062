import type { LinkKind } from '../record.ts';
import { isTargetInPart, isVerbInPart } from './in-part.ts';
import { behindNewer, behindOlder, denied, type Verb, verbs } from './link-verbs.ts';
import { wordsBeside } from './words-beside.ts';

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
  /** Whether it is only named beside others: it counts where it leads to a record, and else says nothing. */
  readonly isLoose?: boolean;
  /** Whether its target is a path that stands as words: from the root of a repository as often as from the file. */
  readonly isPath?: boolean;
}

/** What is known where links are read. */
export interface LinkContext {
  /** Whether the text tells a status. */
  readonly isStatus?: boolean;
  /** What the file's own series is called, in small letters: "adr", "hipe". */
  readonly series?: string | undefined;
}

/** A target in a text: a markdown link, a reference link, a bare address or file, or a number such as ADR-0045. */
export interface Target {
  readonly at: number;
  readonly end: number;
  readonly target: string;
  readonly text: string;
  /** Whether it is a number without anything that says of what. */
  readonly isBare: boolean;
  /** Whether it is a path that stands as words and is no link. */
  readonly isPath: boolean;
}

const label = '(?:(?:19|20)\\d{2}[-/]\\d{3,4}|\\d{1,5}[a-z]?)';
const targetPattern = new RegExp(
  [
    '\\[((?:[^[\\]]|\\[[^\\]]*\\])*)\\]\\(<?([^)\\s>]+)>?(?:\\s+"[^"]*")?\\)',
    '\\[\\[([^\\]|#]+)(?:#[^\\]|]*)?(?:\\|([^\\]]*))?\\]\\]',
    '\\[([^\\]]+)\\]\\[([^\\]]*)\\]',
    '<(https?:\\/\\/[^>\\s]+)>',
    '((?:https?:\\/\\/|\\.{0,2}\\/)?[\\w./%#-]+\\.md)\\b',
    '(?<![\\w/.-])((?:0\\d{2,5}|\\d{8}|\\d{4}-\\d{2}-\\d{2})-[a-z][a-z0-9_-]*)(?![\\w/]|\\.\\w)',
    `\\b(ADR|[Aa]dr|RFC|Decision|decision|DR|\\p{Lu}{2,8})[-_ #]?(${label})(?![\\w]|[-.]\\d)`,
    '(?<![\\w/.-])#?(\\d{1,5})(?=\\s*(?:[,;.)]|and\\b|und\\b|et\\b|y\\b|$))',
  ].join('|'),
  'gu',
);

/** Names that any series of decisions goes by. */
const anySeries = /^(?:adr|decision|dr)$/i;

/** The targets that a text names, in its order. */
export function targetsIn(text: string, definitions: ReadonlyMap<string, string>, series?: string): Target[] {
  const matches = [...text.matchAll(targetPattern)];
  return matches.flatMap((match, nth): Target[] => {
    const [all, words, url, wiki, wikiWords, shown, reference, bare, file, slug, prefix, number, digits] =
      match;
    const place = { at: match.index, end: match.index + all.length };
    if (prefix !== undefined && !isOwnSeries(prefix, series)) return [];
    const id = (reference === '' || reference === undefined ? shown : reference)?.toLowerCase() ?? '';
    const target =
      url ??
      wiki ??
      (shown === undefined ? undefined : (definitions.get(id) ?? shown)) ??
      bare ??
      file ??
      slug ??
      number ??
      digits;
    if (target === undefined) return [];
    const before = matches[nth - 1];
    const beside = () =>
      wordsBeside(
        text.slice(before === undefined ? 0 : before.index + before[0].length, place.at),
        text.slice(place.end, matches[nth + 1]?.index),
      );
    const said =
      words ?? wikiWords ?? shown ?? (number === undefined && digits === undefined ? '' : beside());
    return [
      {
        ...place,
        target,
        text: said,
        isBare: digits !== undefined,
        isPath: file !== undefined && !/^https?:/.test(file),
      },
    ];
  });
}

/** "RFC 12" in a record of another series is no record beside it, nor is "SHA-256". */
function isOwnSeries(prefix: string, series: string | undefined): boolean {
  const said = prefix.toLowerCase();
  if (said === series) return true;
  if (anySeries.test(said))
    return (
      series === undefined || /adr$|^(?:decision|dr|record|ad|ard|tdr)$/.test(series) || said === 'decision'
    );
  return said === 'rfc' && series === undefined;
}

/** Every link that a piece of metadata states; prose is not to be given here. */
export function readLinks(
  metadata: string,
  definitions: ReadonlyMap<string, string>,
  { isStatus = false, series }: LinkContext = {},
): StatedLink[] {
  const marks = marksIn(metadata, isStatus);
  const links = marks.flatMap(({ at, end, verb }, index) => {
    const until = marks[index + 1]?.at ?? metadata.length;
    const isInPart = isVerbInPart(metadata, { at, end });
    const { kind, isNewer, isOfStatus } = verb;
    const said = inBrackets(metadata.slice(end, until));
    return namedBehind(said, definitions, series).map(
      ({ target, text, isPath, end: behind }): StatedLink => ({
        kind,
        isNewer,
        partial: isInPart || isTargetInPart(said.slice(behind)),
        target,
        text,
        ...(isPath ? { isPath } : {}),
        ...(isOfStatus === true && kind === 'relates-to' ? { isLoose: true } : {}),
      }),
    );
  });
  return [...links, ...namedBefore(metadata, definitions, series)];
}

/** What stands behind a verb up to the end of the brackets in which it stands: "(supersedes the queue), ADR-3". */
function inBrackets(text: string): string {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/[()]/g)) {
    depth += sign === '(' ? 1 : -1;
    if (depth < 0) return text.slice(0, index);
  }
  return text;
}

/** A verb in a text. */
interface Mark {
  readonly at: number;
  readonly end: number;
  readonly verb: Verb;
}

function marksIn(metadata: string, isStatus: boolean): Mark[] {
  const marks: Mark[] = [];
  // Letter by letter, so that places stay the same.
  const lowered = metadata.replaceAll('İ', 'i').toLowerCase();
  for (const verb of verbs) {
    if (verb.isOfStatus === true && !isStatus) continue;
    for (const match of lowered.matchAll(verb.pattern)) {
      const at = match.index;
      // A verb inside a link's address or inside a longer one already found says nothing.
      if (marks.some((mark) => at >= mark.at && at < mark.end) || isInAddress(metadata, at)) continue;
      if (denied.test(lowered.slice(Math.max(0, at - 30), at))) continue;
      marks.push({ at, end: at + match[0].length, verb });
    }
  }
  return marks.sort((a, b) => a.at - b.at);
}

/** The targets with which a statement goes on: the first that it comes to, and those that are listed with it. */
function namedBehind(
  text: string,
  definitions: ReadonlyMap<string, string>,
  series: string | undefined,
): Target[] {
  const named: Target[] = [];
  let end = 0;
  for (const one of targetsIn(text, definitions, series)) {
    const between = text.slice(end, one.at);
    // A number by itself is a record's only in the list with which the statement begins.
    if (one.isBare && !(named.length === 0 ? /^[\s:*_(#>-]*$/ : onlyListed).test(between)) continue;
    if (!(named.length === 0 ? leadsOn : listsOn).test(between)) break;
    named.push(one);
    end = one.end;
  }
  return named;
}

/** What may stand before the first target: no end of a sentence. */
const leadsOn = /^(?:(?![.;](?:\s|$)).){0,160}$/su;
const and = '(?:and|und|et|y|e|en|or|oder|i|a|och|og|ja|и|і|ve|as well as|plus)';
const onlyListed = new RegExp(`^[\\s*_)]*(?:[,;&+/]\\s*|${and}\\s+)+#?$`, 'iu');
/** Words with which a sentence goes on: what stands behind them is none of a list. */
const goesOn =
  '\\b(?:because|since|as|after|before|when|while|which|that|who|see|unlike|instead|like|than|from|not|but|if|for|weil|da|nachdem|denn|aber)\\b';
const remark = '\\([^()]*\\)';
/** What stands between targets of a list: signs alone, or what the first is called and a sign or "and". */
const listsOn = new RegExp(
  `^(?:[\\s*_>\\][()+-]*|(?:${remark}|(?!${remark}|${goesOn}|[.;]\\s).){0,120}?(?:[,;&+/|·•\\n]|\\s${and}\\s)[\\s>*+_-]*(?:${and}\\s+)?(?:also\\s+)?[\\s*_([]*)$`,
  'isu',
);

/** Targets that stand before what is said of them. */
function namedBefore(
  text: string,
  definitions: ReadonlyMap<string, string>,
  series: string | undefined,
): StatedLink[] {
  if (!/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]|\b(?:ile|tarafından)\b/u.test(text)) return [];
  return targetsIn(text, definitions, series).flatMap(({ end, target, text: words }): StatedLink[] => {
    const rest = text.slice(end, end + 60);
    const isNewer = behindNewer.test(rest);
    return isNewer || behindOlder.test(rest)
      ? [{ kind: 'supersedes', isNewer, partial: false, target, text: words }]
      : [];
  });
}

function isInAddress(text: string, at: number): boolean {
  // A file that is named by itself: 0007-replaces-the-queue.md
  const [start = ''] = /[\w./%#-]{0,300}$/.exec(text.slice(Math.max(0, at - 300), at)) ?? [];
  if (start !== '' && /^[\w./%#-]{0,300}\.md\b/i.test(text.slice(at, at + 310))) return true;
  const before = text.slice(Math.max(0, at - 300), at);
  const open = Math.max(before.lastIndexOf(']('), before.lastIndexOf('<http'));
  if (open >= 0 && !/[)>\n]/.test(before.slice(open + 2))) return true;
  // Inside the words of a link: "[Use X instead of what it replaces](...)" names the other record.
  const bracket = before.lastIndexOf('[');
  return bracket >= 0 && !before.slice(bracket).includes(']') && /^[^[\]\n]*\]\(/.test(text.slice(at));
}
