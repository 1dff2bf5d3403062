import { readDate } from '../../markdown/dates.ts';
import type { DateFact } from '../date-facts.ts';
import { type Found, quoted } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { type Checked, isHabit, titlePlace } from '../subject.ts';

export const badDate = defineRule({
  id: 'bad-date',
  severity: 'error',
  about: 'A date is no day that there is.',
  mend: 'Write the day as YYYY-MM-DD.',
  find: (checked) =>
    eachDate(checked, ({ text }) =>
      isNoDay(text)
        ? { what: `the date ${quoted(text)} is no day`, mend: 'write the day as YYYY-MM-DD' }
        : undefined,
    ),
});

export const ambiguousDate = defineRule({
  id: 'ambiguous-date',
  severity: 'warning',
  about: 'A date can be read in two ways, 03/04/2025, and no other date of the folder tells in which.',
  mend: 'Write the day as YYYY-MM-DD.',
  find: (checked) =>
    [...Map.groupBy(checked.subjects, ({ series }) => series).values()].flatMap((subjects) => {
      const orders = new Set(
        subjects.flatMap(({ facts }) => facts.dates.flatMap(({ text }) => orderOf(text) ?? [])),
      );
      return orders.size === 1
        ? []
        : eachDate({ subjects }, ({ text }) =>
            isAmbiguous(text)
              ? {
                  what: `the date ${quoted(text)} can be read in two ways`,
                  mend: 'write the day as YYYY-MM-DD',
                }
              : undefined,
          );
    }),
});

export const futureDate = defineRule({
  id: 'future-date',
  severity: 'error',
  about: 'A date lies in the future.',
  mend: 'Write the day on which it was decided.',
  find: (checked) =>
    eachDate(checked, ({ text, isAhead }) => {
      const day = isAhead ? null : readDate(text);
      return day !== null && day > dayAfter(checked.today)
        ? { what: `the date ${day} lies in the future`, mend: 'write the day on which it was decided' }
        : undefined;
    }),
});

export const reviewOverdue = defineRule({
  id: 'review-overdue',
  severity: 'warning',
  about: 'The day on which an accepted record was to be reviewed has come.',
  mend: 'Review it, and set the next day or take its place.',
  find: ({ subjects, today }) =>
    subjects
      .filter(({ status }) => status === 'accepted')
      .flatMap(({ name, facts }): Found[] => {
        const due = facts.dates.find(({ isAhead, text }) => isAhead && (readDate(text) ?? '9') <= today);
        return due === undefined
          ? []
          : [
              {
                place: { name, line: due.line },
                what: `its review was due on ${readDate(due.text) ?? ''}`,
                mend: 'review it, and set the next day',
              },
            ];
      }),
});

export const acceptedWithoutDate = defineRule({
  id: 'accepted-without-date',
  severity: 'warning',
  about: 'An accepted record has no date, and three in four of the folder do.',
  mend: 'Write the day on which it was accepted.',
  find: ({ subjects }) => {
    const accepted = subjects.filter(({ status }) => status === 'accepted');
    return [...Map.groupBy(accepted, ({ series }) => series).values()].flatMap((group) => {
      // What cannot be read as a day is told of by another rule.
      const without = group.filter(
        ({ facts }) => facts.date === null && !facts.hasDay && facts.dates.every(({ isAhead }) => isAhead),
      );
      return isHabit(group.length - without.length, group.length)
        ? without.map((subject) => ({
            place: titlePlace(subject),
            what: 'it is accepted and has no date, as the others here do',
            mend: 'write the day on which it was accepted',
          }))
        : [];
    });
  },
});

function eachDate(
  { subjects }: Pick<Checked, 'subjects'>,
  judge: (date: DateFact) => Pick<Found, 'what' | 'mend'> | undefined,
): Found[] {
  return subjects.flatMap(({ name, facts }) =>
    facts.dates.flatMap((date): Found[] => {
      // What a template left is told of by another rule; what a generator fills in is none of ours.
      const found = /[{[|<]|yyyy/i.test(date.text) ? undefined : judge(date);
      return found === undefined ? [] : [{ place: { name, line: date.line }, ...found }];
    }),
  );
}

const yearFirst = /\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/;
const yearLast = /\b(\d{1,2})([-/.])(\d{1,2})\2\d{4}\b/;
const inWords =
  /\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4}\b/i;
const notYet = /^(?:tbd|tba|n\/?a|none|unknown|pending|open|ongoing|todo|-+|–|—|\?+|\.+|…)\.?$/i;

/** Whether it is written as a day and is none, or says no day at all; a month or a year alone may be all that is known. */
function isNoDay(text: string): boolean {
  if (readDate(text) !== null || isAmbiguous(text)) return false;
  if (yearFirst.test(text) || yearLast.test(text) || inWords.test(text)) return true;
  return !/\d/.test(text) && /\p{L}{3}/u.test(text) && !notYet.test(text.trim());
}

function isAmbiguous(text: string): boolean {
  const [, first = '', sign = '', second = ''] = yearLast.exec(text) ?? [];
  if (first === '' || sign === '.' || first === second || yearFirst.test(text)) return false;
  return [first, second].every((one) => Number(one) >= 1 && Number(one) <= 12);
}

/** Which comes first in a date of numbers alone; undefined where it does not tell. */
function orderOf(text: string): 'day' | 'month' | undefined {
  const [, first = '', sign = '', second = ''] = yearLast.exec(text) ?? [];
  if (sign === '.' || sign === '') return undefined;
  if (Number(first) > 12) return Number(second) <= 12 ? 'day' : undefined;
  return Number(second) > 12 ? 'month' : undefined;
}

/** The next day: somewhere it has begun. */
function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
}
