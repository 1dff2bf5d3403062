/** A day: YYYY-MM-DD. */
export type Day = string;

/** What is remembered of at once is remembered of at the beginning of the working day. */
const morning = 9;

/**
 * The latest day whose nine o'clock has come in a time zone. Times are compared as the zone's own clock shows them, so
 * days of 23 and 25 hours, and days that a zone left out, need no arithmetic.
 */
export function latestMorning(zone: string, milliseconds: number): Day {
  const { day, hour } = localTime(zone, milliseconds);
  return hour >= morning ? day : addDays(day, -1);
}

/** A day of the week, from 1 for Monday to 7, and an hour of it. */
export interface WeeklyTime {
  readonly day: number;
  readonly hour: number;
}

/** The latest day of that name whose hour has come in a time zone, by the zone's own clock as {@link latestMorning}. */
export function latestWeekly(
  zone: string,
  milliseconds: number,
  { day: wanted, hour: from }: WeeklyTime,
): Day {
  const { day, hour } = localTime(zone, milliseconds);
  const passed = (weekdayOf(day) - wanted + 7) % 7;
  return addDays(day, passed === 0 && hour < from ? -7 : -passed);
}

/** Whether a moment was before an hour of a day, by the clock of a time zone. */
export function isBefore(zone: string, milliseconds: number, day: Day, hour: number): boolean {
  const then = localTime(zone, milliseconds);
  return then.day < day || (then.day === day && then.hour < hour);
}

/** 1 for Monday to 7. */
function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The day in a time zone. */
export function localDay(zone: string, milliseconds: number): Day {
  return localTime(zone, milliseconds).day;
}

/** Days after a day, by the calendar. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** Days from one day to another, by the calendar. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMilliseconds;
}

const dayMilliseconds = 86_400_000;

/** Whether a text names a time zone. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

function localTime(zone: string, milliseconds: number): { day: Day; hour: number } {
  const parts = formatOf(zone).formatToParts(milliseconds);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times what using it does. @throws RangeError when there is no such zone. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  });
  formats.set(zone, format);
  return format;
}
