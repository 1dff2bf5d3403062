import { lines } from './start.ts';
/** A place in a sentence at which deciding words may begin. */
export interface Clause {
  /** The sentence before it. */
  readonly before: string;
  /** The sentence from there on: as written, then with one "ok", "so", "then" after the other taken from its beginning. */
  readonly stages: readonly string[];
}

const maxClauses = 30;
const boundary = lines(
  String.raw`
    [,;:]\s+|[)\]]\s+|\s(?:->|→|=>|[-–—]{1,2}|\+)\s|(?<=\p{Extended_Pictographic})\s*|\s(?=(?:so|therefore|
    hence|thus|and so|and then|which is why|that's why|(?:and|but) (?:we|let's)(?:'\w+)?|and (?:so )?(?:it's|it is) (?:gonna|going to))\s)
    `,
  'gu',
);
const opener = lines(
  String.raw`
    ^(?:(?:ok+(?:ay|ey|i)?|oki|k+|kk|(?:ha){2,}|alrighty?|allright|all right|right|cool|great|fine|good|
    nice|perfect|awesome|excellent|yep|yes|yeah|yup|ya|aye|m+k(?:ay)?|so|then|and|well|now|anyway|hence|
    therefore|thus|sold|agreed|deal|done|heads[- ]up|fyi|psa|update|news|announcement|note|team|folks|
    people|gang|noted|got it|lol|everyone|everybody|everyone else|guys|hi|hey|hello|hi all|tl;?dr|
    correction|scratch that|never ?mind|nevermind|in the end|after all|finally|in that case|officially|
    official|btw|also|@[\w.-]+|sorry|hm+|ah|oh|cheers|thanks|thanks all|thx|it is|which is why|that's why|
    for now|quick one|follow-up(?: to [^,;:]{1,40})?|please note|(?:scrap|forget|ignore|scratch|
    never ?mind) what (?:i|we) (?:wrote|said|decided)[^:,;]{0,30}|as discussed|as agreed|as announced|
    (?:just )?(?:recording|noting|documenting|confirming|logging|record)(?: (?!that\b)[^\s,:;]+){0,4}? that|
    ok team|phew|boom|yay|damn|whatever|meh|screw it|f it|enough|good talk)\b[\s,.:;!–—-]*|
    [\p{Extended_Pictographic}"…*_~+-]\s*)
    `,
  'iu',
);
const preposition = lines(
  String.raw`
    ^(?:after|following|based on|given|per|as per|with|in|for|at|during|today|yesterday|this morning|as|
    since|because|due to|thanks to|from|until|on|considering|effective|starting|as discussed|
    long story short|just|earlier|last night|to (?!be\b)\w+)\b
    `,
);
const subject =
  /\s(?=(?:(?:we|let's|lets|it)(?:'re|'s| is|'ve|'ll| are| have| will| all| hereby| now| just)?|(?:the|our) (?:team|board|guild|group))\s)/gi;

/** The places in a sentence at which deciding words may begin, from its beginning. */
export function clausesOf(sentence: string): Clause[] {
  const starts = new Set([0]);
  for (const match of sentence.matchAll(boundary)) starts.add(match.index + match[0].length);
  if (preposition.test(withoutOpeners(sentence).at(-1) ?? '')) {
    for (const match of sentence.matchAll(subject)) starts.add(match.index + 1);
  }
  return [...starts]
    .sort((one, other) => one - other)
    .filter((start) => start < sentence.length)
    .slice(0, maxClauses)
    .map((start) => ({ before: sentence.slice(0, start), stages: withoutOpeners(sentence.slice(start)) }));
}

function withoutOpeners(clause: string): readonly string[] {
  const stages = [clause];
  let text = clause;
  while (stages.length < 9) {
    const match = opener.exec(text);
    if (match === null || match[0].length === 0 || match[0].length >= text.length) break;
    text = text.slice(match[0].length);
    stages.push(text);
  }
  return stages;
}
