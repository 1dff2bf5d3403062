import type { Measure } from '../knowledge/rubric-schema.ts';

/** A number of a brief with its unit: a rate in units a second, or how many connections are open at once. */
export interface Quantity {
  readonly measure: Measure;
  readonly value: number;
  /** The words that say so. */
  readonly words: string;
  /** Where they begin in the text. */
  readonly at: number;
}

const numberWords: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  dozen: 12,
  dozens: 24,
  few: 3,
  several: 5,
  couple: 2,
};

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  bn: 1e9,
  hundred: 1e2,
  hundreds: 1e2,
  thousand: 1e3,
  thousands: 1e3,
  million: 1e6,
  millions: 1e6,
  billion: 1e9,
  billions: 1e9,
};

const seconds: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  d: 86_400,
  day: 86_400,
  night: 86_400,
  week: 604_800,
  month: 2_592_000,
};

const nouns: readonly (readonly [Measure, RegExp])[] = [
  ['services', /^(?:micro-?services?|services)$/],
  [
    'connections',
    /^(?:sockets?|connections?|websockets?|watchers?|viewers?|players?|listeners?|spectators?|clients?|subscribers?|devices?|phones?|browsers?|users?|people|participants?|bidders?|visitors?|tabs?|screens?)$/,
  ],
  [
    'messages',
    /^(?:messages?|msgs?|msg|events?|jobs?|tasks?|mails?|emails?|records?|readings?|notifications?|orders?|items?|lines?|entries|updates?|clicks?|tuples?)$/,
  ],
  [
    'requests',
    /^(?:rps|qps|tps|req|reqs|requests?|hits?|calls?|quer(?:y|ies)|reads?|lookups?|look-ups?|checks?|images?|impressions?|ops|operations?|transactions?|quotes?|bids?|payments?|photos?|files?|frames?|thumbnails?|pings?|redirects?|hashes)$/,
  ],
];

const ratePattern = /^(?:\/|per|a|an|each|every)$/;
const digits = /(\d{1,3}(?: \d{3})+|\d[\d,]*(?:\.\d+)?)\s*(k|m|mn|mio|bn|hundred|thousand|million|billion)?/;
const counting = [...Object.keys(numberWords), 'hundreds?', 'thousands?', 'millions?', 'billions?'].join('|');
/** Number words in a row: "a hundred and sixty thousand", "two dozen", "hundreds of thousands". */
const inWords = `(?:${counting})(?:(?:[ -]|\\s+and\\s+|\\s+of\\s+)(?:${counting}))*`;
const numberPattern = new RegExp(`(?<![\\w.])(?:${digits.source}(?![\\w.])|(${inWords})\\b)`, 'gi');

/** Numbers with units in a text: "150k rps", "50k requests a minute", "two million messages a second", "5k watchers". */
export function readQuantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.matchAll(numberPattern)) {
    const value = numberOf(match);
    const at = match.index;
    const after = text.slice(at + match[0].length, at + match[0].length + 70);
    const read = readUnit(after, value);
    if (read === undefined) continue;
    found.push({
      measure: read.measure,
      value: read.value,
      at,
      words: (match[0] + after.slice(0, read.length)).trim().replace(/\s+/g, ' '),
    });
  }
  return found;
}

function numberOf([, figures, scale, words]: RegExpExecArray): number {
  return figures === undefined
    ? numberInWords((words ?? '').toLowerCase())
    : Number(figures.replace(/[, ]/g, '')) * (scales[(scale ?? '').toLowerCase()] ?? 1);
}

function numberInWords(words: string): number {
  let [whole, part] = [0, 0];
  const all = words.split(/[ -]+/);
  for (const [at, word] of all.entries()) {
    const scale = scales[word];
    // "Thousands" are a few thousand, "hundreds of thousands" so many and no more.
    const several = word.endsWith('s') && all.length === 1 ? 3 : 1;
    if (word === 'dozen' && part > 0) part *= 12;
    else if (scale === undefined) part += word === 'a' && at + 1 < all.length ? 0 : (numberWords[word] ?? 0);
    else if (scale < 1e3) part = Math.max(1, part) * scale * several;
    else {
      whole += Math.max(1, part) * scale * several;
      part = 0;
    }
  }
  return whole + part;
}

function readUnit(
  after: string,
  value: number,
): { measure: Measure; value: number; length: number } | undefined {
  const words = [...after.matchAll(/[a-z][a-z-]*|\/|[.,;:!?()]/gi)];
  let measure: Measure | undefined;
  for (const [index, word] of words.slice(0, 7).entries()) {
    const text = word[0].toLowerCase();
    if (/^[.;:!?()]$/.test(text) || (text === 'and' && measure === undefined)) break;
    const noun = nouns.find(([, pattern]) => pattern.test(text));
    if (noun !== undefined && measure === undefined) {
      measure = noun[0];
      if (/^(?:rps|qps|tps|ops)$/.test(text))
        return { measure: 'requests', value, length: word.index + text.length };
    }
    const unit =
      seconds[(words[index + 1]?.[0] ?? '').toLowerCase().replace(/s$/, '')] ??
      secondsOf(words[index + 1]?.[0]);
    if (ratePattern.test(text) && unit !== undefined && (measure !== undefined || index <= 1)) {
      const end = words[index + 1];
      // So many people a second are requests; open sockets have no rate.
      const rated = measure === 'messages' ? measure : 'requests';
      return { measure: rated, value: value / unit, length: (end?.index ?? 0) + (end?.[0].length ?? 0) };
    }
  }
  if (measure !== 'connections' && measure !== 'services') return undefined;
  const counted = nouns.find(([one]) => one === measure)?.[1];
  const open = words.findIndex((word) => counted?.test(word[0].toLowerCase()) === true);
  const end = words[open];
  return { measure, value, length: (end?.index ?? 0) + (end?.[0].length ?? 0) };
}

function secondsOf(word: string | undefined): number | undefined {
  return word === undefined ? undefined : seconds[word.toLowerCase()];
}
