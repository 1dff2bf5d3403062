/** When a digest comes in a week: the day, from 1 for Monday to 7, and the hour by the channel's clock. */
export interface DigestTime {
  readonly day: number;
  readonly hour: number;
}

/** The days of a week from Monday on. */
export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** When it comes where nobody says. */
export const usualDigestTime: DigestTime = { day: 1, hour: 9 };

/** Reads `friday 16`, `on Fridays at 4 pm`, `16:00`; undefined for what is no time of a week. */
export function readDigestTime(words: string): DigestTime | undefined {
  let { day, hour } = usualDigestTime;
  const rest = words
    .toLowerCase()
    .replace(/\b(?:on|at|every|each|o'?clock)\b|,/g, ' ')
    .replace(/\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/, (named, start: string) => {
      const at = weekdays.findIndex((one) => one.toLowerCase().startsWith(start));
      const isDay = (weekdays[at] ?? '').toLowerCase().startsWith(named.replace(/s$/, ''));
      if (!isDay) return named;
      day = at + 1;
      return ' ';
    })
    .replace(/(?<!\S)(\d{1,2})(?::00)?\s*(am|pm)?(?!\S)/, (said, digits: string, half?: string) => {
      const told = Number(digits);
      if (told > (half === undefined ? 23 : 12) || (half !== undefined && told === 0)) return said;
      hour = half === undefined ? told : (told % 12) + (half === 'pm' ? 12 : 0);
      return ' ';
    });
  return rest.trim() === '' ? { day, hour } : undefined;
}

/** `Monday at 9:00` */
export function digestTimeText({ day, hour }: DigestTime): string {
  return `${weekdays[day - 1] ?? 'Monday'} at ${hour}:00`;
}
