import { listed } from '../listed.ts';
import type { Act } from './deciding.ts';
import type { NameFinder } from './names.ts';

const maxCharacters = 100;
const scopeEnd =
  /\s*(?:\b(?:from (?:now|today|here)(?: on(?:wards)?)?|as of (?:today|now)|going forward|then|now|please|for now|in the end|after all|and be done with it|instead|agreed|everyone|folks)\b|["….!?]+)+$/i;
const contrast =
  /\s*\b(?:instead of|rather than|in place of|over|and not|not)\s+.{1,60}?(?=\s(?:for|in|on|as|across|everywhere)\b|$)/i;

/** What a title is made of. */
export interface TitleParts {
  readonly act: Act;
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
  /** What it is for, as written: "for the events table". */
  readonly scope: string;
  /** The whole matter, for decisions about no technology. */
  readonly matter: string;
}

/** The decision as a record's title, in the imperative. */
export function titleOf(parts: TitleParts, find: NameFinder): string {
  const scope = parts.act === 'rule' ? '' : scopeOf(parts.scope, find);
  const title = oneLine(`${deed(parts, find)}${scope === '' ? '' : ` ${scope}`}`);
  return shortened(title.charAt(0).toUpperCase() + title.slice(1));
}

function deed({ act, chosen, rejected, matter }: TitleParts, find: NameFinder): string {
  const [to, from] = [listed(chosen), listed(rejected)];
  switch (act) {
    case 'replace':
      return to === '' ? `Drop ${from}` : from === '' ? `Use ${to}` : `Replace ${from} with ${to}`;
    case 'choose':
      if (to === '') return `Use ${tidy(matter, find)}`;
      return from === '' ? `Use ${to}` : `Use ${to} instead of ${from}`;
    case 'keep':
      return `Stay with ${to === '' ? tidy(matter, find) : to}`;
    case 'drop':
      if (to !== '' && from !== '') return `Replace ${from} with ${to}`;
      return `Drop ${from === '' ? tidy(matter, find) : from}`;
    case 'refuse':
      if (to !== '' && from !== '') return `Use ${to} instead of ${from}`;
      return `Do not use ${from === '' ? tidy(matter, find) : from}`;
    case 'rule':
      return tidy(matter, find);
  }
}

function scopeOf(scope: string, find: NameFinder): string {
  return tidy(scope.replace(contrast, ''), find).replace(
    /^(?:to|via|using|so|then|now|instead|rather|not|but|and)\b.*$/i,
    '',
  );
}

/** Words with names in their own spelling and without what says from when. */
function tidy(words: string, find: NameFinder): string {
  return canonical(words.replace(/^(?:that|please|then|so)\s+/i, ''), find)
    .replace(scopeEnd, '')
    .replace(
      /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/gi,
      (day) => day.charAt(0).toUpperCase() + day.slice(1),
    )
    .trim();
}

function canonical(words: string, find: NameFinder): string {
  let out = '';
  let at = 0;
  for (const { name, start, end, isIdea, isAmbiguous } of find(words)) {
    // A longer name than the canonical one ("openapi spec") says more than it.
    if (isIdea || isAmbiguous || end - start > name.length) continue;
    out += words.slice(at, start) + name;
    at = end;
  }
  return out + words.slice(at);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shortened(title: string): string {
  if (title.length <= maxCharacters) return title;
  return `${title.slice(0, maxCharacters - 1).replace(/\s+\S*$/, '')}…`;
}
