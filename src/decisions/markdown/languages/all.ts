import { fold } from '../fold.ts';
import { chinese } from './chinese.ts';
import { czech } from './czech.ts';
import { danish } from './danish.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import { finnish } from './finnish.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { italian } from './italian.ts';
import { japanese } from './japanese.ts';
import { korean } from './korean.ts';
import type { Language } from './language.ts';
import { norwegian } from './norwegian.ts';
import { polish } from './polish.ts';
import { portuguese } from './portuguese.ts';
import { russian } from './russian.ts';
import { spanish } from './spanish.ts';
import { swedish } from './swedish.ts';
import { turkish } from './turkish.ts';
import { ukrainian } from './ukrainian.ts';

/** The languages in which records are read; what two call differently English says. */
export const languages: readonly Language[] = [
  chinese,
  czech,
  danish,
  dutch,
  finnish,
  french,
  german,
  italian,
  japanese,
  korean,
  norwegian,
  polish,
  portuguese,
  russian,
  spanish,
  swedish,
  turkish,
  ukrainian,
  english,
];

/** The items of a list with commas, as names are compared. */
export function listed(line: string, as: (item: string) => string = fold): string[] {
  return line
    .split(',')
    .map((item) => as(item).trim())
    .filter((item) => item !== '');
}
