import type { Mention, Read, Thing } from './things.ts';

/** What words take, and what they leave, by what they name. */
export interface Stances {
  readonly takes: ReadonlySet<Thing>;
  readonly leaves: ReadonlySet<Thing>;
}

/**
 * Tells what a text takes and what it leaves: "replace RabbitMQ with Kafka" leaves one and takes the other. What is only
 * named is taken, or left where somebody says that they are about to leave something.
 */
export function stancesIn(
  { tokens, mentions }: Read,
  stance: 'adopting' | 'rejecting' = 'adopting',
): Stances {
  // Whoever writes about things, or measures them, takes none.
  if (
    telling.test(
      tokens
        .slice(0, 8)
        .map(({ text }) => text)
        .join(' '),
    )
  )
    return nothing;
  const line = marked(
    tokens.map(({ text }) => text),
    mentions,
  );
  const left = marksIn(line, leaving);
  const taken = marksIn(line, taking);
  const isLeft = (at: number) => left.has(at) || (stance === 'rejecting' && !taken.has(at));
  const takes = new Set(mentions.flatMap(({ thing }, at) => (isLeft(at) ? [] : [thing])));
  const leaves = mentions.flatMap(({ thing }, at) => (isLeft(at) && !takes.has(thing) ? [thing] : []));
  return { takes, leaves: new Set(leaves) };
}

const nothing: Stances = { takes: new Set(), leaves: new Set() };

/** How somebody begins who only writes about something, or measures it. */
const telling =
  /^(?:(?:i|we|please|let us|lets|can|could|you|will|ll|would|to|should) )*(?:document|describe|explain|compare|benchmark|measure|answer|summari[sz]e|read up|research|investigate|replay|look into|find out|ask|write (?:a |an |the |up )?(?:page|doc|docs|documentation|guide|post|article|note|notes|report|summary|comparison|blog)|draft (?:a |an |the )?(?:page|doc|docs|guide|post|article|note|report|summary|comparison|talk))\b/;

/** The words in a line, each name as its number in brackets; names of the same words share a bracket. */
function marked(words: readonly string[], mentions: readonly Mention[]): string {
  const line: string[] = [];
  for (let at = 0; at < words.length; ) {
    const here = mentions.flatMap(({ start }, number) => (start === at ? [number] : []));
    const length = mentions[here[0] ?? -1]?.length ?? 1;
    line.push(here.length === 0 ? (words[at] ?? '') : `<${here.join(' ')}>`);
    at += length;
  }
  return line.join(' ');
}

/** One name, or several that are listed. */
const listed = String.raw`((?:<[\d ]+>(?: (?:and|or|both|the|nor))*\s?)+)`;
/** Words between a verb and what it is about: "drop the old RabbitMQ", "remove all use of Redis". */
const between = '(?:(?!with|to|for|and|but|by|use|using|adopt)[a-z0-9.-]+ ){0,4}?';
const moving = String.raw`(?:mov|migrat|switch|port|chang|convert|go|com|get|step|tak|pull)\w*`;

/** What stands behind these is left. */
const leaving: readonly RegExp[] = [
  `(?:drop|dropping|dropped|remov\\w+|delet\\w+|retir\\w+|ditch\\w*|kill\\w*|sunset\\w*|decommission\\w*|abandon\\w*|deprecat\\w+|uninstall\\w*|disabl\\w+|eliminat\\w+|leav\\w+|stop|stopped|stopping|avoid\\w*|forbid\\w*|ban|banned|bans|quit\\w*|skip\\w*|bypass\\w*|replac\\w+|swap\\w*|supersed\\w+|exit\\w*|scrap\\w*|unwind\\w*) (?:out |off |away |using |with |from |rid of |use of )*${between}${listed}`,
  `(?:rip|ripping|tak\\w+|turn\\w*|throw\\w*|phas\\w+|cut\\w*|pull\\w*|tear\\w*) (?:${between}${listed} )?(?:out|off|down|away) ?${between}${listed}?`,
  `(?:rid of|off of|away from|instead of|rather than|in place of|in lieu of|without|no longer|no more|not|never|no|nor|neither|over|dont|doesnt|wont|arent|isnt|cannot|cant) (?:use |using |need |run |on |in |have |take |allow |allowed |offer |any |a |an |the |new |other |more )*${listed}`,
  `${moving} (?:[a-z0-9.<> -]+? )?(?:off|away from|out of) ${between}${listed}`,
  `${moving} (?:[a-z0-9.<> -]+? )?from ${between}${listed}(?=[a-z0-9. -]*? (?:to|onto|into|over)\\b)`,
  `(?:migrat|mov|switch|convert|port|translat|rewrit|upgrad)\\w* ${between}${listed}[a-z0-9. -]*? (?:to|into|onto|in|as) (?=${between}<)`,
  `(?:fail|forbid|reject|detect|flag|warn|refus|complain|lint)\\w* [a-z0-9. -]*?(?:when|where|if|against|on|about|uses?|using) ${between}${listed}`,
].map((pattern) => new RegExp(`\\b${pattern}`, 'g'));

/** What stands behind these is taken, by somebody who is about to leave something. */
const taking: readonly RegExp[] = [
  `(?:with|to|by|use|uses|using|adopt\\w*|introduc\\w+|add\\w*|favou?r of|onto|into|on) ${between}${listed}`,
  `(?:swap|trad|exchang)\\w* [a-z0-9.<> -]*? for ${between}${listed}`,
].map((pattern) => new RegExp(`\\b${pattern}`, 'g'));

function marksIn(line: string, patterns: readonly RegExp[]): ReadonlySet<number> {
  const groups = patterns.flatMap((pattern) => [...line.matchAll(pattern)].flatMap(([, ...found]) => found));
  return new Set(groups.flatMap((group) => (group?.match(/\d+/g) ?? []).map(Number)));
}
