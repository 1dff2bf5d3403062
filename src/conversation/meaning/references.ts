import type { Question } from '../../answers/understand.ts';
import { type Reading, type Spoken, several, severalOf, trimmed, withoutAbout } from './spoken.ts';

/** Words that stand for what was spoken of. */
export const pronouns =
  /\b(?:it|its|it's|they|them|their|theirs|those|these|(?:that|this|the same|the other|the latter|the former)(?: one| thing| two)?(?=\s*(?:$|[?.!,]|is\b|are\b|was\b|has\b|does\b|do\b|work|mean|for\b|with\b|in\b|on\b|to\b|then\b|and\b|or\b|better\b|compare))|both|either(?: of them| one)?|the two|each|he|she)\b/i;
/** The plainest of them: alone they leave open what is meant. */
export const pointed =
  /\b(?:it|its|they|them|their|those|these|(?:that|this|the (?:first|second|other|last|former|latter|faster|better|slower|cheaper|newer|older)) one)\b/i;

/** "A colleague raves about Orval, what does it do?": the pronoun of the question is named before it. */
export function withOwnReferent(line: string, reading: Reading): string {
  const [, before = '', question = ''] =
    /^(.{4,400}?)[,.;:!–-]\s+((?:so |and |but )?(?:what|which|how|why|when|who|is|are|does|do|can|should)\b[^,.;:!]{3,200})$/is.exec(
      line,
    ) ?? [];
  if (!pronouns.test(question)) return line;
  const [entry] = reading.understand(before).entries.slice(-1);
  if (entry === undefined || reading.understand(question).entries.length > 0) return line;
  return question.replace(pronouns, reading.nameOf(entry));
}

const ordinals: readonly (readonly [RegExp, number])[] = [
  [/\b(?:the )?(?:first|1st|former)(?: one)?\b/i, 0],
  [/\b(?:the )?(?:second|2nd|latter|other)(?: one)?\b/i, 1],
  [/\b(?:the )?(?:third|3rd)(?: one)?\b/i, 2],
  [/\b(?:the )?last(?: one)?\b/i, -1],
];
const asksForCons =
  /\b(?:cons|downsides?|weakness(?:es)?|disadvantages?|drawbacks?|negatives?|bad sides?)\b/i;
const asksForPros = /\b(?:pros|upsides?|strengths?|advantages?|benefits?|positives?|good sides?)\b/i;

/** "The second one, cons only" */
export function pointing(line: string, spoken: Spoken): string[] | undefined {
  if (spoken.compared.length < 2 || line.length > 120) return undefined;
  for (const [pattern, place] of ordinals) {
    if (!pattern.test(line)) continue;
    const name = spoken.compared.at(place);
    if (name === undefined) return undefined;
    const rest = trimmed(
      line.replace(pattern, ' ').replace(/\b(?:only|just|please|and|tell me|about|what|more)\b/gi, ' '),
    );
    if (asksForCons.test(rest)) return [`cons of ${name}`];
    if (asksForPros.test(rest)) return [`pros of ${name}`];
    return [rest.length < 3 ? `what is ${name} good at` : line.replace(pattern, name), `${name} ${rest}`];
  }
  return undefined;
}

/** "Does it work with FastAPI?": the pronoun is what was spoken of. */
export function referring(line: string, question: Question, spoken: Spoken, reading: Reading): string[] {
  const isSeveral = several.test(line);
  const names = isSeveral ? severalOf(spoken) : spoken.about.slice(0, 2);
  const [first = ''] = names;
  const all = names.join(' and ');
  const own = new Set(question.entries.map(reading.nameOf));
  const referent = isSeveral ? all : (names.find((name) => !own.has(name)) ?? first);
  if (/\b(?:compare|vs|versus|difference|differ)\b/i.test(line) && question.entries.length > 0) {
    const other = question.entries.map(reading.nameOf);
    return [[referent, ...other].join(' vs '), line];
  }
  const naming = (name: string) =>
    line.replace(pronouns, (word) => (/^(?:its|their|theirs)$/i.test(word) ? `${name}'s` : name));
  const replaced = naming(referent);
  const others = spoken.about.filter((name) => name !== referent && !own.has(name));
  return [
    replaced,
    `${replaced} ${others.join(' ')}`,
    // "Node.js with Socket.IO": the pronoun may be what the answer brought up.
    ...(isSeveral ? [] : spoken.told.filter((name) => !own.has(name)).map(naming)),
    `${line} ${withoutAbout(spoken)}`,
    line,
  ];
}

/** "Deserialize?", "which is faster?": words without a name are about what was spoken of. */
export function bareWords(line: string, question: Question, spoken: Spoken): string[] {
  const names = several.test(line) ? severalOf(spoken) : spoken.about;
  const about = names.join(' ');
  const known = question.slots.filter(({ kind }) => kind !== 'everyday' && kind !== 'unknown').length;
  const isWhole = known >= 3;
  const joined = [
    `${line} ${about}`,
    `${line} ${about} ${withoutAbout(spoken)}`,
    ...(several.test(line) ? [] : spoken.told.map((name) => `${line} ${name}`)),
  ];
  return isWhole ? [line, ...joined] : [...joined, line];
}

/** "By how much?" asks for the figure of what was told. */
export function byHowMuch(line: string, spoken: Spoken): string[] {
  const names = (spoken.compared.length > 1 ? spoken.compared : spoken.about).join(' ');
  return [
    `how much faster ${names}`,
    `${line} ${withoutAbout(spoken)} ${names}`,
    `${spoken.question ?? ''}`,
    line,
  ];
}
