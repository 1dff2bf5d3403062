import { editDistance } from '../../answers/spelling.ts';
import type { Phrases } from '../../reading/phrases.ts';

/** Words around what is meant: politeness, fillers, addressing. Taken off before a message is read. */
const around =
  /^(?:(?:ok(?:ay)?|k|well|so|then|and|but|fine|perfect|agreed then|thanks|thx|hey|hi|hello|please|pls|plz|yes|yeah|yep|yo|alright|right|great|cool|hm+|ah|oh|also|btw|by the way|could you|can you|would you|can we|could we|let'?s|i(?:'d| would) like (?:you )?to|i want (?:you )?to|we(?:'d| would) like (?:you )?to|we want (?:you )?to|you should|now)[\s,:;.!-]+){1,5}/i;

/** Words that only look like these. */
const otherWords = new Set([
  'reword',
  'rewords',
  'withdrew',
  'purpose',
  'suppose',
  'improve',
  'approved',
  'except',
  'expect',
]);
const typed = ['propose', 'approve', 'accept', 'reject', 'withdraw', 'record', 'supersede', 'deprecate'];

/** "Propse to use MySQL": the word that tells what to do may be mistyped. */
function wellTyped(text: string): string {
  const first = /^\p{L}{5,10}(?=[\s:])/u.exec(text)?.[0] ?? '';
  const word = first.toLowerCase();
  const verb = typed.find((one) => !word.startsWith(one) && editDistance(word, one, 1) <= 1);
  return first === '' || verb === undefined || otherWords.has(word)
    ? text
    : `${verb}${text.slice(first.length)}`;
}

/** Chat's short forms, written out: "what can u do" is "what can you do". */
export function writtenOut(text: string): string {
  return wellTyped(text)
    .replace(/\bu\b(?!\.)/g, 'you')
    .replace(/\bur\b/g, 'your')
    .replace(/\bwat(s?)\b/g, 'what$1')
    .replace(
      /\b(what|how|who|where|that|it|when)s\b(?=\s+(?:the|your|my|our|it|a|an|this|that|up|going|with|left|in|on|next|better|good|new|waiting|due|missing))/gi,
      "$1's",
    )
    .replace(/\b(?:y|wy)\b(?=\s+(?:did|do|is|are|not))/g, 'why')
    .replace(/\bw\/(?=\s)/g, 'with')
    .replace(/\b(?:pls|plz|plss)\b/g, 'please');
}

const commandVerb =
  /^(?:record|log|note|document|write|accept|approve|reject|decline|withdraw|deprecate|retire|supersede|replace|amend|edit|change(?! of)|undo|propose|mark)\b/i;

/** "Ok, plans changed. Supersede that with NATS": what is to be done may come after sentences of its own. */
export function commandPart(line: string): string {
  if (commandVerb.test(line) || line.length > 2_000) return line;
  for (const { 0: end, index } of line.slice(0, longestBefore).matchAll(sentenceEnds)) {
    const part = withoutManners(line.slice(index + end.length));
    if (commandVerb.test(part)) return part;
  }
  return line;
}

/** What is told before the sentence that tells what to do. */
export function beforeCommand(line: string): string {
  const command = commandPart(line);
  return command === line ? '' : withoutManners(line.slice(0, line.lastIndexOf(command)).trim());
}

/** How much may be told before it is said what to do. */
const longestBefore = 400;
const sentenceEnds = /(?:[.!;:…]|,? (?:so|then)(?: please)?)\s+/g;

/** A message without the politeness around it. */
export function withoutManners(text: string): string {
  return text
    .replace(around, '')
    .replace(/[\s,.!]*(?:please|pls|plz|thanks|thank you|thx)[\s.!]*$/i, '')
    .trim();
}

export type Mood = 'greeting' | 'thanks' | 'bye' | 'insult' | 'apology' | 'joke' | 'chat' | 'other';

/** The mood of small talk; undefined for anything that says more. */
export function smallTalk(text: string, phrases: Phrases): Mood | undefined {
  const plain = text
    .toLowerCase()
    .replace(/:[a-z0-9_+-]+:|<@[^>]{1,40}>/g, ' ')
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/'/g, '')
    .trim();
  if (plain === '') return /\p{Extended_Pictographic}|[:;]-?[)(DP]/u.test(text) ? 'other' : undefined;
  const isSmall = (word: string) =>
    phrases.placesOf('small-word', word).some(({ end }) => end === word.length);
  // "Heyyy" is "hey".
  const words = plain.split(/\s+/).map((word) => (isSmall(word) ? word : word.replace(/(.)\1+$/u, '$1')));
  if (words.length > mostSmall || !words.every(isSmall)) return undefined;
  const said = words.join(' ');
  if (!phrases.says('small-talk', said)) return undefined;
  if (phrases.says('thanking', said)) return 'thanks';
  if (phrases.says('leaving', said)) return 'bye';
  return phrases.says('greeting', said) ? 'greeting' : 'other';
}

const mostSmall = 9;
const longestHelp = 200;

/** Whether somebody asks what the advisor is and how it is used. */
export function asksForHelp(text: string, phrases: Phrases): boolean {
  return text.length < longestHelp && phrases.says('asking-for-help', text.trim());
}
