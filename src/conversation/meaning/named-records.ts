import type { Numbered } from '../../commands/record-terms.ts';
import { escaped } from './spoken.ts';

/**
 * Words in which records are named with their logs ("shop-3"), for whoever reads plain numbers: each name became a number
 * that stands nowhere else in them.
 */
export interface PlainNumbers {
  readonly line: string;
  /** Which record is meant by a number of the line. */
  recordOf(number: number): Numbered;
  /** Some of the line's words as they were said. */
  asSaid(words: string): string;
}

/** Reads the names of records, of the logs that there are: `shop-3`, `shop/3`; where there are several "shop 3", "3 in shop". */
export function plainNumbers(said: string, logs: readonly string[]): PlainNumbers {
  const named = new Map<number, { readonly said: string; readonly record: Numbered }>();
  let next = firstNumber;
  const numberFor = (whole: string, log: string, digits: string): number => {
    while (said.includes(String(next))) next++;
    named.set(next, { said: whole, record: { log, number: Number(digits) } });
    return next++;
  };
  let line = said;
  // The longest first: "team-2-3" is record 3 of team-2 where there is such a log.
  for (const log of [...logs].sort((a, b) => b.length - a.length)) {
    if (!said.toLowerCase().includes(log.toLowerCase())) continue;
    for (const [pattern, sign] of patternsFor(log, logs.length > 1))
      line = line.replace(pattern, (whole: string, digits: string) =>
        named.size < mostNamed ? `${sign}${numberFor(whole, log, digits)}` : whole,
      );
  }
  return {
    line,
    recordOf: (number) => named.get(number)?.record ?? { number },
    asSaid: (words) =>
      [...named].reduce((text, [number, one]) => text.replaceAll(asNumber(number), () => one.said), words),
  };
}

/** Nobody names more records in a message. */
const mostNamed = 20;
/** Five digits are read as a number wherever one may stand. */
const firstNumber = 90_001;

function asNumber(number: number): RegExp {
  return new RegExp(`#?${number}`, 'g');
}

/** How a record of a log is named, and the sign that its number gets: what has one is a record wherever it stands. */
function patternsFor(log: string, several: boolean): readonly (readonly [RegExp, '#' | ''])[] {
  const name = escaped(log);
  const before = '(?<![\\p{L}\\p{N}_.#/-])';
  const number = '0*(\\d{1,9})(?![\\p{L}\\p{N}_%]|[.,/-]\\d)';
  const joined = new RegExp(`${before}${name}[-/#]#?${number}`, 'giu');
  if (!several) return [[joined, '#']];
  return [
    [joined, '#'],
    [new RegExp(`${before}${name} #?${number}`, 'giu'), ''],
    [new RegExp(`${before}#?0*(\\d{1,9}) in ${name}(?![\\p{L}\\p{N}_/-])`, 'giu'), ''],
  ];
}
