import { joined, lines, matchStart, sticky } from './start.ts';
import { tellsAgreement } from './support.ts';

const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const when = joined(String.raw`
    (?:now|today|here|tomorrow|${weekday}|(?:the )?(?:next|this) \w+|(?:january|february|march|april|may|
    june|july|august|september|october|november|december)(?: \d{1,2})?|v?\d[\w.]*(?: \w+)?|(?:sprint|
    release|version|week) [\w.]+|q[1-4])
  `);
const marker = joined(`
    (?:(?:starting|beginning) (?:(?:from|with|on|in) )?${when}|from ${when}(?: on(?:wards?)?)?|
    as of ${when}|effective (?:immediately|today|now|${weekday}|as of ${when})|with immediate effect|
    going forward|henceforth|moving forward|new rule|new policy)
  `);
const markerFirst = sticky(`${marker}\\s*[,:]?\\s*(?:on,? )?(?:please )?(?=\\S)`);
const markerLast = new RegExp(`[\\s,]+${marker}$`, 'i');

/** "from now on X": what is said to hold from a point in time. */
export function readMarker(clause: string): string | undefined {
  const match = matchStart(markerFirst, clause);
  return match?.rest;
}

/** The clause without "from now on" at its end, or undefined where it does not end so. */
export function withoutMarker(clause: string): string | undefined {
  const match = markerLast.exec(clause);
  return match === null ? undefined : clause.slice(0, match.index);
}

const closing = lines(
  String.raw`
    (?:[,;.–—-]|\s)\s*(?:(?:it'?s |that'?s )?(?:all )?(?:agreed|decided|settled|approved|done|final|
    confirmed|signed off|locked in|deal)(?: then)?|(?:discussion|case|topic) closed|you win|
    you convinced me|i give (?:in|up)|end of (?:discussion|story|debate)|decision made|(?:agreed|decided|
    approved|signed off|confirmed) (?:in|by|with|at|on|today|this|yesterday)\b[^,;:?!]{0,60}|
    no (?:more )?(?:objections|discussion|debate)[^,;:?!]{0,30})[.!]*$
    `,
);

/** The clause without the words by which it closes a discussion, or undefined where it does not. */
export function withoutClosing(clause: string): string | undefined {
  const match = closing.exec(clause);
  if (match !== null && match.index >= 3) return clause.slice(0, match.index);
  const comma = /^.{3,}(?=[,;–—-] )/.exec(clause);
  return comma !== null && tellsAgreement(clause.slice(comma[0].length)) ? comma[0] : undefined;
}
