import type { TwoReadings } from './dates.ts';
import type { ParsedRecord } from './parse.ts';
import { unclear } from './stated-date.ts';

interface Read {
  readonly parsed: ParsedRecord;
}

/** So many days of a folder have to tell which number comes first. */
const enough = 2;

/** Gives records whose day could be two the one that all days of their folder speak for, where these leave no doubt. */
export function withDateOrder<One extends Read>(files: readonly One[]): readonly One[] {
  const order = orderOf(files);
  if (order === undefined) return files;
  return files.map((one) => {
    const { unclearDay, ...parsed } = one.parsed;
    if (unclearDay === undefined) return one;
    const told = unclear(unclearDay.text);
    const warnings = parsed.warnings.filter((warning) => warning !== told);
    return { ...one, parsed: { ...parsed, date: unclearDay[order], warnings } };
  });
}

function orderOf(files: readonly Read[]): keyof TwoReadings | undefined {
  const told = files.flatMap(({ parsed }) => parsed.dateOrder ?? []);
  const [first] = told;
  return told.length >= enough && told.every((order) => order === first) ? first : undefined;
}
