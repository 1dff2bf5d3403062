import { listNames } from '../sentence.ts';
import type { NameFinder } from './name-finder.ts';

const maxCharacters = 100;
const scopeStart =
  /^\s+(?=(?:(?:for|in|on|as|across|between|behind|inside|throughout|at|to)\s+[\p{L}\p{N}]|everywhere\b))/iu;
const scopeEnd =
  /\s*(?:[,;:(.!?–—]|\s-|\b(?:because|since|instead of|rather than|over|not|from (?:now|today|here)|as of|going forward|starting|then|now|please|for now|in the end|after all|instead|agreed|everyone|folks|and|but|so|via|using)\b).*$/i;

/** What a title is made of. */
export interface TitleParts {
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
  readonly deed: 'take' | 'keep' | 'replace' | 'refuse';
  /** What is said right after each thing that is named: "for the events table, it is faster". */
  readonly rests: readonly string[];
  /** The whole sentence, for decisions that name nothing. */
  readonly sentence: string;
}

/** The decision as a record's title, in the imperative. */
export function titleOf({ chosen, rejected, deed, rests, sentence }: TitleParts, find: NameFinder): string {
  const scope = rests.find((rest) => scopeStart.test(rest))?.replace(scopeEnd, '') ?? '';
  const named = namedDeed(listNames(chosen), listNames(rejected), deed);
  const title = named === '' ? canonical(sentence, find) : `${named} ${canonical(scope, find)}`;
  const line = title.replace(/\s+/g, ' ').trim();
  return shortened(line.charAt(0).toUpperCase() + line.slice(1));
}

function namedDeed(chosen: string, rejected: string, deed: TitleParts['deed']): string {
  if (chosen === '') return rejected === '' ? '' : `${deed === 'refuse' ? 'Do not use' : 'Drop'} ${rejected}`;
  if (rejected === '') return `${deed === 'keep' ? 'Stay with' : 'Use'} ${chosen}`;
  return deed === 'replace' ? `Replace ${rejected} with ${chosen}` : `Use ${chosen} instead of ${rejected}`;
}

/** Words with names in their own spelling. */
function canonical(words: string, find: NameFinder): string {
  let [out, at] = ['', 0];
  for (const { name, start, end, isIdea, isOrdinary } of find(words)) {
    // A longer name than the canonical one ("openapi spec") says more than it.
    if (isIdea || isOrdinary || end - start > name.length) continue;
    out += words.slice(at, start) + name;
    at = end;
  }
  return out + words.slice(at);
}

function shortened(title: string): string {
  if (title.length <= maxCharacters) return title;
  return `${title.slice(0, maxCharacters - 1).replace(/\s+\S*$/, '')}…`;
}
