import type { Found, NameFinder } from './names.ts';
import { lines } from './start.ts';

/** The words of a decision taken apart. */
export interface Parts {
  /** What is decided, up to the reason or to the next thought. */
  readonly matter: string;
  /** The part of it that comes before "for", "in", "as" and the like. */
  readonly head: string;
  /** That part: what it is for, where it holds. */
  readonly scope: string;
  /** All that follows the matter. */
  readonly rest: string;
  readonly reason: string | undefined;
}

const because = lines(
  String.raw`
    [,;]?\s+(?:because(?: of)?|bc|b\/c|cuz|coz|cause|since|so that|due to|thanks to|given(?: that)?|
    considering(?: that)?|in order to|the reason being|reason being|as(?= (?:we|it|they|that|this|there|
    nobody|everyone|everybody|most|all|i|he|she|our|their|neither)\b| the (?:\w+ ){1,4}(?:is|are|has|have|
    was|were|can|needs?|wants?)\b))\s+(?=\S)
    `,
);
const afterThought = /\s*(?:[,;:](?=\s|$)|\()\s*|\s+(?:-{1,2}|[–—]|->|→)\s+|\s+(?=that way\b)/;
const scopeStart = lines(
  String.raw`
    \s+(?=(?:for|in|on|as|to|from|across|everywhere|at|with|until|when|where|by|between|after|before|inside|
    within|so|then|instead|rather|over|not|but|now|here|and (?:cancel|replace|retire|switch|ditch|kill|stop|
    start|let|have|only|just|delete|phase|keep|drop|use|move|migrate|remove|we|the|then|i|get|see|be|not)|
    starting|beginning|going forward|via|using|only|all over|under|behind|per|during|without|throughout|
    of)\b)
    `,
);

/** "option 2: X" and "a design tool and it's X" are X. */
const numbered = lines(
  String.raw`
    ^(?:(?:the )?(?:option|variant|plan|proposal|alternative|approach|candidate) \w{1,3}\s*[:(,-]\s*|(?:an?|
    one|our) [\w -]{1,50}?(?:: | and (?:it'?s|it is|that'?s) |, (?:it'?s|namely) ))
    `,
);

/** Takes apart what follows the deciding words; `later` are the sentences after. */
export function partsOf(object: string, later: readonly string[]): Parts {
  const [matter, rest, connected] = splitMatter(object.replace(numbered, ''));
  const head = headOf(matter);
  const scope = matter.slice(head.length).trim();
  return { matter, head: head.trim(), scope, rest, reason: reasonIn(connected, rest, later) };
}

/** A phrase up to "for", "in" and the like. */
export function headOf(phrase: string): string {
  return phrase.split(scopeStart, 1)[0] ?? phrase;
}

/** The matter, what follows it, and whether that follows a "because". */
function splitMatter(object: string): [matter: string, rest: string, isReason: boolean] {
  const given = because.exec(object);
  const thought = afterThought.exec(object);
  const [first, isReason] =
    given !== null && (thought === null || given.index <= thought.index) ? [given, true] : [thought, false];
  if (first === null) return [object.trim(), '', false];
  return [object.slice(0, first.index).trim(), object.slice(first.index + first[0].length).trim(), isReason];
}

function reasonIn(isReason: boolean, rest: string, later: readonly string[]): string | undefined {
  if (isReason) return trimmed(rest);
  const given = because.exec(` ${rest}`);
  if (given !== null) return trimmed(` ${rest}`.slice(given.index + given[0].length));
  for (const thought of [rest, later[0] ?? '']) if (soundsLikeReason(thought)) return trimmed(thought);
  return undefined;
}

const noReason = lines(
  String.raw`
    \b(?:is a no|rejected|is out|off the table)\b|^(?:i'll|i will|i'm|i've|i |ill |ticket|docs?\b|details|
    next|thanks|thx|owner|cc\b|see |more |please|pls|who |can |could |@|pr\b|rfc\b|adr\b|link|starting|
    from |as of|by |until |effective|in q\d|no exceptions|agreed|decided|done|we'll|we will|let's|lets|not |
    no |for |and |but |everyone|everybody|\w+ approved|we (?:use|go|keep|take|stay|drop|move|migrate)\b|
    (?:the )?(?:migration|rollout|cut-?over|announcement|move|switch|guide|plan|docs|ticket|details|adr|pr|
    sunset|deadline|remaining|owner)\b)
    `,
);
const task = lines(
  String.raw`
    \b(?:will (?:do|update|write|open|create|set up|prepare|take care|follow|start|send|own|post|handle|
    begin|be (?:ported|migrated|moved|pinned))|is pinned|follows?|stays?|to be exact|goes into|
    gets (?:deleted|removed)|discussion|story)\b
    `,
);
const verdict = lines(
  String.raw`
    \b(?:is|are|was|were|has|have|had|isn't|aren't|wasn't|can't|cannot|can|needs?|costs?|lost|loses?|nobody|
    no one|too|already|cheaper|faster|better|simpler|easier|enough|likes?|knows?|way|only|half|does|doesn't|
    don't|didn't|gives?|comes?|saves?|keeps?|makes?|works?|runs?|reads?|locks?|bite|would|never|kept|broke|
    twice|same|we already)\b|%
    `,
);

function soundsLikeReason(thought: string): boolean {
  return thought.length > 8 && !noReason.test(thought) && !task.test(thought) && verdict.test(thought);
}

function trimmed(reason: string): string | undefined {
  const words = reason.replace(/^[\s,;:.–—-]+|[\s,;:.!)–—-]+$/g, '');
  return words === '' ? undefined : words.slice(0, 400);
}

const leading = lines(
  String.raw`
    ^(?:(?:the|a|an|our|these|those|such|any|plain|good old|old|using|just|simply|all|both|new(?! relic\b)|managed|hosted|self-hosted|proper|
    real|actual|of|that|this|either|purely|pure|vanilla|legacy|in-house|use of|usage of|choice of|idea of|
    plan to use|plan for|support for|everything to|it to|one|single|own)\s+)+
    `,
);

/** A phrase without its article and the like. */
export function withoutLead(phrase: string): string {
  return phrase.trim().replace(leading, '').trim();
}

const refusedBefore = lines(
  String.raw`
    (?:\b(?:instead of|rather than|over|in place of|no more|no longer|goodbye|bye|away from|off(?: of)?|
    drop(?:ping)?(?: support for)?|ditch(?:ing)?|retir(?:e|ing)|remov(?:e|ing)|kill(?:ing)?(?: off)?|
    get(?:ting)? rid of|u-turn on|choice of|abandon(?:ing)?|scrap(?:ping)?|deprecat(?:e|ing)|
    sunset(?:ting)?|replac(?:e|es|ing)|against|unlike|forget(?: what we said about)?|leaving)|(?:^|[,;.(:]|
    \band|\bbut)\s*(?:not|no|never|neither|nor))\s+(?:(?:the|our|plain|old|legacy|using|all|any|a|both|
    vanilla|moving to|going with)\s+){0,2}$
    `,
);
const refusedAfter = lines(
  String.raw`
    ^(?:\s+(?!is\b|are\b)\w+){0,2}?\s+(?:(?:is|are) (?:\w+ )?(?:a no(?:-go)?|out|off the table|dead|gone|
    rejected|ruled out|voted down|overkill|deprecated|retired|history|out of the race)\b|(?:is|are) (?:not|n't) (?:possible|an option|allowed|feasible|acceptable)|isn't (?:possible|an option|allowed|feasible)|(?:is|are|was|
    got|grew|became|
    were) (?:just |simply |way |far )?too \w+|rejected|ruled out|voted down|out\b(?! of)|(?:would|
    will) (?:bite|hurt|kill|break|be (?:overkill|too)|cost us|not)|(?:gets?|will be|is being|are being|is|
    are) (?:deleted|removed|dropped|retired|decommissioned|shut down|sunset|phased out|killed|ripped out|
    replaced)|goes (?:away|out)\b|can go\b|grew (?:beyond|past|over)\b|is (?:now )?(?:legacy|eol|frozen)\b|
    (?:is )?only for (?:the )?(?:old|maintain)|(?:\w+ )?(?:won't|will not) be renewed|(?:contract|
    licen[cs]es?|subscription) (?:runs? out|ends?|expires?)|lost\b|(?:did|does|do|could) not\b|
    is (?:hereby |now )?(?:void|withdrawn|revoked|overturned|reversed|obsolete|cancelled)|didn't|couldn't|
    can't|cannot)
    `,
);
const carriers = /^(?:HTTP|TLS|TCP|MQTT|WebSockets?|SSH|WireGuard)/i;

/** Names that the words around them speak against. */
export function refusedIn(text: string, names: readonly Found[]): Found[] {
  const refused: Found[] = [];
  for (const found of names) {
    const before = text.slice(Math.max(0, found.start - 60), found.start);
    const after = text.slice(found.end, found.end + 80);
    const isCarrier = /\bover\s+$/i.test(before) && carriers.test(found.name);
    if (
      !isCarrier &&
      (refusedBefore.test(before) || refusedAfter.test(after) || isJoined(text, refused.at(-1), found))
    ) {
      refused.push(found);
    }
  }
  return refused;
}

/** "no X and Y", "instead of X or Y": the second goes with the first. */
function isJoined(text: string, last: Found | undefined, found: Found): boolean {
  return last !== undefined && /^\s*(?:\/|&|\bor\b|\bnor\b)\s*$/i.test(text.slice(last.end, found.start));
}

const means = /\b(?:via|with|using|in|on|to|by|through|into|onto|is)\s+(?:(?:the|a|an|plain|our)\s+)?$/i;

/** The names that a matter chooses: those in its head, else what it is to be done with. */
export function namesChosen(parts: Parts, find: NameFinder): Found[] {
  const inHead = find(parts.head);
  if (inHead.some(({ isIdea }) => !isIdea)) return [...inHead];
  const tools = find(parts.matter).filter(
    (found) => !found.isIdea && means.test(parts.matter.slice(0, found.start)),
  );
  const isByTool = inHead.length === 0 || /\b(?:via|using|through|by)\b/i.test(parts.scope);
  return tools.length > 0 && isByTool ? tools : [...inHead];
}

/** A head that is a name nobody knows, as it was written, or undefined where it is ordinary words. */
export function writtenName(head: string, isEveryday: (word: string) => boolean): string | undefined {
  const phrase = withoutLead(head)
    .replace(/["'….!]+$/g, '')
    .replace(/\s+(?:then|now|please|instead|folks|team)$/i, '');
  const words = phrase.split(/\s+/);
  if (phrase === '' || words.length > 3 || phrase.length > 40) return undefined;
  if (/^(?:it|that|this|them|these|those|one|option|what|which|we|i|you|no|not|\d+\S*)\b/i.test(phrase))
    return undefined;
  const isName = words.some((word) => /\p{Lu}|\d/u.test(word.slice(0)) || !isEveryday(word.toLowerCase()));
  return isName ? phrase : undefined;
}
