import { monthOf } from './month-names.ts';

/** A day of which a text leaves open which number is the month: "08/05/2022". */
export interface TwoReadings {
  readonly dayFirst: string;
  readonly monthFirst: string;
}

/** What a text says of a day: the day in ISO form, the two that it could be, or that it names none. */
export type DateReading =
  | { readonly kind: 'day'; readonly day: string; readonly order?: keyof TwoReadings }
  | ({ readonly kind: 'two' } & TwoReadings)
  | { readonly kind: 'none' };

const none = { kind: 'none' } as const;

/** A day in ISO form from the many ways in which files write one; null where it is none or could be two. */
export function readDate(text: string): string | null {
  const reading = readingOfDate(text);
  return reading.kind === 'day' ? reading.day : null;
}

const name = '[\\p{L}]{3,14}\\.?';
/** "21st of March, 2020", "5 de marzo de 2023", "1er mars 2020", "21-Mar-2020". */
const dayFirst = new RegExp(
  `(?<![\\p{L}\\p{N}])(\\d{1,2})(?:st|nd|rd|th|er|º|ª|o)?\\.?[\\s/-]+(?:(?:of|de|do|del)\\s+)?(${name})[\\s,/-]+(?:(?:de|do|del)\\s+)?(\\d{4})(?!\\d)`,
  'iu',
);
/** "Jul 22nd, 2021", "July-22-2021". */
const monthFirst = new RegExp(
  `(?<![\\p{L}\\p{N}])(${name})[\\s/-]+(\\d{1,2})(?:st|nd|rd|th)?[\\s,/-]+(\\d{4})(?!\\d)`,
  'iu',
);
/** "2021 July 22", "2021-Jul-22". */
const yearFirst = new RegExp(
  `(?<![\\p{L}\\p{N}])(\\d{4})[\\s,/-]+(${name})[\\s/-]+(\\d{1,2})(?:st|nd|rd|th)?(?!\\p{N})`,
  'iu',
);

/** Reads the day that a text names first, in whatever language and form. */
export function readingOfDate(written: string): DateReading {
  const text = written.slice(0, 2_000);
  const iso =
    /(?<![\p{L}\p{N}])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=T\d|$|[^\p{L}\p{N}_-]|[-_](?![\p{L}\p{N}]))/u.exec(
      text,
    );
  if (iso !== null) return dayOf(iso[1], Number(iso[3]), iso[4]);
  const signs = /(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?/u.exec(text);
  if (signs !== null) return dayOf(signs[1], Number(signs[2]), signs[3]);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  if (compact !== null) return dayOf(compact[1], Number(compact[2]), compact[3]);
  const named = dayFirst.exec(text);
  if (named !== null && monthOf(named[2]) > 0) return dayOf(named[3], monthOf(named[2]), named[1]);
  const american = monthFirst.exec(text);
  if (american !== null && monthOf(american[1]) > 0)
    return dayOf(american[3], monthOf(american[1]), american[2]);
  const reversed = yearFirst.exec(text);
  if (reversed !== null && monthOf(reversed[2]) > 0)
    return dayOf(reversed[1], monthOf(reversed[2]), reversed[3]);
  const numeric = /(?<![\p{L}\p{N}])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?!\p{N})/u.exec(text);
  if (numeric !== null) return numericDate(numeric);
  // "3/25/21": of its three numbers only one can be the day.
  const short = /(?<![\p{L}\p{N}/])(0?[1-9]|1[0-2])\/(1[3-9]|2\d|3[01])\/(\d{2})(?![\p{N}/])/u.exec(text);
  const day = short === null ? none : dayOf(`20${short[3]}`, Number(short[1]), short[2]);
  return day.kind === 'day' ? { ...day, order: 'monthFirst' } : none;
}

/** With dots the day comes first; else only a number over twelve tells which is the day. */
function numericDate([, first, sign, second, year]: readonly (string | undefined)[]): DateReading {
  const [a, b] = [Number(first), Number(second)];
  const byDay = dayOf(year, b, first);
  const byMonth = dayOf(year, a, second);
  if (sign === '.' || a === b) return byDay;
  if (byDay.kind === 'day' && byMonth.kind === 'day')
    return { kind: 'two', dayFirst: byDay.day, monthFirst: byMonth.day };
  if (byDay.kind === 'day') return { ...byDay, order: 'dayFirst' };
  return byMonth.kind === 'day' ? { ...byMonth, order: 'monthFirst' } : none;
}

function dayOf(yearText: string | undefined, month: number, dayText: string | undefined): DateReading {
  const [year, day] = [Number(yearText), Number(dayText)];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && month >= 1 ? { kind: 'day', day: date.toISOString().slice(0, 10) } : none;
}

/** "Tuesday", "the 3rd", "um", "of" */
const beside =
  /^(?:st|nd|rd|th|er|of|de|do|del|the|on|um|am|le|el|г|года?|р|р\.|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|approx(?:imately)?|circa)$/iu;

/** Whether a line is a day and nothing else: "*3 March 2020*". */
export function isDateAlone(line: string): boolean {
  if (line.length > 60 || readingOfDate(line).kind === 'none') return false;
  return (line.match(/\p{L}+/gu) ?? []).every(
    (word) => monthOf(word) > 0 || beside.test(word) || /^[年月日号년월일T]|^Z$/u.test(word),
  );
}
